package io.patchbay.connection;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong on the way to a platform and back. Each subclass is a
 * family that callers treat alike; {@link FailureContext#code()} tells its members apart.
 * The message is written for the caller.
 */
public abstract sealed class GatewayException extends FailureContext {

	private static final long serialVersionUID = 1L;

	private GatewayException(ErrorCode code, String message) {
		super(code, message);
	}

	// More can be told of the copy than of this failure, which others may share.
	GatewayException copy() {
		String message = String.valueOf(getMessage());
		GatewayException copy = switch (this) {
			case Invalid _ -> new Invalid(code(), message);
			case Denied _ -> new Denied(code(), message);
			case NotFound _ -> new NotFound(code(), message);
			case Conflict _ -> new Conflict(code(), message);
			case PreconditionFailed _ -> new PreconditionFailed(message);
			case Unprocessable _ -> new Unprocessable(code(), message);
			case RateLimited _ -> new RateLimited(code(), message);
			case NotSupported _ -> new NotSupported(message);
			case Refused _ -> new Refused(code(), message);
			case Unavailable ex -> new Unavailable(code(), message, ex.maybeProcessed());
			case TimedOut ex -> new TimedOut(code(), message, ex.maybeProcessed());
		};
		copy.initCause(this);
		copy.tellAsOf(this);
		return copy;
	}

	/**
	 * Names the backend that failed.
	 * @param id the backend
	 * @return this failure
	 */
	public GatewayException at(BackendId id) {
		tellBackend(id);
		return this;
	}

	/**
	 * Adds what the platform answered.
	 * @param answer the answer, already stripped of what callers must not see
	 * @return this failure
	 */
	public GatewayException upstream(@Nullable Upstream answer) {
		tellUpstream(answer);
		return this;
	}

	/**
	 * Tells the caller when asking again makes sense.
	 * @param wait how long to wait
	 * @return this failure
	 */
	public GatewayException retryAfter(@Nullable Duration wait) {
		tellRetryAfter(wait);
		return this;
	}

	/**
	 * Points at what is wrong in the request.
	 * @param places the places
	 * @return this failure
	 */
	public GatewayException errors(List<FieldError> places) {
		tellErrors(places);
		return this;
	}

	/**
	 * Adds a member to the problem that this failure is told as.
	 * @param name the member's name
	 * @param value its value
	 * @return this failure
	 */
	public GatewayException fact(String name, Object value) {
		facts().put(name, value);
		return this;
	}

	/**
	 * What a platform answered when it failed.
	 *
	 * @param status its HTTP status
	 * @param code its own name for the failure
	 * @param message its own words, from its message field alone
	 */
	public record Upstream(int status, @Nullable String code, @Nullable String message) {

	}

	/**
	 * One wrong place in a request.
	 *
	 * @param pointer a JSON pointer into the body, or the name of a parameter
	 * @param detail what is wrong there
	 */
	public record FieldError(String pointer, String detail) {

	}

	/** The request is wrong in itself. */
	public static final class Invalid extends GatewayException {

		private static final long serialVersionUID = 1L;

		public Invalid(ErrorCode code, String message) {
			super(code, message);
		}

		/**
		 * A parameter that cannot be understood.
		 * @param name its name
		 * @param detail what is wrong with it
		 * @return the failure
		 */
		public static GatewayException parameter(String name, String detail) {
			return new Invalid(ErrorCode.INVALID_REQUEST, "The parameter '" + name + "' is invalid: " + detail + ".")
				.errors(List.of(new FieldError(name, detail)));
		}

	}

	/** The caller, or the gateway on its behalf, may not do this. */
	public static final class Denied extends GatewayException {

		private static final long serialVersionUID = 1L;

		public Denied(ErrorCode code, String message) {
			super(code, message);
		}

	}

	/** There is no such resource. */
	public static final class NotFound extends GatewayException {

		private static final long serialVersionUID = 1L;

		public NotFound(ErrorCode code, String message) {
			super(code, message);
		}

		/**
		 * A backend that does not exist for this caller.
		 * @param id its name
		 * @return the failure
		 */
		public static GatewayException backend(BackendId id) {
			return new NotFound(ErrorCode.NOT_FOUND, "There is no backend '" + id + "'.");
		}

		/**
		 * A connection that does not exist for this caller.
		 * @param id its id
		 * @return the failure
		 */
		public static GatewayException connection(ConnectionId id) {
			return new NotFound(ErrorCode.NOT_FOUND, "There is no connection '" + id + "'.").at(id.backend());
		}

		/**
		 * A workspace that does not exist for this caller.
		 * @param id its id
		 * @return the failure
		 */
		public static GatewayException workspace(WorkspaceId id) {
			return new NotFound(ErrorCode.NOT_FOUND, "There is no workspace '" + id + "'.").at(id.backend());
		}

	}

	/** The state of the resource stands against the call. */
	public static final class Conflict extends GatewayException {

		private static final long serialVersionUID = 1L;

		public Conflict(ErrorCode code, String message) {
			super(code, message);
		}

	}

	/** The resource is not the one any more that the caller has seen. */
	public static final class PreconditionFailed extends GatewayException {

		private static final long serialVersionUID = 1L;

		public PreconditionFailed(String message) {
			super(ErrorCode.PRECONDITION_FAILED, message);
		}

	}

	/** The request is well formed, and still cannot be carried out. */
	public static final class Unprocessable extends GatewayException {

		private static final long serialVersionUID = 1L;

		public Unprocessable(ErrorCode code, String message) {
			super(code, message);
		}

	}

	/** Too many calls. */
	public static final class RateLimited extends GatewayException {

		private static final long serialVersionUID = 1L;

		public RateLimited(ErrorCode code, String message) {
			super(code, message);
		}

	}

	/** The platform cannot do this. */
	public static final class NotSupported extends GatewayException {

		private static final long serialVersionUID = 1L;

		public NotSupported(String message) {
			super(ErrorCode.OPERATION_UNSUPPORTED, message);
		}

	}

	/** The platform failed, and asking again is not known to help. */
	public static final class Refused extends GatewayException {

		private static final long serialVersionUID = 1L;

		public Refused(ErrorCode code, String message) {
			super(code, message);
		}

	}

	/** The platform cannot be asked now. */
	public static final class Unavailable extends GatewayException {

		private static final long serialVersionUID = 1L;

		private final boolean maybeProcessed;

		public Unavailable(ErrorCode code, String message, boolean maybeProcessed) {
			super(code, message);
			this.maybeProcessed = maybeProcessed;
		}

		/**
		 * Whether the platform may have carried the call out all the same.
		 * @return {@code false} when the call surely never reached it
		 */
		public boolean maybeProcessed() {
			return this.maybeProcessed;
		}

	}

	/** The platform did not answer in time. */
	public static final class TimedOut extends GatewayException {

		private static final long serialVersionUID = 1L;

		private final boolean maybeProcessed;

		public TimedOut(ErrorCode code, String message, boolean maybeProcessed) {
			super(code, message);
			this.maybeProcessed = maybeProcessed;
		}

		/**
		 * Whether the platform may have carried the call out all the same.
		 * @return {@code false} when the call surely never reached it
		 */
		public boolean maybeProcessed() {
			return this.maybeProcessed;
		}

	}

}
