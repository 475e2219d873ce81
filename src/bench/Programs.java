import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds what has to be installed.
 */
final class Programs {

	private Programs() {
	}

	/**
	 * Finds a program.
	 * @param name its name
	 * @return where it is
	 */
	static String find(String name) {
		// Where Debian puts daemons is on the path of administrators alone.
		String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
		return Stream.of(path.split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(name + " is not installed: apt-get install wrk nginx"))
			.toString();
	}

}
