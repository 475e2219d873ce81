package io.patchbay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus is told, taken apart.
 *
 * @param samples the lines that are no comments
 */
record Scrape(List<Sample> samples) {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: # .*)?");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	static Scrape of(String text) {
		List<Sample> samples = new ArrayList<>();
		text.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			Matcher parts = LINE.matcher(line);
			if (!parts.matches()) {
				throw new AssertionError("This is no sample: " + line);
			}
			Map<String, String> labels = new HashMap<>();
			Matcher label = LABEL.matcher((parts.group(2) != null) ? parts.group(2) : "");
			while (label.find()) {
				labels.put(label.group(1), label.group(2));
			}
			samples.add(new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3))));
		});
		return new Scrape(samples);
	}

	Set<String> names() {
		return this.samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Adds up what a name has with some labels.
	 * @param name the name
	 * @param labels names and values
	 * @return the sum, 0 when there is none
	 */
	double sum(String name, String... labels) {
		return this.samples.stream()
			.filter((sample) -> sample.name().equals(name) && sample.has(labels))
			.mapToDouble(Sample::value)
			.sum();
	}

	/**
	 * A number.
	 *
	 * @param name its name
	 * @param labels what it is about
	 * @param value the number
	 */
	record Sample(String name, Map<String, String> labels, double value) {

		boolean has(String... wanted) {
			for (int i = 0; i < wanted.length; i += 2) {
				if (!wanted[i + 1].equals(this.labels.get(wanted[i]))) {
					return false;
				}
			}
			return true;
		}

	}

}
