import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gateway with an AOT cache, made by the commands that README.md tells, once for each
 * build of the jar.
 *
 * @param jar the unpacked gateway
 * @param cache its cache
 */
record AotCache(Path jar, Path cache) {

	private static final Path HOME = Bench.ROOT.resolve("target/aot");

	/**
	 * Makes the cache, unless there is one of this jar.
	 * @param fat the gateway as it was built
	 * @return the cache
	 * @throws IOException when it cannot be made
	 * @throws InterruptedException when the run is given up
	 */
	static AotCache of(Path fat) throws IOException, InterruptedException {
		AotCache made = new AotCache(HOME.resolve(fat.getFileName()), HOME.resolve("patchbay.aot"));
		// The same file is another cache's on another JDK.
		Path stamp = HOME.resolve("made-of");
		String expected = fat.toAbsolutePath() + " " + Files.getLastModifiedTime(fat) + " " + Runtime.version();
		if (Files.exists(made.cache) && Files.exists(stamp) && Files.readString(stamp).equals(expected)) {
			return made;
		}
		Bench.say("training an AOT cache, which takes about a minute");
		delete(HOME);
		java("-Djarmode=tools", "-jar", fat.toString(), "extract", "--destination", HOME.toString());
		java("-XX:AOTCacheOutput=" + made.cache, "-jar", made.jar.toString(), "train");
		if (!Files.exists(made.cache)) {
			throw new IOException("no AOT cache came of it");
		}
		Files.writeString(stamp, expected);
		return made;
	}

	private static void java(String... arguments) throws IOException, InterruptedException {
		Path log = Bench.directory("logs").resolve("aot.log");
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
					Stream.of(arguments))
			.toList();
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		if (builder.start().waitFor() != 0) {
			throw new IOException(String.join(" ", command) + " failed, see " + log);
		}
	}

	private static void delete(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
					Files.delete(file);
				}
			}
		}
	}

}
