package io.patchbay.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Writes lines as text. Nothing is sent, and the answer is not said to be text, before a
 * buffer is full or all is there, so that an early failure can still be told as a
 * problem.
 */
final class SyncLogText implements Consumer<String> {

	static final String TYPE = "text/plain;charset=UTF-8";

	private static final int BUFFER = 16 * 1024;

	private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER);

	private final HttpServletResponse response;

	private boolean begun;

	SyncLogText(HttpServletResponse response) {
		this.response = response;
	}

	@Override
	public void accept(String line) {
		this.buffer.writeBytes(line.getBytes(StandardCharsets.UTF_8));
		this.buffer.write('\n');
		if (this.buffer.size() >= BUFFER) {
			send();
		}
	}

	/**
	 * Sends what is left.
	 */
	void end() {
		send();
	}

	boolean begun() {
		return this.begun;
	}

	private void send() {
		try {
			if (!this.begun) {
				this.begun = true;
				this.response.setContentType(TYPE);
				this.response.setHeader("Cache-Control", "no-store");
			}
			this.buffer.writeTo(this.response.getOutputStream());
			this.response.flushBuffer();
			this.buffer.reset();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
