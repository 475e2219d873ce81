package io.patchbay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A backend that answers nothing beside one that answers within 50 ms, behind the whole
 * gateway.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "patchbay.backends.healthy.platform=maestro", "patchbay.backends.healthy.auth.token=t",
				"patchbay.backends.shared.platform=maestro", "patchbay.backends.shared.auth.token=t",
				"patchbay.backends.slow.platform=maestro", "patchbay.backends.slow.auth.token=t",
				"patchbay.backends.hanging.platform=maestro", "patchbay.backends.hanging.auth.token=t",
				"patchbay.resilience.circuit.window=10000", "patchbay.resilience.circuit.minimum-calls=10000",
				"patchbay.rate-limit.enabled=false", "patchbay.security.api-keys[0].client=sandbox",
				"patchbay.security.api-keys[0].sha256=b7ad567477c83756aab9a542b2be04f77dbae25115d85f22070d74d8cc4779dc",
				"patchbay.security.api-keys[0].scopes=*", "patchbay.security.api-keys[0].backends=*" })
class IsolationTests {

	private static final int DELAY_MILLIS = 50;

	private static final int SLOW_MILLIS = 1500;

	private static final int CALLERS_OF_THE_HANGING_ONE = 200;

	/** The default of {@code max-concurrent-calls}. */
	private static final int MOST_AT_ONCE = 64;

	private static final int CALLERS_OF_THE_HEALTHY_ONE = 8;

	private static final int CALLS_EACH = 100;

	private static final int CALLS_OF_THE_WARM_UP = 25;

	private static final int SHARED_MILLIS = 100;

	private static final int CALLERS_OF_ONE_CONNECTION = 64;

	private static final int CALLS_OF_ONE_CONNECTION = 16;

	private static final SilentUpstream SILENT = new SilentUpstream();

	private static final WireMockServer QUICK = quick();

	@LocalServerPort
	private int port;

	private int refused;

	@DynamicPropertySource
	static void platforms(DynamicPropertyRegistry registry) {
		registry.add("patchbay.backends.healthy.base-url", QUICK::baseUrl);
		registry.add("patchbay.backends.slow.base-url", () -> QUICK.baseUrl() + "/slow");
		registry.add("patchbay.backends.shared.base-url", () -> QUICK.baseUrl() + "/shared");
		registry.add("patchbay.backends.hanging.base-url", SILENT::url);
	}

	@AfterAll
	static void stop() {
		SILENT.close();
		QUICK.stop();
	}

	@Test
	void crowdOnASlowPlatformMakesFewCalls() throws Exception {
		GatewayClient client = GatewayClient.of(this.port);
		String path = GatewayClient.API + "/connections/shared~1700000000000_ab12cd34_mysql-1.0.0";
		// The first call of all makes the connections, and takes its time.
		client.read(path);
		QUICK.resetRequests();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> callers = IntStream.range(0, CALLERS_OF_ONE_CONNECTION)
				.<Future<?>>mapToObj((_) -> threads.submit(() -> {
					for (int i = 0; i < CALLS_OF_ONE_CONNECTION; i++) {
						assertThat(client.read(path).path("name").stringValue()).isEqualTo("m");
					}
				}))
				.toList();
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		int answers = CALLERS_OF_ONE_CONNECTION * CALLS_OF_ONE_CONNECTION;
		double calls = QUICK
			.countRequestsMatching(WireMock.anyRequestedFor(WireMock.urlPathMatching("/shared/.*")).build())
			.getCount() * 1000.0 / answers;
		Figures.write("sharing",
				String.format(
						"%d callers of one connection on a platform of %d ms: %.0f upstream calls for 1000 answers",
						CALLERS_OF_ONE_CONNECTION, SHARED_MILLIS, calls));
		assertThat(calls).isPositive().isLessThanOrEqualTo(30);
	}

	@Test
	void callerWhoHangsUpEndsTheUpstreamCall() throws IOException {
		assertThat(SILENT.waiting()).isZero();
		int before = SILENT.givenUp();
		List<Socket> callers = List.of(ask("/connections?backend=hanging"), ask("/connections/hanging~x"));
		await().until(() -> SILENT.waiting() == 2);
		for (Socket caller : callers) {
			caller.close();
		}
		await().atMost(Duration.ofSeconds(3)).until(() -> SILENT.waiting() == 0);
		assertThat(SILENT.givenUp()).isEqualTo(before + 2);
	}

