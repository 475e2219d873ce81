package io.patchbay.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The readings that are under way on one backend.
 */
final class BackendReads {

	private final BackendId backend;

	private final Map<Question, Flight<?>> flights = new ConcurrentHashMap<>();

	/** How many changes have ended. */
	private final AtomicLong changes = new AtomicLong();

	BackendReads(BackendId backend) {
		this.backend = backend;
	}

	<T extends @Nullable Object> T read(Object what, Supplier<T> reading) {
		String credentials = CallContext.current().credentials().mark(this.backend);
		return join(new Question(what, credentials, this.changes.get()), reading).await();
	}

	void changed() {
		this.changes.incrementAndGet();
	}

	// The question tells what kind of answer it has: only the same reading asks it.
	@SuppressWarnings("unchecked")
	private <T extends @Nullable Object> Flight<T> join(Question question, Supplier<T> reading) {
		while (true) {
			Flight<?> flight = this.flights.get(question);
			if (flight == null) {
				Flight<T> own = flight(question, reading);
				Flight<?> other = this.flights.putIfAbsent(question, own);
				flight = (other != null) ? other : own;
			}
			if (flight.enter()) {
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
