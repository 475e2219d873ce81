package io.patchbay;

import java.util.Arrays;

/**
 * The ways in which a platform fails. Their names are the rows of
 * {@code fault-matrix.md}.
 */
enum MatrixFault {

	NONE("no fault", Way.SANDBOX, "", true),

	REFUSED("connection refused", Way.WIRE, "", false),

	CONNECT_TIMEOUT("connect timeout", Way.WIRE, "", false),

	RESET_BEFORE("reset before the request was sent", Way.WIRE, "", false),

	RESET_AFTER("reset after the request was sent", Way.SANDBOX, "'kind':'drop'", false),

	RESET_AFTER_WORK("reset after the work was done", Way.SANDBOX, "'kind':'commit-then-drop'", true),

	HANG("read timeout", Way.HASTY, "'kind':'hang'", false),

	DRIP("slow drip", Way.HASTY, "'kind':'slow-drip','delayMs':200", true),

	UNAUTHORIZED_ONCE("401 once", Way.SANDBOX, "'kind':'unauthorized','times':1", true),

	UNAUTHORIZED("401 always", Way.SANDBOX, "'kind':'unauthorized'", false),

	FORBIDDEN("403", Way.SANDBOX, "'kind':'status','status':403", false),

	NOT_FOUND("404", Way.SANDBOX, "'kind':'status','status':404", false),

	CONFLICT("409", Way.SANDBOX, "'kind':'status','status':409", false),

	REJECTED("422", Way.SANDBOX, "'kind':'status','status':422", false),

	LIMITED_SHORTLY("429 once, `Retry-After: 1`", Way.SANDBOX,
			"'kind':'rate-limit','times':1,'headers':{'Retry-After':'1'}", true),

	LIMITED_LONG("429, `Retry-After: 17`", Way.SANDBOX, "'kind':'rate-limit','headers':{'Retry-After':'17'}", false),

	LIMITED("429 without `Retry-After`", Way.SANDBOX, "'kind':'rate-limit'", false),

	FAILED("500 in the platform's own words", Way.SANDBOX, "'kind':'status','status':500", false),

	HTML_502("502 as a page of HTML", Way.SANDBOX, "'kind':'html-502'", false),

	DOWN("503", Way.SANDBOX, "'kind':'status','status':503", false),

	DOWN_ONCE("503 once", Way.SANDBOX, "'kind':'status','status':503,'times':1", false),

	GATEWAY_TIMEOUT("504", Way.SANDBOX, "'kind':'status','status':504", false),

	MALFORMED("malformed JSON", Way.SANDBOX, "'kind':'malformed-json'", true),

	TRUNCATED("truncated body", Way.SANDBOX, "'kind':'truncated'", true),

	WRONG_TYPE("wrong content type", Way.SANDBOX, "'kind':'wrong-content-type'", true),

	EMPTY("empty body", Way.SANDBOX, "'kind':'empty-body'", true),

	HUGE("60 MB body", Way.SANDBOX, "'kind':'huge-body'", true),

	REDIRECT("redirect", Way.SANDBOX, "'kind':'redirect','headers':{'Location':'TRAP'}", false),

	BROKEN_ITEM("broken item in a list", Way.SANDBOX, "'kind':'broken-item'", true);

	private final String label;

	private final Way way;

	private final String sandbox;

	private final boolean worked;

	MatrixFault(String label, Way way, String sandbox, boolean worked) {
		this.label = label;
		this.way = way;
		this.sandbox = sandbox;
		this.worked = worked;
	}

	static MatrixFault of(String label) {
		return Arrays.stream(values())
			.filter((fault) -> fault.label.equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(label));
	}

	String label() {
		return this.label;
	}

	Way way() {
		return this.way;
	}

	String sandbox() {
		return this.sandbox;
	}

	// Whether the platform has done once what it was asked for.
	boolean worked() {
		return this.worked;
	}

	boolean slow() {
		return this == HANG || this == DRIP || this == HUGE;
	}

	/**
	 * Which of a platform's backends a fault is tried on.
	 */
	enum Way {

		/** The gateway reaches the emulator directly; the emulator misbehaves. */
		SANDBOX,

		/** The same with a read timeout that is soon over. */
		HASTY,

		/** Through a wire of its own that can be cut. */
		WIRE

	}

}
