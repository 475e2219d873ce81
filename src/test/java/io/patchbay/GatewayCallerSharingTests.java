package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What calls share does not pass from one caller's credentials to another one's.
 */
@CallerCredentialsTest
class GatewayCallerSharingTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	@LocalServerPort
	private int port;

	@Autowired
	private UpstreamRecorder upstream;

	private GatewayClient gateway;

	private CallerClient caller;

	@BeforeEach
	void begin() {
		this.gateway = GatewayClient.of(this.port);
		this.caller = new CallerClient(this.gateway);
		this.gateway.heal();
	}

	@Test
	void eachWatcherOfARunPollsWithItsOwnToken() throws Exception {
		String one = this.caller.signIn("airbyte");
		String two = this.caller.signIn("airbyte");
		String header = "Upstream-Authorization-own-airbyte";
		String run = GatewayClient
			.json(this.caller.send("POST", "/connections/own-airbyte~c0000000-0000-4000-8000-000000000001/syncs", "{}",
					header, one))
			.path("id")
			.stringValue();
		String path = GatewayClient.API + "/syncs/" + run;
		this.upstream.clear();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<HttpResponse<String>>> waits = new ArrayList<>();
			for (String token : List.of(one, two)) {
				waits.add(threads.submit(() -> this.gateway.get(path, header, token, "Prefer", "wait=2")));
			}
			CallerClient.rejected(this.gateway.get(path, header, "wrong", "Prefer", "wait=2"), header);
			CallerClient.rejected(this.gateway.get(path + "/events", header, "wrong", "Accept", "text/event-stream"),
					header);
			for (Future<HttpResponse<String>> wait : waits) {
				assertThat(wait.get().statusCode()).isEqualTo(200);
			}
		}
		List<UpstreamRecorder.Call> polls = this.upstream.calls("/sandbox/airbyte/v1/jobs/");
		for (String token : List.of(one, two)) {
			assertThat(polls.stream().filter((call) -> call.authorization().contains(token)).count()).isGreaterThan(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-stream" })
	void cleanupIsExecutedWithTheTokenOfItsCall(String accept) {
		String header = "Upstream-Authorization-own-maestro";
		JsonNode plan = GatewayClient.json(this.caller.send("POST", "/cleanup-plans",
				"{'backend':'own-maestro','olderThan':'P60D'}", header, this.caller.signIn("maestro")));
		int count = plan.path("candidateCount").intValue();
		assertThat(count).isPositive();
		String path = "/cleanup-plans/" + plan.path("id").stringValue() + "/execute";
		String confirm = "{'confirm':'" + plan.path("confirm").stringValue() + "'}";
		CallerClient.rejected(this.caller.send("POST", path, confirm, "Accept", accept), header);
		String refused = this.caller.send("POST", path, confirm, "Accept", accept, header, "wrong").body();
		assertThat(refused).contains("upstream-credentials-rejected").contains("\"deleted\":0");
		String token = this.caller.signIn("maestro");
		this.upstream.clear();
		String done = this.caller.send("POST", path, confirm, "Accept", accept, header, token).body();
		assertThat(done).contains("\"deleted\":" + count);
		assertThat(this.upstream.calls()).hasSizeGreaterThan(count)
			.allSatisfy((call) -> assertThat(call.authorization()).containsExactly(token));
	}

	@Test
	void answerIsReplayedToTheSameTokenAlone() {
		String header = "Upstream-Authorization-own-wallaroo";
		String body = "{'backend':'own-wallaroo','name':'once','type':'HTTP','details':{'host':'h'}}";
		String one = this.caller.signIn("wallaroo");
		// What was refused gives the key back.
		CallerClient.rejected(this.caller.send("POST", "/connections", body, "Idempotency-Key", "caller-1"), header);
		CallerClient.rejected(
				this.caller.send("POST", "/connections", body, "Idempotency-Key", "caller-1", header, "wrong"), header);
		assertThat(
				this.caller.send("POST", "/connections", body, "Idempotency-Key", "caller-1", header, one).statusCode())
			.isEqualTo(201);
		HttpResponse<String> again = this.caller.send("POST", "/connections", body, "Idempotency-Key", "caller-1",
				header, one);
		assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
		this.upstream.clear();
		for (String[] other : List.of(new String[] { header, this.caller.signIn("wallaroo") },
				new String[] { header, "wrong" }, new String[] { "X-Nothing", "x" })) {
			HttpResponse<String> refused = this.caller.send("POST", "/connections", body, "Idempotency-Key", "caller-1",
					other[0], other[1]);
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("idempotency-key-reused").doesNotContain("once");
		}
		assertThat(this.upstream.calls("/v1/api/")).isEmpty();
	}

	@Test
	void logOfADebugRunShowsNoToken() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		List<Appender<ILoggingEvent>> usual = new ArrayList<>();
		root.iteratorForAppenders().forEachRemaining(usual::add);
		Level level = root.getLevel();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		List<String> secrets = new ArrayList<>();
		usual.forEach(root::detachAppender);
		root.addAppender(log);
		log.start();
		root.setLevel(Level.DEBUG);
		try {
			for (String platform : List.of("airbyte", "maestro", "wallaroo")) {
				secrets.add("c4n4ry-" + platform);
				for (String token : List.of("Bearer c4n4ry-" + platform, this.caller.signIn(platform))) {
					String[] header = { "Upstream-Authorization-own-" + platform, token };
					this.caller.send("GET", "/connections?backend=own-" + platform, null, header);
					this.caller.send("DELETE", "/connections/own-" + platform + "~1", null, header);
				}
			}
			this.gateway.get(CONNECTIONS, "Upstream-Authorization-own-airbyte", "c4n4ry-twice",
					"Upstream-Authorization-own-airbyte", "c4n4ry-twice");
			secrets.add("c4n4ry-twice");
		}
		finally {
			root.setLevel(level);
			root.detachAppender(log);
			usual.forEach(root::addAppender);
		}
		List<String> lines = List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
		assertThat(lines).anyMatch((line) -> line.contains("own-maestro"));
		secrets.addAll(this.caller.tokens());
		assertThat(lines.stream().filter((line) -> secrets.stream().anyMatch(line::contains)).toList()).isEmpty();
	}

}
