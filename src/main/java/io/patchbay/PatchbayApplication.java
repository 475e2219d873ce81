package io.patchbay;

import io.patchbay.security.NewApiKey;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the gateway.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PatchbayApplication {

	public static void main(String[] args) {
		if (NewApiKey.requested(args)) {
			NewApiKey.print(System.out, args);
			return;
		}
		SpringApplication.run(PatchbayApplication.class, args);
	}

}
