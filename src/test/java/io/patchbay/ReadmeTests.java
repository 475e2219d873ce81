package io.patchbay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README tells a reader to type works on the sandbox, and answers what it says.
 */
@GatewayTest
class ReadmeTests {

	/** Calls that need another configuration, and the test that makes them. */
	private static final Map<String, String> ELSEWHERE = Map.of("Upstream-Authorization-airbyte-eu",
			"GatewayCallerCredentialsTests");

	/** What must be in the answer of the call that has the words before the bar. */
	private static final List<String> SAID = """
			localhost:8080/api/v1/backends | "capabilities" | "health" | "support":"native"
			connections?limit=5' | "next" | "backends" | "complete":true
			cursor=<next> | "items" | "complete":true
			q=orders&backend=airbyte | "backend":"airbyte"
			localhost:8080/api/v1/workspaces | "wallaroo~33"
			?include=endpoints,lastSync | ETag: " | "source":{"id":
			connections/$id/workspaces" | "items":[{"id":"airbyte~
			"kind":"hang" | wallaroo
			connections?limit=200' | "complete":false | TIMEOUT
			Prefer: handling=strict | application/problem+json | "code":"upstream-timeout"
			-X DELETE localhost:8080/sandbox/faults |
			Idempotency-Key: tour-1 | Location: /api/v1/connections/wallaroo~ | "redacted":true
			application/merge-patch+json | "tablePrefix":"raw_" | "cron":"0 0 */6
			"kind":"commit-then-drop" | wallaroo
			Idempotency-Key: tour-2' -d "$lost"      # 504 | "code":"upstream-outcome-unknown"
			Idempotency-Key: tour-2' -d "$lost"   # 201 | Idempotency-Outcome: reconciled
			-X POST localhost:8080/api/v1/connections/$id/syncs | Location: /api/v1/syncs/airbyte~
			"onConflict":"ATTACH" | "terminal":true
			syncs?limit=1" | "items":[{"id":"airbyte~
			syncs/<id>/events | event:done
			api/v1/cleanup-plans -H | "state":"READY" | "confirm":"delete 2 connections"
			cleanup-plans/<id>/execute | event:item | event:done | "deleted":2
			""".lines().toList();

	private static final Pattern COMMENT = Pattern.compile("\\s# ([^\"']*)$");

	private static final Pattern STATUS = Pattern.compile("\\b[2-5]\\d\\d\\b");

	@LocalServerPort
	private int port;

	@BeforeEach
	@AfterEach
	void heal() {
		GatewayClient.of(this.port).heal();
	}

	@Test
	void everyCallWorksAsItIsSaid() throws Exception {
		Readme readme = new Readme(this.port);
		Set<String> said = new LinkedHashSet<>(SAID);
		List<String> replayed = new ArrayList<>();
		for (String line : Readme.lines()) {
			if (!Readme.isCall(line)) {
				readme.set(line);
			}
			else if (ELSEWHERE.keySet().stream().noneMatch(line::contains)) {
				if (line.contains("wait=")) {
					// A run of the sandbox takes some seconds, which nobody has to wait
					// for.
					GatewayClient.of(this.port).advance("PT30S");
				}
				assertThat(line).as("a call that nothing here can make").contains("localhost:8080");
				Readme.Answer answer = readme.call(line, Map.of());
				assertThat(answer.status()).as(line + "\n" + answer.text()).isIn(expected(line));
				said.removeIf((expectation) -> holds(expectation, line, answer));
				if (line.contains("Idempotency-Replayed")) {
					replayed.add(answer.text());
				}
			}
		}
		assertThat(said).as("what no call of README is about").isEmpty();
		assertThat(replayed).singleElement().asString().contains("Idempotency-Replayed: true");
	}

	private static boolean holds(String expectation, String line, Readme.Answer answer) {
		String[] parts = expectation.split(" \\|");
		if (!line.contains(parts[0])) {
			return false;
		}
		for (int i = 1; i < parts.length; i++) {
			assertThat(answer.text()).as(line).contains(parts[i].strip());
		}
		return true;
	}

	// The status that the comment tells first; else any that means success.
	private static List<Integer> expected(String line) {
		Matcher comment = COMMENT.matcher(line);
		Matcher status = STATUS.matcher(comment.find() ? comment.group(1) : "");
		return (status.find()) ? List.of(Integer.valueOf(status.group())) : List.of(200, 201, 202, 204);
	}

}
