package io.patchbay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire between the gateway and an emulator that can be cut where neither of them can
 * make it fail. It carries one request at a time on each connection and closes that
 * afterwards, so that every call has to connect anew.
 */
final class MatrixWire implements Closeable {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

	private static final int PROBE_MILLIS = 100;

	private final int upstream;

	private final int port;

	/** By the port of their other end. */
	private final Map<Integer, CompletableFuture<Boolean>> verdicts = new ConcurrentHashMap<>();

	private final List<Closeable> stuffing = new ArrayList<>();

	/** The requests that came through since the wire was cut, or is about to be. */
	private final List<String> passed = new CopyOnWriteArrayList<>();

	private ServerSocket listener;

	private Thread acceptor;

	private MatrixFault fault = MatrixFault.NONE;

	private int untilCut;

	MatrixWire(int upstream) throws IOException {
		this.upstream = upstream;
		this.listener = new ServerSocket(0, 50, LOOPBACK);
		this.port = this.listener.getLocalPort();
		this.acceptor = accept(this.listener);
	}

	int port() {
		return this.port;
	}

	/**
	 * Cuts the wire.
	 * @param how what shall happen from then on
	 * @param after how many requests pass first
	 */
	synchronized void cut(MatrixFault how, int after) {
		this.fault = how;
		this.passed.clear();
		this.untilCut = after;
		if (after == 0) {
			unlisten();
		}
	}

	synchronized void mend() throws IOException {
		boolean deaf = this.listener.isClosed();
		for (Closeable part : this.stuffing) {
			part.close();
		}
		this.stuffing.clear();
		this.verdicts.clear();
		this.fault = MatrixFault.NONE;
		if (deaf) {
			this.listener = new ServerSocket();
			this.listener.setReuseAddress(true);
			this.listener.bind(new InetSocketAddress(LOOPBACK, this.port), 50);
			this.acceptor = accept(this.listener);
		}
	}

	List<String> passed() {
		return List.copyOf(this.passed);
	}

	/**
	 * Decides about a connection on which a request is about to be sent.
	 * @param client the port of its other end
	 * @param reset whether to reset it first
	 */
	void decide(int client, boolean reset) {
		CompletableFuture<Boolean> verdict = verdict(client);
		verdict.complete(reset);
		if (reset) {
			verdict(-client).orTimeout(5, TimeUnit.SECONDS).join();
		}
	}

	private CompletableFuture<Boolean> verdict(int client) {
		return this.verdicts.computeIfAbsent(client, (_) -> new CompletableFuture<>());
	}

	private Thread accept(ServerSocket open) {
		return Thread.ofPlatform().daemon().name("matrix-wire").start(() -> {
			while (!open.isClosed()) {
				try {
					Socket client = open.accept();
					Thread.ofVirtual().name("matrix-call").start(() -> serve(client));
				}
				catch (IOException ex) {
					// Closed, which the loop notices.
				}
			}
		});
	}

	private void serve(Socket client) {
		try (client) {
			if (this.fault == MatrixFault.RESET_BEFORE
					&& verdict(client.getPort()).orTimeout(5, TimeUnit.SECONDS).join()) {
				client.setSoLinger(true, 0);
				client.close();
				verdict(-client.getPort()).complete(true);
				return;
			}
			byte[] request = request(client.getInputStream());
			this.passed.add(new String(request, StandardCharsets.ISO_8859_1).lines().findFirst().orElseThrow());
			countDown();
			try (Socket emulator = new Socket(LOOPBACK, this.upstream)) {
				emulator.getOutputStream().write(request);
				emulator.getInputStream().transferTo(client.getOutputStream());
			}
		}
		catch (IOException ex) {
			// Either end has gone, and so does the other.
		}
	}

	private static byte[] request(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("no request");
			}
			head.write(next);
		}
		String text = head.toString(StandardCharsets.ISO_8859_1);
		Matcher length = LENGTH.matcher(text);
		byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.write(text.replaceFirst("(?i)\r\nconnection: [^\r]*", "")
			.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1));
		request.write(body);
		return request.toByteArray();
	}

	private synchronized void countDown() {
		if (this.untilCut > 0 && --this.untilCut == 0) {
			unlisten();
		}
	}

	private void unlisten() {
		if (this.fault == MatrixFault.REFUSED || this.fault == MatrixFault.CONNECT_TIMEOUT) {
			try {
				this.listener.close();
				// Until then the port is not free.
				this.acceptor.join();
				if (this.fault == MatrixFault.REFUSED) {
					hold();
				}
				else {
					stuff();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	// Nobody else may get the port meanwhile.
	private void hold() throws IOException {
		Socket holder = new Socket();
		holder.setReuseAddress(true);
		holder.bind(new InetSocketAddress(LOOPBACK, this.port));
		this.stuffing.add(holder);
	}

	// Who connects to a listener whose queue is full hears nothing.
	private void stuff() throws IOException {
		ServerSocket full = new ServerSocket();
		full.setReuseAddress(true);
		SocketAddress address = new InetSocketAddress(LOOPBACK, this.port);
		full.bind(address, 1);
		boolean room = true;
		while (room) {
			Socket waiting = new Socket();
			this.stuffing.add(waiting);
			try {
				waiting.connect(address, PROBE_MILLIS);
			}
			catch (SocketTimeoutException ex) {
				room = false;
			}
		}
		this.stuffing.add(full);
	}

	@Override
	public void close() throws IOException {
		mend();
		this.listener.close();
	}

}
