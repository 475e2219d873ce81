package io.patchbay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that takes every request and answers none. It notices when a caller gives up.
 */
final class SilentUpstream implements AutoCloseable {

	private final ServerSocket server;

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicInteger givenUp = new AtomicInteger();

	SilentUpstream() {
		try {
			this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/** How many callers wait for an answer. */
	int waiting() {
		return this.waiting.get();
	}

	/** How many callers have closed their connection so far. */
	int givenUp() {
		return this.givenUp.get();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket caller = this.server.accept();
				Thread.ofVirtual().start(() -> listen(caller));
			}
			catch (IOException ex) {
				// Closed.
				return;
			}
		}
	}

	private void listen(Socket caller) {
		this.waiting.incrementAndGet();
		try (caller; InputStream requests = caller.getInputStream()) {
			requests.transferTo(java.io.OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// A reset is a way to give up, too.
			this.givenUp.incrementAndGet();
			return;
		}
		finally {
			this.waiting.decrementAndGet();
		}
		this.givenUp.incrementAndGet();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
