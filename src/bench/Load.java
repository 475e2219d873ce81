import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What came of asking for some time.
 *
 * @param requests how many answers there were
 * @param seconds how long it took
 * @param p50 the median of the response times, in milliseconds
 * @param p99 their 99th percentile
 * @param max the longest
 * @param errors how many answers were not 2xx or did not come
 * @param cpu the CPU seconds that the asked program spent, 0 when nobody looked
 */
record Load(long requests, double seconds, double p50, double p99, double max, long errors, double cpu) {

	static Load parse(String output) throws IOException {
		String line = output.lines()
			.filter((candidate) -> candidate.startsWith("RESULT "))
			.findFirst()
			.orElseThrow(() -> new IOException("wrk reported nothing: " + output));
		String[] words = line.split(" ");
		return new Load(Long.parseLong(words[1]), Long.parseLong(words[2]) / 1e6, Long.parseLong(words[3]) / 1e3,
				Long.parseLong(words[4]) / 1e3, Long.parseLong(words[5]) / 1e3, Long.parseLong(words[6]), 0);
	}

	Load withCpu(Duration spent) {
		return new Load(this.requests, this.seconds, this.p50, this.p99, this.max, this.errors, spent.toNanos() / 1e9);
	}

	double perSecond() {
		return this.requests / this.seconds;
	}

	/**
	 * What an answer costs.
	 * @return CPU seconds per 1,000 answers
	 */
	double cpuPerThousand() {
		return this.cpu * 1000 / this.requests;
	}

	static long errors(List<Load> loads) {
		return loads.stream().mapToLong(Load::errors).sum();
	}

}
