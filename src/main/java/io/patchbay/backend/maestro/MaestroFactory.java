package io.patchbay.backend.maestro;

import java.util.Map;
import java.util.Objects;

import io.patchbay.backend.AuthProblems;
import io.patchbay.backend.BackendContext;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.Credentials;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Platform;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Builds Maestro's backends.
 */
@Component
final class MaestroFactory implements PlatformFactory<MaestroProperties> {

	@Override
	public Platform platform() {
		return MaestroBackend.PLATFORM;
	}

	@Override
	public Class<MaestroProperties> settings() {
		return MaestroProperties.class;
	}

	@Override
	public Map<String, String> problems(BackendProperties properties, MaestroProperties own) {
		Auth auth = properties.auth();
		Map<String, String> problems = new AuthProblems(auth, "Maestro")
			.tokenOr("username", auth.username(), "password", auth.password())
			.unused("client-id", auth.clientId())
			.unused("client-secret", auth.clientSecret())
			.unused("token-uri", auth.tokenUri())
			.found();
		if (!own.pageParameter().matches("[A-Za-z][A-Za-z0-9_-]*")) {
			problems.put("page-parameter", "is the name of a query parameter, such as page");
		}
		return problems;
	}

	@Override
	public ConnectionBackend create(BackendContext context, MaestroProperties own) {
		UpstreamCalls calls = context.calls(Objects.requireNonNull(context.properties().baseUrl()));
		MaestroAuthentication authentication = authorize(calls, context);
		return new MaestroBackend(context, calls, new MaestroApi(calls, own.pageParameter()),
				new MaestroRows(context.id(), authentication),
				new MaestroSyncs(context.id(), calls, own.syncTargets(), context.clock()));
	}

	// Maestro takes the token raw, and answers 401 to one with a scheme.
	private static @Nullable MaestroAuthentication authorize(UpstreamCalls calls, BackendContext context) {
		Auth auth = context.properties().auth();
		String scheme = (auth.scheme() != null) ? auth.scheme() : "";
		if (auth.mode() == BackendProperties.Mode.CALLER) {
			return null;
		}
		if (auth.token() != null && !auth.token().isBlank()) {
			calls.authorizeWith(Credentials.fixed(scheme, context.auth()));
			return null;
		}
		MaestroAuthentication authentication = new MaestroAuthentication(calls, context.auth(), context.clock());
		calls.authorizeWith(Credentials.renewed(scheme, calls.tokens(authentication)));
		return authentication;
	}

}
