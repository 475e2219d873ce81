package io.patchbay.connection;

import java.util.Locale;

/**
 * The stable name of everything that can go wrong. Callers see it in lower case with
 * hyphens.
 */
public enum ErrorCode {

	/** A parameter, a header or a body is malformed. */
	INVALID_REQUEST,
	/** A cursor that we did not make, or that was changed. */
	INVALID_CURSOR,
	/** A cursor that belongs to another question. */
	CURSOR_FILTER_MISMATCH,
	/** A filter that no backend asked can answer. */
	UNSUPPORTED_FILTER,
	/** No such resource, or none that this caller may see. */
	NOT_FOUND,
	/** The connection is attached elsewhere. */
	NOT_ATTACHED,
	/** The caller lacks a scope. */
	INSUFFICIENT_SCOPE,
	/** The platform knows us and refuses this call. */
	UPSTREAM_FORBIDDEN,

	/**
	 * The platform refuses the credentials that the caller brought, or there are none.
	 */
	UPSTREAM_CREDENTIALS_REJECTED,
	/** The state of the resource stands against the call. */
	CONFLICT,
	/** Another connection has this name. */
	NAME_TAKEN,
	/** The connection is attached, and the caller did not say to detach it. */
	CONNECTION_ATTACHED,
	/** A run of the connection has not ended. */
	SYNC_ALREADY_RUNNING,
	/** The connection, or what it would run, is switched off or not ready. */
	NOT_SYNCABLE,
	/**
	 * Nothing tells what a sync of the connection runs, or several things might be meant.
	 */
	SYNC_TARGET_REQUIRED,
	/** The connection belongs to another workspace for good. */
	WORKSPACE_MISMATCH,
	/** The first call with this idempotency key has not ended. */
	IDEMPOTENCY_IN_PROGRESS,
	/** The resource is not the one any more that the caller has seen. */
	PRECONDITION_FAILED,
	/** The idempotency key belongs to another call. */
	IDEMPOTENCY_KEY_REUSED,
	/** The value is well formed, and the platform cannot store it. */
	UNSUPPORTED_VALUE,
	/** A redacted value or a mask where a secret should be. */
	REDACTED_VALUE_ON_WRITE,
	/** The words do not confirm the plan. */
	CONFIRMATION_MISMATCH,
	/** The platform understood the call and rejected it. */
	UPSTREAM_REJECTED,
	/** The client makes more calls than it may. */
	RATE_LIMITED,
	/** The platform allows no more calls for now. */
	UPSTREAM_RATE_LIMITED,
	/** The platform cannot do this at all. */
	OPERATION_UNSUPPORTED,
	/** The platform failed. */
	UPSTREAM_ERROR,
	/** The platform refuses our own credentials. */
	UPSTREAM_AUTH_FAILED,
	/** The platform answered something that is not of its API. */
	UPSTREAM_INVALID_RESPONSE,
	/** The platform cannot be reached, or says that it is down. */
	UPSTREAM_UNAVAILABLE,
	/** The platform failed so often that we leave it alone for a while. */
	CIRCUIT_OPEN,
	/** The operator switched this backend off. */
	BACKEND_DISABLED,
	/** The platform did not answer in time. */
	UPSTREAM_TIMEOUT,
	/** A change was sent and nobody knows whether it happened. */
	UPSTREAM_OUTCOME_UNKNOWN;

	/**
	 * The name as callers see it.
	 * @return the lower-case name with hyphens
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
