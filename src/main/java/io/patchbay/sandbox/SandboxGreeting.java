package io.patchbay.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells a newcomer where to go.
 */
@Component
@Profile("sandbox")
class SandboxGreeting {

	private static final Logger logger = LoggerFactory.getLogger(SandboxGreeting.class);

	@EventListener
	void greet(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext context
				&& context.getWebServer() != null) {
			String root = "http://localhost:" + context.getWebServer().getPort();
			logger.info("The sandbox is ready. Swagger UI: {}/swagger-ui.html, API key: sandbox, emulators: {}/sandbox",
					root, root);
		}
	}

}
