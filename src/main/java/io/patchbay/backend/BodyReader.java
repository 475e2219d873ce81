package io.patchbay.backend;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Makes something of the body of a successful answer. It need not read to the end.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface BodyReader<T extends @Nullable Object> {

	/** Ignores the body, which may be empty. */
	BodyReader<@Nullable Void> NOTHING = (body) -> null;

	/**
	 * Reads the body.
	 * @param body the bytes, limited in number
	 * @return what it says
	 * @throws IOException when the connection fails
	 */
	T read(InputStream body) throws IOException;

	/**
	 * Whether the body must be declared as JSON.
	 * @return {@code false} to take any content
	 */
	default boolean json() {
		return false;
	}

	/**
	 * Tells when a reader is about to begin.
	 * @param <T> what it makes
	 * @param reader the reader
	 * @param begins is told
	 * @return the same reader otherwise
	 */
	static <T extends @Nullable Object> BodyReader<T> noticed(BodyReader<T> reader, Runnable begins) {
		return new BodyReader<>() {

			@Override
			public T read(InputStream body) throws IOException {
				begins.run();
				return reader.read(body);
			}

			@Override
			public boolean json() {
				return reader.json();
			}

		};
	}

}
