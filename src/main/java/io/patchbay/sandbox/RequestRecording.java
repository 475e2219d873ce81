package io.patchbay.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The last requests that the emulators received, without headers and bodies.
 */
@Component
@Profile("sandbox")
class RequestRecording implements SandboxState {

	private static final int CAPACITY = 10_000;

	private final Deque<Entry> entries = new ArrayDeque<>();

	synchronized void add(Entry entry) {
		if (this.entries.size() == CAPACITY) {
			this.entries.removeFirst();
		}
		this.entries.addLast(entry);
	}

	synchronized List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	@Override
	public synchronized void reset() {
		this.entries.clear();
	}

	/**
	 * One request. The status appears once it is known, never when the connection was
	 * dropped.
	 */
	static final class Entry {

		private final SandboxPath place;

		private final String method;

		private final @Nullable String query;

		private final Instant at;

		private volatile @Nullable Integer status;

		Entry(SandboxPath place, String method, @Nullable String query, Instant at) {
			this.place = place;
			this.method = method;
			this.query = query;
			this.at = at;
		}

		String platform() {
			return this.place.platform();
		}

		String path() {
			return this.place.path();
		}

		String method() {
			return this.method;
		}

		@Nullable String query() {
			return this.query;
		}

		Instant at() {
			return this.at;
		}

		@Nullable Integer status() {
			return this.status;
		}

		void status(int status) {
			this.status = status;
		}

	}

}
