package io.patchbay;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Listens to what the gateway's HTTP client logs: which connections it tries to make, of
 * which nobody else learns when they fail, and when it is about to send a request on one.
 * It logs before it acts and in the thread of the call.
 */
final class MatrixClientLog extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final String PACKAGE = "org.apache.hc.client5.http.impl.";

	private final Logger connects = (Logger) LoggerFactory
		.getLogger(PACKAGE + "io.DefaultHttpClientConnectionOperator");

	private final Logger requests = (Logger) LoggerFactory.getLogger(PACKAGE + "classic.MainClientExec");

	private final Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();

	private final Map<Integer, ObjIntConsumer<String>> listeners = new ConcurrentHashMap<>();

	private final ThreadLocal<InetSocketAddress[]> connection = new ThreadLocal<>();

	MatrixClientLog() {
		start();
		for (Logger logger : new Logger[] { this.connects, this.requests }) {
			logger.setLevel(Level.DEBUG);
			logger.setAdditive(false);
			logger.addAppender(this);
		}
	}

	/**
	 * How often a connection was tried.
	 * @param port where to
	 * @return the number of attempts so far
	 */
	int attempts(int port) {
		return this.attempts.computeIfAbsent(port, (_) -> new AtomicInteger()).get();
	}

	/**
	 * Tells about requests right before they are sent.
	 * @param port where to
	 * @param listener gets the method and the target, and the port at our end
	 */
	void listen(int port, ObjIntConsumer<String> listener) {
		this.listeners.put(port, listener);
	}

	void ignore(int port) {
		this.listeners.remove(port);
	}

	@Override
	protected void append(ILoggingEvent event) {
		Object[] arguments = event.getArgumentArray();
		switch (event.getMessage()) {
			case "{} connecting {}->{} ({})" -> {
				if (arguments[2] instanceof InetSocketAddress remote) {
					this.attempts.computeIfAbsent(remote.getPort(), (_) -> new AtomicInteger()).incrementAndGet();
				}
			}
			case "{} {} connected {}->{}" -> {
				if (arguments[2] instanceof InetSocketAddress local
						&& arguments[3] instanceof InetSocketAddress remote) {
					this.connection.set(new InetSocketAddress[] { local, remote });
				}
			}
			case "{} executing {} {}" -> executing(arguments[1] + " " + arguments[2]);
			default -> {
				// Of no interest.
			}
		}
	}

	private void executing(String request) {
		InetSocketAddress[] ends = this.connection.get();
		ObjIntConsumer<String> listener = (ends != null) ? this.listeners.get(ends[1].getPort()) : null;
		if (listener != null) {
			listener.accept(request, ends[0].getPort());
		}
	}

	@Override
	public void close() {
		for (Logger logger : new Logger[] { this.connects, this.requests }) {
			logger.detachAppender(this);
			logger.setLevel(null);
			logger.setAdditive(true);
		}
	}

}
