import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a scenario has found.
 *
 * @param title what was measured
 * @param rows one line for each thing that was measured: names and figures
 * @param goals what it is compared with
 * @param errors how many answers were not as they should be
 */
record Result(String title, List<Map<String, Object>> rows, List<Goal> goals, long errors) {

	/**
	 * Makes a line of a table.
	 * @param cells names and figures by turns; a figure that is {@code null} is absent
	 * @return the line
	 */
	static Map<String, Object> row(Object... cells) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int i = 0; i < cells.length; i += 2) {
			row.put((String) cells[i], cells[i + 1]);
		}
		return row;
	}

	static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	/**
	 * The result as text: a Markdown table, and the goals.
	 * @return the lines
	 */
	String text() {
		List<List<String>> table = new ArrayList<>();
		List<String> columns = this.rows.getFirst().keySet().stream().filter(this::told).toList();
		table.add(columns);
		this.rows.forEach((row) -> table.add(columns.stream().map(row::get).map(Result::number).toList()));
		List<String> lines = new ArrayList<>(table.stream().map((cells) -> line(table, cells)).toList());
		lines.add(1, lines.getFirst().replaceAll("[^|]", "-"));
		this.goals.forEach((goal) -> lines.add(goal.line()));
		if (this.errors > 0) {
			lines.add("NO   " + this.errors + " answers were errors: the figures are worth nothing");
		}
		return "\n" + this.title + "\n\n" + lines.stream().collect(Collectors.joining("\n", "", "\n"));
	}

	private boolean told(String column) {
		return this.rows.stream().anyMatch((row) -> row.get(column) != null);
	}

	private static String line(List<List<String>> table, List<String> cells) {
		StringBuilder line = new StringBuilder("|");
		for (int i = 0; i < cells.size(); i++) {
			int column = i;
			int width = table.stream().mapToInt((row) -> row.get(column).length()).max().orElse(1);
			line.append(' ').append(cells.get(i)).repeat(' ', width - cells.get(i).length()).append(" |");
		}
		return line.toString();
	}

	private static String number(Object value) {
		return switch (value) {
			case null -> "";
			case Double number -> String.format(Locale.ROOT, format(Math.abs(number)), number);
			case Long number -> String.format(Locale.ROOT, "%,d", number);
			default -> value.toString();
		};
	}

	// About three digits are worth reading.
	private static String format(double size) {
		if (size >= 100) {
			return "%,.0f";
		}
		return (size >= 10) ? "%.1f" : (size >= 1 || size == 0) ? "%.2f" : "%.3f";
	}

	Map<String, Object> json() {
		return row("title", this.title, "rows", this.rows, "goals", this.goals.stream().map(Goal::json).toList(),
				"errors", this.errors);
	}

	/**
	 * What a figure should be.
	 *
	 * @param text what the figure tells
	 * @param value the figure
	 * @param limit its limit
	 * @param most whether the limit is the most that is allowed, or the least
	 */
	record Goal(String text, double value, double limit, boolean most) {

		static Goal atMost(double limit, String text, double value) {
			return new Goal(text, value, limit, true);
		}

		static Goal atLeast(double limit, String text, double value) {
			return new Goal(text, value, limit, false);
		}

		boolean met() {
			return this.most ? this.value <= this.limit : this.value >= this.limit;
		}

		String line() {
			return "%s  %s: %s (at %s %s)".formatted(met() ? "yes" : "NO ", this.text, number(this.value),
					this.most ? "most" : "least", number(this.limit));
		}

		Map<String, Object> json() {
			return row("text", this.text, "value", this.value, this.most ? "atMost" : "atLeast", this.limit, "met",
					met());
		}

	}

}