	@Test
	void callerWhoSentTheNextRequestAheadHasNotHungUp() throws IOException {
		String both = request("/connections?backend=slow") + request("/connections?backend=healthy");
		try (Socket caller = new Socket("127.0.0.1", this.port)) {
			caller.setSoTimeout(20_000);
			OutputStream out = caller.getOutputStream();
			out.write(both.getBytes(StandardCharsets.US_ASCII));
			out.flush();
			byte[] answers = new byte[16_384];
			StringBuilder seen = new StringBuilder();
			while (seen.toString().split("HTTP/1.1 200", -1).length < 3) {
				int count = caller.getInputStream().read(answers);
				assertThat(count).describedAs(seen.toString()).isPositive();
				seen.append(new String(answers, 0, count, StandardCharsets.UTF_8));
			}
		}
	}

	@Test
	void backendThatHangsCostsTheOthersNothing() throws Exception {
		// What is compiled and connected once is not the hanging backend's fault.
		measure(CALLS_OF_THE_WARM_UP);
		besideACrowd(CALLS_OF_THE_WARM_UP);
		long alone = 0;
		long beside = Long.MAX_VALUE;
		// The machine has other work, too: one quiet round of five tells.
		for (int round = 0; round < 5 && beside > 1.5 * alone; round++) {
			alone = measure(CALLS_EACH);
			beside = besideACrowd(CALLS_EACH);
		}
		Figures.write("isolation",
				String.format(
						"p99 of a healthy backend of %d ms: %d ms alone, %d ms beside one that hangs with %d callers"
								+ " (%d waiting, %d refused at once)",
						DELAY_MILLIS, alone, beside, CALLERS_OF_THE_HANGING_ONE, MOST_AT_ONCE, this.refused));
		assertThat(this.refused).isPositive();
		assertThat(beside).isLessThanOrEqualTo((long) (1.5 * alone));
	}

	private long besideACrowd(int calls) throws Exception {
		Crowd crowd = new Crowd();
		long millis;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, CALLERS_OF_THE_HANGING_ONE).forEach((i) -> threads.submit(() -> crowd.ask(i)));
			try {
				await().until(() -> SILENT.waiting() == MOST_AT_ONCE);
				millis = measure(calls);
			}
			finally {
				crowd.enough.set(true);
				threads.shutdownNow();
			}
		}
		this.refused = crowd.refusals.get();
		await().atMost(Duration.ofSeconds(20)).until(() -> SILENT.waiting() == 0);
		return millis;
	}

	private long measure(int calls) throws Exception {
		ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
		GatewayClient client = GatewayClient.of(this.port);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> callers = IntStream.range(0, CALLERS_OF_THE_HEALTHY_ONE)
				.<Future<?>>mapToObj((caller) -> threads.submit(() -> {
					for (int i = 0; i < calls; i++) {
						long start = System.nanoTime();
						client.read(GatewayClient.API + "/connections?backend=healthy&limit=" + (caller + 1));
						millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
					}
				}))
				.toList();
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
		Arrays.sort(sorted);
		return sorted[sorted.length * 99 / 100];
	}

	private Socket ask(String path) throws IOException {
		Socket caller = new Socket("127.0.0.1", this.port);
		caller.getOutputStream().write(request(path).getBytes(StandardCharsets.US_ASCII));
		caller.getOutputStream().flush();
		return caller;
	}

	private static String request(String path) {
		return "GET " + GatewayClient.API + path + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: sandbox\r\n\r\n";
	}

	private static WireMockServer quick() {
		WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
		String answer = "{\"connections\":[{\"id\":\"1700000000000_ab12cd34_mysql-1.0.0\",\"name\":\"m\"}]}";
		server
			.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(answer).withFixedDelay(DELAY_MILLIS)));
		server.stubFor(WireMock.any(WireMock.urlPathMatching("/slow/.*"))
			.willReturn(WireMock.okJson(answer).withFixedDelay(SLOW_MILLIS)));
		server.stubFor(WireMock.any(WireMock.urlPathMatching("/shared/.*"))
			.willReturn(WireMock.okJson(answer).withFixedDelay(SHARED_MILLIS)));
		server.start();
		return server;
	}

	/**
	 * A caller of the hanging backend who does as he is told: he waits as long as a
	 * refusal says before he asks again.
	 */
	private final class Crowd {

		private final AtomicBoolean enough = new AtomicBoolean();

		private final AtomicInteger refusals = new AtomicInteger();

		// Each asks something else: equal questions are asked once.
		void ask(int caller) {
			GatewayClient client = GatewayClient.of(IsolationTests.this.port);
			while (!this.enough.get()) {
				HttpResponse<String> answer;
				try {
					answer = client.get(GatewayClient.API + "/connections?backend=hanging&q=" + caller);
				}
				catch (IllegalStateException ex) {
					return;
				}
				if (answer.statusCode() == 503) {
					this.refusals.incrementAndGet();
					LockSupport.parkNanos(
							Duration.ofSeconds(1).toNanos() + ThreadLocalRandom.current().nextLong(1_000_000_000));
				}
			}
		}

	}

}
