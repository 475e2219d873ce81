package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Asks several backends the same question at the same time and makes one page of their
 * answers. A backend that fails or is late costs the page nothing but its own part, and
 * keeps its place for the next page.
 */
@Component
class Federation {

	/** What a backend gets of the total, so that the page is still made in time. */
	private static final double SHARE = 0.85;

	/** A task that ends with its deadline gets this long to hand over what it has. */
	private static final Duration GRACE = Duration.ofMillis(100);

	private static final Duration LATE_RETRY = Duration.ofSeconds(15);

	private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

	private final CursorCodec codec;

	private final ReadBudget budget;

	private final Tally tally;

	Federation(CursorCodec codec, ReadBudget budget, Tally tally) {
		this.codec = codec;
		this.budget = budget;
		this.tally = tally;
	}

	<T> FederatedPage<T> page(List<ConnectionBackend> backends, long question, PageRequest page, Asking<T> asking) {
		Cursor cursor = (page.cursor() != null) ? this.codec.read(page.cursor()) : Cursor.start(question);
		if (cursor.question() != question) {
			throw new GatewayException.Invalid(ErrorCode.CURSOR_FILTER_MISMATCH,
					"The cursor belongs to a list with other filters. Keep them, or start again without a cursor.");
		}
		Assembly<T> assembly = new Assembly<>(page.limit());
		ask(backends, cursor, page.limit(), asking).forEach((backend, answer) -> {
			Timings.add(backend.id(), answer.duration());
			assembly.add(backend.id(), cursor.place(backend.id()), answer);
		});
		assembly.failUnlessUseful(page.strict());
		assembly.failed().forEach(this.tally::missing);
		Cursor moved = cursor.with(assembly.places());
		boolean end = backends.stream().allMatch((backend) -> moved.place(backend.id()).done());
		return new FederatedPage<>(assembly.items(), end ? null : this.codec.write(moved), assembly.complete(),
				assembly.outcomes());
	}

	private <T> Map<ConnectionBackend, Answer<T>> ask(List<ConnectionBackend> backends, Cursor cursor, int limit,
			Asking<T> asking) {
		long start = System.nanoTime();
		Duration share = Duration.ofNanos((long) (this.budget.total().toNanos() * SHARE));
		CallContext here = CallContext.current();
		Map<ConnectionBackend, Future<Answer<T>>> asked = new LinkedHashMap<>();
		for (ConnectionBackend backend : backends) {
			Cursor.Place place = cursor.place(backend.id());
			if (!place.done()) {
				asked.put(backend, this.tasks.submit(
						() -> here.call(() -> Deadline.within(share, () -> answer(backend, place, limit, asking)))));
			}
		}
		Map<ConnectionBackend, Answer<T>> answers = new LinkedHashMap<>();
		asked.forEach((backend, task) -> answers.put(backend, await(backend, task, start, share)));
		return answers;
	}

	private static <T> Answer<T> answer(ConnectionBackend backend, Cursor.Place place, int limit, Asking<T> asking) {
		long start = System.nanoTime();
		Slice<T> slice;
		try {
			if (!backend.enabled()) {
				throw Backends.disabled(backend.id());
			}
			slice = asking.ask(backend, place.at(), place.seen(), limit);
		}
		catch (GatewayException ex) {
			if (BackendOutcome.Outcome.callersFault(ex)) {
				throw ex;
			}
			slice = new Slice<>(List.of(), place.at(), 0, ex);
		}
		return new Answer<>(slice, Duration.ofNanos(System.nanoTime() - start));
	}

	private static <T> Answer<T> await(ConnectionBackend backend, Future<Answer<T>> task, long start, Duration share) {
		try {
			long left = share.plus(GRACE).toNanos() - (System.nanoTime() - start);
			return task.get(Math.max(0, left), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | CancellationException ex) {
			task.cancel(true);
			return new Answer<>(late(backend), Duration.ofNanos(System.nanoTime() - start));
		}
		catch (InterruptedException ex) {
			task.cancel(true);
			Thread.currentThread().interrupt();
			return new Answer<>(late(backend), Duration.ofNanos(System.nanoTime() - start));
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GatewayException failure) {
				throw failure;
			}
			throw new IllegalStateException("The adapter of '" + backend.id() + "' failed", ex.getCause());
		}
	}

