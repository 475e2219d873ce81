import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds what is to be measured, unless that has been done since the last change.
 */
final class Maven {

	private Maven() {
	}

	static Path gateway() throws IOException, InterruptedException {
		return build(Bench.ROOT, "patchbay-.*\\.jar");
	}

	static Path peer(String name) throws IOException, InterruptedException {
		return build(Bench.HOME.resolve("peers").resolve(name), "peer\\.jar");
	}

	private static Path build(Path project, String name) throws IOException, InterruptedException {
		Path jar = find(project, name);
		if (jar == null || !Files.getLastModifiedTime(jar).toInstant().isAfter(changed(project).toInstant())) {
			Bench
				.say("building " + name.replace("\\", "").replace(".*", "*") + " in " + Bench.ROOT.relativize(project));
			ProcessBuilder maven = new ProcessBuilder(List.of("mvn", "-B", "-ntp", "-q", "-DskipTests", "-f",
					project.resolve("pom.xml").toString(), "package"))
				.inheritIO();
			// The peers know nothing of toolchains: all are built with the JDK that runs
			// this.
			maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
			if (maven.start().waitFor() != 0) {
				throw new IOException("cannot build " + project);
			}
			jar = find(project, name);
		}
		if (jar == null) {
			throw new IOException("no " + name + " in " + project.resolve("target"));
		}
		return jar;
	}

	private static Path find(Path project, String name) throws IOException {
		Path target = project.resolve("target");
		if (!Files.isDirectory(target)) {
			return null;
		}
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> file.getFileName().toString().matches(name)).findFirst().orElse(null);
		}
	}

	private static FileTime changed(Path project) throws IOException {
		FileTime latest = Files.getLastModifiedTime(project.resolve("pom.xml"));
		try (Stream<Path> files = Files.walk(project.resolve("src/main"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				FileTime time = Files.getLastModifiedTime(file);
				latest = (time.compareTo(latest) > 0) ? time : latest;
			}
		}
		return latest;
	}

}
