package io.patchbay.training;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import tools.jackson.databind.JsonNode;

/**
 * What a training asks of the gateway: first each thing once, then the frequent ones for
 * some time, by many at once.
 */
final class TrainingCalls {

	private static final String API = "/api/v1";

	private static final String CONNECTIONS = API + "/connections";

	private static final String BACKENDS = "backend=airbyte&backend=maestro&backend=wallaroo";

	private static final String ID = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	private static final String IDLE = "airbyte~c0000000-0000-4000-8000-000000000001";

	/** More than there are processors anywhere it is trained, and no flood. */
	static final int CALLERS = 16;

	private final TrainingCaller caller;

	private final TrainingUpstreams upstreams;

	TrainingCalls(TrainingCaller caller, TrainingUpstreams upstreams) {
		this.caller = caller;
		this.upstreams = upstreams;
	}

	Map<String, Integer> all() throws IOException {
		pages();
		reads();
		problems();
		writes();
		syncs();
		cleanup();
		return this.upstreams.calls();
	}

	private void pages() throws IOException {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
				"/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js",
				"/problems", "/problems/not-found", "/actuator/metrics")) {
			this.caller.get(path, 200);
		}
		this.caller.get("/problems/not-found", 200, "Accept", "text/html");
	}

	private void reads() throws IOException {
		for (String path : List.of("/backends", "/backends/airbyte", "/workspaces?" + BACKENDS,
				"/connections?q=orders&include=endpoints,lastSync&backend=airbyte", "/connections/" + ID + "/state",
				"/connections/" + ID + "/catalog", "/connections/" + ID + "?include=endpoints,lastSync",
				"/connections/" + ID + "/workspaces", "/connections/" + ID + "/syncs?limit=2",
				"/connections?workspace=wallaroo~33")) {
			this.caller.json(API + path);
		}
		String list = CONNECTIONS + "?limit=7&" + BACKENDS;
		JsonNode page = this.caller.json(list);
		while (page.has("next")) {
			page = this.caller.json(list + "&cursor=" + page.path("next").stringValue());
		}
	}

	private void problems() throws IOException {
		this.caller.as("nobody").get(CONNECTIONS + "/" + ID, 401);
		this.caller.get("/api/v1/nothing", 404);
		this.caller.get(CONNECTIONS + "/airbyte~00000000-0000-4000-8000-00000000dead", 404);
		this.caller.get(CONNECTIONS + "?limit=0", 400);
		this.caller.get(CONNECTIONS + "?cursor=nonsense", 400);
		this.caller.send("POST", CONNECTIONS, "{\"backend\":", 400);
		this.caller.send("PUT", CONNECTIONS, "{}", 405);
		this.caller.send("PATCH", CONNECTIONS + "/" + ID, "{\"colour\":1}", 400);
	}

	private void writes() throws IOException {
		TrainingCaller.Answer made = this.caller.send("POST", CONNECTIONS, """
				{"backend":"wallaroo","name":"training","type":"HTTP","workspace":"wallaroo~33",
				 "details":{"host":"example.com","password":"hunter2"}}""", 201, "Idempotency-Key", "training-1");
		String wallaroo = CONNECTIONS + "/" + made.json().path("id").stringValue();
		this.caller.send("PUT", wallaroo + "/workspaces/wallaroo~33", null, 200);
		this.caller.send("DELETE", wallaroo + "?detach=true", null, 204);
		JsonNode sample = this.caller.json(CONNECTIONS + "/" + ID);
		String airbyte = this.caller
			.send("POST", CONNECTIONS,
					"""
							{"backend":"airbyte","name":"training","source":{"id":"%s"},"destination":{"id":"%s"}}"""
						.formatted(id(sample, "source"), id(sample, "destination")),
					201, "Idempotency-Key", "training-2")
			.json()
			.path("id")
			.stringValue("");
		for (String change : List.of("{\"name\":\"trained\"}", "{\"schedule\":{\"cron\":\"0 */6 * * *\"}}",
				"{\"schedule\":null}", "{\"enabled\":false}", "{\"enabled\":true,\"tablePrefix\":\"raw_\"}")) {
			String tag = Objects.requireNonNull(this.caller.get(CONNECTIONS + "/" + airbyte, 200).entityTag());
			this.caller.send("PATCH", CONNECTIONS + "/" + airbyte, change, 200, "If-Match", tag);
		}
		this.caller.send("DELETE", CONNECTIONS + "/" + airbyte, null, 204);
	}

	private static String id(JsonNode connection, String endpoint) {
		return connection.path(endpoint).path("id").stringValue("");
	}

	private void syncs() throws IOException {
		String path = CONNECTIONS + "/" + IDLE + "/syncs";
		String run = API + "/syncs/" + this.caller.send("POST", path, "{}", 202).json().path("id").stringValue();
		this.caller.json(run);
		this.upstreams.later();
		this.caller.send("POST", path, "{\"onConflict\":\"ATTACH\"}", 200, "Prefer", "wait=30");
		if (!this.caller.get(run + "/events", 200, "Accept", "text/event-stream").body().contains("event:done")) {
			throw new IllegalStateException("the events of a run do not end with done");
		}
		this.caller.get(run + "/logs?tail=3", 200);
		this.caller.send("POST", run + "/cancel", null, 200);
	}

	private void cleanup() throws IOException {
		JsonNode plan = this.caller.send("POST", API + "/cleanup-plans", """
				{"backend":"maestro","olderThan":"P60D","basis":"UPDATED_AT"}""", 201).json();
		String path = API + "/cleanup-plans/" + plan.path("id").stringValue();
		this.caller.json(path);
		this.caller.send("POST", path + "/execute", "{\"confirm\":\"" + plan.path("confirm").stringValue() + "\"}",
				200);
	}

	long load(Duration time) throws IOException, InterruptedException {
		List<String> paths = frequent();
		long end = System.nanoTime() + time.toNanos();
		List<Callable<Long>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			int first = i;
			callers.add(() -> {
				long count = 0;
				for (int at = first; System.nanoTime() < end; at++) {
					this.caller.get(paths.get(at % paths.size()), 200);
					count++;
				}
				return count;
			});
		}
		try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
			long sum = 0;
			for (Future<Long> count : executor.invokeAll(callers)) {
				sum += count.get();
			}
			return sum;
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
	}

	// Mostly single connections, as they are read most.
	private List<String> frequent() throws IOException {
		List<String> paths = new ArrayList<>();
		for (String backend : List.of("airbyte", "wallaroo", "airbyte", "maestro", "airbyte")) {
			JsonNode items = this.caller.json(CONNECTIONS + "?limit=4&backend=" + backend).path("items");
			items.forEach((item) -> paths.add(CONNECTIONS + "/" + item.path("id").stringValue()));
		}
		paths.add(CONNECTIONS + "?limit=10&" + BACKENDS);
		paths.add("/actuator/health/readiness");
		return paths;
	}

}
