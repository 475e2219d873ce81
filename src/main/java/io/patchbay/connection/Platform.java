package io.patchbay.connection;

/**
 * The kind of an upstream, such as {@code airbyte}. An open set: a new kind needs no
 * change here.
 *
 * @param name the name that configuration and answers use
 */
public record Platform(String name) {

	@Override
	public String toString() {
		return this.name;
	}

}
