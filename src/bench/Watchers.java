import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands who wait for one sync to end: half of them by its events, half by an answer
 * that takes as long.
 */
final class Watchers {

	/** A connection is taken for each 256 KB. */
	private static final String MEMORY = "-Xmx1200m";

	private static final int JOB = 4711;

	private static final String SYNC = "/api/v1/syncs/airbyte~" + JOB;

	private static final String EVENTS = head(SYNC + "/events", "Accept: text/event-stream");

	private static final String ANSWER = head(SYNC, "Prefer: wait=60\r\nConnection: close");

	private final Program gateway;

	private final List<Socket> sockets = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger told = new AtomicInteger();

	private volatile boolean over;

	private Watchers(Program gateway) {
		this.gateway = gateway;
	}

	private static String head(String path, String headers) {
		return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + Gateway.KEY + "\r\n" + headers + "\r\n\r\n";
	}

	static Result run(Options options) throws IOException, InterruptedException {
		int each = options.number(2_000, 500);
		AtomicBoolean ended = new AtomicBoolean();
		try (Upstream upstream = new Upstream(Duration.ZERO, (_) -> job(ended.get()));
				Program gateway = Gateway.start("gateway-watchers", options.jar(), Gateway.vm(options, MEMORY),
						Gateway.Backend.airbyte("airbyte", upstream.port()))) {
			Gateway.readySeconds(gateway);
			Watchers watchers = new Watchers(gateway);
			double before = gateway.megabytes();
			watchers.come(each);
			Duration rest = options.time(10, 5);
			long calls = -upstream.calls();
			double watching = watchers.rest(rest);
			calls += upstream.calls();
			double callsPerSecond = calls * 1e3 / rest.toMillis();
			ended.set(true);
			long end = System.nanoTime();
			watchers.leave();
			double seconds = (System.nanoTime() - end) / 1e9;
			return new Result("Watchers: %,d event streams and %,d waits of one run, %s".formatted(each, each, MEMORY),
					List.of(Result.row("watchers", 2L * each, "told the end", (long) watchers.told.get(),
							"until all were, s", seconds, "upstream calls per s meanwhile",
							callsPerSecond, "RSS before MB", before, "with all MB",
							watching)),
					List.of(Result.Goal.atLeast(2 * each, "watchers that were told the end", watchers.told.get()),
							Result.Goal.atMost(2, "upstream calls per s for all of them", callsPerSecond)),
					0);
		}
	}

	private static String job(boolean ended) {
		return "{\"jobId\":%d,\"status\":\"%s\",\"jobType\":\"sync\",\"startTime\":\"2026-01-05T10:15:30Z\",\"connectionId\":\"%s\"}"
			.formatted(JOB, ended ? "succeeded" : "running", Samples.ID);
	}

	// They come one by one, as fast as they are taken.
	private void come(int each) throws IOException {
		for (int i = 0; i < each; i++) {
			watch(EVENTS);
			watch(ANSWER);
		}
	}

	private void watch(String request) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.gateway.port());
		this.sockets.add(socket);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		this.threads.add(Thread.ofVirtual().start(() -> listen(socket)));
	}

	private void listen(Socket socket) {
		try (socket;
				BufferedReader in = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 256)) {
			String line = in.readLine();
			while (line != null && !line.contains("event:done") && !line.contains("\"terminal\":true")) {
				line = in.readLine();
			}
			if (line != null && this.over) {
				this.told.incrementAndGet();
			}
		}
		catch (IOException ex) {
			// It is missing among those that were told.
		}
	}

	private double rest(Duration time) throws IOException, InterruptedException {
		Thread.sleep(time);
		return this.gateway.megabytes();
	}

	private void leave() throws IOException, InterruptedException {
		this.over = true;
		for (Thread thread : this.threads) {
			thread.join(Duration.ofSeconds(30));
		}
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
