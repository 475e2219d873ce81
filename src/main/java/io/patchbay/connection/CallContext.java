package io.patchbay.connection;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What of the request at hand goes along with every upstream call. It is bound to the
 * work that it belongs to; work that is handed to another thread has to be carried there.
 *
 * @param traceparent the caller's trace, W3C Trace Context, {@code null} for none
 * @param credentials what the caller brings for backends that are called in its name
 * @param freshness how old an answer the caller takes
 * @param requestId what the logs know the request by, {@code null} outside of requests
 */
public record CallContext(@Nullable String traceparent, UpstreamCredentials credentials, Freshness freshness,
		@Nullable String requestId) {

	private static final CallContext NONE = new CallContext(null, UpstreamCredentials.NONE);

	private static final ScopedValue<CallContext> CURRENT = ScopedValue.newInstance();

	/**
	 * A caller who takes answers of any age that are kept.
	 * @param traceparent the caller's trace, {@code null} for none
	 * @param credentials what the caller brings
	 */
	public CallContext(@Nullable String traceparent, UpstreamCredentials credentials) {
		this(traceparent, credentials, Freshness.any(), null);
	}

	/**
	 * The context of the work at hand.
	 * @return the context, an empty one when none is bound
	 */
	public static CallContext current() {
		return CURRENT.orElse(NONE);
	}

	/**
	 * Makes work that can be done in another thread: with this thread's context, and by
	 * this thread's deadline.
	 * @param <T> the result
	 * @param work the work
	 * @return the same work, with all that is bound here
	 */
	public static <T extends @Nullable Object> Supplier<T> carried(Supplier<T> work) {
		CallContext here = current();
		Supplier<T> limited = Deadline.carried(work);
		return () -> here.call(limited);
	}

	/**
	 * What of this context may outlive the request that it came with: the credentials for
	 * one backend, for as long as somebody waits for what is done with them there.
	 * @param backend the backend
	 * @return the context, without a trace and without other credentials
	 */
	public CallContext lasting(BackendId backend) {
		return new CallContext(null, this.credentials.only(backend));
	}

	/**
	 * What of this context belongs to work on one backend, however long it takes.
	 * @param backend the backend
	 * @return the context, without other credentials
	 */
	CallContext on(BackendId backend) {
		return new CallContext(this.traceparent, this.credentials.only(backend), Freshness.any(), this.requestId);
	}

	/**
	 * What of this context belongs to work that is done for others, too.
	 * @return the context, without any credentials
	 */
	public CallContext shared() {
		return new CallContext(this.traceparent, UpstreamCredentials.NONE, Freshness.any(), this.requestId);
	}

	/**
	 * Does some work in this context.
	 * @param <T> the result
	 * @param work the work
	 * @return the result
	 */
	public <T extends @Nullable Object> T call(Supplier<T> work) {
		return ScopedValue.where(CURRENT, this).call(work::get);
	}

	/**
	 * Does some work in this context.
	 * @param work the work
	 */
	public void run(Runnable work) {
		ScopedValue.where(CURRENT, this).run(work);
	}

}
