package io.patchbay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the contract wants of every cell: the tables of {@code fault-matrix.md}.
 */
final class MatrixContract {

	private final Map<MatrixFault, List<String>> rows = new EnumMap<>(MatrixFault.class);

	private final Map<String, String> differences = new HashMap<>();

	private MatrixContract() {
	}

	static MatrixContract read() throws IOException {
		MatrixContract contract = new MatrixContract();
		try (InputStream table = Objects.requireNonNull(MatrixContract.class.getResourceAsStream("fault-matrix.md"))) {
			new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> line.startsWith("| ") && !line.startsWith("| fault ")
						&& !line.startsWith("| platform "))
				.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
				.forEach(contract::add);
		}
		return contract;
	}

	private void add(List<String> cells) {
		if (MatrixTarget.PLATFORMS.contains(cells.getFirst())) {
			MatrixFault fault = MatrixFault.of(cells.get(2));
			this.differences.put(key(cells.getFirst(), cells.get(1), fault), cells.get(3));
		}
		else {
			this.rows.put(MatrixFault.of(cells.getFirst()), cells.subList(1, 5));
		}
	}

	/**
	 * What a cell must be.
	 * @param target the call that fails
	 * @param fault how it fails
	 * @return the answer, and how often the call was made
	 */
	Expected of(MatrixTarget target, MatrixFault fault) {
		if (target.kind() == MatrixTarget.Kind.NONE) {
			return new Expected(target.healthy(), 0, false);
		}
		String cell = this.differences.getOrDefault(key(target.platform(), target.operation(), fault),
				this.rows.getOrDefault(fault, List.of()).get(target.kind().ordinal()));
		int x = cell.lastIndexOf(" x");
		String answer = cell.substring(0, x);
		boolean ok = answer.equals("ok");
		return new Expected((ok) ? target.healthy() : answer, Integer.parseInt(cell.substring(x + 2)), ok);
	}

	boolean complete() {
		return this.rows.size() == MatrixFault.values().length;
	}

	private static String key(String platform, String operation, MatrixFault fault) {
		return platform + "|" + operation + "|" + fault;
	}

	/**
	 * What a cell must be.
	 *
	 * @param answer the status and the code of the problem; of a list that has failed the
	 * outcome and its code
	 * @param tries how often the call was made
	 * @param ok whether the caller notices nothing
	 */
	record Expected(String answer, int tries, boolean ok) {

		int status() {
			return Character.isDigit(this.answer.charAt(0)) ? Integer.parseInt(this.answer.split(" ")[0]) : 200;
		}

		String code() {
			return this.answer.contains(" ") ? this.answer.split(" ")[1] : "";
		}

		String outcome() {
			return Character.isDigit(this.answer.charAt(0)) ? "OK" : this.answer.split(" ")[0];
		}

	}

}
