package io.patchbay.backend;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.patchbay.connection.BackendId;

import static org.awaitility.Awaitility.await;

/**
 * An upstream that answers as no proper server would.
 */
final class RawUpstream implements Closeable {

	/** A short and proper answer. */
	static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

	private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

	/** Where Linux lists connections: the other end's port, then the state. */
	private static final List<Path> SOCKETS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	/**
	 * Starts the upstream.
	 * @param answers is called for each request
	 * @throws IOException when there is no port
	 */
	RawUpstream(Consumer<Connection> answers) throws IOException {
		Thread.ofPlatform().daemon().name("raw-upstream").start(() -> {
			while (!this.listener.isClosed()) {
				try {
					Connection connection = new Connection(this.listener.accept());
					this.connections.add(connection);
					Thread.ofPlatform().daemon().name("raw-call").start(() -> serve(connection, answers));
				}
				catch (IOException ex) {
					// Closed, which the loop notices.
				}
			}
		});
	}

	private void serve(Connection connection, Consumer<Connection> answers) {
		try {
			while (connection.takeRequest()) {
				this.requests.incrementAndGet();
				answers.accept(connection);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// The other end has gone.
		}
	}

	UpstreamCalls calls() {
		return new UpstreamCalls(new BackendId("test"), URI.create("http://127.0.0.1:" + this.listener.getLocalPort()),
				new BackendProperties("test", true, URI.create("http://127.0.0.1"), List.of(), Duration.ofSeconds(1),
						Duration.ofSeconds(5), 64, Duration.ZERO, TestBackends.NO_AUTH),
				TestBackends.kit(new BackendId("test"),
						new ResilienceProperties(3,
								new ResilienceProperties.Circuit(20, 10, 50, Duration.ofSeconds(10))),
						Clock.systemUTC()));
	}

	int requests() {
		return this.requests.get();
	}

	int connections() {
		return this.connections.size();
	}

	void resetAll() throws IOException {
		for (Connection connection : this.connections) {
			if (!connection.socket.isClosed()) {
				connection.socket.setSoLinger(true, 0);
				connection.socket.close();
			}
		}
	}

	/**
	 * Resets all connections, and waits until the machine has told the other ends, which
	 * it may put off when it is busy.
	 * @throws IOException if a connection cannot be reset
	 */
	void resetAllAndTell() throws IOException {
		resetAll();
		String here = String.format(":%04X 01 ", this.listener.getLocalPort());
		await().until(() -> SOCKETS.stream().filter(Files::exists).noneMatch((table) -> holds(table, here)));
	}

	private static boolean holds(Path table, String text) {
		try {
			return Files.readString(table).contains(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		resetAll();
	}

	/**
	 * One connection.
	 *
	 * @param socket the socket
	 */
	record Connection(Socket socket) {

		private boolean takeRequest() throws IOException {
			InputStream in = this.socket.getInputStream();
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				int next = in.read();
				if (next < 0) {
					return false;
				}
				head.append((char) next);
			}
			Matcher length = LENGTH.matcher(head);
			in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
			return true;
		}

		void answer(String text) {
			try {
				this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void close() {
			try {
				this.socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
