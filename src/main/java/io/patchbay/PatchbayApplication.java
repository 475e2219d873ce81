package io.patchbay;

import io.patchbay.security.NewApiKey;
import io.patchbay.startup.PreparedStart;
import io.patchbay.training.AotTraining;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * Starts the gateway.
 */
// Rooms do not know each other: two may well have a class of the same name.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		scanBasePackages = { "io.patchbay.backend", "io.patchbay.connection", "io.patchbay.security",
				"io.patchbay.store", "io.patchbay.telemetry", "io.patchbay.web" })
@EnableConfigurationProperties(PatchbayKeys.class)
@Import(SandboxRoom.class)
public class PatchbayApplication {

	public static void main(String[] args) throws InterruptedException {
		if (NewApiKey.requested(args)) {
			NewApiKey.print(System.out, args);
			return;
		}
		if (AotTraining.requested(args)) {
			System.exit(AotTraining.run(PatchbayApplication::start, System.out, args));
		}
		start(args);
	}

	private static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(PatchbayApplication.class);
		application.addListeners(new PreparedStart());
		return application.run(args);
	}

}
