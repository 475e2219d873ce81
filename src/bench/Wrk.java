import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts load on a URL.
 *
 * @param url what is asked for
 * @param connections how many callers there are; each asks again as soon as it is
 * answered
 * @param headers what each request says besides the key
 * @param various whether requests for a list ask for pages of different sizes
 */
record Wrk(URI url, int connections, List<String> headers, boolean various) {

	private static final Path REPORT = Bench.HOME.resolve("report.lua");

	static Wrk on(int port, String path, int connections, String... headers) {
		return new Wrk(URI.create("http://127.0.0.1:" + port + path), connections, List.of(headers), false);
	}

	Wrk asVarious() {
		return new Wrk(this.url, this.connections, this.headers, true);
	}

	/**
	 * Asks for some time.
	 * @param time how long, in whole seconds
	 * @return what came of it
	 * @throws IOException when wrk fails
	 * @throws InterruptedException when the run is given up
	 */
	Load run(Duration time) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Programs.find("wrk"), "--threads", "1", "--connections", String.valueOf(this.connections),
						"--duration", time.toSeconds() + "s", "--timeout", "30s", "--script", REPORT.toString()));
		command.addAll(List.of("--header", Gateway.KEY));
		this.headers.forEach((header) -> command.addAll(List.of("--header", header)));
		command.add(this.url.toString());
		if (this.various) {
			command.addAll(List.of("--", "various"));
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes());
			if (process.waitFor() != 0) {
				throw new IOException("wrk failed: " + output);
			}
			return Load.parse(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Asks for some time, and adds up what a program spends on it.
	 * @param time how long, in whole seconds
	 * @param program the program
	 * @return what came of it
	 * @throws IOException when wrk fails
	 * @throws InterruptedException when the run is given up
	 */
	Load run(Duration time, Program program) throws IOException, InterruptedException {
		Duration before = program.cpu();
		Load load = run(time);
		return load.withCpu(program.cpu().minus(before));
	}

}
