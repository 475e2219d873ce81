package io.patchbay.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * How long the request at hand has waited for each backend.
 */
public final class Timings {

	/** The timings of the request at hand. */
	public static final ScopedValue<Timings> CURRENT = ScopedValue.newInstance();

	private final Map<BackendId, Duration> spent = new ConcurrentSkipListMap<>();

	/**
	 * The time spent in each backend.
	 * @return durations by backend, in the order of their ids
	 */
	public Map<BackendId, Duration> spent() {
		return this.spent;
	}

	static void add(BackendId backend, Duration duration) {
		if (CURRENT.isBound()) {
			CURRENT.get().spent.merge(backend, duration, Duration::plus);
		}
	}

	static <T extends @Nullable Object> T measure(BackendId backend, Supplier<T> work) {
		long start = System.nanoTime();
		try {
			return work.get();
		}
		finally {
			add(backend, Duration.ofNanos(System.nanoTime() - start));
		}
	}

}
