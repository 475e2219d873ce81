package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Calls the gateway without a pause: mostly reads, now and then a connection that is made
 * and deleted, and a sync.
 */
final class LoadCaller implements Runnable {

	private static final String API = GatewayClient.API;

	private static final List<String> READS = List.of("/connections?limit=50", "/connections?limit=200",
			"/connections?backend=airbyte&limit=20", "/connections?backend=maestro&q=my", "/workspaces", "/backends",
			"/connections?backend=wallaroo&limit=10");

	private static final List<String> OF_A_CONNECTION = List.of("", "/workspaces", "/syncs?limit=5", "/state",
			"/catalog");

	/** One call in so many changes something: its answers are remembered for a day. */
	private static final int WRITES = 100;

	private final Random random;

	private final GatewayClient client;

	private final LoadLog log;

	private final long end;

	private List<String> ids = List.of("airbyte~c0000000-0000-4000-8000-000000000001");

	LoadCaller(int number, GatewayClient client, LoadLog log, long end) {
		this.random = new Random(number);
		this.client = client;
		this.log = log;
		this.end = end;
	}

	@Override
	public void run() {
		while (System.nanoTime() < this.end) {
			switch (this.random.nextInt(WRITES)) {
				case 0 -> makeAndDelete();
				case 1 -> call("POST", "/connections/" + oneOf(this.ids) + "/syncs", "{\"onConflict\":\"ATTACH\"}");
				default -> read();
			}
		}
	}

	private void read() {
		if (this.random.nextBoolean()) {
			call("GET", "/connections/" + oneOf(this.ids) + oneOf(OF_A_CONNECTION), null);
			return;
		}
		HttpResponse<String> page = call("GET", oneOf(READS), null);
		if (page != null && page.statusCode() == 200 && page.uri().getPath().endsWith("/connections")) {
			List<String> found = GatewayClient.ids(GatewayClient.json(page));
			this.ids = found.isEmpty() ? this.ids : found;
		}
	}

	private void makeAndDelete() {
		HttpResponse<String> made = call("POST", "/connections",
				"{\"backend\":\"wallaroo\",\"name\":\"load-" + UUID.randomUUID() + "\",\"type\":\"HTTP\"}");
		if (made != null && made.statusCode() == 201) {
			call("DELETE", "/connections/" + GatewayClient.json(made).path("id").stringValue() + "?detach=true", null);
		}
	}

	private HttpResponse<String> call(String method, String path, String body) {
		this.log.asking();
		long start = System.nanoTime();
		try {
			HttpResponse<String> answer = (body != null) ? this.client.send(method, API + path, body, "Content-Type",
					"application/json", "Idempotency-Key", UUID.randomUUID().toString())
					: this.client.send(method, API + path, null);
			this.log.answered(method + " " + path, answer, System.nanoTime() - start);
			return answer;
		}
		catch (java.io.UncheckedIOException ex) {
			this.log.unexpected(method + " " + path + " got no answer: " + ex.getMessage());
			return null;
		}
	}

	private String oneOf(List<String> some) {
		return some.get(this.random.nextInt(some.size()));
	}

}
