package io.patchbay.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.Include;
import io.patchbay.connection.ReadBudget;
import io.patchbay.connection.Redaction;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.WorkspaceId;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.Environment;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * How parameters become words of the model.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedactionProperties.class)
class WebConfiguration implements WebMvcConfigurer {

	private static final String DEADLINE = "patchbay.deadline";

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, ConnectionId.class, ConnectionId::parse);
		registry.addConverter(String.class, SyncId.class, SyncId::parse);
		registry.addConverter(String.class, SyncRun.Status.class, word(SyncRun.Status.values(), Enum::name));
		registry.addConverter(String.class, SyncListParameters.Order.class,
				word(SyncListParameters.Order.values(), WebConfiguration::camelCase));
		registry.addConverter(String.class, WorkspaceId.class, WorkspaceId::parse);
		registry.addConverter(String.class, BackendId.class, BackendId::new);
		registry.addConverter(String.class, Instant.class, WebConfiguration::instant);
		registry.addConverter(String.class, ConnectionStatus.class, word(ConnectionStatus.values(), Enum::name));
		registry.addConverter(String.class, Include.class, word(Include.values(), WebConfiguration::camelCase));
		registry.addConverter(String.class, DeleteOptions.Cascade.class,
				word(DeleteOptions.Cascade.values(), WebConfiguration::camelCase));
	}

	@Bean
	WebMvcRegistrations webMvcRegistrations() {
		return new WebMvcRegistrations() {

			@Override
			public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
				return new PathFirstHandlerMapping();
			}

		};
	}

	@Bean
	Redaction redaction(RedactionProperties properties) {
		return new Redaction(properties.shown(), properties.fingerprintKey());
	}

	@Bean
	ReadBudget readBudget(Environment environment) {
		// Bound by hand, because the root "patchbay" is bound elsewhere as a whole.
		Duration deadline = Binder.get(environment).bind(DEADLINE, Duration.class).orElse(Duration.ofSeconds(8));
		if (!deadline.isPositive()) {
			throw new InvalidConfigurationPropertyValueException(DEADLINE, deadline,
					"It is a positive duration, such as 8s.");
		}
		return new ReadBudget(deadline);
	}

	private static Instant instant(String text) {
		try {
			// An unencoded plus sign of an offset arrives as a blank.
			return OffsetDateTime.parse(text.trim().replace(' ', '+')).toInstant();
		}
		catch (DateTimeException ex) {
			// Without the cause, whose words are no help to a caller.
			throw new IllegalArgumentException("it is an instant in ISO 8601, such as 2026-01-31T00:00:00Z");
		}
	}

	private static <E> Converter<String, E> word(E[] values, Function<E, String> spelling) {
		String known = Arrays.stream(values).map(spelling).collect(Collectors.joining(", "));
		return (text) -> Arrays.stream(values)
			.filter((value) -> spelling.apply(value).equals(text.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("it is one of " + known));
	}

	static String camelCase(Enum<?> value) {
		String[] words = value.name().toLowerCase(Locale.ROOT).split("_");
		return words[0] + Arrays.stream(words)
			.skip(1)
			.map((word) -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
			.collect(Collectors.joining());
	}

}
