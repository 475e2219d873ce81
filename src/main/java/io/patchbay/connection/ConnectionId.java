package io.patchbay.connection;

/**
 * Identifies a connection across all backends.
 *
 * @param backend where it lives
 * @param upstreamId the platform's own id, opaque to us
 */
public record ConnectionId(BackendId backend, String upstreamId) {

	public ConnectionId {
		UpstreamId.check(upstreamId);
	}

	/**
	 * Reads the form that callers use.
	 * @param text {@code <backend>~<upstream id>}
	 * @return the id
	 * @throws IllegalArgumentException when the text has another form
	 */
	public static ConnectionId parse(String text) {
		UpstreamId id = UpstreamId.parse(text);
		return new ConnectionId(id.backend(), id.value());
	}

	@Override
	public String toString() {
		return this.backend + "~" + this.upstreamId;
	}

}
