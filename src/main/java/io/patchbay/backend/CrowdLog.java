package io.patchbay.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.patchbay.connection.BackendId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that calls are refused because too many are under way: at once, and while it goes
 * on every ten seconds. A backend that hangs has thousands of such calls.
 */
final class CrowdLog {

	private static final Logger logger = LoggerFactory.getLogger(Guards.class);

	private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

	private final BackendId backend;

	private final int most;

	private final LongSupplier nanos;

	private final AtomicLong told;

	private final LongAdder refused = new LongAdder();

	CrowdLog(BackendId backend, int most, LongSupplier nanos) {
		this.backend = backend;
		this.most = most;
		this.nanos = nanos;
		this.told = new AtomicLong(nanos.getAsLong() - PERIOD);
	}

	void refused() {
		this.refused.increment();
		long now = this.nanos.getAsLong();
		long last = this.told.get();
		if (now - last >= PERIOD && this.told.compareAndSet(last, now)) {
			RequestLog.within(() -> logger.atWarn()
				.addKeyValue("backend", this.backend)
				.log("{} calls of backend {} were refused since the last such line, as {} are under way",
						this.refused.sumThenReset(), this.backend, this.most));
		}
	}

}
