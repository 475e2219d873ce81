package io.patchbay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells which operation a request is meant for, by its method and its path alone: calls
 * that are refused before a controller is chosen, for their type of content perhaps, are
 * told apart all the same.
 */
final class AuditedOperations {

	private static final Set<RequestMethod> READING = Set.of(RequestMethod.GET, RequestMethod.HEAD,
			RequestMethod.OPTIONS);

	private final List<Known> known = new ArrayList<>();

	AuditedOperations(RequestMappingHandlerMapping mapping) {
		mapping.getHandlerMethods().forEach((info, handler) -> {
			Operation operation = handler.getMethodAnnotation(Operation.class);
			if (operation != null && info.getPathPatternsCondition() != null) {
				for (RequestMethod method : info.getMethodsCondition().getMethods()) {
					for (PathPattern path : info.getPathPatternsCondition().getPatterns()) {
						this.known.add(new Known(method, path, operation.operationId()));
					}
				}
			}
		});
	}

	/**
	 * Whether a request may change something.
	 * @param request the request
	 * @return {@code false} for one that only reads, or is not for the API
	 */
	static boolean concern(HttpServletRequest request) {
		RequestMethod method = RequestMethod.resolve(request.getMethod());
		return method != null && !READING.contains(method)
				&& request.getRequestURI().startsWith(request.getContextPath() + "/api/");
	}

	/**
	 * Finds the operation of a request.
	 * @param request the request
	 * @return the operation, empty when there is none
	 */
	Optional<Found> find(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		RequestMethod method = RequestMethod.resolve(request.getMethod());
		for (Known operation : this.known) {
			PathPattern.PathMatchInfo match = (operation.method == method) ? operation.path.matchAndExtract(path)
					: null;
			if (match != null) {
				return Optional.of(new Found(operation.name, match.getUriVariables()));
			}
		}
		return Optional.empty();
	}

	private record Known(RequestMethod method, PathPattern path, String name) {

	}

	/**
	 * An operation.
	 *
	 * @param name its name in the API document
	 * @param variables the variables of the path, as they were sent
	 */
	record Found(String name, Map<String, String> variables) {

	}

}
