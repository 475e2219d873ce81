package io.patchbay;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Looks into everything that is logged, at the most talkative levels, for what should be
 * nowhere.
 */
final class Leaks extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final String[] TALKATIVE = { "ROOT", "org.apache.hc", "org.apache.coyote", "io.patchbay" };

	private final Queue<String> found = new ConcurrentLinkedQueue<>();

	private final List<String> secrets;

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Level[] before = new Level[TALKATIVE.length];

	private volatile int seen;

	private volatile boolean audited;

	Leaks(List<String> secrets) {
		this.secrets = secrets;
		for (int i = 0; i < TALKATIVE.length; i++) {
			Logger logger = this.context.getLogger(TALKATIVE[i]);
			this.before[i] = logger.getLevel();
			logger.setLevel((i == 0) ? Level.DEBUG : Level.TRACE);
		}
		start();
		this.context.getLogger("ROOT").addAppender(this);
	}

	Queue<String> found() {
		return this.found;
	}

	int seen() {
		return this.seen;
	}

	boolean audited() {
		return this.audited;
	}

	void look(String where, String text) {
		for (String secret : this.secrets) {
			int at = text.indexOf(secret);
			if (at >= 0) {
				this.found
					.add(where + ": ..." + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 80)));
			}
		}
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.seen++;
		this.audited |= "patchbay.audit".equals(event.getLoggerName());
		look("log of " + event.getLoggerName(), event.getFormattedMessage() + event.getMDCPropertyMap()
				+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""));
	}

	@Override
	public void close() {
		this.context.getLogger("ROOT").detachAppender(this);
		for (int i = 0; i < TALKATIVE.length; i++) {
			this.context.getLogger(TALKATIVE[i]).setLevel(this.before[i]);
		}
	}

}
