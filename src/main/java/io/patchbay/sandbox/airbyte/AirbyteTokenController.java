package io.patchbay.sandbox.airbyte;

import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Issues tokens. Airbyte's own clients ask for them as a form and as JSON.
 */
@RestController
@Profile("sandbox")
class AirbyteTokenController {

	private static final String PATH = "/applications/token";

	private final AirbyteTokens tokens;

	private final AirbyteSwitches switches;

	AirbyteTokenController(AirbyteTokens tokens, AirbyteSwitches switches) {
		this.tokens = tokens;
		this.switches = switches;
	}

	@PostMapping({ Roots.PUBLIC_CLOUD + PATH, Roots.PUBLIC_SELF_MANAGED + PATH })
	ResponseEntity<byte[]> issue(HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
		String clientId = request.getParameter("client_id");
		String clientSecret = request.getParameter("client_secret");
		if (clientId == null || clientSecret == null) {
			JsonNode json = SandboxJson.parse(body);
			Body credentials = (json != null) ? Body.of(body) : new Body(SandboxJson.object());
			clientId = credentials.required("client_id");
			clientSecret = credentials.required("client_secret");
		}
		int lifetime = this.switches.number("tokenLifetimeSeconds");
		// Platforms before 1.6 counted the rest of a token's life in minutes
		int expiresIn = (this.switches.on("minutesBug")) ? lifetime / 60 : lifetime;
		return SandboxJson.ok(SandboxJson.object()
			.put("access_token", issue(clientId, clientSecret))
			.put("token_type", "Bearer")
			.put("expires_in", expiresIn));
	}

	@PostMapping(Roots.CONFIG + PATH)
	ResponseEntity<byte[]> issueForConfigApi(@RequestBody(required = false) byte @Nullable [] body) {
		Body credentials = Body.of(body);
		String token = issue(credentials.required("client_id"), credentials.required("client_secret"));
		return SandboxJson.ok(Map.of("access_token", token));
	}

	private String issue(String clientId, String clientSecret) {
		String token = this.tokens.issue(clientId, clientSecret);
		if (token == null) {
			throw AirbyteException.errorId(401);
		}
		return token;
	}

}
