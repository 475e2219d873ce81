package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller has learned from answers: ids by their collection, cursors by the
 * operation that gave them out, entity tags, and what a plan wants to hear. It forgets
 * the oldest.
 */
final class FuzzKnown {

	private static final int MOST = 200;

	private static final Pattern LOCATION = Pattern.compile(".*/([^/]+)/([^/]+)");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Map<String, List<String>> values = new TreeMap<>();

	// One of the values of a name, null when none is known.
	synchronized String any(String name, Random random) {
		List<String> known = this.values.get(name);
		return (known == null || known.isEmpty()) ? null : known.get(random.nextInt(known.size()));
	}

	synchronized void clear() {
		this.values.clear();
	}

	void learn(FuzzDocument.Operation operation, HttpResponse<byte[]> response) {
		response.headers().firstValue("ETag").ifPresent((tag) -> add("etag", tag));
		response.headers().firstValue("Location").ifPresent(this::learnLocation);
		if (response.statusCode() >= 300
				|| !response.headers().firstValue("Content-Type").orElse("").startsWith("application/json")) {
			return;
		}
		try {
			learn(operation, MAPPER.readTree(response.body()));
		}
		catch (JacksonException ex) {
			throw new AssertionError(operation.id() + " answered what is no JSON", ex);
		}
	}

	private void learn(FuzzDocument.Operation operation, JsonNode answer) {
		if (answer.path("next").isString()) {
			add("cursor " + operation.id(), answer.path("next").stringValue());
		}
		if (answer.path("confirm").isString()) {
			add("confirm " + answer.path("id").stringValue(), answer.path("confirm").stringValue());
		}
		String collection = operation.path().substring(operation.path().lastIndexOf('/') + 1);
		for (JsonNode item : answer.path("items")) {
			JsonNode id = item.has("id") ? item.path("id") : item.path("code");
			if (id.isString()) {
				add(collection, id.stringValue());
			}
			for (String end : List.of("source", "destination")) {
				if (item.path(end).has("id")) {
					add(end, item.path(end).path("id").stringValue());
				}
			}
			if (item.path("name").isString()) {
				add("name", item.path("name").stringValue());
			}
		}
	}

	private void learnLocation(String location) {
		Matcher matcher = LOCATION.matcher(location);
		if (matcher.matches()) {
			add(matcher.group(1), matcher.group(2));
		}
	}

	private synchronized void add(String name, String value) {
		List<String> known = this.values.computeIfAbsent(name, (_) -> new ArrayList<>());
		if (!known.contains(value)) {
			known.add(value);
		}
		if (known.size() > MOST) {
			known.removeFirst();
		}
	}

}
