package io.patchbay.backend;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * All calls to one backend. The adapter says what a call means: a read is repeated when
 * that may help, a write only when the platform surely did not see it. Failures come out
 * as {@link GatewayException}s with the backend's name on them.
 */
public final class UpstreamCalls {

	private final UpstreamFailures failures;

	private final HttpTransport transport;

	private final Guards reads;

	private final Guards writes;

	private final Guards signIns;

	private final Clock clock;

	private final BackendMeters meters;

	private volatile @Nullable Instant lastSuccess;

	private volatile @Nullable Instant lastFailure;

	private volatile @Nullable Credentials credentials;

	UpstreamCalls(BackendId backend, URI baseUrl, BackendProperties properties, UpstreamKit kit) {
		BackendProperties.Mode mode = properties.auth().mode();
		this.failures = new UpstreamFailures(backend, mode);
		this.transport = new HttpTransport(baseUrl, properties, this.failures, kit);
		int most = properties.maxConcurrentCalls();
		this.clock = kit.clock();
		this.meters = kit.meters();
		this.reads = new Guards(backend + "-read", this.failures, kit.resilience(), most, true, this.clock);
		this.writes = new Guards(backend + "-write", this.failures, kit.resilience(), most, false, this.clock);
		this.signIns = new Guards(backend + "-sign-in", this.failures, kit.resilience(), most, true, this.clock);
		List.of(this.reads, this.writes, this.signIns).forEach(this.meters::watch);
		// Here and not in the adapters, so that no root of a platform is left out.
		this.credentials = (mode == BackendProperties.Mode.CALLER) ? Credentials.ofCallers(backend) : null;
	}

	/**
	 * Sets what calls are authorized with, unless it is what each caller brings.
	 * @param authorization the credentials
	 */
	public void authorizeWith(Credentials authorization) {
		this.credentials = authorization;
	}

	/**
	 * Keeps a session with the platform alive.
	 * @param source where sessions come from
	 * @return the tokens, none so far
	 */
	public TokenCache tokens(TokenCache.Source source) {
		return new TokenCache(source, this.clock, this.meters);
	}

	/**
	 * Reads something.
	 * @param <T> what is read
	 * @param request the request
	 * @param reader makes something of the answer
	 * @return what it made
	 * @throws GatewayException when the platform does not answer well
	 */
	public <T extends @Nullable Object> T read(UpstreamRequest request, BodyReader<T> reader) {
		CallMeters kind = kind(request);
		return authorized((header) -> this.reads.call(kind,
				() -> noted(kind, () -> this.transport.exchange(request, header, reader))));
	}

	/**
	 * Reads something of any length that is handed on while it comes. It is repeated only
	 * as long as no answer has begun: what was handed on cannot be taken back.
	 * @param <T> what is read
	 * @param request the request
	 * @param reader makes something of the answer, in memory of its own bounds
	 * @return what it made
	 * @throws GatewayException when the platform does not answer well
	 */
	public <T extends @Nullable Object> T stream(UpstreamRequest request, BodyReader<T> reader) {
		CallMeters kind = kind(request);
		return authorized((header) -> {
			AtomicBoolean begun = new AtomicBoolean();
			BodyReader<T> noticed = BodyReader.noticed(reader, () -> begun.set(true));
			Supplier<T> outcome = this.reads.call(kind, () -> {
				try {
					T value = noted(kind, () -> this.transport.exchange(request.streamed(), header, noticed));
					return () -> value;
				}
				catch (GatewayException ex) {
					if (!begun.get()) {
						throw ex;
					}
					return () -> {
						throw ex;
					};
				}
			});
			return outcome.get();
		});
	}

	/**
	 * Changes something.
	 * @param <T> what is answered
	 * @param request the request
	 * @param reader makes something of the answer
	 * @return what it made
	 * @throws GatewayException when the platform does not answer well; with
	 * {@link ErrorCode#UPSTREAM_OUTCOME_UNKNOWN} when it may have carried the change out
	 */
	public <T extends @Nullable Object> T write(UpstreamRequest request, BodyReader<T> reader) {
		CallMeters kind = kind(request);
		return authorized((header) -> {
			try {
				return this.writes.call(kind,
						() -> noted(kind, () -> this.transport.exchange(request, header, reader)));
			}
			catch (GatewayException.Unavailable ex) {
				throw ex.maybeProcessed() ? outcomeUnknown(ex) : ex;
			}
			catch (GatewayException.TimedOut ex) {
				throw ex.maybeProcessed() ? outcomeUnknown(ex) : ex;
			}
			catch (GatewayException.Refused ex) {
				// Success was answered, and what it says cannot be read.
				throw (ex.code() == ErrorCode.UPSTREAM_INVALID_RESPONSE) ? outcomeUnknown(ex) : ex;
			}
		});
	}

