package io.patchbay.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers calls that are named by {@code Idempotency-Key} once: the first try does the
 * work, the others get its answer. What was refused before the work began, such as a
 * malformed body, takes no key. A try that surely did nothing gives the key back. When
 * nobody knows what a try did, the next one first looks for the effect and adopts it, and
 * does the work again only when there is none. While the store does not answer, a call
 * with a key is refused before the work begins.
 */
@Component
class Idempotency implements MeterBinder {

	static final String REPLAYED = "Idempotency-Replayed";

	static final String OUTCOME = "Idempotency-Outcome";

	/** Longer than any call; only a replica that died leaves a try running so long. */
	private static final Duration LONGEST_TRY = Duration.ofMinutes(15);

	private static final Logger logger = LoggerFactory.getLogger(Idempotency.class);

	private final IdempotencyStore store;

	private final Clock clock;

	private final JsonMapper mapper;

	private final IdempotencyMeters meters = new IdempotencyMeters();

	Idempotency(IdempotencyStore store, Clock clock, JsonMapper mapper) {
		this.store = store;
		this.clock = clock;
		this.mapper = mapper;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.meters.bindTo(registry);
	}

	/**
	 * Answers a call.
	 * @param call the call
	 * @param work does it; the answer must hold nothing that the client may not see later
	 * @param effect looks for what an earlier try, begun at an instant, has done, and
	 * answers with that
	 * @return the answer
	 */
	ResponseEntity<byte[]> answer(IdempotentCall call, Supplier<ResponseEntity<?>> work,
			Function<Instant, Optional<ResponseEntity<?>>> effect) {
		IdempotencyKey key = call.key();
		if (key == null) {
			return KeptAnswer.of(work.get(), this.mapper).toResponse();
		}
		Instant now = this.clock.instant();
		IdempotencyRecord mine = IdempotencyRecord.running(call.fingerprint(), now, now.plus(LONGEST_TRY));
		IdempotencyRecord known = this.store.putIfAbsent(key, mine).orElse(null);
		if (known == null) {
			this.meters.count(IdempotencyMeters.Outcome.STORED);
			return attempt(new Try(call, key, mine, true), work, (failure) -> null);
		}
		if (!known.fingerprint().equals(call.fingerprint())) {
			this.meters.count(IdempotencyMeters.Outcome.CONFLICT);
			throw new GatewayException.Unprocessable(ErrorCode.IDEMPOTENCY_KEY_REUSED,
					"The key was used for a call with another path, another body or other credentials for the backend.");
		}
		String answer = known.answer();
		if (answer != null) {
			this.meters.count(IdempotencyMeters.Outcome.REPLAYED);
			return this.mapper.readValue(answer, KeptAnswer.class).with(REPLAYED, "true").toResponse();
		}
		if (known.state() == IdempotencyRecord.State.RUNNING && known.until().isAfter(now)) {
			throw inProgress();
		}
		IdempotencyRecord next = IdempotencyRecord.running(call.fingerprint(), known.since(), now.plus(LONGEST_TRY));
		if (!this.store.replace(key, known, next)) {
			throw inProgress();
		}
		return again(new Try(call, key, next, false), work, () -> effect.apply(known.since()));
	}

	private ResponseEntity<byte[]> again(Try attempt, Supplier<ResponseEntity<?>> work,
			Supplier<Optional<ResponseEntity<?>>> effect) {
		Optional<ResponseEntity<?>> found;
		try {
			found = effect.get();
		}
		catch (RuntimeException | Error ex) {
			note(attempt, attempt.mine.unknown());
			throw ex;
		}
		if (found.isPresent()) {
			return settle(attempt, reconciled(found.get()));
		}
		this.meters.count(IdempotencyMeters.Outcome.STORED);
		// The effect may show only now, as a conflict with itself.
		return attempt(attempt, work, (failure) -> (failure instanceof GatewayException.Conflict)
				? effect.get().map(this::reconciled).orElse(null) : null);
	}

