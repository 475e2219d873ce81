package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upstream that repeats whatever it is told, credentials included, in every way in
 * which a failure can be worded.
 */
final class Parrot {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpServer server;

	/** Everything that it was told. */
	private final Set<String> heard = ConcurrentHashMap.newKeySet();

	private volatile String mood = "500";

	private volatile CountDownLatch hanging = new CountDownLatch(1);

	Parrot() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String root() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	Set<String> heard() {
		return this.heard;
	}

	// A status, "sign-in" and a status, "html", "garbage", "empty", "hang" or "redirect".
	void mood(String next) {
		this.mood = next;
		this.hanging.countDown();
		this.hanging = new CountDownLatch(1);
	}

	void stop() {
		this.hanging.countDown();
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String quote = exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet() + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.heard.add(quote);
			String path = exchange.getRequestURI().getPath();
			if (path.endsWith("token") || path.contains("/auth/")) {
				signIn(exchange, quote);
			}
			else {
				work(exchange, this.mood.replaceFirst("sign-in ", ""), quote);
			}
		}
	}

	private void signIn(HttpExchange exchange, String quote) throws IOException {
		if (this.mood.startsWith("sign-in ")) {
			work(exchange, this.mood.substring(8), quote);
			return;
		}
		String token = CanaryTests.MARK + "-session-token";
		send(exchange, 200, "application/json",
				"{\"access_token\":\"%1$s\",\"accessToken\":\"%1$s\",\"expires_in\":600,\"refresh_token\":\"%1$s-refresh\",\"tokens\":{\"accessToken\":\"%1$s\"}}"
					.formatted(token));
	}

	private void work(HttpExchange exchange, String how, String quote) throws IOException {
		switch (how) {
			case "html" -> send(exchange, 502, "text/html", "<html>" + quote + "</html>");
			case "garbage" -> send(exchange, 200, "application/json", "{\"data\":[{\"message\": " + quote);
			case "empty" -> send(exchange, 200, "application/json", "{\"logs\":[],\"items\":[],\"name\":\"x\"}");
			case "redirect" -> {
				exchange.getResponseHeaders().add("Location", root() + "/stolen?" + CanaryTests.MARK);
				send(exchange, 307, "application/json", failure(quote));
			}
			case "hang" -> await();
			default -> send(exchange, Integer.parseInt(how), "application/json", failure(quote));
		}
	}

	private void await() {
		try {
			this.hanging.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String failure(String quote) {
		String text = MAPPER.writeValueAsString(quote);
		return ("{\"message\":%s,\"msg\":%s,\"detail\":%s,\"code\":%s,\"error\":%s,\"title\":%s,\"data\":{\"message\":%s},"
				+ "\"exceptionStack\":[%s],\"traceback\":%s}")
			.replace("%s", text);
	}

	private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", type);
		exchange.getResponseHeaders().add("X-Debug", CanaryTests.MARK + "-response-header");
		exchange.getResponseHeaders().add("Set-Cookie", "session=" + CanaryTests.MARK + "-cookie");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

}
