package io.patchbay.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the session with one platform alive: gets a token when one is needed, renews it
 * before it expires, and lets all who need one at the same time share one call.
 */
public final class TokenCache {

	/** Renewed this long before the end, or earlier by a sixth of a shorter life. */
	private static final Duration MARGIN = Duration.ofSeconds(60);

	private static final int MARGIN_FRACTION = 6;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Source source;

	private final Clock clock;

	private final BackendMeters meters;

	private @Nullable Session current;

	private @Nullable CompletableFuture<Session> pending;

	/**
	 * Creates an empty cache.
	 * @param source where sessions come from
	 * @param clock tells the time
	 * @param meters counts the renewals
	 */
	TokenCache(Source source, Clock clock, BackendMeters meters) {
		this.source = source;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * A token that is good for a call now.
	 * @return the session that it belongs to
	 * @throws GatewayException when the platform gives none
	 */
	public Session session() {
		CompletableFuture<Session> renewal;
		synchronized (this) {
			if (this.current != null && this.clock.instant().isBefore(this.current.renewAt())) {
				return this.current;
			}
			renewal = (this.pending != null) ? this.pending : renew(this.current);
		}
		return await(renewal);
	}

	/**
	 * Forgets a token that the platform has refused, unless it was replaced meanwhile.
	 * @param refused the session that the token belongs to
	 */
	public synchronized void forget(Session refused) {
		if (this.current == refused) {
			this.current = null;
		}
	}

	// In a thread of its own: whoever came first may stop waiting, the others may not.
	private CompletableFuture<Session> renew(@Nullable Session old) {
		CompletableFuture<Session> renewal = new CompletableFuture<>();
		this.pending = renewal;
		CallContext here = CallContext.current().shared();
		Thread.ofVirtual().name("token-renewal").start(() -> here.run(() -> {
			try {
				settle(renewal, fetch(old), null);
			}
			catch (RuntimeException | Error ex) {
				settle(renewal, null, ex);
			}
		}));
		return renewal;
	}

	private Session fetch(@Nullable Session old) {
		if (old != null && old.refreshable(this.clock.instant())) {
			try {
				return this.source.refresh(old);
			}
			catch (GatewayException.Refused | GatewayException.Denied | GatewayException.Unprocessable
					| GatewayException.NotFound ex) {
				// A refused refresh token says nothing about the credentials themselves.
				return this.source.signIn();
			}
		}
		return this.source.signIn();
	}

	private void settle(CompletableFuture<Session> renewal, @Nullable Session session, @Nullable Throwable failure) {
		this.meters.renewed(session != null);
		synchronized (this) {
			this.pending = null;
			this.current = session;
		}
		if (session != null) {
			renewal.complete(session);
		}
		else {
			renewal.completeExceptionally((failure != null) ? failure : new IllegalStateException("no session"));
		}
	}

	private Session await(CompletableFuture<Session> renewal) {
		try {
			return renewal.get(Deadline.remaining(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw this.source.late();
		}
		catch (TimeoutException ex) {
			throw this.source.late();
		}
		catch (ExecutionException | CompletionException ex) {
			if (ex.getCause() instanceof GatewayException failure) {
				throw failure;
			}
			throw new IllegalStateException("The sign-in failed", ex.getCause());
		}
	}

	/**
	 * Where sessions come from.
	 */
	public interface Source {

		/**
		 * Signs in with the credentials.
		 * @return a new session
		 * @throws GatewayException when the platform gives none
		 */
		Session signIn();

		/**
		 * Renews a session by its refresh token.
		 * @param session the session
		 * @return a new session
		 * @throws GatewayException when the platform gives none
		 */
		default Session refresh(Session session) {
			return signIn();
		}

		/**
		 * The failure of a sign-in that takes too long.
		 * @return the failure
		 */
		GatewayException late();

	}

	/**
	 * A token and how long it is good for.
	 *
	 * @param token the token
	 * @param renewAt when to get another one
	 * @param refreshToken what gets another one
	 * @param refreshUntil until when it does
	 * @param tenant what the platform said at sign-in about whom the token belongs to
	 */
	public record Session(String token, Instant renewAt, @Nullable String refreshToken, @Nullable Instant refreshUntil,
			@Nullable Object tenant) {

		/**
		 * Starts a session now.
		 * @param token the token
		 * @param now the time
		 * @param lifetime how long the token lives
		 * @return the session, without a refresh token
		 */
		public static Session of(String token, Instant now, Duration lifetime) {
			Duration margin = lifetime.dividedBy(MARGIN_FRACTION);
			margin = (margin.compareTo(MARGIN) < 0) ? margin : MARGIN;
			return new Session(token, now.plus(lifetime).minus(margin), null, null, null);
		}

		/**
		 * Adds a refresh token.
		 * @param refresh the refresh token
		 * @param until when it dies
		 * @return the session
		 */
		public Session refreshable(@Nullable String refresh, @Nullable Instant until) {
			return new Session(this.token, this.renewAt, refresh, until, this.tenant);
		}

		/**
		 * Adds whom the token belongs to.
		 * @param owner what the platform said
		 * @return the session
		 */
		public Session tenant(@Nullable Object owner) {
			return new Session(this.token, this.renewAt, this.refreshToken, this.refreshUntil, owner);
		}

		boolean refreshable(Instant now) {
			return this.refreshToken != null && this.refreshUntil != null && now.isBefore(this.refreshUntil);
		}

		@Override
		public String toString() {
			return "Session[renewAt=" + this.renewAt + "]";
		}

	}

}
