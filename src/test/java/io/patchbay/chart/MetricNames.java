package io.patchbay.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds which metrics the chart's dashboard and alerts look at, and by which labels.
 */
public final class MetricNames {

	static final Path DASHBOARD = HelmChart.HOME.resolve("dashboards/patchbay.json");

	static final Path RULES = HelmChart.HOME.resolve("rules/patchbay.yaml");

	private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

	private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

	private static final Pattern NAME = Pattern.compile("(?<![\\w.$:])([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*),\\s*\\w+\\s*\\)");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

	private MetricNames() {
	}

	/**
	 * The names in the dashboard and in the alerts.
	 * @return the names as Prometheus has them, with what it adds to histograms
	 */
	public static Set<String> all() {
		return selected().stream().map(Selected::metric).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The same with the labels that series are selected by.
	 * @return one for each place where a metric is looked at
	 */
	public static List<Selected> selected() {
		List<Selected> all = new ArrayList<>();
		queries().forEach((query) -> all.addAll(in(query)));
		return all;
	}

	/**
	 * All expressions of the dashboard and of the alerts.
	 * @return the expressions, with Grafana's variables in them
	 */
	public static List<String> queries() {
		List<String> queries = new ArrayList<>(ofDashboard());
		queries.addAll(ofRules().values());
		return queries;
	}

	static List<String> ofDashboard() {
		List<String> queries = new ArrayList<>();
		collect(JsonMapper.shared().readTree(HelmChart.read(DASHBOARD)), queries);
		return queries;
	}

	/**
	 * The expressions of the alerts.
	 * @return the expressions by the names of the alerts
	 */
	static Map<String, String> ofRules() {
		JsonNode groups = JsonMapper.shared().valueToTree(HelmChart.map(HelmChart.read(RULES)).get("groups"));
		return groups.valueStream()
			.flatMap((group) -> group.path("rules").valueStream())
			.collect(Collectors.toMap((rule) -> rule.path("alert").stringValue(),
					(rule) -> rule.path("expr").stringValue()));
	}

	static List<Selected> in(String expression) {
		Matcher values = LABEL_VALUES.matcher(expression);
		String query = values.matches() ? values.group(1) : expression;
		query = TEXT.matcher(query).replaceAll("\"\"");
		query = RANGE.matcher(query).replaceAll("");
		query = GROUPING.matcher(query).replaceAll(" ");
		List<Selected> found = new ArrayList<>();
		Matcher name = NAME.matcher(query);
		while (name.find()) {
			boolean function = "(".equals(name.group(2));
			if (!function && !WORDS.contains(name.group(1).toLowerCase(java.util.Locale.ROOT))) {
				found.add(new Selected(name.group(1), labels(name.group(3))));
			}
		}
		return found;
	}

	private static Set<String> labels(@Nullable String matchers) {
		Set<String> labels = new TreeSet<>();
		if (matchers != null) {
			Matcher label = LABEL.matcher(matchers);
			while (label.find()) {
				labels.add(label.group(1));
			}
		}
		return labels;
	}

	private static void collect(JsonNode node, List<String> queries) {
		node.properties().forEach((entry) -> {
			if (entry.getValue().isString() && Set.of("expr", "query", "definition").contains(entry.getKey())
					&& !entry.getValue().stringValue().equals("prometheus")) {
				queries.add(entry.getValue().stringValue());
			}
		});
		node.forEach((child) -> collect(child, queries));
	}

	/**
	 * A metric as an expression selects it.
	 *
	 * @param metric its name
	 * @param labels the labels that it is selected by
	 */
	public record Selected(String metric, Set<String> labels) {

	}

}
