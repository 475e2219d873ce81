package io.patchbay.backend.airbyte;

import java.net.URI;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;
import org.springframework.stereotype.Component;

/**
 * Builds backends that are Airbytes.
 */
@Component
final class AirbyteFactory implements PlatformFactory<AirbyteProperties> {

	private static final String DEFAULT_SCHEME = "Bearer";

	@Override
	public Platform platform() {
		return AirbyteBackend.PLATFORM;
	}

	@Override
	public Class<AirbyteProperties> settings() {
		return AirbyteProperties.class;
	}

	@Override
	public Map<String, String> problems(BackendProperties properties, AirbyteProperties own) {
		Auth auth = properties.auth();
		Map<String, String> problems = new AuthProblems(auth, "Airbyte")
			.tokenOr("client-id", auth.clientId(), "client-secret", auth.clientSecret())
			.unused("username", auth.username())
			.unused("password", auth.password())
			.unused("customer-name", auth.customerName())
			.unused("token-uri", auth.tokenUri())
			.found();
		problems.putAll(own.problems());
		List<String> strangers = properties.workspaces().stream().filter((id) -> !AirbyteApi.isId(id)).toList();
		if (!strangers.isEmpty()) {
			problems.put("workspaces", "lists workspace ids, which are UUIDs on Airbyte; not so: " + strangers);
		}
		return problems;
	}

	@Override
	public ConnectionBackend create(BackendContext context, AirbyteProperties own) {
		URI baseUrl = Objects.requireNonNull(context.properties().baseUrl());
		AirbyteProperties completed = own.completed(baseUrl);
		UpstreamCalls calls = context.calls(baseUrl);
		URI configApi = completed.configApiUrl();
		UpstreamCalls config = (configApi != null) ? context.calls(configApi) : null;
		Auth auth = context.properties().auth();
		Credentials credentials = (auth.mode() == BackendProperties.Mode.HELD) ? credentials(calls, context) : null;
		if (credentials != null) {
			calls.authorizeWith(credentials);
			if (config != null) {
				// One token is good for both APIs.
				config.authorizeWith(credentials);
			}
		}
		return new AirbyteBackend(context, calls, config, completed);
	}

	private static @Nullable Credentials credentials(UpstreamCalls calls, BackendContext context) {
		Auth auth = context.properties().auth();
		String scheme = (auth.scheme() != null) ? auth.scheme() : DEFAULT_SCHEME;
		if (given(auth.token())) {
			return Credentials.fixed(scheme, context.auth());
		}
		else if (given(auth.clientId()) && given(auth.clientSecret())) {
			TokenCache.Source application = new AirbyteAuthentication(calls, context.auth(), context.clock());
			return Credentials.renewed(scheme, calls.tokens(application));
		}
		return null;
	}

	@Contract("null -> false")
	private static boolean given(@Nullable String value) {
		return value != null && !value.isBlank();
	}

}
