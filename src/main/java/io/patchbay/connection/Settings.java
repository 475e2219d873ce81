package io.patchbay.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A connection's free-form settings. They may hold secrets in clear text, so they show
 * themselves only when asked to, and never in {@link #toString()}.
 */
public final class Settings {

	/** A URL that carries a user's password, whatever its key is called. */
	private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("://[^/\\s]*@");

	private final Map<String, @Nullable Object> values;

	/**
	 * Wraps a tree of settings.
	 * @param values maps, lists, strings, numbers, booleans and nulls
	 */
	public Settings(Map<String, @Nullable Object> values) {
		this.values = new LinkedHashMap<>(values);
	}

	/**
	 * Shows everything.
	 * @return the settings as the platform gave them, secrets included
	 */
	public Map<String, @Nullable Object> reveal() {
		return new LinkedHashMap<>(this.values);
	}

	/**
	 * Shows the shape of the settings and the values of harmless keys.
	 * @param redaction decides what is harmless and what replaces the rest
	 * @param scope what the fingerprints of the replaced values are bound to
	 * @return the settings with every other leaf replaced
	 */
	public Map<String, @Nullable Object> redacted(Redaction redaction, String scope) {
		return redactMap(this.values, redaction, scope);
	}

	private static Map<String, @Nullable Object> redactMap(Map<?, ?> map, Redaction redaction, String path) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			String name = String.valueOf(key);
			result.put(name, redact(name, value, redaction, path + "/" + name));
		});
		return result;
	}

	private static @Nullable Object redact(String key, @Nullable Object value, Redaction redaction, String path) {
		if (value instanceof Map<?, ?> map) {
			return redactMap(map, redaction, path);
		}
		if (value instanceof List<?> list) {
			UnaryOperator<@Nullable Object> element = (item) -> redact(key, item, redaction, path);
			return list.stream().<@Nullable Object>map(element).toList();
		}
		if (value == null) {
			return null;
		}
		boolean harmless = redaction.visible(key) && !CREDENTIALS_IN_URL.matcher(value.toString()).find();
		return harmless ? value : redaction.replace(path, value.toString());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Settings that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return "Settings" + this.values.keySet();
	}

}
