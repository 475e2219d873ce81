package io.patchbay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Feeds every operation of the OpenAPI document with requests that it allows, and with
 * spoilt ones. {@code -Dfuzz.seed} makes other requests, {@code -Dfuzz.requests} more or
 * fewer of them. Ids of what is made on the way differ from run to run.
 */
@GatewayTest
class ContractFuzzTests {

	private static final int CALLERS = 8;

	/** How many requests until the sandbox forgets what they made. */
	private static final int BATCH = 500;

	private static final Path REPORT = Path.of("target", "contract-fuzz.md");

	private final FuzzKnown known = new FuzzKnown();

	private final long seed = Long.getLong("fuzz.seed", 1);

	private String root;

	private FuzzDocument document;

	private FuzzVerdict verdict;

	private FuzzReport report;

	@Test
	void everyAnswerIsOneThatTheDocumentNames(@LocalServerPort int port) throws Exception {
		GatewayClient client = GatewayClient.of(port);
		this.root = "http://127.0.0.1:" + port;
		String json = client.get("/v3/api-docs").body();
		this.document = new FuzzDocument(JsonMapper.builder().build().readTree(json));
		this.verdict = new FuzzVerdict(new FuzzValidator(json));
		this.report = new FuzzReport(this.seed, this.document);
		int requests = Integer.getInteger("fuzz.requests", 5200);
		try (FuzzCaller caller = new FuzzCaller(this.root)) {
			for (int first = 0; first < requests; first += BATCH) {
				client.heal();
				this.known.clear();
				discover(caller);
				run(caller, first, Math.min(requests, first + BATCH));
			}
		}
		client.heal();
		this.report.write(REPORT);
		Figures.write("contract-fuzz", this.report.line());
		assertThat(this.report.unexpected()).describedAs(this.report.line()).isEmpty();
		for (FuzzDocument.Operation operation : this.document.operations()) {
			assertThat(this.report.of(operation.id(), 2)).describedAs("successes of " + operation.id()).isPositive();
			assertThat(this.report.of(operation.id(), 4)).describedAs("refusals of " + operation.id()).isPositive();
		}
		JsonNode page = client.read("/api/v1/connections?limit=200");
		assertThat(page.path("complete").booleanValue()).isTrue();
		assertThat(page.path("items").size()).isEqualTo(107);
	}

	// Asks for all lists, and then for some that are inside of what they hold, so that
	// there are ids to ask for.
	private void discover(FuzzCaller caller) throws Exception {
		FuzzValues values = new FuzzValues(this.document, this.known, new Random(this.seed));
		for (FuzzDocument.Operation list : this.document.lists()) {
			boolean inside = list.path().contains("{");
			for (int i = 0; i < (inside ? 10 : 1); i++) {
				this.known.learn(list, caller.send(new FuzzRequests(values).list(list)));
			}
		}
	}

	private void run(FuzzCaller caller, int first, int end) throws Exception {
		AtomicInteger next = new AtomicInteger(first);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				all.add(callers.submit(() -> {
					for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
						one(caller, number);
					}
					return null;
				}));
			}
			for (Future<?> future : all) {
				future.get();
			}
		}
	}

	private void one(FuzzCaller caller, int number) throws Exception {
		List<FuzzDocument.Operation> operations = this.document.operations();
		FuzzDocument.Operation operation = operations.get(number % operations.size());
		Random random = new Random(this.seed + number * 0x9E3779B97F4A7C15L);
		FuzzValues values = new FuzzValues(this.document, this.known, random);
		FuzzRequest request = new FuzzRequests(values).valid(operation, number);
		if (values.chance(0.55)) {
			FuzzTricks tricks = new FuzzTricks(values);
			tricks.play(request);
			if (values.chance(0.2)) {
				tricks.play(request);
			}
		}
		HttpResponse<byte[]> response;
		try {
			response = caller.send(request);
		}
		catch (IOException ex) {
			this.report.unexpected(describe(request, List.of("no answer: " + ex), ""));
			return;
		}
		this.report.count(operation.id(), response.statusCode());
		if (request.method().equals(operation.method())) {
			this.known.learn(operation, response);
		}
		List<String> unexpected = this.verdict.unexpected(request, response);
		if (!unexpected.isEmpty()) {
			String body = new String(response.body(), StandardCharsets.UTF_8);
			this.report.unexpected(describe(request, unexpected,
					response.statusCode() + " " + body.substring(0, Math.min(600, body.length()))));
		}
	}

	private String describe(FuzzRequest request, List<String> unexpected, String answer) {
		return "request " + request.number() + " of seed " + this.seed + ", " + request.operation().id() + " "
				+ request.tricks() + "\n" + String.join("\n", unexpected) + "\n" + request.curl(this.root) + "\n"
				+ answer;
	}

}
