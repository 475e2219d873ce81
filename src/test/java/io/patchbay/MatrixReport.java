package io.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix as it turned out, as Markdown.
 */
final class MatrixReport {

	private final List<MatrixCell> cells;

	private final Duration took;

	MatrixReport(List<MatrixCell> cells, Duration took) {
		this.cells = cells;
		this.took = took;
	}

	String summary() {
		long wrong = this.cells.stream().filter((cell) -> !cell.wrong().isEmpty()).count();
		return "Fault matrix: %d cells (%d faults, %d operations, %d platforms), %d failures, none left out, %d s"
			.formatted(this.cells.size(), MatrixFault.values().length, MatrixTarget.OPERATIONS.size(),
					MatrixTarget.PLATFORMS.size(), wrong, this.took.toSeconds());
	}

	void write(Path file) throws IOException {
		List<String> lines = new ArrayList<>(List.of("# Fault matrix", "", summary() + ".", "",
				"Each cell: what the caller is told, and how often the call to the platform was tried.",
				"A list is told by the outcome of the backend that fails, in a page of status 200 that holds the others.",
				""));
		for (String platform : MatrixTarget.PLATFORMS) {
			lines.add("## " + platform);
			lines.add("");
			lines.add("| fault | " + String.join(" | ", MatrixTarget.OPERATIONS) + " |");
			lines.add("|---".repeat(MatrixTarget.OPERATIONS.size() + 1) + "|");
			for (MatrixFault fault : MatrixFault.values()) {
				StringBuilder row = new StringBuilder("| ").append(fault.label());
				MatrixTarget.OPERATIONS
					.forEach((operation) -> row.append(" | ").append(cell(platform, operation, fault)));
				lines.add(row.append(" |").toString());
			}
			lines.add("");
		}
		this.cells.stream()
			.filter((cell) -> !cell.wrong().isEmpty())
			.forEach((cell) -> lines.add("- " + cell.name() + ": " + String.join("; ", cell.wrong())));
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.write(file, lines);
	}

	private String cell(String platform, String operation, MatrixFault fault) {
		return this.cells.stream()
			.filter((cell) -> cell.fault() == fault && cell.target().platform().equals(platform)
					&& cell.target().operation().equals(operation))
			.map(MatrixCell::text)
			.findFirst()
			.orElse("**MISSING**");
	}

}
