package io.patchbay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.patchbay.store.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two gateways, each in a process of its own, that share one Redis. The platforms are the
 * sandbox of a third one.
 */
@GatewayTest
@Testcontainers(disabledWithoutDocker = true)
class RedisReplicaTests {

	private static final String CREATE = "/connections/create";

	private static final int PAIRS = 100;

	@Container
	private static final RedisServer REDIS = new RedisServer();

	private static GatewayProcess first;

	private static GatewayProcess second;

	private GatewayClient platforms;

	private GatewayClient one;

	private GatewayClient two;

	@BeforeEach
	void begin(@LocalServerPort int port) throws IOException {
		this.platforms = GatewayClient.of(port);
		this.platforms.heal();
		if (first == null) {
			first = start("replica-1", port);
			second = start("replica-2", port);
		}
		this.one = GatewayClient.of(first.ready().port());
		this.two = GatewayClient.of(second.ready().port());
		// The outage of the test before is over for both, and for rates and keys alike.
		await().untilAsserted(() -> {
			for (GatewayClient replica : List.of(this.one, this.two)) {
				assertThat(replica.get("/api/v1/cleanup-plans/any").statusCode()).isEqualTo(404);
			}
			assertThat(logged("Redis answers again")).isEqualTo(logged("Redis does not answer"));
		});
	}

	@AfterAll
	static void stop() {
		Stream.of(first, second).filter((replica) -> replica != null).forEach(GatewayProcess::close);
	}

