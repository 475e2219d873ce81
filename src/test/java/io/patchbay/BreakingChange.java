package io.patchbay;

/**
 * What a caller of the released API would trip over.
 *
 * @param method the operation's method
 * @param path the operation's path
 * @param change what is different, and where
 */
record BreakingChange(String method, String path, String change) implements Comparable<BreakingChange> {

	@Override
	public int compareTo(BreakingChange other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.method + " " + this.path + ": " + this.change;
	}

}
