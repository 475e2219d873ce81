package io.patchbay.sandbox.maestro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxBody;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sign-in, refresh, and the answer to calls that do not exist.
 */
@RestController
@RequestMapping("/sandbox/maestro")
@Profile("sandbox")
class MaestroAuthController {

	private final MaestroAccess access;

	private final SandboxSwitches<MaestroSwitches> switches;

	MaestroAuthController(MaestroAccess access, SandboxSwitches<MaestroSwitches> switches) {
		this.access = access;
		this.switches = switches;
	}

	@PostMapping("/auth/sign-in")
	ResponseEntity<byte[]> signIn(@RequestBody(required = false) byte @Nullable [] body) {
		ObjectNode request = parse(body);
		String username = text(request, "username");
		boolean matches = MaestroTenant.PASSWORD.equals(text(request, "password"));
		if (matches && MaestroTenant.DISABLED_USERNAME.equals(username)) {
			throw MaestroFailure.coded(403, "User is disabled", "Forbidden", "AUTH.USER_DISABLED");
		}
		if (!matches || !MaestroTenant.USERNAME.equals(username) || !ourCustomer(request)) {
			throw MaestroFailure.coded(401, "Incorrect username or password", "Unauthorized",
					"AUTH.INVALID_CREDENTIALS");
		}
		String totp = this.switches.get().totp();
		if (!totp.isEmpty() && !totp.equals(request.path("totp").asString(""))) {
			throw MaestroFailure.coded(401, "Invalid or missing totp", "Unauthorized", "AUTH.MFA_REQUIRED");
		}
		return SandboxJson.answer(200, session(!totp.isEmpty()));
	}

	@PostMapping("/auth/refresh-access-token")
	ResponseEntity<byte[]> refresh(@RequestBody(required = false) byte @Nullable [] body) {
		ObjectNode request = parse(body);
		String token = text(request, "refreshToken");
		text(request, "customerName");
		if (!ourCustomer(request) || !this.access.valid(token, "refresh")) {
			throw MaestroFailure.unauthorized();
		}
		Map<String, String> tokens = Map.of("accessToken", this.access.accessToken());
		boolean nested = this.switches.get().refreshForm() == MaestroSwitches.RefreshForm.NESTED;
		return SandboxJson.answer(200, (nested) ? Map.of("tokens", tokens) : tokens);
	}

	@RequestMapping({ "", "/**" })
	ResponseEntity<byte[]> unknown(HttpServletRequest request) {
		throw unknownRoute(request);
	}

	/**
	 * The answer to a route, or to a method of one, that the service does not have.
	 * @param request the call
	 * @return the failure
	 */
	static MaestroFailure unknownRoute(HttpServletRequest request) {
		String path = request.getRequestURI().replaceFirst("^.*?/sandbox/maestro", "");
		return MaestroFailure.coded(404, "Cannot " + request.getMethod() + " " + path, "Not Found", "NOT_FOUND");
	}

	private Map<String, Object> session(boolean mfa) {
		Map<String, Object> session = new LinkedHashMap<>();
		session.put("permissions", this.switches.get().permissions());
		session.put("tokens", Map.of("idToken", "", "accessToken", this.access.accessToken(), "refreshToken",
				this.access.refreshToken()));
		session.put("mfaStatus", (mfa) ? "enabled" : "none");
		session.put("termsOfUse", Map.of("status", "ok", "lastSigned", Map.of()));
		session.put("user", Map.of("id", MaestroTenant.USER_ID, "name", "Sandbox", "username", MaestroTenant.USERNAME,
				"createdAt", "2023-01-10T12:00:00.000Z"));
		session.put("customer", Map.of("id", MaestroTenant.ID, "name", MaestroTenant.NAME, "tier", "STANDARD",
				"scheduleLimit", "HOURLY", "modules", List.of(), "links", List.of()));
		return session;
	}

	private static boolean ourCustomer(ObjectNode request) {
		return MaestroTenant.NAME.equals(request.path("customerName").asString(MaestroTenant.NAME));
	}

	private static ObjectNode parse(byte @Nullable [] body) {
		ObjectNode request = SandboxBody.object(body);
		if (request == null) {
			throw MaestroFailure.message(400, "Unexpected token in JSON");
		}
		return request;
	}

	private static String text(ObjectNode request, String field) {
		JsonNode value = request.path(field);
		if (!value.isString() || value.stringValue().isEmpty()) {
			throw MaestroFailure.message(400, field + " must be a string");
		}
		return value.stringValue();
	}

}
