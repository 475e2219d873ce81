package io.patchbay.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.Deadline;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends one request to one backend, once, and gives its failure a name. It follows no
 * redirect, keeps no cookie and repeats nothing by itself. An answer that is not read to
 * its end is broken off, not drained: a listing of which a page is enough may be long,
 * and a sick upstream's answer endless.
 */
final class HttpTransport {

	/** The most bytes of an answer. */
	private static final long MAX_BODY = 32L * 1024 * 1024;

	/** The most bytes of a failure that are looked at. */
	private static final int MAX_ERROR_BODY = 64 * 1024;

	/** The most bytes that are read of what nobody wants. */
	private static final int MAX_REST = 8 * 1024;

	/**
	 * The longest that an answer of any length may take, most of it the time of the one
	 * who listens.
	 */
	private static final Duration LONGEST_STREAM = Duration.ofMinutes(15);

	private static final ScheduledExecutorService WATCH = watch();

	private final String baseUrl;

	private final CloseableHttpClient client;

	private final Duration readTimeout;

	// A socket's own time-out costs two wake-ups of another thread for each read: only
	// where the deadline is far away is it worth that.
	private final RequestConfig settings;

	private final RequestConfig streamSettings;

	private final UpstreamFailures failures;

	private final Secrets secrets;

	private final @Nullable UpstreamTracing tracing;

