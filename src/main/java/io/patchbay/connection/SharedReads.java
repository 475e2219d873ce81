package io.patchbay.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lets callers who ask a backend the same at the same time share one answer. What the
 * gateway has changed on a backend is seen by whoever asks afterwards: an answer that was
 * begun before that is given to nobody who came later. Callers who bring credentials of
 * their own share with those who bring the same ones alone.
 */
@Component
class SharedReads {

	private final Map<BackendId, BackendReads> backends = new ConcurrentHashMap<>();

	private final AnswerCache.Source caches;

	private final Tally tally;

	SharedReads(AnswerCache.Source caches, Tally tally) {
		this.caches = caches;
		this.tally = tally;
	}

	/**
	 * Reads something, or waits for the same reading of another caller.
	 * @param <T> what is read
	 * @param backend where
	 * @param what tells this reading from others: equal for what has the same answer
	 * @param reading reads it; its answer never changes afterwards
	 * @return what was read
	 */
	<T extends @Nullable Object> T read(BackendId backend, Object what, Supplier<T> reading) {
		return Timings.measure(backend, () -> of(backend).read(what, reading));
	}

	/**
	 * Reads something that may be kept, when the operator says so, and be given to others
	 * later: not what callers wait for to change by itself.
	 * @param <T> what is read
	 * @param backend where
	 * @param what tells this reading from others: equal for what has the same answer
	 * @param reading reads it; its answer never changes afterwards
	 * @param weight tells how much an answer is to keep, 1 for a connection, 0 for what
	 * is not kept
	 * @return what was read, now or earlier
	 */
	<T> T read(BackendId backend, Object what, Supplier<T> reading, ToIntFunction<T> weight) {
		return Timings.measure(backend, () -> of(backend).read(what, reading, weight));
	}

	/**
	 * Changes something, or finds that it was changed. Readings that were begun before
	 * the end of it are not shared any more, and nothing that was kept is given any more,
	 * whether it succeeds or not: a failed change may have been made.
	 * @param <T> what is answered
	 * @param backend where
	 * @param change makes the change; what it reads it shares with nobody
	 * @return its answer
	 */
	<T extends @Nullable Object> T change(BackendId backend, Supplier<T> change) {
		try {
			return Timings.measure(backend, change);
		}
		finally {
			of(backend).changed();
		}
	}

	private BackendReads of(BackendId backend) {
		BackendReads reads = this.backends.get(backend);
		return (reads != null) ? reads
				: this.backends.computeIfAbsent(backend, (id) -> new BackendReads(id, this.caches.of(id), this.tally));
	}

}
