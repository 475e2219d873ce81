package io.patchbay;

import io.patchbay.security.NewApiKey;
import io.patchbay.training.AotTraining;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * Starts the gateway.
 */
// Rooms do not know each other: two may well have a class of the same name.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		scanBasePackages = { "io.patchbay.backend", "io.patchbay.connection", "io.patchbay.security",
				"io.patchbay.store", "io.patchbay.web" })
@EnableConfigurationProperties(PatchbayKeys.class)
@Import(SandboxRoom.class)
public class PatchbayApplication {

	public static void main(String[] args) throws InterruptedException {
		if (NewApiKey.requested(args)) {
			NewApiKey.print(System.out, args);
			return;
		}
		if (AotTraining.requested(args)) {
			System.exit(AotTraining.run((given) -> SpringApplication.run(PatchbayApplication.class, given), System.out,
					args));
		}
		SpringApplication.run(PatchbayApplication.class, args);
	}

}