	private ResponseEntity<byte[]> attempt(Try attempt, Supplier<ResponseEntity<?>> work,
			Function<GatewayException, @Nullable KeptAnswer> rescue) {
		try {
			return settle(attempt, KeptAnswer.of(work.get(), this.mapper));
		}
		catch (GatewayException ex) {
			KeptAnswer rescued = rescue.apply(ex);
			if (rescued != null) {
				return settle(attempt, rescued);
			}
			fail(attempt, ex);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			note(attempt, attempt.mine.unknown());
			throw ex;
		}
	}

	private void fail(Try attempt, GatewayException ex) {
		switch (fate(ex)) {
			case ANSWERED -> settle(attempt,
					KeptAnswer.of(ProblemAdvice.answer(Problem.of(ex, attempt.call.request())), this.mapper));
			case NOTHING_DONE -> {
				if (attempt.first) {
					note(attempt, null);
				}
				else {
					note(attempt, attempt.mine.unknown());
				}
			}
			case UNKNOWN -> note(attempt, attempt.mine.unknown());
		}
	}

	private static Fate fate(GatewayException ex) {
		Fate fate = fateOf(ex);
		// With steps behind it, the last one alone does not tell that nothing was done.
		return (fate == Fate.NOTHING_DONE && ex.facts().containsKey("steps")) ? Fate.UNKNOWN : fate;
	}

	private static Fate fateOf(GatewayException ex) {
		return switch (ex) {
			case GatewayException.Invalid _, GatewayException.NotFound _ -> Fate.ANSWERED;
			// Some pass, such as a sync that runs already, and say when to ask again.
			case GatewayException.Conflict _ -> (ex.retryAfter() != null) ? Fate.NOTHING_DONE : Fate.ANSWERED;
			case GatewayException.PreconditionFailed _, GatewayException.Unprocessable _ -> Fate.ANSWERED;
			// What is missing may be granted, or sent along, the next time.
			case GatewayException.Denied _, GatewayException.RateLimited _, GatewayException.NotSupported _ ->
				Fate.NOTHING_DONE;
			case GatewayException.Refused _ ->
				(ex.code() == ErrorCode.UPSTREAM_AUTH_FAILED) ? Fate.NOTHING_DONE : Fate.UNKNOWN;
			case GatewayException.Unavailable unavailable ->
				(unavailable.maybeProcessed()) ? Fate.UNKNOWN : Fate.NOTHING_DONE;
			case GatewayException.TimedOut timedOut -> (timedOut.maybeProcessed()) ? Fate.UNKNOWN : Fate.NOTHING_DONE;
		};
	}

	private ResponseEntity<byte[]> settle(Try attempt, KeptAnswer answer) {
		note(attempt, attempt.mine.done(this.mapper.writeValueAsString(answer)));
		return answer.toResponse();
	}

	// The work is done, or has failed, and the caller is to hear that, whatever becomes
	// of
	// the store. What could not be noted counts as running: until it can have been broken
	// off nobody does it again, and then its effect is looked for first.
	private void note(Try attempt, @Nullable IdempotencyRecord outcome) {
		try {
			if (outcome != null) {
				this.store.replace(attempt.key, attempt.mine, outcome);
			}
			else {
				this.store.remove(attempt.key, attempt.mine);
			}
		}
		catch (GatewayException.Unavailable ex) {
			logger.warn("The outcome of a call of {} was not noted under its key, which stays taken until {}",
					attempt.key.client(), attempt.mine.until());
		}
	}

	private KeptAnswer reconciled(ResponseEntity<?> answer) {
		this.meters.count(IdempotencyMeters.Outcome.RECONCILED);
		return KeptAnswer.of(answer, this.mapper).with(OUTCOME, "reconciled");
	}

	private GatewayException inProgress() {
		this.meters.count(IdempotencyMeters.Outcome.IN_PROGRESS);
		return new GatewayException.Conflict(ErrorCode.IDEMPOTENCY_IN_PROGRESS,
				"The first call with this key has not ended yet.")
			.retryAfter(Duration.ofSeconds(1));
	}

	private record Try(IdempotentCall call, IdempotencyKey key, IdempotencyRecord mine, boolean first) {

	}

	/** What a failure tells about the work. */
	private enum Fate {

		/** The failure is the answer. */
		ANSWERED,
		/** Doing it again is as good as the first time. */
		NOTHING_DONE,
		/** It may have been done. */
		UNKNOWN

	}

}
