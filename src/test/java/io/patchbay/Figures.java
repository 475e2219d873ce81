package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was measured, one file for each measurement in {@code target/figures}.
 */
final class Figures {

	private static final Path FOLDER = Path.of("target", "figures");

	private static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

	private Figures() {
	}

	/**
	 * Writes a line, below what this run has measured under that name before.
	 * @param name the measurement
	 * @param line what it found
	 */
	static void write(String name, String line) {
		System.out.println(line);
		String all = WRITTEN.merge(name, line.strip() + "\n", String::concat);
		try {
			Files.createDirectories(FOLDER);
			Files.writeString(FOLDER.resolve(name + ".txt"), all);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
