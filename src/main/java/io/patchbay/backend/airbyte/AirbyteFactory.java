package io.patchbay.backend.airbyte;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
		Map<String, String> problems = new LinkedHashMap<>(own.problems());
		List<String> strangers = properties.workspaces().stream().filter((id) -> !AirbyteApi.isId(id)).toList();
		if (!strangers.isEmpty()) {
			problems.put("workspaces", "lists workspace ids, which are UUIDs on Airbyte; not so: " + strangers);
		}
		Auth auth = properties.auth();
		foreign("auth.username", auth.username(), problems);
		foreign("auth.password", auth.password(), problems);
		foreign("auth.customer-name", auth.customerName(), problems);
		foreign("auth.token-uri", auth.tokenUri(), problems);
		if (auth.mode() == BackendProperties.Mode.HELD) {
			checkCredentials(auth, problems);
		}
		return problems;
	}

	@Override
	public ConnectionBackend create(BackendContext context, AirbyteProperties own) {
		URI baseUrl = Objects.requireNonNull(context.properties().baseUrl());
		UpstreamCalls calls = context.calls(baseUrl);
		Auth auth = context.properties().auth();
		if (auth.mode() == BackendProperties.Mode.HELD) {
			authorize(calls, context.clock(), auth);
		}
		return new AirbyteBackend(context, calls, own.completed(baseUrl));
	}

	private static void authorize(UpstreamCalls calls, Clock clock, Auth auth) {
		String scheme = (auth.scheme() != null) ? auth.scheme() : DEFAULT_SCHEME;
		if (given(auth.token())) {
			calls.authorizeWith(Credentials.fixed(scheme, auth.token()));
		}
		else if (given(auth.clientId()) && given(auth.clientSecret())) {
			TokenCache.Source application = new AirbyteAuthentication(calls, clock, auth.clientId(),
					auth.clientSecret());
			calls.authorizeWith(Credentials.renewed(scheme, new TokenCache(application, clock)));
		}
	}

	@Contract("null -> false")
	private static boolean given(@Nullable String value) {
		return value != null && !value.isBlank();
	}

	private static void foreign(String key, @Nullable Object value, Map<String, String> problems) {
		if (value != null) {
			problems.put(key, "is not for Airbyte: remove it, Airbyte takes auth.token, or auth.client-id and "
					+ "auth.client-secret of an application");
		}
	}

	private static void checkCredentials(Auth auth, Map<String, String> problems) {
		boolean token = given(auth.token());
		boolean id = given(auth.clientId());
		boolean secret = given(auth.clientSecret());
		if (token && (id || secret)) {
			problems.put("auth.token", "stands beside auth.client-id or auth.client-secret: keep one or the other");
		}
		else if (!token && !id && !secret) {
			problems.put("auth", "needs auth.token, or auth.client-id and auth.client-secret of an application");
		}
		else if (!token && !secret) {
			problems.put("auth.client-secret", "is required beside auth.client-id");
		}
		else if (!token && !id) {
			problems.put("auth.client-id", "is required beside auth.client-secret");
		}
	}

}
