package io.patchbay.sandbox.airbyte;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The health checks, and an answer to everything that nothing else answers.
 */
@RestController
@Profile("sandbox")
class AirbyteFallbackController {

	private final ObjectProvider<RequestMappingHandlerMapping> mappings;

	AirbyteFallbackController(
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
		this.mappings = mappings;
	}

	@GetMapping({ Roots.PUBLIC_CLOUD + "/health", Roots.PUBLIC_SELF_MANAGED + "/health" })
	ResponseEntity<String> health() {
		return ResponseEntity.ok("Successful operation");
	}

	@GetMapping(Roots.CONFIG + "/health")
	ResponseEntity<byte[]> configHealth() {
		return SandboxJson.ok(Map.of("available", true));
	}

	@GetMapping({ Roots.PUBLIC_CLOUD + "/", Roots.PUBLIC_SELF_MANAGED + "/" })
	ResponseEntity<Void> documentation() {
		return ResponseEntity.status(302).location(URI.create("https://reference.airbyte.com/")).build();
	}

	@RequestMapping({ Roots.EMULATOR, Roots.EMULATOR + "/**" })
	ResponseEntity<byte[]> nothing(HttpServletRequest request) {
		List<String> methods = methods(request.getRequestURI());
		if (methods.isEmpty()) {
			throw AirbyteException.edge(404, "The current request is not defined by this API.");
		}
		String message = "Method [%s] not allowed for URI [%s]. Allowed methods: %s".formatted(request.getMethod(),
				request.getRequestURI().substring(Roots.EMULATOR.length()), methods);
		return SandboxJson.answer(405, AirbyteAdvice.links("Method Not Allowed", message, request));
	}

	private List<String> methods(String uri) {
		PathContainer path = PathContainer.parsePath(uri);
		TreeSet<String> methods = new TreeSet<>();
		for (RequestMappingInfo info : this.mappings.getObject().getHandlerMethods().keySet()) {
			PathPatternsRequestCondition condition = info.getPathPatternsCondition();
			if (condition != null && condition.getPatterns().stream().anyMatch((pattern) -> matches(pattern, path))) {
				info.getMethodsCondition().getMethods().forEach((method) -> methods.add(method.name()));
			}
		}
		return List.copyOf(methods);
	}

	private static boolean matches(PathPattern pattern, PathContainer path) {
		return pattern.getPatternString().startsWith(Roots.EMULATOR) && pattern.matches(path);
	}

}
