package io.patchbay.backend.wallaroo;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

import io.patchbay.backend.AuthProblems;
import io.patchbay.backend.BackendContext;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.Credentials;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.TokenCache;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Platform;

import org.springframework.stereotype.Component;

/**
 * Builds Wallaroo's backends.
 */
@Component
final class WallarooFactory implements PlatformFactory<WallarooProperties> {

	private static final String TOKEN_PATH = "/auth/realms/master/protocol/openid-connect/token";

	@Override
	public Platform platform() {
		return WallarooBackend.PLATFORM;
	}

	@Override
	public Class<WallarooProperties> settings() {
		return WallarooProperties.class;
	}

	@Override
	public Map<String, String> problems(BackendProperties properties, WallarooProperties own) {
		Auth auth = properties.auth();
		Map<String, String> problems = new AuthProblems(auth, "Wallaroo")
			.tokenOr("username", auth.username(), "password", auth.password())
			.unused("customer-name", auth.customerName())
			.found();
		if (auth.clientSecret() != null && problems.containsKey("auth")) {
			problems.put("auth", "has a client's secret alone, which Wallaroo takes for inference; "
					+ "add username and password of a user");
		}
		URI tokens = auth.tokenUri();
		if (tokens != null && (!String.valueOf(tokens.getScheme()).matches("https?") || tokens.getHost() == null)) {
			problems.put("auth.token-uri", "is an absolute http or https URL");
		}
		if (!properties.workspaces().stream().allMatch((workspace) -> workspace.matches("\\d{1,18}"))) {
			problems.put("workspaces", "are the numbers of workspaces, not their names");
		}
		return problems;
	}

	@Override
	public ConnectionBackend create(BackendContext context, WallarooProperties own) {
		URI root = Objects.requireNonNull(context.properties().baseUrl());
		UpstreamCalls calls = context.calls(root);
		authorize(calls, context, root);
		return new WallarooBackend(context, calls, own);
	}

	private static void authorize(UpstreamCalls calls, BackendContext context, URI root) {
		Auth auth = context.properties().auth();
		String scheme = (auth.scheme() != null) ? auth.scheme() : "Bearer";
		if (auth.mode() == BackendProperties.Mode.CALLER) {
			return;
		}
		if (auth.token() != null && !auth.token().isBlank()) {
			calls.authorizeWith(Credentials.fixed(scheme, context.auth()));
			return;
		}
		URI tokens = (auth.tokenUri() != null) ? auth.tokenUri()
				: URI.create(root.toString().replaceAll("/+$", "") + TOKEN_PATH);
		TokenCache.Source source = new WallarooAuthentication(context.calls(tokens), context.auth(), context.clock());
		calls.authorizeWith(Credentials.renewed(scheme, calls.tokens(source)));
	}

}
