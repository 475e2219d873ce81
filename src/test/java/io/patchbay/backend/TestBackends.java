package io.patchbay.backend;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionBackend;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Builds adapters as the application does, without the application.
 */
public final class TestBackends {

	/** No credentials at all. */
	public static final BackendProperties.Auth NO_AUTH = new BackendProperties.Auth(BackendProperties.Mode.HELD, null,
			null, null, null, null, null, null, null);

	/** Credentials that each caller brings. */
	public static final BackendProperties.Auth CALLER_AUTH = new BackendProperties.Auth(BackendProperties.Mode.CALLER,
			null, null, null, null, null, null, null, null);

	// Two attempts: enough to see a repetition.
	static final ResilienceProperties RESILIENCE = new ResilienceProperties(2,
			new ResilienceProperties.Circuit(20, 10, 50, Duration.ofSeconds(10)));

	private TestBackends() {
	}

	/**
	 * A static token.
	 * @param token the token
	 * @return the credentials
	 */
	public static BackendProperties.Auth token(String token) {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, token, null, null, null, null, null, null, null);
	}

	/**
	 * What an operator says.
	 * @param factory the platform
	 * @param baseUrl the root of its API
	 * @param auth the credentials
	 * @param workspaces the allow-list
	 * @return the common settings
	 */
	public static BackendProperties properties(PlatformFactory<?> factory, String baseUrl, BackendProperties.Auth auth,
			List<String> workspaces) {
		return new BackendProperties(factory.platform().name(), true, URI.create(baseUrl), workspaces,
				Duration.ofSeconds(1), Duration.ofSeconds(5), 64, Duration.ZERO, auth);
	}

	/**
	 * Builds a backend with the platform's name.
	 * @param <P> the platform's own settings
	 * @param factory the platform
	 * @param properties the common settings
	 * @param settings the platform's own settings, as keys and values
	 * @param clock tells the time
	 * @return the adapter
	 */
	public static <P> ConnectionBackend create(PlatformFactory<P> factory, BackendProperties properties,
			Map<String, String> settings, Clock clock) {
		BackendId id = new BackendId(factory.platform().name());
		BackendContext context = new BackendContext(id, properties, properties::auth, clock,
				(root) -> new UpstreamCalls(id, root, properties, kit(id, RESILIENCE, clock)));
		return factory.create(context, own(factory, settings));
	}

	// Counts for nobody.
	static UpstreamKit kit(BackendId id, ResilienceProperties resilience, Clock clock) {
		return new UpstreamKit(resilience, new Secrets(), clock, new BackendMeters(new SimpleMeterRegistry(), id, 64),
				null);
	}

	/**
	 * Looks for mistakes in settings.
	 * @param <P> the platform's own settings
	 * @param factory the platform
	 * @param properties the common settings
	 * @param settings the platform's own settings, as keys and values
	 * @return the problems by key
	 */
	public static <P> Map<String, String> problems(PlatformFactory<P> factory, BackendProperties properties,
			Map<String, String> settings) {
		return factory.problems(properties, own(factory, settings));
	}

	private static <P> P own(PlatformFactory<P> factory, Map<String, String> settings) {
		Map<String, String> prefixed = settings.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> "own." + entry.getKey(), Map.Entry::getValue));
		return new Binder(new MapConfigurationPropertySource(prefixed)).bindOrCreate("own",
				Bindable.of(factory.settings()));
	}

}
