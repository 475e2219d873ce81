package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come. The states themselves are the connectors' own JSON.
 *
 * @param type how the state is kept
 * @param streams the states of single streams, absent where there are none
 * @param shared the state that streams share, for {@link Type#GLOBAL} alone
 * @param legacy the state as one piece, for {@link Type#LEGACY} alone
 */
public record ConnectionState(Type type, @Nullable List<StreamState> streams, @Nullable Object shared,
		@Nullable Object legacy) {

	/**
	 * How a state is kept.
	 */
	public enum Type {

		/** Stream by stream. */
		STREAM,
		/** Shared, with parts for streams. */
		GLOBAL,
		/** In one piece. */
		LEGACY,
		/** Not at all yet. */
		NOT_SET

	}

	/**
	 * The state of one stream.
	 *
	 * @param name the stream's name
	 * @param namespace its namespace
	 * @param state its state
	 */
	public record StreamState(String name, @Nullable String namespace, @Nullable Object state) {

	}

}
