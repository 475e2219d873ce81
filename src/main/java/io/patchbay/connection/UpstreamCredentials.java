package io.patchbay.connection;

import java.util.Map;

/**
 * The credentials that a caller brings for backends. They are given out for one backend
 * at a time, and show in no text that is made of them.
 */
public final class UpstreamCredentials {

	/** No credentials. */
	public static final UpstreamCredentials NONE = new UpstreamCredentials(Map.of(), KeyedHash.with(null));

	/**
	 * The name of the header that they come in, but for the backend's name at the end.
	 */
	public static final String HEADER_PREFIX = "Upstream-Authorization-";

	/** For what this process remembers, which is worth nothing to anybody else. */
	private static final KeyedHash MARKS = KeyedHash.with(null);

	private final Map<BackendId, String> values;

	private final KeyedHash sharedMarks;

	/**
	 * Takes credentials.
	 * @param values the whole value of {@code Authorization} for each backend
	 * @param sharedMarks makes the marks that other replicas understand
	 */
	public UpstreamCredentials(Map<BackendId, String> values, KeyedHash sharedMarks) {
		this.values = Map.copyOf(values);
		this.sharedMarks = sharedMarks;
	}

	/**
	 * What a backend is to be called with.
	 * @param backend the backend
	 * @return the whole value of {@code Authorization}
	 * @throws GatewayException.Denied when the caller has brought nothing for it
	 */
	public String require(BackendId backend) {
		String value = this.values.get(backend);
		if (value == null) {
			throw denied(backend, "is called with each caller's own credentials. Send them in the header '");
		}
		return value;
	}

	/**
	 * The failure of credentials that the backend does not take.
	 * @param backend the backend
	 * @return the failure
	 */
	public static GatewayException rejected(BackendId backend) {
		return denied(backend, "refuses your credentials, those in the header '");
	}

	/**
	 * Stands for the credentials in what this process remembers, so that nobody gets what
	 * was read with other ones.
	 * @param backend the backend that it is about
	 * @return the same word for the same credentials, an empty one for none
	 */
	public String mark(BackendId backend) {
		return mark(backend, MARKS);
	}

	/**
	 * Stands for the credentials in what replicas share.
	 * @param backend the backend that it is about
	 * @return the same word for the same credentials, an empty one for none
	 */
	public String sharedMark(BackendId backend) {
		return mark(backend, this.sharedMarks);
	}

	UpstreamCredentials only(BackendId backend) {
		String value = this.values.get(backend);
		return (value != null) ? new UpstreamCredentials(Map.of(backend, value), this.sharedMarks) : NONE;
	}

	private String mark(BackendId backend, KeyedHash marks) {
		String value = this.values.get(backend);
		return (value != null) ? marks.of(HEADER_PREFIX + backend, value) : "";
	}

	private static GatewayException denied(BackendId backend, String why) {
		return new GatewayException.Denied(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED,
				"The backend '" + backend + "' " + why + HEADER_PREFIX + backend + "'.")
			.at(backend);
	}

	@Override
	public String toString() {
		return "UpstreamCredentials";
	}

}
