package io.patchbay.backend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads no more than a given number of bytes, and fails on the one after them.
 */
final class LimitedInputStream extends FilterInputStream {

	private final long limit;

	private long count;

	LimitedInputStream(InputStream in, long limit) {
		super(in);
		this.limit = limit;
	}

	@Override
	public int read() throws IOException {
		int value = super.read();
		if (value >= 0) {
			count(1);
		}
		return value;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		if (read > 0) {
			count(read);
		}
		return read;
	}

	private void count(int read) {
		this.count += read;
		if (this.count > this.limit) {
			throw new BodyTooLargeException(this.limit);
		}
	}

	/**
	 * Leaves the rest of the answer to the one who asked for it: the client's own stream
	 * reads it all when it is closed.
	 */
	@Override
	public void close() {
		// Nothing of ours to close.
	}

}
