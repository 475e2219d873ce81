package io.patchbay.backend;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.ConnectionBackend;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Builds the configured backends with the platforms that there are.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResilienceProperties.class)
class BackendConfiguration {

	private static final Duration LONGEST_TTL = Duration.ofHours(1);

	@Bean
	@Primary
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	BackendSource backendSource(Environment environment, List<PlatformFactory<?>> platforms,
			ResilienceProperties resilience, Clock clock, ObjectProvider<MeterRegistry> registry,
			ObjectProvider<Tracer> tracer) {
		MeterRegistry meters = registry.getIfAvailable(SimpleMeterRegistry::new);
		BackendBinder binder = new BackendBinder(environment);
		Map<String, String> problems = new LinkedHashMap<>();
		List<ConnectionBackend> backends = new ArrayList<>();
		for (String name : new TreeSet<>(binder.names())) {
			ConnectionBackend backend = build(name, binder, platforms,
					kits(resilience, clock, meters, tracer.getIfAvailable()), problems);
			if (backend != null) {
				backends.add(backend);
			}
		}
		if (!problems.isEmpty()) {
			throw new BackendConfigurationException(problems);
		}
		Set<BackendId> byCallers = new HashSet<>();
		Map<BackendId, Duration> cacheTtls = new HashMap<>();
		for (ConnectionBackend backend : backends) {
			BackendProperties properties = binder.bind(backend.id().value(), BackendProperties.class);
			cacheTtls.put(backend.id(), properties.cacheTtl());
			if (properties.auth().mode() == BackendProperties.Mode.CALLER) {
				byCallers.add(backend.id());
			}
		}
		return new Configured(List.copyOf(backends), byCallers, cacheTtls);
	}

	private static BiFunction<BackendId, BackendProperties, UpstreamKit> kits(ResilienceProperties resilience,
			Clock clock, MeterRegistry meters, @Nullable Tracer tracer) {
		return (id, properties) -> new UpstreamKit(resilience, new Secrets(), clock,
				new BackendMeters(meters, id, properties.maxConcurrentCalls()),
				(tracer != null) ? new UpstreamTracing(tracer, id) : null);
	}

	private static @Nullable ConnectionBackend build(String name, BackendBinder binder,
			List<PlatformFactory<?>> platforms, BiFunction<BackendId, BackendProperties, UpstreamKit> kits,
			Map<String, String> problems) {
		String key = "patchbay.backends." + name;
		try {
			BackendId id = new BackendId(name);
			BackendProperties properties = binder.bind(name, BackendProperties.class);
			for (PlatformFactory<?> factory : platforms) {
				if (factory.platform().name().equals(properties.platform())) {
					UpstreamKit kit = kits.apply(id, properties);
					CurrentAuth auth = new CurrentAuth(name, properties.auth(),
							() -> binder.rebind(name, BackendProperties.class).auth(), kit.secrets(), System::nanoTime);
					return new Builder(id, key, binder, problems).build(factory, new BackendContext(id, properties,
							auth, kit.clock(), (root) -> new UpstreamCalls(id, root, properties, kit)));
				}
			}
			String known = platforms.stream()
				.map((factory) -> factory.platform().name())
				.sorted()
				.collect(Collectors.joining(", "));
			problems.put(key + ".platform", (properties.platform() != null)
					? "'" + properties.platform() + "' is not one of " + known : "is required, one of " + known);
		}
		catch (IllegalArgumentException ex) {
			problems.put(key, ex.getMessage());
		}
		catch (BackendConfigurationException ex) {
			problems.putAll(ex.problems());
		}
		return null;
	}

	private record Configured(List<ConnectionBackend> backends, Set<BackendId> callerAuthorized,
			Map<BackendId, Duration> cacheTtls) implements BackendSource {

		@Override
		public Duration cacheTtl(BackendId backend) {
			return this.cacheTtls.getOrDefault(backend, Duration.ZERO);
		}

	}

	private record Builder(BackendId id, String key, BackendBinder binder, Map<String, String> problems) {

		<P> @Nullable ConnectionBackend build(PlatformFactory<P> factory, BackendContext context) {
			BackendProperties properties = context.properties();
			P own = this.binder.bind(this.id.value(), factory.settings());
			Map<String, String> found = new LinkedHashMap<>(
					this.binder.unknownKeys(this.id.value(), BackendProperties.class, factory.settings()));
			checkCommon(properties).forEach((name, problem) -> found.put(this.key + "." + name, problem));
			factory.problems(properties, own)
				.forEach((name, problem) -> found.putIfAbsent(this.key + "." + name, problem));
			this.problems.putAll(found);
			return found.isEmpty() ? factory.create(context, own) : null;
		}

		private static Map<String, String> checkCommon(BackendProperties properties) {
			Map<String, String> found = new LinkedHashMap<>();
			URI url = properties.baseUrl();
			if (url == null) {
				found.put("base-url", "is required, the root of the platform's API");
			}
			else if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null
					|| url.getQuery() != null || url.getUserInfo() != null) {
				found.put("base-url", "is an absolute http or https URL without query and user");
			}
			if (!properties.connectTimeout().isPositive()) {
				found.put("connect-timeout", "is a positive duration, such as 2s");
			}
			if (!properties.readTimeout().isPositive()) {
				found.put("read-timeout", "is a positive duration, such as 60s");
			}
			if (properties.maxConcurrentCalls() < 1) {
				found.put("max-concurrent-calls", "is 1 or more");
			}
			if (properties.cacheTtl().isNegative() || properties.cacheTtl().compareTo(LONGEST_TTL) > 0) {
				found.put("cache-ttl", "is a duration from 0s, which is off, to 1h");
			}
			return found;
		}

	}

}
