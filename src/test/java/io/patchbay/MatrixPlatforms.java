package io.patchbay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The backends of the matrix: each of the sandbox's platforms directly, once more with
 * little time, and through one wire for each operation; and a platform that never fails.
 */
final class MatrixPlatforms implements Closeable {

	private static final Map<String, String> ROOTS = Map.of("airbyte", "/sandbox/airbyte/api/public/v1", "wallaroo",
			"/sandbox/wallaroo", "maestro", "/sandbox/maestro");

	private static final Map<String, List<String>> CREDENTIALS = Map.of("airbyte",
			List.of("client-id=sandbox-client", "client-secret=sandbox-secret"), "wallaroo",
			List.of("client-id=api-client", "client-secret=sandbox-wallaroo-secret",
					"username=sandbox@patchbay.example", "password=sandbox-wallaroo-password"),
			"maestro", List.of("username=sandbox@patchbay.example", "password=sandbox-maestro-password"));

	// A machine with more to do than this test must not look like a slow platform.
	private static final String PATIENT = "10s";

	private final int port = TestPorts.free();

	private final Map<String, MatrixWire> wires = new LinkedHashMap<>();

	private final WireMockServer steady = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	MatrixPlatforms() {
		try {
			for (MatrixTarget target : MatrixTarget.all()) {
				this.wires.put(target.wire(), new MatrixWire(this.port));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.steady.stubFor(WireMock.get(WireMock.urlPathEqualTo("/connections"))
			.willReturn(WireMock
				.okJson("""
						{"previous":"","next":"","data":[{"connectionId":"5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21","name":"a",
						"sourceId":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64","destinationId":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b",
						"workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3","status":"active",
						"schedule":{"scheduleType":"manual"}}]}
						""")));
		this.steady.start();
	}

	void register(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> this.port);
		add(registry, "steady", "airbyte", this.steady.baseUrl(), List.of("token=steady"), PATIENT);
		for (String platform : MatrixTarget.PLATFORMS) {
			String root = "http://127.0.0.1:" + this.port + ROOTS.get(platform);
			add(registry, platform, platform, root, CREDENTIALS.get(platform), PATIENT);
			add(registry, platform + "-hasty", platform, root, CREDENTIALS.get(platform), "700ms");
		}
		this.wires.forEach((name, wire) -> {
			String platform = name.substring(0, name.indexOf('-'));
			add(registry, name, platform, "http://127.0.0.1:" + wire.port() + ROOTS.get(platform),
					CREDENTIALS.get(platform), PATIENT);
		});
	}

	private static void add(DynamicPropertyRegistry registry, String name, String platform, String url,
			List<String> credentials, String readTimeout) {
		String key = "patchbay.backends." + name + ".";
		registry.add(key + "platform", () -> platform);
		registry.add(key + "base-url", () -> url);
		registry.add(key + "connect-timeout", () -> "300ms");
		registry.add(key + "read-timeout", () -> readTimeout);
		for (String pair : credentials) {
			String[] parts = pair.split("=");
			registry.add(key + "auth." + parts[0], () -> parts[1]);
		}
	}

	MatrixWire wire(MatrixTarget target) {
		return this.wires.get(target.wire());
	}

	/**
	 * Where redirects lead to.
	 * @return an address that must hear of nobody
	 */
	String trap() {
		return this.steady.baseUrl() + "/trap";
	}

	int trapped() {
		return this.steady.countRequestsMatching(WireMock.anyRequestedFor(WireMock.urlPathEqualTo("/trap")).build())
			.getCount();
	}

	@Override
	public void close() throws IOException {
		this.steady.stop();
		for (MatrixWire wire : this.wires.values()) {
			wire.close();
		}
	}

}
