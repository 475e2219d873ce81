package io.patchbay.startup;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts with the code that the build has generated, where what is configured asks for
 * the same beans. Nothing else differs, but the time of the start. Who sets the system
 * property {@code spring.aot.enabled} decides it.
 */
public final class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(PreparedStart.class);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		// Set or not, it is the affair of this one start: a second in the same process
		// may
		// be configured in another way.
		if (System.getProperty(AotDetector.AOT_ENABLED) != null
				|| System.getProperty(AbstractAotProcessor.AOT_PROCESSING) != null) {
			return;
		}
		SpringProperties.setFlag(AotDetector.AOT_ENABLED, choose(event.getSpringApplication(), event.getEnvironment()));
	}

	private static boolean choose(SpringApplication application, ConfigurableEnvironment environment) {
		for (Shape shape : Shape.values()) {
			PreparedContext prepared = PreparedContext.find(shape).orElse(null);
			if (prepared != null && fits(prepared, shape, environment)) {
				application
					.addInitializers(AotApplicationContextInitializer.forInitializerClasses(prepared.initializer()));
				return true;
			}
		}
		return false;
	}

	private static boolean fits(PreparedContext prepared, Shape shape, ConfigurableEnvironment environment) {
		Optional<String> difference = prepared.difference(environment);
		difference.ifPresent((key) -> logger.debug(
				"'{}' makes it another application than the prepared '{}', " + "which would have started sooner", key,
				shape));
		return difference.isEmpty();
	}

	// After everything that adds to the environment.
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
