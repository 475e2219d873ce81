package io.patchbay.web;

import java.util.List;

import io.patchbay.connection.ConnectionState;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come. The states are the connectors' own JSON.
 *
 * @param type how the state is kept
 * @param streams the states of single streams
 * @param shared the state that streams share, of {@code GLOBAL} alone
 * @param legacy the state as one piece, of {@code LEGACY} alone
 */
@Schema(name = "ConnectionState")
record ConnectionStateResponse(ConnectionState.Type type, @Nullable List<StreamState> streams, @Nullable Object shared,
		@Nullable Object legacy) {

	static ConnectionStateResponse of(ConnectionState state) {
		List<ConnectionState.StreamState> streams = state.streams();
		return new ConnectionStateResponse(state.type(),
				(streams != null) ? streams.stream()
					.map((stream) -> new StreamState(stream.name(), stream.namespace(), stream.state()))
					.toList() : null,
				state.shared(), state.legacy());
	}

	/**
	 * The state of one stream.
	 *
	 * @param name the stream's name
	 * @param namespace its namespace
	 * @param state its state
	 */
	@Schema(name = "StreamState")
	record StreamState(String name, @Nullable String namespace, @Nullable Object state) {

	}

}
