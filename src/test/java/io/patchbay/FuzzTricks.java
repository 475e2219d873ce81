package io.patchbay;

import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spoils requests. A trick need not make a request invalid: whether it did is for the
 * document to say.
 */
final class FuzzTricks {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final JsonNodeFactory JSON = MAPPER.getNodeFactory();

	private static final List<String> TEXTS = List.of("", " ", "null", "~", "~~", "airbyte~", "~1", "Airbyte~1",
			"airbyte~.", "airbyte~..", "airbyte~../../admin", "airbyte~a/b", "wallaroo~%2e%2e", "wallaroo~1;drop=1",
			"maestro~a?b#c", "nobody~1", "airbyte-off~1", "-1", "0", "1", "200", "201", "0x10", "+5", "007",
			"99999999999999999999", "1.5", "NaN", "true", "TRUE", "yes", "active", "ACTIVE", "2026-13-01T00:00:00Z",
			"2026-01-01", "+1000000000-12-31T23:59:59Z", "P-1D", "P999999999D", "PT", "\u0000", "a\u0000b", "a\nb",
			"a\r\nX-Evil: 1", "\u202Eright to left", "\uFFFD\uFFFE", "\uD83D\uDE80", "<script>alert(1)</script>",
			"' OR 1=1 --", "${jndi:ldap://x}", "{{7*7}}", "%00", "%2f..%2f", "\\..\\", "***", "x".repeat(300),
			"y".repeat(5000));

	/** What cannot be made by encoding a text. */
	private static final List<String> SEGMENTS = List.of("%2F", "airbyte~a%2Fb", "airbyte~%00", "airbyte~%0A",
			"airbyte~%C0%AF", "airbyte~%ff", "wallaroo~%5C", "airbyte~;a=b", "a;b~c", "airbyte~%252e%252e", "%2e%2e",
			"airbyte~%7E", "wallaroo~%20", "maestro~%25");

	private static final List<String> HEADERS = List.of("", ",", "\"", "\"unclosed", "W/\"x\", *", "*,*", "=", ";;;",
			"wait", "wait=-1", "wait=1.5", "wait=0x1", "handling=", "handling=strict;q=\"", "-1", "a\tb",
			"99999999999999999999", "z".repeat(256), "z".repeat(4000), "\u00FCmlaut", "00-0-0-00",
			"00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-01", "text/html, application/json;q=0", "*/*;q=2");

	private static final List<String> FIELDS = List.of("Prefer", "If-Match", "If-None-Match", "Idempotency-Key",
			"Last-Event-ID", "traceparent", "X-Request-Id", "Accept-Language", "Range", "If-Modified-Since",
			"X-Forwarded-For", "X-Forwarded-Prefix", "X-HTTP-Method-Override", "Cookie", "Origin", "Authorization");

	private static final List<String> ACCEPTS = List.of("application/json", "application/problem+json", "*/*",
			"text/html", "text/csv", "text/event-stream", "text/plain", "application/xml;q=0.5", "nonsense", "a/b/c",
			"application/vnd.x+json");

	private static final List<String> TYPES = List.of("text/plain", "application/xml",
			"application/json;charset=utf-16", "application/json-patch+json", "application/x-www-form-urlencoded",
			"multipart/form-data; boundary=x", "application/octet-stream", "nonsense", "a/b/c");

	private static final List<String> KEYS = List.of("reader", "workspaces", "maestro", "former", "wrong",
			"sandbox sandbox", "k".repeat(3000));

