package io.patchbay;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Starts the whole program with its sandbox. Beside the three backends of the sandbox,
 * which the gateway signs in to, there are three that are called with the credentials of
 * their callers.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "patchbay.deadline=5s", "patchbay.backends.own-airbyte.platform=airbyte",
				"patchbay.backends.own-airbyte.base-url=http://127.0.0.1:${server.port}/sandbox/airbyte/v1",
				"patchbay.backends.own-airbyte.config-api-url=http://127.0.0.1:${server.port}/sandbox/airbyte/api/v1",
				"patchbay.backends.own-airbyte.auth.mode=caller", "patchbay.backends.own-maestro.platform=maestro",
				"patchbay.backends.own-maestro.base-url=http://127.0.0.1:${server.port}/sandbox/maestro",
				"patchbay.backends.own-maestro.auth.mode=caller", "patchbay.backends.own-wallaroo.platform=wallaroo",
				"patchbay.backends.own-wallaroo.base-url=http://127.0.0.1:${server.port}/sandbox/wallaroo",
				"patchbay.backends.own-wallaroo.auth.mode=caller" })
@ContextConfiguration(initializers = GatewayTest.FreePort.class)
@ActiveProfiles("sandbox")
@Import(CallerCredentialsTest.Recording.class)
@interface CallerCredentialsTest {

	/**
	 * Notes the calls of the sandbox's platforms.
	 */
	@TestConfiguration
	class Recording {

		@Bean
		UpstreamRecorder upstreamRecorder() {
			return new UpstreamRecorder();
		}

	}

}
