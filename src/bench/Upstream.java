import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An upstream in this very process that takes its time, and counts the calls.
 */
final class Upstream implements AutoCloseable {

	/** The delay of an upstream that hangs. */
	static final Duration NEVER = Duration.ofDays(1);

	private final ServerSocket server;

	private final Duration delay;

	private final Function<String, String> answers;

	private final AtomicLong calls = new AtomicLong();

	private final AtomicInteger waiting = new AtomicInteger();

	/**
	 * Starts it.
	 * @param delay how long each answer takes
	 * @param answers what is answered to a path with its query
	 * @throws IOException when there is no port
	 */
	Upstream(Duration delay, Function<String, String> answers) throws IOException {
		this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
		this.delay = delay;
		this.answers = answers;
		Thread.ofPlatform().daemon().name("upstream").start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	String root() {
		return "http://127.0.0.1:" + port();
	}

	long calls() {
		return this.calls.get();
	}

	/**
	 * How many calls are not answered yet.
	 * @return the number
	 */
	int waiting() {
		return this.waiting.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				Thread.ofVirtual().start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed: the scenario is over.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			Optional<Wire> request = Wire.read(in);
			while (request.isPresent()) {
				this.calls.incrementAndGet();
				this.waiting.incrementAndGet();
				try {
					if (this.delay.equals(NEVER)) {
						// Until the other side gives up.
						in.read();
						return;
					}
					Thread.sleep(this.delay);
					socket.getOutputStream().write(answer(request.get().first().split(" ")[1]));
				}
				finally {
					this.waiting.decrementAndGet();
				}
				request = Wire.read(in);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The other side is gone, which is for it to explain.
		}
	}

	private byte[] answer(String path) {
		byte[] body = this.answers.apply(path).getBytes(StandardCharsets.US_ASCII);
		String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
				+ "\r\n\r\n";
		ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length() + body.length);
		answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
		answer.writeBytes(body);
		return answer.toByteArray();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
