package io.patchbay.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How far a walk over several backends has come. Backends that it does not mention have
 * not begun.
 *
 * @param question a digest of what is asked for, which must not change on the way
 * @param places how far each backend has come
 */
record Cursor(long question, Map<BackendId, Place> places) {

	Cursor {
		places = Map.copyOf(places);
	}

	static Cursor start(long question) {
		return new Cursor(question, Map.of());
	}

	Place place(BackendId backend) {
		return Objects.requireNonNullElse(this.places.get(backend), Place.START);
	}

	Cursor with(Map<BackendId, Place> moved) {
		Map<BackendId, Place> all = new HashMap<>(this.places);
		all.putAll(moved);
		all.values().removeIf(Place.START::equals);
		return new Cursor(this.question, all);
	}

	/**
	 * How far one backend has come.
	 *
	 * @param done whether there is nothing more to ask
	 * @param at the adapter's own notation of the place, {@code null} for the start
	 * @param seen the items that were delivered last
	 */
	record Place(boolean done, @Nullable String at, Seen seen) {

		static final Place START = new Place(false, null, Seen.NOTHING);

		static final Place END = new Place(true, null, Seen.NOTHING);

	}

}
