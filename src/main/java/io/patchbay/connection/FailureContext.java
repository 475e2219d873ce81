package io.patchbay.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a failure, gathered on its way up. Only {@link GatewayException} has
 * it.
 */
public abstract class FailureContext extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ErrorCode code;

	private transient @Nullable BackendId backend;

	private transient GatewayException.@Nullable Upstream upstream;

	private transient @Nullable Duration retryAfter;

	private transient List<GatewayException.FieldError> errors = List.of();

	private final transient Map<String, Object> facts = new LinkedHashMap<>();

	FailureContext(ErrorCode code, String message) {
		super(message);
		this.code = code;
	}

	/**
	 * The stable name of this failure.
	 * @return the code
	 */
	public ErrorCode code() {
		return this.code;
	}

	/**
	 * The backend that failed.
	 * @return the backend, {@code null} when none is to blame
	 */
	public @Nullable BackendId backend() {
		return this.backend;
	}

	/**
	 * What the platform answered.
	 * @return the answer, {@code null} when there was none
	 */
	public GatewayException.@Nullable Upstream upstream() {
		return this.upstream;
	}

	/**
	 * How long to wait before asking again.
	 * @return the wait, {@code null} when waiting does not help
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * The places in the request that are wrong.
	 * @return the places, empty when the failure is not about one
	 */
	public List<GatewayException.FieldError> errors() {
		return this.errors;
	}

	/**
	 * Further members of the problem that this failure is told as.
	 * @return names and values
	 */
	public Map<String, Object> facts() {
		return this.facts;
	}

	final void tellBackend(BackendId id) {
		this.backend = id;
	}

	final void tellUpstream(GatewayException.@Nullable Upstream answer) {
		this.upstream = answer;
	}

	final void tellRetryAfter(@Nullable Duration wait) {
		this.retryAfter = wait;
	}

	final void tellErrors(List<GatewayException.FieldError> places) {
		this.errors = List.copyOf(places);
	}

	final void tellAsOf(FailureContext other) {
		this.backend = other.backend;
		this.upstream = other.upstream;
		this.retryAfter = other.retryAfter;
		this.errors = other.errors;
		this.facts.putAll(other.facts);
	}

}
