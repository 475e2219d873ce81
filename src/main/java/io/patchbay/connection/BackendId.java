package io.patchbay.connection;

import java.util.regex.Pattern;

/**
 * The name that the operator gave to one configured upstream instance.
 *
 * @param value the name: a lower-case letter, then up to 31 letters, digits or hyphens
 */
public record BackendId(String value) implements Comparable<BackendId> {

	private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

	public BackendId {
		if (!SYNTAX.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"a backend is named by a lower-case letter and up to 31 letters, digits or hyphens");
		}
	}

	@Override
	public int compareTo(BackendId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
