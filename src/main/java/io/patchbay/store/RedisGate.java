package io.patchbay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis for one purpose. While Redis does not answer, one call a second tries
 * it and the others fail at once, so that nothing queues up behind time-outs. An outage
 * is logged when it begins and when it ends, not per call.
 */
final class RedisGate {

	private static final Logger logger = LoggerFactory.getLogger(RedisGate.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** What callers are told to wait: about as long as a Redis takes to start again. */
	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final String consequence;

	/** When to try again; nothing while Redis answers. */
	private final AtomicReference<@Nullable Long> nextTry = new AtomicReference<>();

	private volatile long lastAnswer = System.nanoTime();

	/**
	 * Opens a way.
	 * @param consequence what happens during an outage, for the log
	 */
	RedisGate(String consequence) {
		this.consequence = consequence;
	}

	/**
	 * Calls Redis, unless it was just found not to answer.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @return the answer
	 * @throws GatewayException.Unavailable when Redis does not answer as it should; what
	 * was sent to it may have been carried out all the same
	 */
	<T extends @Nullable Object> T call(Supplier<T> call) {
		Long next = this.nextTry.get();
		if (next != null && !(System.nanoTime() - next >= 0 && this.nextTry.compareAndSet(next, pauseEnd()))) {
			throw gone();
		}
		return insist(call);
	}

	/**
	 * Calls Redis in any case: for what must not be left out.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @return the answer
	 * @throws GatewayException.Unavailable when Redis does not answer as it should; what
	 * was sent to it may have been carried out all the same
	 */
	<T extends @Nullable Object> T insist(Supplier<T> call) {
		long begin = System.nanoTime();
		T answer;
		try {
			answer = call.get();
		}
		catch (RuntimeException ex) {
			// Others may have been answered meanwhile: then it was this call alone.
			if (this.lastAnswer - begin <= 0 && this.nextTry.getAndSet(pauseEnd()) == null) {
				logger.warn("Redis does not answer. Until it does, {}. {}", this.consequence, reason(ex));
			}
			throw gone();
		}
		this.lastAnswer = System.nanoTime();
		if (this.nextTry.getAndSet(null) != null) {
			logger.info("Redis answers again. It is over that {}.", this.consequence);
		}
		return answer;
	}

	/**
	 * Whether Redis answers.
	 * @return what the last call has found
	 */
	boolean open() {
		return this.nextTry.get() == null;
	}

	private static GatewayException gone() {
		return new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE,
				"The store that the gateway's replicas share does not answer. Nothing was sent to a platform.", false)
			.retryAfter(RETRY_AFTER);
	}

	private static Long pauseEnd() {
		return System.nanoTime() + PAUSE.toNanos();
	}

	private static String reason(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root.getClass().getSimpleName() + ": " + root.getMessage();
	}

}
