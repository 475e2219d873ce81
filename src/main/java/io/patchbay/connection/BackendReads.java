package io.patchbay.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * The readings that are under way on one backend, and the answers that are kept of it.
 */
final class BackendReads {

	private final BackendId backend;

	private final @Nullable AnswerCache cache;

	private final Tally tally;

	private final Map<Question, Flight<?>> flights = new ConcurrentHashMap<>();

	/** How many changes have ended. */
	private final AtomicLong changes = new AtomicLong();

	BackendReads(BackendId backend, @Nullable AnswerCache cache, Tally tally) {
		this.backend = backend;
		this.cache = cache;
		this.tally = tally;
	}

	<T extends @Nullable Object> T read(Object what, Supplier<T> reading) {
		CallContext context = CallContext.current();
		return join(question(what, context), reading, context.freshness().anew()).await();
	}

	/**
	 * Reads what may be kept.
	 * @param <T> what is read
	 * @param what tells this reading from others
	 * @param reading reads it
	 * @param weight tells how much an answer is to keep, 0 for one that is not kept
	 * @return what was read, now or earlier
	 */
	@SuppressWarnings("unchecked")
	<T> T read(Object what, Supplier<T> reading, ToIntFunction<T> weight) {
		AnswerCache kept = this.cache;
		if (kept == null) {
			return read(what, reading);
		}
		CallContext context = CallContext.current();
		Freshness wanted = context.freshness();
		Question question = question(what, context);
		AnswerCache.Answer answer = kept.find(question);
		if (answer != null && wanted.take(kept.now() - answer.begun())) {
			this.tally.read(this.backend, Tally.Reading.CACHED);
			return (T) answer.content();
		}
		Supplier<T> keeping = (wanted.mayBeKept()) ? () -> readAndKeep(kept, question, reading, weight) : reading;
		return join(question, keeping, wanted.anew()).await();
	}

	// An answer that was begun before the end of a change is of no use after it.
	private <T> T readAndKeep(AnswerCache kept, Question question, Supplier<T> reading, ToIntFunction<T> weight) {
		long begun = kept.now();
		T content = reading.get();
		int size = weight.applyAsInt(content);
		if (size > 0 && question.changes() == this.changes.get()) {
			kept.keep(question, new AnswerCache.Answer(content, begun, size));
		}
		return content;
	}

	// What is kept cannot be found any more after the count; to forget it saves room.
	void changed() {
		this.changes.incrementAndGet();
		if (this.cache != null) {
			this.cache.clear();
		}
	}

	private Question question(Object what, CallContext context) {
		return new Question(what, context.credentials().mark(this.backend), this.changes.get());
	}

	// The question tells what kind of answer it has: only the same reading asks it.
	@SuppressWarnings("unchecked")
	private <T extends @Nullable Object> Flight<T> join(Question question, Supplier<T> reading, boolean anew) {
		if (anew) {
			Flight<T> own = flight(question, reading);
			this.flights.put(question, own);
			own.enter();
			this.tally.read(this.backend, Tally.Reading.UPSTREAM);
			return own;
		}
		while (true) {
			Flight<?> flight = this.flights.get(question);
			boolean mine = false;
			if (flight == null) {
				Flight<T> own = flight(question, reading);
				Flight<?> other = this.flights.putIfAbsent(question, own);
				mine = other == null;
				flight = (other != null) ? other : own;
			}
			if (flight.enter()) {
				this.tally.read(this.backend, mine ? Tally.Reading.UPSTREAM : Tally.Reading.JOINED);
				return (Flight<T>) flight;
			}
			this.flights.remove(question, flight);
		}
	}

	private <T extends @Nullable Object> Flight<T> flight(Question question, Supplier<T> reading) {
		return new Flight<>(this.backend, reading, (flight) -> this.flights.remove(question, flight));
	}

	/**
	 * Equal for what has the same answer.
	 *
	 * @param what what is read
	 * @param credentials a mark of those that the caller brings
	 * @param changes how many changes had ended when it was asked
	 */
	private record Question(Object what, String credentials, long changes) {

	}

}
