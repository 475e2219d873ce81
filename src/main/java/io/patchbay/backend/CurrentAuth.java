package io.patchbay.backend;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.patchbay.backend.BackendProperties.Auth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials of one backend as the operator says them now: those in files may have
 * been exchanged since the start. What is exchanged is the values alone. Where a file is
 * missing or cannot be read, and where another kind of credentials has appeared, the ones
 * before are kept, and the log says so.
 */
final class CurrentAuth implements Supplier<Auth> {

	private static final Logger logger = LoggerFactory.getLogger(CurrentAuth.class);

	/** How often files are looked at, at most. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final String backend;

	private final Supplier<Auth> configuration;

	private final Secrets secrets;

	private final LongSupplier nanoTime;

	private Auth current;

	private @Nullable Long read;

	private boolean complained;

	/**
	 * Starts with what the gateway has started with.
	 * @param backend the backend's name, for the log
	 * @param first the credentials at the start
	 * @param configuration reads them again
	 * @param secrets what nobody is told
	 * @param nanoTime tells the time, in nanoseconds since any moment
	 */
	CurrentAuth(String backend, Auth first, Supplier<Auth> configuration, Secrets secrets, LongSupplier nanoTime) {
		this.backend = backend;
		this.current = first;
		this.configuration = configuration;
		this.secrets = secrets;
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized Auth get() {
		// A token that is withdrawn is refused at each call.
		long time = this.nanoTime.getAsLong();
		if (this.read != null && time - this.read < PAUSE.toNanos()) {
			return this.current;
		}
		this.read = time;
		Auth now;
		try {
			now = this.configuration.get();
		}
		catch (BackendConfigurationException ex) {
			complain("cannot be read: " + String.join(", ", ex.problems().keySet()));
			return this.current;
		}
		catch (RuntimeException ex) {
			// The message of the failure may quote a value.
			complain("cannot be read (" + ex.getClass().getSimpleName() + ")");
			return this.current;
		}
		if (!now.sameKindAs(this.current)) {
			complain("are not all there, or are of another kind");
			return this.current;
		}
		this.complained = false;
		if (!now.equals(this.current)) {
			this.secrets.add(now);
			this.current = now;
			logger.info("The credentials of the backend '{}' have changed, and are used from now on", this.backend);
		}
		return this.current;
	}

	private void complain(String what) {
		if (!this.complained) {
			this.complained = true;
			logger.warn("The credentials of the backend '{}' {}. Those from before are used.", this.backend, what);
		}
	}

}
