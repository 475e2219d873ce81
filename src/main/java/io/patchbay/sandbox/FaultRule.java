package io.patchbay.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tester asked for.
 *
 * @param platform the platform that misbehaves, {@code *} for all
 * @param kind how it misbehaves
 * @param method the HTTP method concerned, null for all
 * @param path what to search for in the path below the platform's root, null for all
 * @param times how often the fault strikes, null for as long as it exists
 * @param after how many matching calls pass first
 * @param delayMs milliseconds to wait first, between the pieces of a slow drip
 * @param status the status to answer
 * @param headers headers to add to the answer
 * @param body the body to answer, or the broken item
 */
record FaultRule(String platform, FaultKind kind, @Nullable String method, @Nullable Pattern path,
		@Nullable Integer times, int after, long delayMs, @Nullable Integer status, Map<String, String> headers,
		@Nullable JsonNode body) {

	private static final Set<String> FIELDS = Set.of("platform", "kind", "method", "path", "times", "after", "delayMs",
			"status", "headers", "body");

	static final String ANY = "*";

	FaultRule {
		headers = Map.copyOf(headers);
	}

	/**
	 * Reads a fault.
	 * @param json what the tester sent
	 * @return the rule
	 * @throws SandboxRequestException when something in it is missing, unknown or out of
	 * range
	 */
	static FaultRule of(@Nullable JsonNode json) {
		if (json == null || !json.isObject()) {
			throw new SandboxRequestException("A fault is a JSON object");
		}
		for (String field : json.propertyNames()) {
			check(FIELDS.contains(field), "Unknown field " + field);
		}
		String platform = required(json, "platform");
		check(ANY.equals(platform) || SandboxPath.PLATFORMS.contains(platform),
				"platform must be * or one of " + SandboxPath.PLATFORMS);
		FaultKind parsed = FaultKind.of(required(json, "kind"));
		Integer status = number(json, "status", 200, 599);
		check(parsed != FaultKind.STATUS || status != null, "status is required for this kind");
		String method = text(json, "method");
		Integer after = number(json, "after", 0, Integer.MAX_VALUE);
		Integer delay = number(json, "delayMs", 0, 600_000);
		return new FaultRule(platform, parsed, (method != null) ? method.toUpperCase(Locale.ROOT) : null,
				pattern(text(json, "path")), number(json, "times", 1, Integer.MAX_VALUE), (after != null) ? after : 0,
				(delay != null) ? delay : 0, status, headers(json.path("headers")), json.get("body"));
	}

	boolean matches(SandboxPath place, String method) {
		return (ANY.equals(this.platform) || this.platform.equals(place.platform()))
				&& (this.method == null || this.method.equals(method))
				&& (this.path == null || this.path.matcher(place.path()).find());
	}

	private static String required(JsonNode json, String field) {
		String value = text(json, field);
		if (value == null) {
			throw new SandboxRequestException(field + " is required");
		}
		return value;
	}

	private static @Nullable String text(JsonNode json, String field) {
		JsonNode value = json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		check(value.isString(), field + " must be a string");
		return value.stringValue();
	}

	private static @Nullable Integer number(JsonNode json, String field, int lowest, int highest) {
		JsonNode value = json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		check(value.canConvertToInt() && value.isIntegralNumber() && value.intValue() >= lowest
				&& value.intValue() <= highest, field + " must be a whole number from " + lowest + " to " + highest);
		return value.intValue();
	}

	private static @Nullable Pattern pattern(@Nullable String path) {
		if (path == null) {
			return null;
		}
		try {
			return Pattern.compile(path);
		}
		catch (PatternSyntaxException ex) {
			return Pattern.compile(Pattern.quote(path));
		}
	}

	private static Map<String, String> headers(JsonNode json) {
		check(json.isMissingNode() || json.isNull() || json.isObject(), "headers must be an object");
		Map<String, String> headers = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> header : json.properties()) {
			headers.put(header.getKey(), header.getValue().asString());
		}
		return headers;
	}

	private static void check(boolean valid, String message) {
		if (!valid) {
			throw new SandboxRequestException(message);
		}
	}

}
