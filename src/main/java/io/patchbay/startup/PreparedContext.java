package io.patchbay.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * A shape of the application for which the build has generated the code that registers
 * its beans, with everything that this code depends on: what the conditions of the beans
 * have asked the environment for, and what they were told.
 *
 * @param initializer the name of the generated class
 * @param sandbox whether the sandbox is a part of it
 * @param actuator whether the actuator has a port of its own; which one does not matter
 * @param answers what was asked for, each with its value; null where there was none
 */
record PreparedContext(String initializer, boolean sandbox, ManagementPortType actuator,
		Map<String, @Nullable String> answers) {

	private static final String FOLDER = "META-INF/patchbay/contexts/";

	private static final Profiles SANDBOX = Profiles.of("sandbox");

	private static final String INITIALIZER = "initializer";

	private static final String PROFILE = "sandbox";

	private static final String ACTUATOR = "actuator";

	private static final String PORT = "server.port";

	private static final String MANAGEMENT_PORT = "management.server.port";

	private static final String PRESENT = "is.";

	private static final String ABSENT = "not.";

	PreparedContext {
		answers = new TreeMap<>(answers);
		// What they decide together is known.
		answers.remove(PORT);
		answers.remove(MANAGEMENT_PORT);
	}

	/**
	 * Looks for what the build has left.
	 * @param shape which
	 * @return the shape, or nothing where the classes were not built to the end
	 */
	static Optional<PreparedContext> find(Shape shape) {
		URL file = PreparedContext.class.getClassLoader().getResource(file(shape));
		if (file == null || isOlderThanTheClasses(file)) {
			return Optional.empty();
		}
		try (InputStream in = file.openStream()) {
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
					Boolean.parseBoolean(lines.getProperty(PROFILE)),
					ManagementPortType.valueOf(lines.getProperty(ACTUATOR)), answers));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// In a folder of classes it lies from the last time that a jar was made, and the
	// classes
	// may have changed since.
	private static boolean isOlderThanTheClasses(URL file) {
		return file.toString()
			.startsWith(PreparedContext.class.getProtectionDomain().getCodeSource().getLocation() + FOLDER);
	}

	/**
	 * Leaves it for {@link #find}.
	 * @param classes the folder of the compiled classes
	 * @param shape which
	 * @throws IOException if it cannot be written
	 */
	void write(Path classes, Shape shape) throws IOException {
		Properties lines = new Properties();
		lines.setProperty(INITIALIZER, this.initializer);
		lines.setProperty(PROFILE, String.valueOf(this.sandbox));
		lines.setProperty(ACTUATOR, this.actuator.name());
		this.answers.forEach((key, value) -> lines.setProperty(((value != null) ? PRESENT : ABSENT) + key,
				Objects.requireNonNullElse(value, "")));
		StringWriter text = new StringWriter();
		lines.store(text, null);
		Path file = classes.resolve(file(shape));
		Files.createDirectories(file.getParent());
		// The comment is the date, with which no two builds would be the same.
		Files.writeString(file,
				text.toString()
					.lines()
					.filter((line) -> !line.startsWith("#"))
					.collect(Collectors.joining("\n", "", "\n")));
	}

	private static String file(Shape shape) {
		return FOLDER + shape + ".properties";
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
		if (ManagementPortType.get(environment) != this.actuator) {
			return Optional.of(MANAGEMENT_PORT);
		}
		return this.answers.entrySet()
			.stream()
			.filter((asked) -> !Objects.equals(environment.getProperty(asked.getKey()), asked.getValue()))
			.map(Map.Entry::getKey)
			.findFirst();
	}

}
