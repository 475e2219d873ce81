package io.patchbay.backend.wallaroo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.backend.Recorded;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooTransferTests extends WallarooFixture {

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.threads.close();
	}

	@Test
	void connectionsAndWorkspacesAreAskedAtTheSameTime() {
		CyclicBarrier both = new CyclicBarrier(2);
		this.server.createContext("/v1/api/workspaces/list", (exchange) -> {
			await(both);
			answer(exchange, Recorded.json(getClass(), "workspaces.json"));
		});
		this.server.createContext("/v1/api/connections/list", (exchange) -> {
			await(both);
			answer(exchange, Recorded.json(getClass(), "connections.json"));
		});
		this.server.createContext("/v1/api/connections/get_by_id", (exchange) -> {
			await(both);
			answer(exchange, json(1));
		});
		assertThat(backendThere().list(first(10)).entries()).hasSize(4);
		assertThat(backendThere().get(id(uuid(1)), Set.of()).name()).isEqualTo("Connection 1");
	}

	@Test
	void listThatBreaksOffIsReadAgainFromItsBeginning() {
		this.server.createContext("/v1/api/workspaces/list",
				(exchange) -> answer(exchange, Recorded.json(getClass(), "workspaces.json")));
		String body = "{\"connections\":[" + json(0) + ",7," + json(1) + ",8," + json(2) + "]}";
		AtomicInteger attempts = new AtomicInteger();
		this.server.createContext("/v1/api/connections/list", (exchange) -> {
			if (attempts.incrementAndGet() == 1) {
				exchange.getResponseHeaders().add("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, body.length());
				exchange.getResponseBody().write(body.substring(0, body.length() - 5).getBytes(StandardCharsets.UTF_8));
				exchange.getResponseBody().flush();
				exchange.close();
			}
			else {
				answer(exchange, body);
			}
		});
		Slice<Connection> slice = backendThere().list(first(10));
		assertThat(attempts).hasValue(2);
		assertThat(ids(slice)).containsExactly(uuid(0), uuid(1), uuid(2));
		assertThat(slice.invalidItems()).isEqualTo(2);
	}

	private ConnectionBackend backendThere() {
		return backend("http://127.0.0.1:" + this.server.getAddress().getPort(), TestBackends.token("static"));
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(4, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void answer(HttpExchange exchange, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
