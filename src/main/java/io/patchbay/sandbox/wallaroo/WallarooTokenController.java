package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The token endpoint of the pretend identity provider, a Keycloak in its ways of failing.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/auth")
@Profile("sandbox")
class WallarooTokenController {

	private static final String TOKEN = "/realms/master/protocol/openid-connect/token";

	private final WallarooTokens tokens;

	WallarooTokenController(WallarooTokens tokens) {
		this.tokens = tokens;
	}

	@PostMapping(TOKEN)
	ResponseEntity<byte[]> token(HttpServletRequest request) {
		String client = authenticatedClient(request);
		if (client == null) {
			return error(401, "invalid_client", "Invalid client or Invalid client credentials");
		}
		String grant = request.getParameter("grant_type");
		if (grant == null) {
			return error(400, "invalid_request", "Missing form parameter: grant_type");
		}
		return switch (grant) {
			case "password" -> password(client, request);
			case "refresh_token" -> refresh(client, request.getParameter("refresh_token"));
			case "client_credentials" -> clientCredentials(client);
			default -> error(400, "unsupported_grant_type", "Unsupported grant_type");
		};
	}

	@RequestMapping(TOKEN)
	ResponseEntity<byte[]> wrongMethod() {
		return SandboxJson.answer(405, Map.of("error", "HTTP 405 Method Not Allowed"));
	}

	@RequestMapping("/**")
	ResponseEntity<byte[]> unknown() {
		return SandboxJson.answer(404, Map.of("error", "Unable to find matching target resource method"));
	}

	private ResponseEntity<byte[]> password(String client, HttpServletRequest request) {
		String username = request.getParameter("username");
		if (username == null) {
			return error(401, "invalid_request", "Missing parameter: username");
		}
		if (!WallarooUsers.SANDBOX.email().equals(username)
				|| !WallarooUsers.PASSWORD.equals(request.getParameter("password"))) {
			return error(401, "invalid_grant", "Invalid user credentials");
		}
		String scope = Objects.requireNonNullElse(request.getParameter("scope"), "");
		return SandboxJson.answer(200, this.tokens.forUser(client, scope.contains("offline_access")));
	}

	private ResponseEntity<byte[]> refresh(String client, @Nullable String token) {
		if (token == null) {
			return error(400, "invalid_request", "No refresh token");
		}
		ObjectNode claims = this.tokens.claims(token);
		if (claims == null || "Bearer".equals(claims.path("typ").asString(""))) {
			return error(400, "invalid_grant", "Invalid refresh token");
		}
		if (!client.equals(claims.path("azp").asString(""))) {
			return error(400, "invalid_grant", "Invalid refresh token. Token client and authorized client don't match");
		}
		if (this.tokens.expired(claims)) {
			return error(400, "invalid_grant", "Token is not active");
		}
		return SandboxJson.answer(200, this.tokens.forUser(client, "Offline".equals(claims.path("typ").asString(""))));
	}

	private ResponseEntity<byte[]> clientCredentials(String client) {
		if (WallarooTokens.SDK_CLIENT.equals(client)) {
			return error(401, "unauthorized_client", "Public client not allowed to retrieve service account");
		}
		return SandboxJson.answer(200, this.tokens.forClient());
	}

	private static @Nullable String authenticatedClient(HttpServletRequest request) {
		String client = request.getParameter("client_id");
		String secret = request.getParameter("client_secret");
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
			String[] pair = decode(authorization.substring(6).strip()).split(":", 2);
			client = pair[0];
			secret = (pair.length == 2) ? pair[1] : null;
		}
		if (WallarooTokens.SDK_CLIENT.equals(client)) {
			return client;
		}
		boolean known = WallarooTokens.API_CLIENT.equals(client) && WallarooUsers.API_CLIENT_SECRET.equals(secret);
		return (known) ? client : null;
	}

	private static String decode(String base64) {
		try {
			return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static ResponseEntity<byte[]> error(int status, String error, String description) {
		return SandboxJson.answer(status, Map.of("error", error, "error_description", description));
	}

}
