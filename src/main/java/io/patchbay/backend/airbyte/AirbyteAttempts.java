package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Objects;

import io.patchbay.backend.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What Airbyte's Config API tells of a job beyond the public API: its attempts, and why
 * they failed.
 */
record AirbyteAttempts(@Nullable List<Numbered> attempts) {

	/** Nothing is known. */
	static final AirbyteAttempts UNKNOWN = new AirbyteAttempts(null);

	/**
	 * How many attempts there were.
	 */
	@Nullable Integer count() {
		return (this.attempts != null && !this.attempts.isEmpty()) ? this.attempts.size() : null;
	}

	/**
	 * Why the newest attempt that says so has failed. Airbyte writes one message for its
	 * users, and another one with a stack trace for its makers.
	 */
	@Nullable String message() {
		if (this.attempts == null) {
			return null;
		}
		return this.attempts.reversed()
			.stream()
			.filter(Objects::nonNull)
			.map(Numbered::message)
			.filter((message) -> message != null)
			.findFirst()
			.orElse(null);
	}

	record Numbered(AirbyteAttempts.@Nullable Attempt attempt) {

		@Nullable String message() {
			return (this.attempt != null && this.attempt.failureSummary() != null)
					? this.attempt.failureSummary().message() : null;
		}

	}

	record Attempt(AirbyteAttempts.@Nullable Summary failureSummary) {
	}

	record Summary(@Nullable List<Failure> failures) {

		@Nullable String message() {
			if (this.failures == null || this.failures.isEmpty()) {
				return null;
			}
			Failure first = this.failures.getFirst();
			if (first == null || first.externalMessage() == null || first.externalMessage().isBlank()) {
				return null;
			}
			return Messages.firstLine(first.externalMessage());
		}

	}

	record Failure(@Nullable String externalMessage) {
	}

}
