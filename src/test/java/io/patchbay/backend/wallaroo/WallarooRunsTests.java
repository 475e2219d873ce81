package io.patchbay.backend.wallaroo;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.patchbay.backend.wallaroo.WallarooTaskApi.RunRow;
import io.patchbay.backend.wallaroo.WallarooTaskApi.TaskRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooRunsTests {

	private static final String TASK = "11111111-1111-4111-8111-000000000001";

	private static final BackendId BACKEND = new BackendId("wallaroo");

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			pending,             -,         QUEUED,    pending
			started,             -,         QUEUED,    started
			resource_contention, -,         QUEUED,    resource_contention
			failed,              -,         FAILED,    failed
			crash_loop,          -,         FAILED,    crash_loop
			schedule_error,      -,         FAILED,    schedule_error
			timed_out,           -,         FAILED,    timed_out
			killed,              -,         CANCELLED, killed
			pending_kill,        -,         RUNNING,   pending_kill
			newest_invention,    -,         UNKNOWN,   newest_invention
			started,             running,   RUNNING,   running
			started,             success,   SUCCEEDED, success
			started,             failure,   FAILED,    failure
			started,             timed_out, FAILED,    timed_out
			started,             killed,    CANCELLED, killed
			started,             unknown,   UNKNOWN,   unknown
			pending_kill,        running,   RUNNING,   pending_kill
			killed,              running,   CANCELLED, killed
			killed,              success,   SUCCEEDED, success
			""")
	void outcomeIsThatOfTheRun(String task, String run, SyncRun.Status expected, String word) {
		SyncRun actual = run(task(task, null), (run != null) ? row(run, "2026-03-01T12:00:00Z") : null);
		assertThat(actual.status()).isEqualTo(expected);
		assertThat(actual.upstreamStatus()).isEqualTo(word);
		assertThat(actual.finishedAt()).isNull();
		assertThat(actual.duration()).isNull();
	}

	@Test
	void newestRunIsFoundInEitherOrder() {
		RunRow older = row("failure", "2026-03-01T12:00:00Z");
		RunRow newer = row("success", "2026-03-01T13:00:00+00:00");
		assertThat(WallarooRuns.newest(List.of(older, newer))).isSameAs(newer);
		assertThat(WallarooRuns.newest(Arrays.asList(newer, null, older))).isSameAs(newer);
		assertThat(run(task("started", null), newer).startedAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
	}

	@Test
	void scheduleThatWaitsIsNotActive() {
		TaskRow scheduled = task("started", "*/5 * * * *");
		assertThat(WallarooRuns.active(scheduled, run(scheduled, null))).isFalse();
		assertThat(WallarooRuns.active(scheduled, run(scheduled, row("running", "2026-03-01T12:00:00Z")))).isTrue();
		assertThat(WallarooRuns.active(task("started", null), run(task("started", null), null))).isTrue();
	}

	@Test
	void namesTellOurTasksOfAConnectionSinceATime() {
		ConnectionId connection = new ConnectionId(BACKEND, TASK);
		Instant now = Instant.parse("2026-03-01T12:00:00.123Z");
		String name = WallarooTaskName.of(connection, now);
		assertThat(name).matches("[a-z0-9-]{1,63}");
		assertThat(WallarooTaskName.since(name, connection, now)).isTrue();
		assertThat(WallarooTaskName.since(name, connection, now.plusMillis(1))).isFalse();
		assertThat(WallarooTaskName.since(name, new ConnectionId(BACKEND, TASK.replace('1', '2')), now)).isFalse();
		assertThat(WallarooTaskName.since("nightly", connection, now)).isFalse();
		assertThat(WallarooTaskName.since(null, connection, now)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00.1Z stdout F Loaded 5 rows,2026-03-01T12:00:00.1Z stdout Loaded 5 rows",
			"2026-03-01T12:00:00Z stderr P part,2026-03-01T12:00:00Z stderr part",
			"2026-03-01T12:00:00Z stdout F,2026-03-01T12:00:00Z stdout", "plain text F,plain text F" })
	void flagIsLeftOutOfLogLines(String line, String plain) {
		assertThat(WallarooLogLine.plain(line)).isEqualTo(plain);
	}

	private static SyncRun run(TaskRow task, RunRow newest) {
		return WallarooRuns.run(new SyncId(BACKEND, TASK), new ConnectionId(BACKEND, TASK), task, newest);
	}

	private static TaskRow task(String status, String schedule) {
		return new TaskRow(TASK, "nightly", 33L, schedule, status, false, null, null,
				StringNode.valueOf("2026-03-01T11:00:00Z"), null);
	}

	private static RunRow row(String status, String time) {
		return new RunRow(TASK, status, StringNode.valueOf(time), StringNode.valueOf(time));
	}

}
