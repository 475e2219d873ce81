package io.patchbay;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Starts the whole program with its sandbox, once for all tests that have this
 * annotation. Beside the sandbox's three backends there is one that is switched off,
 * which only the operator's key may see. The deadline is short, and no circuit opens: a
 * test that breaks a platform must not break the next one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "patchbay.deadline=3s", "patchbay.resilience.circuit.window=10000",
				"patchbay.resilience.circuit.minimum-calls=10000",
				"spring.config.additional-location=classpath:/gateway-tests.yaml" })
@ContextConfiguration(initializers = GatewayTest.FreePort.class)
@ActiveProfiles("sandbox")
@interface GatewayTest {

	/**
	 * Chooses the port before the start: the backends' addresses are made with it.
	 */
	class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("server.port=" + TestPorts.free()).applyTo(context);
		}

	}

}