	HttpTransport(URI baseUrl, BackendProperties properties, UpstreamFailures failures, UpstreamKit kit) {
		this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
		this.readTimeout = properties.readTimeout();
		this.failures = failures;
		this.tracing = kit.tracing();
		this.secrets = kit.secrets();
		this.secrets.add(properties.auth());
		this.settings = RequestConfig.custom()
			.setConnectionRequestTimeout(Timeout.of(properties.connectTimeout()))
			.build();
		this.streamSettings = RequestConfig.copy(this.settings)
			.setResponseTimeout(Timeout.of(properties.readTimeout()))
			.build();
		int connections = properties.maxConcurrentCalls();
		this.client = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
				.setMaxConnTotal(2 * connections)
				.setMaxConnPerRoute(2 * connections)
				.setTlsSocketStrategy((socket, target, port, attachment, context) -> Tls.STRATEGY.upgrade(socket,
						target, port, attachment, context))
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(properties.connectTimeout()))
					.setSocketTimeout(Timeout.DISABLED)
					.setValidateAfterInactivity(TimeValue.ofSeconds(2))
					.setTimeToLive(TimeValue.ofMinutes(5))
					.build())
				.build())
			.setDefaultRequestConfig(this.settings)
			.setRequestExecutor(new RequestSender())
			.setUserAgent("Patchbay")
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.build();
	}

	// Nearly all calls end before their deadline, and are not to be kept until then.
	private static ScheduledExecutorService watch() {
		ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().daemon().name("upstream-deadlines").factory());
		watch.setRemoveOnCancelPolicy(true);
		return watch;
	}

	<T extends @Nullable Object> T exchange(UpstreamRequest request, @Nullable String authorization,
			BodyReader<T> reader) {
		boolean longer = request.patience().compareTo(this.readTimeout) > 0;
		Duration most = longer ? request.patience() : this.readTimeout;
		Duration left = Deadline.remaining(request.isStreamed() ? LONGEST_STREAM : most);
		if (!left.isPositive()) {
			throw this.failures.timedOut(false);
		}
		HttpUriRequestBase http = new HttpUriRequestBase(request.method(), URI.create(this.baseUrl + request.target()));
		if (request.isStreamed()) {
			http.setConfig(longer ? RequestConfig.copy(this.streamSettings).setResponseTimeout(Timeout.of(most)).build()
					: this.streamSettings);
		}
		http.setHeader("Accept", "application/json");
		request.headers().forEach(http::setHeader);
		if (authorization != null) {
			http.setHeader("Authorization", authorization);
		}
		if (request.body() != null) {
			http.setEntity(new ByteArrayEntity(request.body(), null));
		}
		if (this.tracing != null) {
			return this.tracing.trace(request, http, () -> send(request, http, left, reader));
		}
		// The gateway is not a part of the trace, and takes nothing out of it.
		String trace = CallContext.current().traceparent();
		if (trace != null) {
			http.setHeader("traceparent", trace);
		}
		return send(request, http, left, reader);
	}

	private <T extends @Nullable Object> T send(UpstreamRequest request, HttpUriRequestBase http, Duration left,
			BodyReader<T> reader) {
		AtomicBoolean late = new AtomicBoolean();
		Future<?> watch = WATCH.schedule(() -> {
			late.set(true);
			http.abort();
		}, left.toNanos(), TimeUnit.NANOSECONDS);
		try {
			ClassicHttpResponse response = this.client.executeOpen(null, http, null);
			try {
				if (this.tracing != null) {
					this.tracing.answered(response.getCode());
				}
				return read(request, response, reader, authorization(http));
			}
			finally {
				leave(request, response);
				http.abort();
			}
		}
		catch (IOException | JacksonException | BodyTooLargeException ex) {
			if (late.get()) {
				throw this.failures.timedOut(true);
			}
			if (Thread.currentThread().isInterrupted()) {
				throw this.failures.cancelled();
			}
			throw this.failures.ofException(ex);
		}
		catch (IllegalStateException ex) {
			// What the client says when its connection is taken away between two of its
			// steps.
			if (late.get()) {
				throw this.failures.timedOut(true);
			}
			throw ex;
		}
		finally {
			watch.cancel(false);
		}
	}

	private static @Nullable String authorization(HttpUriRequestBase http) {
		Header header = http.getFirstHeader("Authorization");
		return (header != null) ? header.getValue() : null;
	}

	private <T extends @Nullable Object> T read(UpstreamRequest request, ClassicHttpResponse response,
			BodyReader<T> reader, @Nullable String authorization) throws IOException {
		HttpEntity entity = response.getEntity();
		if (response.getCode() / 100 != 2) {
			Secrets sent = this.secrets.with(authorization, request.headers().get("Authorization"));
			Header retryAfter = response.getFirstHeader("Retry-After");
			throw this.failures.ofAnswer(request,
					sent.masked(UpstreamFailures.describe(response.getCode(), errorBody(entity))),
					(retryAfter != null) ? retryAfter.getValue() : null);
		}
		if (reader.json()) {
			requireJson(entity);
		}
		InputStream body = (entity != null) ? entity.getContent() : InputStream.nullInputStream();
		return reader.read(new LimitedInputStream(body, request.isStreamed() ? Long.MAX_VALUE : MAX_BODY));
	}

	// A short rest is read, so that the connection can be used again, which the client
	// does by itself at the end; closing the answer would read a long one, too. The
	// outcome is what it is, even if the rest never comes.
	private static void leave(UpstreamRequest request, ClassicHttpResponse response) {
		HttpEntity entity = response.getEntity();
		if (entity == null || request.isStreamed()) {
			return;
		}
		try {
			InputStream rest = entity.getContent();
			if (rest.read() >= 0) {
				rest.readNBytes(MAX_REST);
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The connection is of no use any more, and is closed right after this.
		}
	}

	private void requireJson(@Nullable HttpEntity entity) {
		if (entity == null) {
			throw this.failures.invalidResponse("it is empty");
		}
		String type = entity.getContentType();
		if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
			throw this.failures.invalidResponse("it is not JSON");
		}
	}

	private static @Nullable JsonNode errorBody(@Nullable HttpEntity entity) throws IOException {
		if (entity == null) {
			return null;
		}
		byte[] bytes = entity.getContent().readNBytes(MAX_ERROR_BODY);
		try {
			return UpstreamJson.MAPPER.readTree(bytes);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	String masked(String text) {
		return Messages.plain(Messages.masked(this.secrets.masked(text)));
	}

	void close() {
		this.client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
	}

	/**
	 * What all backends trust, which is read from the disk when the first of them is
	 * called over TLS: no start waits for it, and it is there once.
	 */
	private static final class Tls {

		static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();

	}

}
