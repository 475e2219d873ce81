package io.patchbay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLSession;

/**
 * Sends what was made up, over connections that are kept. It hangs up on streams that go
 * on for longer than a moment.
 */
final class FuzzCaller implements AutoCloseable {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final String root;

	FuzzCaller(String root) {
		this.root = root;
	}

	HttpResponse<byte[]> send(FuzzRequest request) throws IOException, InterruptedException {
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(this.root + request.target()))
			.timeout(Duration.ofSeconds(30))
			.method(request.method(), (request.body() != null) ? HttpRequest.BodyPublishers.ofByteArray(request.body())
					: HttpRequest.BodyPublishers.noBody());
		request.headers().forEach((header) -> builder.header(header[0], header[1]));
		HttpResponse<InputStream> response = this.http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
		return new Answer(response, body(response));
	}

	private byte[] body(HttpResponse<InputStream> response) throws IOException {
		try (InputStream body = response.body()) {
			if (!FuzzVerdict.streamed(response)) {
				return body.readAllBytes();
			}
			ScheduledFuture<?> end = this.clock.schedule(() -> close(body), 150, TimeUnit.MILLISECONDS);
			byte[] events = read(body);
			end.cancel(false);
			return events;
		}
	}

	// The stream fails the reader when it is closed under it.
	private static byte[] read(InputStream body) {
		try {
			return body.readNBytes(100_000);
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	private static void close(InputStream body) {
		try {
			body.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.http.shutdownNow();
	}

	/**
	 * An answer whose body was read.
	 *
	 * @param response the answer
	 * @param body its body
	 */
	private record Answer(HttpResponse<InputStream> response, byte[] body) implements HttpResponse<byte[]> {

		@Override
		public int statusCode() {
			return this.response.statusCode();
		}

		@Override
		public HttpRequest request() {
			return this.response.request();
		}

		@Override
		public Optional<HttpResponse<byte[]>> previousResponse() {
			return Optional.empty();
		}

		@Override
		public HttpHeaders headers() {
			return this.response.headers();
		}

		@Override
		public Optional<SSLSession> sslSession() {
			return Optional.empty();
		}

		@Override
		public URI uri() {
			return this.response.uri();
		}

		@Override
		public HttpClient.Version version() {
			return this.response.version();
		}

	}

}
