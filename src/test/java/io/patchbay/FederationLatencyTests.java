package io.patchbay;

import java.time.Duration;
import java.util.Arrays;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three platforms that each need 200 ms for every call, behind the whole gateway.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "patchbay.backends.a.platform=airbyte", "patchbay.backends.a.auth.token=t",
				"patchbay.backends.m.platform=maestro", "patchbay.backends.m.auth.token=t",
				"patchbay.backends.w.platform=wallaroo", "patchbay.backends.w.auth.token=t",
				"patchbay.security.api-keys[0].client=sandbox",
				"patchbay.security.api-keys[0].sha256=b7ad567477c83756aab9a542b2be04f77dbae25115d85f22070d74d8cc4779dc",
				"patchbay.security.api-keys[0].scopes=*", "patchbay.security.api-keys[0].backends=*" })
class FederationLatencyTests {

	private static final int DELAY_MILLIS = 200;

	private static final WireMockServer AIRBYTE = platform("""
			{"previous":"","next":"","data":[{"connectionId":"5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21","name":"a",
			"sourceId":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64","destinationId":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b",
			"workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3","status":"active",
			"schedule":{"scheduleType":"manual"}}]}
			""");

	private static final WireMockServer MAESTRO = platform("""
			{"connections":[{"id":"1700000000000_ab12cd34_mysql-1.0.0","name":"m","plugin":"mysql"}]}
			""");

	private static final WireMockServer WALLAROO = platform("""
			{"connections":[{"id":"c0000000-0000-4000-8000-000000000001","name":"w","type":"POSTGRES","details":{},
			"created_at":"2025-03-02T09:00:00Z","workspace_names":["analytics"]}],
			"workspaces":[{"id":33,"name":"analytics","created_at":"2025-03-02T09:00:00Z","created_by":"u",
			"archived":false,"models":[],"pipelines":[]}]}
			""");

	@DynamicPropertySource
	static void platforms(DynamicPropertyRegistry registry) {
		registry.add("patchbay.backends.a.base-url", AIRBYTE::baseUrl);
		registry.add("patchbay.backends.m.base-url", MAESTRO::baseUrl);
		registry.add("patchbay.backends.w.base-url", WALLAROO::baseUrl);
	}

	@AfterAll
	static void stop() {
		AIRBYTE.stop();
		MAESTRO.stop();
		WALLAROO.stop();
	}

	@Test
	void pageOverThreeSlowPlatformsTakesHardlyLongerThanOne(@LocalServerPort int port) {
		GatewayClient client = GatewayClient.of(port);
		for (int i = 0; i < 10; i++) {
			JsonNode page = client.read(GatewayClient.API + "/connections");
			assertThat(page.path("complete").booleanValue()).describedAs(page.toString()).isTrue();
			assertThat(page.path("items").size()).isEqualTo(3);
		}
		long[] millis = new long[20];
		for (int i = 0; i < millis.length; i++) {
			long start = System.nanoTime();
			client.read(GatewayClient.API + "/connections");
			millis[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
		}
		Arrays.sort(millis);
		long median = (millis[9] + millis[10]) / 2;
		Figures.write("federation",
				String.format(
						"A page over three platforms of %d ms each: median of 20 is %d ms (fastest %d, slowest %d)",
						DELAY_MILLIS, median, millis[0], millis[19]));
		assertThat(median).isBetween((long) DELAY_MILLIS, 300L);
	}

	private static WireMockServer platform(String answer) {
		WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
		server
			.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(answer).withFixedDelay(DELAY_MILLIS)));
		server.start();
		return server;
	}

}
