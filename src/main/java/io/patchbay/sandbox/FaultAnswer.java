package io.patchbay.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.http.HttpHeaders;

/**
 * Writes what a struck call is answered.
 *
 * @param place where the call went
 * @param fault the fault that strikes
 * @param response the answer
 */
record FaultAnswer(SandboxPath place, Fault fault, HttpServletResponse response) {

	private static final int DRIP_BYTES = 8;

	private static final Duration DRIP_PAUSE = Duration.ofMillis(100);

	private static final int HUGE_BYTES = 60_000_000;

	FaultKind kind() {
		return this.fault.rule().kind();
	}

	/**
	 * Answers an error without having done the work.
	 * @throws IOException when the caller has gone
	 */
	void error() throws IOException {
		FaultRule rule = this.fault.rule();
		int status = switch (kind()) {
			case RATE_LIMIT -> 429;
			case UNAUTHORIZED -> 401;
			case HTML_502 -> 502;
			default -> (rule.status() != null) ? rule.status() : 500;
		};
		PlatformErrors.Body body = body(status);
		this.response.setStatus(status);
		if (body != null) {
			this.response.setContentType(body.contentType());
		}
		headers();
		write((body != null) ? body.bytes() : new byte[0]);
	}

	private PlatformErrors.@Nullable Body body(int status) {
		JsonNode body = this.fault.rule().body();
		if (body != null) {
			byte[] bytes = (body.isString()) ? body.stringValue().getBytes(StandardCharsets.UTF_8)
					: SandboxJson.bytes(body);
			return new PlatformErrors.Body((kind() == FaultKind.HTML_502) ? "text/html" : "application/json", bytes);
		}
		return (status >= 400) ? PlatformErrors.body(this.place, status) : null;
	}

	void redirect() {
		this.response.setStatus(HttpServletResponse.SC_FOUND);
		this.response.setHeader(HttpHeaders.LOCATION, "/sandbox/" + this.place.platform() + "/elsewhere");
		headers();
	}

	/**
	 * Answers a list that is far too long for anybody's memory.
	 * @throws IOException when the caller has gone
	 */
	void huge() throws IOException {
		this.response.setStatus(HttpServletResponse.SC_OK);
		this.response.setContentType("application/json");
		headers();
		String list = ("airbyte".equals(this.place.platform())) ? "data" : "connections";
		OutputStream out = this.response.getOutputStream();
		out.write(("{\"" + list + "\":[{\"filler\":\"\"}").getBytes(StandardCharsets.UTF_8));
		byte[] item = (",{\"filler\":\"" + "x".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8);
		for (int written = 0; written < HUGE_BYTES; written += item.length) {
			out.write(item);
		}
		out.write("]}".getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Announces the whole answer and sends half of it.
	 * @param real the real answer
	 * @throws IOException when the caller has gone
	 */
	void half(byte[] real) throws IOException {
		headers();
		this.response.setContentLength(Math.max(real.length, 2));
		this.response.getOutputStream().write(real, 0, real.length / 2);
		this.response.flushBuffer();
	}

	/**
	 * Sends the real answer, damaged or slowly.
	 * @param real the real answer
	 * @throws IOException when the caller has gone
	 */
	void spoil(byte[] real) throws IOException {
		headers();
		switch (kind()) {
			case SLOW_DRIP -> drip(real);
			case MALFORMED_JSON -> write((real.length > 1) ? Arrays.copyOf(real, real.length / 2) : new byte[] { '{' });
			case WRONG_CONTENT_TYPE -> {
				this.response.setContentType("text/html");
				write(real);
			}
			case BROKEN_ITEM -> write(broken(real));
			default -> write(new byte[0]);
		}
	}

	private void drip(byte[] real) throws IOException {
		long delay = this.fault.rule().delayMs();
		this.response.setContentLength(real.length);
		for (int from = 0; from < real.length; from += DRIP_BYTES) {
			this.fault.await((delay > 0) ? Duration.ofMillis(delay) : DRIP_PAUSE);
			this.response.getOutputStream().write(real, from, Math.min(DRIP_BYTES, real.length - from));
			this.response.flushBuffer();
		}
	}

	private byte[] broken(byte[] real) {
		JsonNode root = SandboxJson.parse(real);
		if (root == null) {
			return real;
		}
		ArrayNode items = (root instanceof ArrayNode array) ? array : null;
		for (Map.Entry<String, JsonNode> field : root.properties()) {
			if (items == null && field.getValue() instanceof ArrayNode array) {
				items = array;
			}
		}
		if (items == null || items.isEmpty()) {
			return real;
		}
		JsonNode item = this.fault.rule().body();
		items.set(0, (item != null) ? item : SandboxJson.object().put("broken", true));
		return SandboxJson.bytes(root);
	}

	private void headers() {
		this.fault.rule().headers().forEach((name, value) -> {
			// The response keeps its own idea of the type unless it is told this way
			if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
				this.response.setContentType(value);
			}
			else {
				this.response.setHeader(name, value);
			}
		});
	}

	private void write(byte[] body) throws IOException {
		this.response.setContentLength(body.length);
		this.response.getOutputStream().write(body);
	}

}
