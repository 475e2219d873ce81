package io.patchbay.backend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * One call to an upstream: what is sent, and what the platform means by its failures.
 */
public final class UpstreamRequest {

	private final String method;

	private final String template;

	private final String path;

	private final StringBuilder query = new StringBuilder();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final Map<Integer, Function<GatewayException.Upstream, @Nullable GatewayException>> meanings = new HashMap<>();

	private byte @Nullable [] body;

	private Duration patience = Duration.ZERO;

	private boolean streamed;

	private UpstreamRequest(String method, String template, String path) {
		this.method = method;
		this.template = template;
		this.path = path;
	}

	/**
	 * Starts a request.
	 * @param method the HTTP method
	 * @param path the path below the API's root, with {@code {}} for each segment to fill
	 * in
	 * @param segments the segments, each of which becomes exactly one, percent-encoded
	 * @return the request
	 * @throws GatewayException.NotFound when a segment is one that servers resolve to
	 * another path: nothing can have such an id
	 */
	public static UpstreamRequest of(String method, String path, Object... segments) {
		StringBuilder filled = new StringBuilder();
		int from = 0;
		for (Object segment : segments) {
			int hole = path.indexOf("{}", from);
			filled.append(path, from, hole).append(encode(segment.toString()));
			from = hole + 2;
		}
		return new UpstreamRequest(method, path, filled.append(path.substring(from)).toString());
	}

	// Ids come from callers' bodies and from platforms, too. Encoding leaves dots as they
	// are.
	private static String encode(String segment) {
		if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
			throw new GatewayException.NotFound(ErrorCode.NOT_FOUND, "Nothing can have the id '" + segment + "'.");
		}
		return UriUtils.encode(segment, StandardCharsets.UTF_8);
	}

	/**
	 * Starts a GET request.
	 * @param path the path below the API's root
	 * @param segments the segments to fill in
	 * @return the request
	 */
	public static UpstreamRequest get(String path, Object... segments) {
		return of("GET", path, segments);
	}

	/**
	 * Starts a POST request.
	 * @param path the path below the API's root
	 * @param segments the segments to fill in
	 * @return the request
	 */
	public static UpstreamRequest post(String path, Object... segments) {
		return of("POST", path, segments);
	}

	/**
	 * Adds a query parameter.
	 * @param name its name
	 * @param value its value; nothing is added for {@code null}
	 * @return this request
	 */
	public UpstreamRequest query(String name, @Nullable Object value) {
		if (value != null) {
			this.query.append(this.query.isEmpty() ? '?' : '&')
				.append(name)
				.append('=')
				.append(UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
		}
		return this;
	}

	/**
	 * Sets a header.
	 * @param name its name
	 * @param value its value
	 * @return this request
	 */
	public UpstreamRequest header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Sends a JSON body.
	 * @param content what to write as JSON
	 * @return this request
	 */
	public UpstreamRequest json(Object content) {
		this.body = UpstreamJson.MAPPER.writeValueAsBytes(content);
		return header("Content-Type", "application/json");
	}

	/**
	 * Sends a form.
	 * @param fields the fields
	 * @return this request
	 */
	public UpstreamRequest form(Map<String, String> fields) {
		List<String> pairs = new ArrayList<>();
		fields.forEach((name, value) -> pairs
			.add(UriUtils.encode(name, StandardCharsets.UTF_8) + "=" + UriUtils.encode(value, StandardCharsets.UTF_8)));
		this.body = String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
		return header("Content-Type", "application/x-www-form-urlencoded");
	}

	/**
	 * Allows this call more time than others.
	 * @param least how long it may take at least, whatever the operator says of calls in
	 * general
	 * @return this request
	 */
	public UpstreamRequest patience(Duration least) {
		this.patience = least;
		return this;
	}

	/**
	 * Lets the answer be of any length, and take its time.
	 * @return this request
	 */
	UpstreamRequest streamed() {
		this.streamed = true;
		return this;
	}

	boolean isStreamed() {
		return this.streamed;
	}

	/**
	 * Says what a status means for this call, where it is not what it usually means.
	 * @param status the HTTP status
	 * @param meaning makes the failure of the platform's answer, or {@code null} for the
	 * usual one
	 * @return this request
	 */
	public UpstreamRequest on(int status, Function<GatewayException.Upstream, @Nullable GatewayException> meaning) {
		this.meanings.put(status, meaning);
		return this;
	}

	String method() {
		return this.method;
	}

	/**
	 * The path as it is the same for all calls of this kind.
	 * @return the path, with {@code {}} for each segment that was filled in
	 */
	String template() {
		return this.template;
	}

	String target() {
		return this.path + this.query;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	byte @Nullable [] body() {
		return this.body;
	}

	Duration patience() {
		return this.patience;
	}

	@Nullable GatewayException meaning(GatewayException.Upstream answer) {
		Function<GatewayException.Upstream, @Nullable GatewayException> meaning = this.meanings.get(answer.status());
		return (meaning != null) ? meaning.apply(answer) : null;
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
