package io.patchbay.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * A shape of the application for which the build has generated the code that registers
 * its beans, with everything that this code depends on: what the conditions of the beans
 * have asked the environment for, and what they were told.
 *
 * @param initializer the name of the generated class
 * @param sandbox whether the sandbox is a part of it
 * @param answers what was asked for, each with its value; null where there was none
 */
record PreparedContext(String initializer, boolean sandbox, Map<String, @Nullable String> answers) {

	private static final String FOLDER = "META-INF/patchbay/contexts/";

	private static final Profiles SANDBOX = Profiles.of("sandbox");

	private static final String INITIALIZER = "initializer";

	private static final String PROFILE = "sandbox";

	private static final String PRESENT = "is.";

	private static final String ABSENT = "not.";

	/**
	 * Looks for what the build has left.
	 * @param name the name of the shape
	 * @return the shape, or nothing where the classes were not built to the end
	 */
	static Optional<PreparedContext> find(String name) {
		try (InputStream in = PreparedContext.class.getClassLoader().getResourceAsStream(file(name))) {
			if (in == null) {
				return Optional.empty();
			}
			Properties lines = new Properties();
			lines.load(in);
			Map<String, @Nullable String> answers = new TreeMap<>();
			for (String key : lines.stringPropertyNames()) {
				if (key.startsWith(PRESENT)) {
					answers.put(key.substring(PRESENT.length()), lines.getProperty(key));
				}
				else if (key.startsWith(ABSENT)) {
					answers.put(key.substring(ABSENT.length()), null);
				}
			}
			return Optional.of(new PreparedContext(lines.getProperty(INITIALIZER),
					Boolean.parseBoolean(lines.getProperty(PROFILE)), answers));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Leaves it for {@link #find}.
	 * @param classes the folder of the compiled classes
	 * @param name the name of the shape
	 * @throws IOException if it cannot be written
	 */
	void write(Path classes, String name) throws IOException {
		Properties lines = new Properties();
		lines.setProperty(INITIALIZER, this.initializer);
		lines.setProperty(PROFILE, String.valueOf(this.sandbox));
		this.answers.forEach((key, value) -> lines.setProperty(((value != null) ? PRESENT : ABSENT) + key,
				Objects.requireNonNullElse(value, "")));
		StringWriter text = new StringWriter();
		lines.store(text, null);
		Path file = classes.resolve(file(name));
		Files.createDirectories(file.getParent());
		// The comment is the date, with which no two builds would be the same.
		Files.writeString(file,
				text.toString()
					.lines()
					.filter((line) -> !line.startsWith("#"))
					.collect(Collectors.joining("\n", "", "\n")));
	}

	private static String file(String name) {
		return FOLDER + name + ".properties";
	}

	/**
	 * Looks for what would give the application other beans in another environment.
	 * @param environment what is configured
	 * @return the first key that has another value there, or nothing if it fits
	 */
	Optional<String> difference(Environment environment) {
		if (environment.acceptsProfiles(SANDBOX) != this.sandbox) {
			return Optional.of("spring.profiles.active");
		}
		return this.answers.entrySet()
			.stream()
			.filter((asked) -> !Objects.equals(environment.getProperty(asked.getKey()), asked.getValue()))
			.map(Map.Entry::getKey)
			.findFirst();
	}

}
