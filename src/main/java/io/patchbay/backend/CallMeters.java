package io.patchbay.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.patchbay.connection.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one kind of call to one backend.
 */
final class CallMeters {

	private static final ErrorCode[] CODES = ErrorCode.values();

	private static final int SUCCESS = CODES.length;

	private static final int CANCELLED = CODES.length + 1;

	private static final int BUG = CODES.length + 2;

	private final MeterRegistry registry;

	private final Tags tags;

	private final BackendMeters backend;

	private final Counter retries;

	/** By outcome, each from the first call that ended so. */
	private final AtomicReferenceArray<@Nullable Timer> timers = new AtomicReferenceArray<>(BUG + 1);

	CallMeters(MeterRegistry registry, Tags tags, BackendMeters backend) {
		this.registry = registry;
		this.tags = tags;
		this.backend = backend;
		this.retries = Counter.builder("patchbay.upstream.retries")
			.description("Calls that were made again, because the one before had failed")
			.tags(tags)
			.register(registry);
	}

	// As people write it.
	static String template(String path) {
		return path.isEmpty() ? "/" : path.replace("{}", "{id}");
	}

	BackendMeters backend() {
		return this.backend;
	}

	void repeated() {
		this.retries.increment();
	}

	void succeeded(long since) {
		record(SUCCESS, since);
	}

	void failed(ErrorCode code, long since) {
		record(code.ordinal(), since);
	}

	/**
	 * A call that was broken off, because nobody waited for it any more.
	 * @param since when it began
	 */
	void cancelled(long since) {
		record(CANCELLED, since);
	}

	/**
	 * A call that ended as no call should.
	 * @param since when it began
	 */
	void brokeDown(long since) {
		record(BUG, since);
	}

	private void record(int outcome, long since) {
		long duration = System.nanoTime() - since;
		Timer timer = this.timers.get(outcome);
		if (timer == null) {
			// Whoever comes at the same time is given the same one.
			timer = Timer.builder("patchbay.upstream.calls")
				.description("Calls to the platform, each attempt by itself, until its answer was read")
				.tags(this.tags)
				.tag("outcome", name(outcome))
				.register(this.registry);
			this.timers.set(outcome, timer);
		}
		timer.record(duration, TimeUnit.NANOSECONDS);
	}

	private static String name(int outcome) {
		return switch (outcome - CODES.length) {
			case 0 -> "success";
			case 1 -> "cancelled";
			case 2 -> "internal-error";
			default -> CODES[outcome].value();
		};
	}

}
