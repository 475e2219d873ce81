import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A walk through a long list, page by page, with little memory.
 */
final class Walk {

	private static final String MEMORY = "-Xmx256m";

	/** How many pages at either end are compared. */
	private static final int ENDS = 20;

	private static final Pattern OFFSET = Pattern.compile("[?&]offset=(\\d+)");

	private static final Pattern LIMIT = Pattern.compile("[?&]limit=(\\d+)");

	private static final Pattern ID = Pattern.compile("\\{\"id\":\"airbyte~([^\"]+)\",\"backend\":");

	private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

	private final Program gateway;

	private final int total;

	private final BitSet seen = new BitSet();

	private final List<Double> times = new ArrayList<>();

	private int twice;

	private double megabytes;

	private Walk(Program gateway, int total) {
		this.gateway = gateway;
		this.total = total;
	}

	static Result run(Options options) throws IOException, InterruptedException {
		int total = options.number(100_000, 20_000);
		try (Upstream upstream = new Upstream(Duration.ZERO,
				(path) -> Samples.airbytePage(total, number(OFFSET, path), number(LIMIT, path)));
				Program gateway = Gateway.start("gateway-walk", options.jar(), Gateway.vm(options, MEMORY),
						Gateway.Backend.airbyte("airbyte", upstream.port()))) {
			Gateway.readySeconds(gateway);
			Walk warmUp = new Walk(gateway, total).all();
			double before = gateway.megabytes();
			Walk walk = new Walk(gateway, total).all();
			return walk.result(warmUp, before, upstream.calls());
		}
	}

	private Walk all() throws IOException {
		try (Caller caller = new Caller(this.gateway.port())) {
			String cursor = "";
			while (cursor != null) {
				Caller.Answer answer = caller.get(Gateway.LIST + "?limit=200" + cursor).ok();
				this.times.add(answer.millis());
				String page = answer.message().body();
				if (!page.contains("\"complete\":true")) {
					throw new IOException("a page is not complete: " + page.substring(page.length() - 300));
				}
				count(page);
				this.megabytes = Math.max(this.megabytes, this.gateway.megabytes());
				Matcher next = NEXT.matcher(page);
				cursor = next.find() ? "&cursor=" + next.group(1) : null;
			}
		}
		return this;
	}

	private void count(String page) throws IOException {
		Matcher ids = ID.matcher(page);
		while (ids.find()) {
			int index = Samples.indexOf(ids.group(1));
			if (index < 0 || index >= this.total) {
				throw new IOException("there is no connection " + ids.group(1));
			}
			this.twice += this.seen.get(index) ? 1 : 0;
			this.seen.set(index);
		}
	}

	private Result result(Walk warmUp, double before, long calls) {
		int missing = this.total - this.seen.cardinality();
		int ends = Math.min(ENDS, this.times.size() / 2);
		double first = Result.median(this.times.subList(0, ends));
		// The very last page may be short or empty.
		double last = Result.median(this.times.subList(this.times.size() - ends - 1, this.times.size() - 1));
		return new Result("Walk over %,d connections, 200 a page, %s".formatted(this.total, MEMORY),
				List.of(Result.row("pages", (long) this.times.size(), "upstream calls", calls / 2, "missing",
						(long) missing, "twice", (long) this.twice, "s", sum(this.times), "s, first walk",
						sum(warmUp.times), "first page ms", this.times.getFirst(), "last page ms", this.times.getLast(),
						"median of the first " + ends + " ms", first, "of the last " + ends + " ms", last,
						"RSS before MB", before, "at most MB", this.megabytes)),
				List.of(Result.Goal.atMost(0, "connections that are missing or came twice", missing + this.twice),
						Result.Goal.atMost(50, "growth of the resident memory, MB", this.megabytes - before),
						Result.Goal.atMost(1.1, "last pages against the first", last / first)),
				0);
	}

	private static double sum(List<Double> millis) {
		return millis.stream().mapToDouble(Double::doubleValue).sum() / 1e3;
	}

	private static int number(Pattern pattern, String path) {
		Matcher matcher = pattern.matcher(path);
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

}