	@Test
	void oneKeySentToBothAtOnceMakesOneWrite() throws Exception {
		List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
		for (int i = 0; i < PAIRS; i++) {
			String name = "pair-" + i;
			calls.add(() -> create(this.one, name, name));
			calls.add(() -> create(this.two, name, name));
		}
		List<HttpResponse<String>> answers = atOnce(calls);
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.statusCode()).as(answer.body()).isIn(201, 409));
		for (int i = 0; i < PAIRS; i++) {
			HttpResponse<String> replayed = create((i % 2 == 0) ? this.one : this.two, "pair-" + i, "pair-" + i);
			assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(201);
			assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
			assertThat(answers.subList(2 * i, 2 * i + 2)).filteredOn((answer) -> answer.statusCode() == 201)
				.isNotEmpty()
				.allSatisfy((answer) -> assertThat(answer.body()).isEqualTo(replayed.body()));
		}
		int writes = writes();
		print("%d keys sent to both replicas at once: %d writes upstream, %d answers 201, %d answers 409", PAIRS,
				writes, count(answers, 201), count(answers, 409));
		assertThat(writes).isEqualTo(PAIRS);
	}

	@Test
	void planOfOneIsExecutedByTheOther() {
		this.platforms.send("POST", "/sandbox/maestro/_control/seed", "{\"count\":20,\"oldCount\":8}", "Content-Type",
				"application/json");
		JsonNode plan = GatewayClient
			.json(post(this.one, "/cleanup-plans", "{\"backend\":\"maestro\",\"filter\":{\"q\":\"generated\"}}"));
		String place = "/cleanup-plans/" + plan.path("id").stringValue();
		assertThat(this.two.read(GatewayClient.API + place)).isEqualTo(plan);
		JsonNode report = GatewayClient
			.json(post(this.two, place + "/execute", "{\"confirm\":\"" + plan.path("confirm").stringValue() + "\"}"));
		assertThat(report.path("deleted").intValue()).isEqualTo(plan.path("candidateCount").intValue()).isEqualTo(8);
		assertThat(this.one.read(GatewayClient.API + place).path("state").stringValue()).isEqualTo("DONE");
		print("a cleanup plan made at one replica: %d connections deleted by the other", 8);
	}

	@Test
	void rateIsCountedTogether() throws Exception {
		long begin = System.nanoTime();
		List<HttpResponse<String>> answers = atOnce(IntStream.range(0, 800)
			.<Callable<HttpResponse<String>>>mapToObj(
					(i) -> () -> ((i % 2 == 0) ? this.one : this.two).as("reader").get("/api/v1/backends"))
			.toList());
		double seconds = (System.nanoTime() - begin) / 1e9;
		print("800 calls of one client at two replicas in %.1f s, 600 a minute allowed: %d answered, %d refused",
				seconds, count(answers, 200), count(answers, 429));
		// Ten come back per second.
		assertThat(count(answers, 200)).isBetween(600L, 601 + Math.round(seconds * 10));
		assertThat(count(answers, 200) + count(answers, 429)).isEqualTo(800);
		HttpResponse<String> refused = answers.stream()
			.filter((answer) -> answer.statusCode() == 429)
			.findFirst()
			.orElseThrow();
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.body()).contains("\"code\":\"rate-limited\"", "\"retryable\":true");
	}

	@ParameterizedTest
	@EnumSource
	void outageOfRedisStopsNoReadAndLetsNoWriteThroughUnprotected(RedisOutage outage) throws Exception {
		assertThat(create(this.one, "before-" + outage, "before-" + outage).statusCode()).isEqualTo(201);
		int writesBefore = writes();
		int warnings = logged("Redis does not answer");
		outage.begin(REDIS);
		List<HttpResponse<String>> reads = new ArrayList<>();
		List<HttpResponse<String>> refused = new ArrayList<>();
		try {
			for (GatewayClient replica : List.of(this.one, this.two)) {
				for (int i = 0; i < 20; i++) {
					reads.add(replica.get("/api/v1/connections?backend=wallaroo&limit=1"));
				}
				for (int i = 0; i < 10; i++) {
					refused.add(create(replica, "outage-" + i, outage + "-" + i));
				}
				refused.add(create(replica, "before-" + outage, "before-" + outage));
				refused.add(post(replica, "/cleanup-plans", "{\"backend\":\"maestro\"}"));
				refused.add(replica.get("/api/v1/cleanup-plans/any"));
			}
			assertThat(writes()).isEqualTo(writesBefore);
			for (GatewayClient replica : List.of(this.one, this.two)) {
				assertThat(replica.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
				assertThat(available(replica)).isZero();
			}
			assertThat(create(this.one, "without-key-" + outage, null).statusCode()).isEqualTo(201);
			assertThat(writes()).isEqualTo(writesBefore + 1);
			// Of each replica one about rates and one about the rest.
			assertThat(logged("Redis does not answer") - warnings).isEqualTo(4);
		}
		finally {
			outage.end(REDIS);
		}
		print("Redis %s: %d of %d reads answered, %d of %d calls that need it refused, %d writes upstream",
				(outage == RedisOutage.HANGS) ? "hangs" : "is down", count(reads, 200), reads.size(),
				count(refused, 503), refused.size(), writes() - writesBefore - 1);
		assertThat(reads).allSatisfy((read) -> {
			assertThat(read.statusCode()).isEqualTo(200);
			assertThat(read.headers().firstValue("RateLimit")).isPresent();
		});
		assertThat(refused).allSatisfy(RedisReplicaTests::assertStoreIsAway);
		for (GatewayClient replica : List.of(this.one, this.two)) {
			await().untilAsserted(() -> assertThat(create(replica, "after-" + outage, "after-" + outage).statusCode())
				.isEqualTo(201));
		}
		assertThat(
				create(this.two, "before-" + outage, "before-" + outage).headers().firstValue("Idempotency-Replayed"))
			.contains("true");
		for (GatewayClient replica : List.of(this.one, this.two)) {
			// Probes find that the rates can be shared again, also when nobody calls.
			await().untilAsserted(() -> {
				assertThat(replica.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
				assertThat(available(replica)).isEqualTo(1);
			});
		}
		// One more, although both sent it.
		assertThat(writes()).isEqualTo(writesBefore + 2);
	}

	@Test
	void writeThatIsUnderWayIsAnsweredAndItsKeyStaysTaken() throws Exception {
		this.platforms
			.breakPlatform("{'platform':'wallaroo','kind':'delay','path':'" + CREATE + "','delayMs':1500,'times':1}");
		List<HttpResponse<String>> answers = new ArrayList<>();
		Thread caller = Thread.ofVirtual().start(() -> answers.add(create(this.one, "midway", "midway")));
		await().until(() -> writes() == 1);
		REDIS.pause();
		try {
			caller.join();
		}
		finally {
			REDIS.unpause();
		}
		assertThat(answers.getFirst().statusCode()).as(answers.getFirst().body()).isEqualTo(201);
		await().untilAsserted(() -> assertThat(create(this.two, "midway", "midway").statusCode()).isIn(201, 409));
		HttpResponse<String> again = create(this.two, "midway", "midway");
		assertThat(again.statusCode() == 409 || again.headers().firstValue("Idempotency-Replayed").isPresent())
			.isTrue();
		assertThat(writes()).isEqualTo(1);
		print("Redis hangs while a write is under way: its caller gets %d, the same key again %d, writes upstream %d",
				answers.getFirst().statusCode(), again.statusCode(), writes());
	}

	private static void assertStoreIsAway(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).contains("5");
		JsonNode problem = GatewayClient.json(answer);
		assertThat(problem.path("code").stringValue()).isEqualTo("upstream-unavailable");
		assertThat(problem.has("backend")).isFalse();
		assertThat(problem.path("detail").stringValue()).contains("replicas share does not answer");
	}

	private static double available(GatewayClient replica) {
		return Scrape.of(replica.get("/actuator/prometheus").body()).sum("patchbay_store_available");
	}

	private int writes() {
		return this.platforms.read("/sandbox/requests?platform=wallaroo&method=POST&path=" + CREATE)
			.path("count")
			.intValue();
	}

	private static int logged(String words) throws IOException {
		return Math.toIntExact(Stream.concat(first.log().stream(), second.log().stream())
			.filter((line) -> line.contains(words))
			.count());
	}

	private static HttpResponse<String> create(GatewayClient gateway, String name, String key) {
		List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
		if (key != null) {
			headers.addAll(List.of("Idempotency-Key", key));
		}
		return gateway.send("POST", "/api/v1/connections", "{\"backend\":\"wallaroo\",\"name\":\"" + name
				+ "\",\"type\":\"POSTGRES\",\"details\":{\"host\":\"h\"}}", headers.toArray(String[]::new));
	}

	private static HttpResponse<String> post(GatewayClient gateway, String path, String body) {
		return gateway.send("POST", GatewayClient.API + path, body, "Content-Type", "application/json");
	}

	private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
			List<HttpResponse<String>> answers = new ArrayList<>();
			for (Future<HttpResponse<String>> answer : executor.invokeAll(calls)) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

	private static long count(List<HttpResponse<String>> answers, int status) {
		return answers.stream().filter((answer) -> answer.statusCode() == status).count();
	}

	private static void print(String line, Object... figures) {
		Figures.write("replicas", String.format(line, figures));
	}

	private static GatewayProcess start(String name, int platforms) throws IOException {
		String root = "http://127.0.0.1:" + platforms + "/sandbox/";
		String maestro = "--patchbay.backends.maestro.";
		String wallaroo = "--patchbay.backends.wallaroo.";
		return GatewayProcess.start(name,
				List.of("--spring.config.additional-location=classpath:/gateway-tests.yaml", "--patchbay.store=redis",
						"--spring.data.redis.url=" + REDIS.url(), maestro + "platform=maestro",
						maestro + "base-url=" + root + "maestro", maestro + "auth.username=sandbox@patchbay.example",
						maestro + "auth.password=sandbox-maestro-password", wallaroo + "platform=wallaroo",
						wallaroo + "base-url=" + root + "wallaroo", wallaroo + "auth.client-id=api-client",
						wallaroo + "auth.client-secret=sandbox-wallaroo-secret",
						wallaroo + "auth.username=sandbox@patchbay.example",
						wallaroo + "auth.password=sandbox-wallaroo-password"));
	}

}