	private static <T> Slice<T> late(ConnectionBackend backend) {
		GatewayException failure = new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT,
				"The backend '" + backend.id() + "' did not answer in time.", true)
			.at(backend.id())
			.retryAfter(LATE_RETRY);
		return new Slice<>(List.of(), null, 0, failure);
	}

	/**
	 * A question to one backend.
	 *
	 * @param <T> what is listed
	 */
	@FunctionalInterface
	interface Asking<T> {

		Slice<T> ask(ConnectionBackend backend, @Nullable String place, Seen seen, int limit);

	}

	private record Answer<T>(Slice<T> slice, Duration duration) {

	}

	/**
	 * Puts the answers together.
	 */
	private static final class Assembly<T> {

		private final int limit;

		private final List<T> items = new ArrayList<>();

		private final List<BackendOutcome> outcomes = new ArrayList<>();

		private final Map<BackendId, Cursor.Place> places = new HashMap<>();

		Assembly(int limit) {
			this.limit = limit;
		}

		void add(BackendId backend, Cursor.Place from, Answer<T> answer) {
			Slice<T> slice = answer.slice();
			int taken = Math.min(slice.entries().size(), this.limit - this.items.size());
			List<Slice.Entry<T>> entries = slice.entries().subList(0, taken);
			entries.forEach((entry) -> this.items.add(entry.item()));
			GatewayException failure = slice.failure();
			BackendOutcome.Outcome outcome = BackendOutcome.Outcome.of(failure);
			this.outcomes
				.add(new BackendOutcome(backend, outcome, taken, answer.duration(), slice.invalidItems(), failure));
			this.places.put(backend, after(from, slice, entries, outcome));
		}

		private Cursor.Place after(Cursor.Place from, Slice<T> slice, List<Slice.Entry<T>> taken,
				BackendOutcome.Outcome outcome) {
			if (!outcome.worthAskingAgain()) {
				return Cursor.Place.END;
			}
			Seen seen = from.seen().plus(taken.stream().map(Slice.Entry::id).toList());
			if (taken.size() < slice.entries().size()) {
				return taken.isEmpty() ? from : new Cursor.Place(false, taken.getLast().next(), seen);
			}
			if (slice.failure() != null) {
				// What came before the failure is delivered, the rest is asked again.
				return taken.isEmpty() ? from : new Cursor.Place(false, taken.getLast().next(), seen);
			}
			return (slice.next() != null) ? new Cursor.Place(false, slice.next(), seen) : Cursor.Place.END;
		}

		// Fails the page when there is nothing in it worth having.
		void failUnlessUseful(boolean strict) {
			List<BackendOutcome> failed = this.outcomes.stream()
				.filter((outcome) -> outcome.failure() != null)
				.toList();
			boolean useless = failed.size() == this.outcomes.size() && this.items.isEmpty();
			if (!failed.isEmpty() && (strict || useless)) {
				throw dominant(failed).copy().fact("backends", List.copyOf(this.outcomes));
			}
		}

		// The failure that most backends share; among equals, one that asking again may
		// heal.
		private static GatewayException dominant(List<BackendOutcome> failed) {
			Map<BackendOutcome.Outcome, Long> votes = new LinkedHashMap<>();
			failed.forEach((outcome) -> votes.merge(outcome.outcome(), 1L, Long::sum));
			java.util.Comparator<BackendOutcome> weight = java.util.Comparator
				.comparing((BackendOutcome outcome) -> votes.getOrDefault(outcome.outcome(), 0L))
				.thenComparing((outcome) -> outcome.outcome().worthAskingAgain());
			BackendOutcome heaviest = failed.getFirst();
			for (BackendOutcome candidate : failed) {
				heaviest = (weight.compare(candidate, heaviest) > 0) ? candidate : heaviest;
			}
			GatewayException failure = heaviest.failure();
			return java.util.Objects.requireNonNull(failure);
		}

		// Not those that were switched off, or cannot answer such a question at all.
		List<BackendId> failed() {
			return this.outcomes.stream()
				.filter((outcome) -> outcome.failure() != null && outcome.outcome().worthAskingAgain())
				.map(BackendOutcome::backend)
				.toList();
		}

		boolean complete() {
			return this.outcomes.stream().allMatch((outcome) -> outcome.outcome() == BackendOutcome.Outcome.OK);
		}

		List<T> items() {
			return this.items;
		}

		List<BackendOutcome> outcomes() {
			return this.outcomes;
		}

		Map<BackendId, Cursor.Place> places() {
			return this.places;
		}

	}

}
