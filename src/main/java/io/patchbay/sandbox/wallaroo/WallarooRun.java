package io.patchbay.sandbox.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One execution of a task, a plan from which its state at any time follows.
 *
 * @param task the task's id
 * @param id the run's id, unlike the task's
 * @param start when it appears
 * @param end when it ends, {@link Instant#MAX} when never
 * @param result its last status
 */
record WallarooRun(UUID task, UUID id, Instant start, Instant end, String result) {

	private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX")
		.withZone(ZoneOffset.UTC);

	String status(Instant now) {
		return now.isBefore(this.end) ? "running" : this.result;
	}

	/**
	 * The run as tasks show it.
	 * @param now the time
	 * @return the object without its task
	 */
	Map<String, Object> view(Instant now) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("run_id", this.id);
		view.put("status", status(now));
		view.put("created_at", WallarooTime.OFFSET.format(this.start));
		// the end is never told: recorded rows of ended runs have both times equal
		view.put("updated_at", WallarooTime.OFFSET.format(this.start));
		return view;
	}

	/**
	 * The run as the list of runs shows it.
	 * @param now the time
	 * @return the object with its task
	 */
	Map<String, Object> row(Instant now) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("task", this.task);
		row.putAll(view(now));
		return row;
	}

	/**
	 * What the run has printed, as far as the log store has it.
	 * @param connection the connection that the run was told to use
	 * @param now the time
	 * @param delay how late lines reach the store
	 * @return the lines, oldest first
	 */
	List<String> logs(String connection, Instant now, Duration delay) {
		List<String> lines = new ArrayList<>();
		Instant known = now.minus(delay);
		print(lines, known, this.start, "stdout F Starting run " + this.id);
		print(lines, known, this.start.plusMillis(200), "stdout F Reading connection " + connection);
		for (int i = 1; i <= 5; i++) {
			Instant time = this.start.plusSeconds(i);
			if (time.isBefore(this.end)) {
				print(lines, known, time, "stdout F Loaded " + i * 1000 + " rows");
			}
		}
		switch (this.result) {
			case "success" -> print(lines, known, this.end, "stdout F Done");
			case "failure" -> {
				print(lines, known, this.end, "stderr F Traceback (most recent call last):");
				print(lines, known, this.end, "stderr F RuntimeError: the load failed");
			}
			default -> print(lines, known, this.end, "stderr F Terminated");
		}
		return lines;
	}

	private static void print(List<String> lines, Instant known, Instant time, String text) {
		if (!time.isAfter(known)) {
			lines.add(NANOS.format(time) + ' ' + text);
		}
	}

}
