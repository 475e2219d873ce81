package io.patchbay.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Answers of upstreams, as files beside the tests.
 */
public final class Recorded {

	private Recorded() {
	}

	/**
	 * Reads an answer.
	 * @param test the test class beside whose package the file is
	 * @param file the file's name
	 * @return its text
	 */
	public static String json(Class<?> test, String file) {
		try (InputStream stream = test.getResourceAsStream(file)) {
			return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