	private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS",
			"TRACE", "PROPFIND", "BREW");

	private final FuzzValues values;

	FuzzTricks(FuzzValues values) {
		this.values = values;
	}

	void play(FuzzRequest request) {
		switch (this.values.number(12)) {
			case 0, 1 -> path(request);
			case 2, 3 -> query(request);
			case 4 -> cursor(request);
			case 5 -> field(request);
			case 6 -> accept(request);
			case 7 -> key(request);
			case 8 -> method(request);
			default -> body(request);
		}
	}

	private void path(FuzzRequest request) {
		List<FuzzDocument.Parameter> places = request.operation()
			.parameters()
			.stream()
			.filter((parameter) -> parameter.in().equals("path"))
			.toList();
		if (places.isEmpty()) {
			query(request);
			return;
		}
		request.trick("path");
		String name = this.values.one(places).name();
		String[] template = request.operation().path().split("/");
		String[] path = request.path().split("/", -1);
		for (int i = 0; i < Math.min(path.length, template.length); i++) {
			if (template[i].equals("{" + name + "}")) {
				path[i] = this.values.chance(0.3) ? this.values.one(SEGMENTS) : FuzzRequest.encode(text());
			}
		}
		request.path(String.join("/", path));
	}

	private String text() {
		return this.values.one(TEXTS);
	}

	private void query(FuzzRequest request) {
		request.trick("query");
		List<String> names = request.operation()
			.parameters()
			.stream()
			.filter((parameter) -> parameter.in().equals("query"))
			.map(FuzzDocument.Parameter::name)
			.toList();
		String name = (names.isEmpty() || this.values.chance(0.15)) ? "unknown" : this.values.one(names);
		request.query().add(new String[] { name, text() });
	}

	private void cursor(FuzzRequest request) {
		String cursor = this.values.known("cursor " + request.operation().id(), null);
		if (cursor == null) {
			query(request);
			return;
		}
		request.trick("cursor");
		int at = this.values.number(cursor.length());
		char other = (cursor.charAt(at) != 'A') ? 'A' : 'B';
		request.query().removeIf((parameter) -> parameter[0].equals("cursor"));
		request.query().add(new String[] { "cursor", cursor.substring(0, at) + other + cursor.substring(at + 1) });
	}

	private void field(FuzzRequest request) {
		request.trick("header");
		request.header(this.values.one(FIELDS), this.values.one(HEADERS));
	}

	private void accept(FuzzRequest request) {
		request.trick("accept");
		request.header("Accept", this.values.one(ACCEPTS));
	}

	private void key(FuzzRequest request) {
		request.trick("key");
		request.header("X-Api-Key", this.values.chance(0.2) ? null : this.values.one(KEYS));
		if (this.values.chance(0.2)) {
			request.header("Authorization",
					this.values.one(List.of("Bearer x.y.z", "Basic eDp5", "Bearer ", "sandbox")));
		}
	}

	private void method(FuzzRequest request) {
		request.trick("method");
		request.method(this.values.one(METHODS));
	}

	private void body(FuzzRequest request) {
		if (request.body() == null) {
			request.trick("unexpected body");
			request.header("Content-Type", "application/json");
			request.body("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
			return;
		}
		String text = new String(request.body(), StandardCharsets.UTF_8);
		switch (this.values.number(12)) {
			case 0, 1, 2, 3, 4 -> member(request);
			case 5 -> replace(request, "no JSON", this.values.one(List.of("", "{", "nul", "[]", "\"x\"", "7", "null",
					"{\"a\":1", "{'a':1}", "\uFEFF" + text, text + " {}", text + "]")));
			case 6 -> replace(request, "member twice", "{\"backend\":\"airbyte\"," + text.substring(1));
			case 7 -> replace(request, "deep", "{\"name\":" + "[".repeat(3000) + "]".repeat(3000) + "}");
			case 8 -> replace(request, "deep details",
					"{\"backend\":\"wallaroo\",\"details\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(101));
			case 9 -> {
				request.trick("bytes");
				request.body(new byte[] { '{', '"', (byte) 0xc3, 0x28, '"', ':', (byte) 0xff, '}' });
			}
			case 10 -> {
				request.trick("media type");
				request.header("Content-Type", this.values.chance(0.1) ? null : this.values.one(TYPES));
			}
			default -> replace(request, "large", this.values.chance(0.2)
					? "{\"name\":\"" + "x".repeat(1_100_000) + "\"}" : "{\"name\":\"" + "x".repeat(50_000) + "\"}");
		}
	}

	private static void replace(FuzzRequest request, String trick, String text) {
		request.trick(trick);
		request.body(text.getBytes(StandardCharsets.UTF_8));
	}

	private void member(FuzzRequest request) {
		request.trick("member");
		try {
			if (MAPPER.readTree(request.body()) instanceof ObjectNode object) {
				List<String> names = List.copyOf(object.propertyNames());
				String name = (names.isEmpty() || this.values.chance(0.2)) ? "unknown" : this.values.one(names);
				if (object.path(name) instanceof ObjectNode inner && !inner.isEmpty() && this.values.chance(0.6)) {
					inner.set(this.values.one(List.copyOf(inner.propertyNames())), strange());
				}
				else if (this.values.chance(0.2)) {
					object.remove(name);
				}
				else {
					object.set(name, strange());
				}
				request.body(object.toString().getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (JacksonException ex) {
			// An earlier trick has left nothing that has members.
			request.trick("no members");
		}
	}

	private JsonNode strange() {
		return switch (this.values.number(8)) {
			case 0 -> JSON.nullNode();
			case 1 -> JSON.numberNode(this.values.one(List.of(0L, -1L, Long.MAX_VALUE)));
			case 2 -> JSON.numberNode(1e300);
			case 3 -> JSON.booleanNode(true);
			case 4 -> JSON.arrayNode().add(text()).add(1).addNull();
			case 5 -> JSON.objectNode().put("redacted", true).put("a", text());
			default -> JSON.stringNode(text());
		};
	}

}