	/**
	 * Gets a token. The credentials are in the request itself.
	 * @param <T> what is answered
	 * @param request the request
	 * @param reader makes something of the answer
	 * @return what it made
	 * @throws GatewayException when there is none; with
	 * {@link ErrorCode#UPSTREAM_AUTH_FAILED} when the credentials are refused
	 */
	public <T> T signIn(UpstreamRequest request, BodyReader<T> reader) {
		UpstreamRequest strict = request.on(400, (answer) -> this.failures.authFailed())
			.on(403, (answer) -> this.failures.authFailed())
			.on(404, (answer) -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
					"There is no sign-in where the configuration says."));
		CallMeters kind = this.meters.ofSignIn();
		return this.signIns.call(kind, () -> noted(kind, () -> this.transport.exchange(strict, null, reader)));
	}

	/**
	 * Hides secrets in a line that something on the platform has logged: it may quote
	 * settings, and the credentials that it was called with.
	 * @param line the line
	 * @return the line without our own credentials, what looks like a secret, and control
	 * characters
	 */
	public String masked(String line) {
		return this.transport.masked(line);
	}

	/**
	 * Makes a call at the same time as others, within the deadline of the work at hand.
	 * @param <T> what is answered
	 * @param call the call
	 * @return waits for the answer, and fails as the call does
	 */
	public <T> Supplier<T> meanwhile(Supplier<T> call) {
		return Meanwhile.start(call, this::timedOut);
	}

	/**
	 * The failure of a call that takes too long.
	 * @return the failure
	 */
	public GatewayException timedOut() {
		return this.failures.timedOut(false);
	}

	/**
	 * The failure of an answer that is not of the platform's API.
	 * @param why what is wrong with it
	 * @return the failure
	 */
	public GatewayException invalidResponse(String why) {
		return this.failures.invalidResponse(why);
	}

	/**
	 * The failure of a change of which nobody knows whether it happened. It is counted.
	 * @param cause why nobody knows
	 * @return the failure
	 */
	public GatewayException outcomeUnknown(GatewayException cause) {
		this.meters.outcomeUnknown();
		return this.failures.outcomeUnknown(cause);
	}

	/**
	 * The failure of a look for a change whose outcome is unknown, and stays so. The
	 * change was counted when it was made.
	 * @param cause why nobody knows
	 * @return the failure
	 */
	public GatewayException stillUnknown(GatewayException cause) {
		return this.failures.outcomeUnknown(cause);
	}

	/**
	 * How the last calls went.
	 * @return the health
	 */
	public BackendHealth health() {
		Instant success = this.lastSuccess;
		Instant failure = this.lastFailure;
		BackendHealth.Status status = this.reads.status();
		if (status == null) {
			if (failure != null && (success == null || failure.isAfter(success))) {
				status = BackendHealth.Status.DEGRADED;
			}
			else {
				status = (success != null) ? BackendHealth.Status.HEALTHY : BackendHealth.Status.UNKNOWN;
			}
		}
		return new BackendHealth(status, this.reads.circuitState(), success, failure);
	}

	// The sign-in stands outside the guards of the call: it has its own, and its failures
	// say nothing about the call, which was not sent. A refused token says that nothing
	// was done, so that even a write may be repeated; once only, since some platforms say
	// 401 for other reasons.
	private <T extends @Nullable Object> T authorized(Function<@Nullable String, T> call) {
		Credentials authorization = this.credentials;
		if (authorization == null) {
			return call.apply(null);
		}
		Credentials.Held held = authorization.obtain();
		try {
			return call.apply(held.header());
		}
		catch (GatewayException.Refused ex) {
			if (ex.code() != ErrorCode.UPSTREAM_AUTH_FAILED || !authorization.refused(held)) {
				throw ex;
			}
			return call.apply(authorization.obtain().header());
		}
	}

	private CallMeters kind(UpstreamRequest request) {
		return this.meters.of(request.method(), request.template());
	}

	private <T extends @Nullable Object> T noted(CallMeters kind, Supplier<T> call) {
		long begun = System.nanoTime();
		try {
			T result = call.get();
			kind.succeeded(begun);
			this.lastSuccess = this.clock.instant();
			return result;
		}
		catch (GatewayException ex) {
			if (UpstreamFailures.cancelled(ex)) {
				kind.cancelled(begun);
				throw ex;
			}
			kind.failed(ex.code(), begun);
			if (Guards.unavailable(ex) || ex instanceof GatewayException.Refused) {
				this.lastFailure = this.clock.instant();
			}
			else {
				this.lastSuccess = this.clock.instant();
			}
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			kind.brokeDown(begun);
			throw ex;
		}
	}

}
