package io.patchbay.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of the chart's README, made of the comments in its values.
 */
final class ValuesTable {

	private static final Pattern KEY = Pattern.compile("( *)([\\w.-]+):.*");

	private static final int LONGEST_DEFAULT = 60;

	private final Map<String, Object> values;

	private final List<String> documented = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private final Deque<Level> path = new ArrayDeque<>();

	private @Nullable StringBuilder comment;

	private ValuesTable(Map<String, Object> values) {
		this.values = values;
	}

	static ValuesTable of(String yaml) {
		ValuesTable table = new ValuesTable(HelmChart.map(yaml));
		yaml.lines().forEach(table::line);
		return table;
	}

	/**
	 * The table.
	 * @return Markdown, with a heading for each part
	 */
	String markdown() {
		return this.text.toString().strip();
	}

	/**
	 * The keys that the table tells, each with all below it.
	 * @return their paths
	 */
	List<String> documented() {
		return this.documented;
	}

	private void line(String line) {
		String content = line.strip();
		Matcher key = KEY.matcher(line);
		if (content.startsWith("## ")) {
			this.text.append("\n### ").append(content.substring(3)).append("\n\n| key | default | |\n|---|---|---|\n");
		}
		else if (content.startsWith("# -- ")) {
			this.comment = new StringBuilder(content.substring(5));
		}
		else if (content.startsWith("# ") && this.comment != null) {
			this.comment.append(' ').append(content.substring(2));
		}
		else if (key.matches() && !content.startsWith("#")) {
			key(key.group(1).length(), key.group(2));
		}
	}

	private void key(int indent, String name) {
		while (!this.path.isEmpty() && this.path.getLast().indent() >= indent) {
			this.path.removeLast();
		}
		this.path.addLast(new Level(indent, name));
		if (this.comment != null) {
			String place = String.join(".", this.path.stream().map(Level::name).toList());
			this.documented.add(place);
			this.text.append(
					"| `%s` | %s | %s |%n".formatted(place, defaultOf(), this.comment.toString().replace("|", "\\|")));
			this.comment = null;
		}
	}

	private String defaultOf() {
		Object value = this.values;
		for (Level level : this.path) {
			value = (value instanceof Map<?, ?> map) ? map.get(level.name()) : null;
		}
		if (value == null || "".equals(value)) {
			return "";
		}
		String json = (value instanceof String string) ? string : JsonMapper.shared().writeValueAsString(value);
		return (json.length() <= LONGEST_DEFAULT) ? "`" + json + "`" : "[values.yaml](values.yaml)";
	}

	private record Level(int indent, String name) {

	}

}
