package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts answers, and keeps the unexpected ones.
 */
final class FuzzReport {

	private final long seed;

	// By operation: how many answers of each class of status, at its first digit.
	private final Map<String, int[]> counts = new TreeMap<>();

	private final List<String> unexpected = new ArrayList<>();

	FuzzReport(long seed, FuzzDocument document) {
		this.seed = seed;
		document.operations().forEach((operation) -> this.counts.put(operation.id(), new int[6]));
	}

	synchronized void count(String operation, int status) {
		this.counts.get(operation)[status / 100]++;
	}

	synchronized void unexpected(String description) {
		this.unexpected.add(description);
	}

	synchronized List<String> unexpected() {
		return List.copyOf(this.unexpected);
	}

	int of(String operation, int statusClass) {
		return this.counts.get(operation)[statusClass];
	}

	int all(int statusClass) {
		return this.counts.values().stream().mapToInt((row) -> row[statusClass]).sum();
	}

	String line() {
		int least = this.counts.values().stream().mapToInt((row) -> IntStream.of(row).sum()).min().orElse(0);
		return "contract fuzz: %d requests of %d operations (each at least %d): %d 2xx, %d 3xx, %d 4xx, %d 5xx; unexpected %d; seed %d"
			.formatted(IntStream.rangeClosed(1, 5).map(this::all).sum(), this.counts.size(), least, all(2), all(3),
					all(4), all(5), this.unexpected.size(), this.seed);
	}

	void write(Path file) {
		StringBuilder text = new StringBuilder("# Fuzz run against the OpenAPI document\n\n").append(line())
			.append("\n\n| operation | requests | 2xx | 3xx | 4xx | 5xx |\n|---|---|---|---|---|---|\n");
		this.counts.forEach((operation, row) -> text.append("| %s | %d | %d | %d | %d | %d |%n".formatted(operation,
				IntStream.of(row).sum(), row[2], row[3], row[4], row[5])));
		this.unexpected.forEach((description) -> text.append("\n```\n").append(description).append("\n```\n"));
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
