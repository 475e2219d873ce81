package io.patchbay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/**
 * Takes traces as a collector does: OTLP over HTTP.
 */
final class TraceReceiver {

	private final Queue<ExportTraceServiceRequest> received = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	private TraceReceiver(HttpServer server) {
		this.server = server;
	}

	static TraceReceiver start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			TraceReceiver receiver = new TraceReceiver(server);
			server.createContext("/v1/traces", receiver::receive);
			server.start();
			return receiver;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange; InputStream body = exchange.getRequestBody()) {
			boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
			this.received.add(ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body));
			exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
		}
	}

	/**
	 * All that was sent, as text.
	 * @return every name, attribute and event of every span
	 */
	String text() {
		return this.received.stream().map(Object::toString).collect(Collectors.joining());
	}

	/**
	 * The spans of one trace.
	 * @param trace its id
	 * @return the spans, in no order
	 */
	List<Sent> trace(String trace) {
		return all().stream().filter((span) -> span.trace().equals(trace)).toList();
	}

	List<Sent> all() {
		return this.received.stream()
			.flatMap((request) -> request.getResourceSpansList().stream())
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.map(Sent::of)
			.toList();
	}

	/**
	 * A span that was sent.
	 *
	 * @param trace its trace
	 * @param id its id
	 * @param parent the span above it, empty for none
	 * @param name its name
	 * @param kind what it is
	 * @param attributes what it is about
	 * @param failed whether it says so
	 * @param events how many events it has
	 */
	record Sent(String trace, String id, String parent, String name, Span.SpanKind kind, Map<String, String> attributes,
			boolean failed, int events) {

		private static Sent of(Span span) {
			return new Sent(hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()), span.getName(),
					span.getKind(),
					span.getAttributesList()
						.stream()
						.collect(Collectors.toMap(KeyValue::getKey, (attribute) -> value(attribute.getValue()))),
					span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR, span.getEventsCount());
		}

		private static String value(AnyValue value) {
			return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
		}

		private static String hex(ByteString bytes) {
			return HexFormat.of().formatHex(bytes.toByteArray());
		}

	}

}
