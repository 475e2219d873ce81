package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was measured, one file for each measurement in {@code target/figures}.
 */
final class Figures {

	private static final Path FOLDER = Path.of("target", "figures");

	private Figures() {
	}

	static void write(String name, String figures) {
		System.out.println(figures);
		try {
			Files.createDirectories(FOLDER);
			Files.writeString(FOLDER.resolve(name + ".txt"), figures.strip() + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
