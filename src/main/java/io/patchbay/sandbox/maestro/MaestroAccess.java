package io.patchbay.sandbox.maestro;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJwt;
import io.patchbay.sandbox.SandboxSwitches;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The tokens and permissions of the pretend Maestro.
 */
@Component
@Profile("sandbox")
class MaestroAccess implements HandlerInterceptor {

	static final String LIST_CONNECTIONS = "GET /connections";

	static final String CREATE_CONNECTION = "connection:create";

	static final String UPDATE_CONNECTION = "connection:update";

	static final String DELETE_CONNECTION = "connection:delete";

	static final String READ_PIPELINES = "GET /pipelines";

	static final String CHANGE_PIPELINES = "POST /pipelines";

	// both styles of naming live side by side
	static final List<String> PERMISSIONS = List.of("GET /catalog", "catalog:edit", "network_config:create",
			LIST_CONNECTIONS, CREATE_CONNECTION, UPDATE_CONNECTION, DELETE_CONNECTION, READ_PIPELINES,
			CHANGE_PIPELINES);

	private final SandboxJwt jwt = new SandboxJwt("maestro-sandbox-signing-key");

	private final AtomicLong serial = new AtomicLong();

	private final SandboxSwitches<MaestroSwitches> switches;

	private final SandboxClock clock;

	MaestroAccess(SandboxSwitches<MaestroSwitches> switches, SandboxClock clock) {
		this.switches = switches;
		this.clock = clock;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		// whatever else answers below this root is not the platform
		boolean ours = handler instanceof HandlerMethod method
				&& method.getBeanType().getPackage().equals(getClass().getPackage());
		if (!ours) {
			return true;
		}
		// the bare token: with a scheme in front it is no token
		String token = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (token == null || !valid(token, "access")) {
			throw MaestroFailure.unauthorized();
		}
		return true;
	}

	String accessToken() {
		return sign("access", this.switches.get().accessLifetime());
	}

	String refreshToken() {
		return sign("refresh", this.switches.get().refreshLifetime());
	}

	boolean valid(String token, String use) {
		ObjectNode claims = this.jwt.claims(token);
		return claims != null && use.equals(claims.path("token_use").asString(""))
				&& claims.path("gen").intValue(0) == this.switches.get().tokenGeneration()
				&& claims.path("exp").longValue(0) > this.clock.instant().getEpochSecond();
	}

	/**
	 * Refuses a call for which the user lacks the permission.
	 * @param permission the permission
	 */
	void require(String permission) {
		if (!this.switches.get().permissions().contains(permission)) {
			throw MaestroFailure.coded(403, "User does not have permission " + permission, "Forbidden",
					"AUTH.FORBIDDEN");
		}
	}

	private String sign(String use, Duration lifetime) {
		long now = this.clock.instant().getEpochSecond();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("sub", MaestroTenant.USER_ID);
		claims.put("token_use", use);
		claims.put("customer_id", MaestroTenant.ID);
		claims.put("iat", now);
		claims.put("exp", now + lifetime.toSeconds());
		claims.put("jti", this.serial.incrementAndGet());
		claims.put("gen", this.switches.get().tokenGeneration());
		return this.jwt.sign(claims);
	}

}
