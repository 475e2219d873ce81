package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * A connection's state as Airbyte's Config API shows it.
 */
record AirbyteState(@Nullable String stateType, @Nullable List<StreamState> streamState,
		AirbyteState.@Nullable GlobalState globalState, @Nullable Object state) {

	/**
	 * Says it in our words.
	 * @return the state, {@code null} when it is not one
	 */
	@Nullable ConnectionState toState() {
		String type = (this.stateType != null) ? this.stateType.toLowerCase(Locale.ROOT) : "";
		return switch (type) {
			case "not_set" -> new ConnectionState(ConnectionState.Type.NOT_SET, null, null, null);
			case "legacy" -> new ConnectionState(ConnectionState.Type.LEGACY, null, null, this.state);
			case "stream" -> {
				List<ConnectionState.StreamState> streams = streams(this.streamState);
				yield (streams != null) ? new ConnectionState(ConnectionState.Type.STREAM, streams, null, null) : null;
			}
			case "global" -> (this.globalState != null) ? this.globalState.toState() : null;
			default -> null;
		};
	}

	private static @Nullable List<ConnectionState.StreamState> streams(@Nullable List<StreamState> states) {
		List<ConnectionState.StreamState> streams = new ArrayList<>();
		for (StreamState state : (states != null) ? states : List.<StreamState>of()) {
			// To leave one out would tell that it starts anew.
			if (state == null || state.streamDescriptor() == null || state.streamDescriptor().name() == null) {
				return null;
			}
			streams.add(new ConnectionState.StreamState(state.streamDescriptor().name(),
					state.streamDescriptor().namespace(), state.streamState()));
		}
		return streams;
	}

	record StreamState(AirbyteState.@Nullable Descriptor streamDescriptor, @Nullable Object streamState) {
	}

	record Descriptor(@Nullable String name, @Nullable String namespace) {
	}

	record GlobalState(@JsonProperty("shared_state") @Nullable Object sharedState,
			@Nullable List<StreamState> streamStates) {

		@Nullable ConnectionState toState() {
			List<ConnectionState.StreamState> streams = streams(this.streamStates);
			return (streams != null) ? new ConnectionState(ConnectionState.Type.GLOBAL, streams, this.sharedState, null)
					: null;
		}

	}

}
