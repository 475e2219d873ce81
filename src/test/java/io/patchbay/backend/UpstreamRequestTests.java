package io.patchbay.backend;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpstreamRequestTests {

	@ParameterizedTest
	@ValueSource(strings = { "", ".", ".." })
	void segmentThatServersResolveIsNotSent(String segment) {
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> UpstreamRequest.get("/sources/{}", segment));
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> UpstreamRequest.of("DELETE", "/a/{}/b/{}", "fine", segment));
	}

	@Test
	void segmentIsExactlyOneOnTheWire() throws Exception {
		List<String> seen = new CopyOnWriteArrayList<>();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			seen.add(exchange.getRequestURI().toString());
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write(new byte[] { '{', '}' });
			exchange.close();
		});
		server.start();
		HttpTransport transport = new HttpTransport(
				URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"),
				new BackendProperties("p", true, null, List.of(), Duration.ofSeconds(2), Duration.ofSeconds(9), 4,
						Duration.ZERO,
						new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null, null, null, null,
								null, null)),
				new UpstreamFailures(new BackendId("b"), BackendProperties.Mode.HELD),
				TestBackends.kit(new BackendId("b"), TestBackends.RESILIENCE, Clock.systemUTC()));
		try {
			for (String id : List.of("../x", "..;/x", "a/b", "a\\b", "%2e%2e", "...", ".a", "a?b#c", "a;b=c",
					"a\r\nX: y", "\u0000", "\u00fc\u202e", "//evil.example/", "@evil.example", "a b+c&d", "~")) {
				transport.exchange(UpstreamRequest.get("/sources/{}/x", id).query("q", id), null,
						UpstreamJson.object(Map.class));
			}
		}
		finally {
			transport.close();
			server.stop(0);
		}
		assertThat(seen).hasSize(16)
			.allMatch((uri) -> uri.matches("/base/sources/(?!\\.\\.?/)[A-Za-z0-9%._~-]+/x\\?q=[A-Za-z0-9%._~-]+"));
		assertThat(seen).startsWith("/base/sources/..%2Fx/x?q=..%2Fx", "/base/sources/..%3B%2Fx/x?q=..%3B%2Fx");
	}

}
