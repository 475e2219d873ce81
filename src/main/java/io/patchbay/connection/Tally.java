package io.patchbay.connection;

/**
 * Is told what happens, to be counted. Nothing that it is told names a connection, a
 * client or a request.
 */
public interface Tally {

	/** Counts nothing. */
	Tally NONE = new Tally() {

		@Override
		public void missing(BackendId backend) {
		}

		@Override
		public void read(BackendId backend, Reading reading) {
		}

		@Override
		public void cleanedUp(BackendId backend, CleanupItem.Status status) {
		}

	};

	/**
	 * A page of several backends was answered without all that one of them has, because
	 * it failed.
	 * @param backend the one that failed
	 */
	void missing(BackendId backend);

	/**
	 * Something was asked for that callers share.
	 * @param backend where it is
	 * @param reading where the answer comes from
	 */
	void read(BackendId backend, Reading reading);

	/**
	 * A cleanup is done with a connection.
	 * @param backend where it is, or was
	 * @param status what became of it
	 */
	void cleanedUp(BackendId backend, CleanupItem.Status status);

	/**
	 * Where the answer to a question comes from that several callers may ask.
	 */
	enum Reading {

		/** The backend was asked. */
		UPSTREAM,
		/** It was being asked for somebody else. */
		JOINED,
		/** The answer to an earlier question was kept. */
		CACHED

	}

}
