package io.patchbay.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The ways in which an emulator can be told to misbehave.
 */
enum FaultKind {

	/** Never answers until the fault is removed, then drops the connection. */
	HANG,

	/** The real answer, late. */
	DELAY,

	/** The real answer, a few bytes at a time. */
	SLOW_DRIP,

	/** An answer of the tester's making, without doing the work. */
	STATUS,

	/** 429 the platform's way. */
	RATE_LIMIT,

	/** 401 the platform's way. */
	UNAUTHORIZED,

	/** The HTML page of a load balancer. */
	HTML_502,

	/** The first half of the real answer, well framed. */
	MALFORMED_JSON,

	/**
	 * The length of the real answer, half of its bytes, then the end of the connection.
	 */
	TRUNCATED,

	/** The real answer, called HTML. */
	WRONG_CONTENT_TYPE,

	/** The real status without a body. */
	EMPTY_BODY,

	/** Closes the connection instead of doing the work. */
	DROP,

	/** Does the work, then closes the connection instead of answering. */
	COMMIT_THEN_DROP,

	/** Sends the caller elsewhere. */
	REDIRECT,

	/** Does the work, then answers sixty megabytes. */
	HUGE_BODY,

	/** The real list with one element broken. */
	BROKEN_ITEM;

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static List<String> labels() {
		return Arrays.stream(values()).map(FaultKind::label).toList();
	}

	static FaultKind of(String label) {
		return Arrays.stream(values())
			.filter((kind) -> kind.label().equals(label))
			.findFirst()
			.orElseThrow(() -> new SandboxRequestException("kind must be one of " + String.join(", ", labels())));
	}

}
