package io.patchbay.connection;

/**
 * The name that the operator gave to one configured upstream instance.
 *
 * @param value the name: a lower-case letter, then up to 31 letters, digits or hyphens
 */
public record BackendId(String value) implements Comparable<BackendId> {

	private static final int MAX_LENGTH = 32;

	public BackendId {
		if (!wellFormed(value)) {
			throw new IllegalArgumentException(
					"a backend is named by a lower-case letter and up to 31 letters, digits or hyphens");
		}
	}

	private static boolean wellFormed(String value) {
		if (value.isEmpty() || value.length() > MAX_LENGTH || !isLetter(value.charAt(0))) {
			return false;
		}
		for (int index = 1; index < value.length(); index++) {
			char character = value.charAt(index);
			if (!isLetter(character) && (character < '0' || character > '9') && character != '-') {
				return false;
			}
		}
		return true;
	}

	private static boolean isLetter(char character) {
		return character >= 'a' && character <= 'z';
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
