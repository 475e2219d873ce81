package io.patchbay;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncSupport;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watches runs over real HTTP, on a platform whose runs change when a test says so.
 */
@GatewayTest
@Import(SyncEventsTests.OneRun.class)
class SyncEventsTests {

	private static final String RUN = "/api/v1/syncs/airbyte~r";

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private RunBackend backend;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void begin() {
		this.backend.set(SyncRun.Status.RUNNING, 1);
		this.backend.reads.set(0);
	}

	@Test
	void watcherThatComesBackMissesNothing() throws Exception {
		List<String> seen = new ArrayList<>();
		try (Events events = new Events(null)) {
			assertThat(events.status()).isEqualTo(200);
			seen.add(events.next());
			this.backend.set(SyncRun.Status.RUNNING, 2);
			seen.add(events.next());
		}
		this.backend.set(SyncRun.Status.RUNNING, 3);
		String last = id(seen.getLast());
		try (Events events = new Events(last)) {
			seen.add(events.next());
			this.backend.set(SyncRun.Status.SUCCEEDED, 4);
			seen.add(events.next());
			assertThat(events.next()).isEmpty();
		}
		assertThat(seen).extracting((event) -> event.lines().findFirst().orElseThrow())
			.containsExactly("event:state", "event:progress", "event:progress", "event:done");
		assertThat(seen).extracting(SyncEventsTests::bytes).containsExactly(1, 2, 3, 4);
		try (Events events = new Events(id(seen.getLast()))) {
			assertThat(events.status()).isEqualTo(204);
		}
		nothingRemains();
	}

	@Test
	void manyShareOnePoller() throws Exception {
		int many = 100;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			AtomicInteger done = new AtomicInteger();
			for (int i = 0; i < many; i++) {
				threads.submit(() -> {
					try (Events events = new Events(null)) {
						for (String event = events.next(); !event.isEmpty(); event = events.next()) {
							if (event.startsWith("event:done")) {
								done.incrementAndGet();
							}
						}
					}
					return null;
				});
				threads.submit(() -> {
					if (get(RUN, "Prefer", "wait=60").body().contains("SUCCEEDED")) {
						done.incrementAndGet();
					}
					return null;
				});
			}
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> gauge("patchbay.sync.watchers") == 2 * many);
			assertThat(gauge("patchbay.sync.pollers")).isEqualTo(1);
			this.backend.set(SyncRun.Status.SUCCEEDED, 2);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> done.get() == 2 * many);
		}
		assertThat(this.backend.reads.get()).isLessThan(30);
		nothingRemains();
	}

	@Test
	void failureOnTheWayIsAnEvent() throws Exception {
		try (Events events = new Events(null)) {
			events.next();
			this.backend.run = null;
			assertThat(events.next()).startsWith("event:problem").contains("\"code\":\"not-found\"");
			assertThat(events.next()).isEmpty();
		}
		nothingRemains();
	}

	private void nothingRemains() {
		Awaitility.await().until(() -> gauge("patchbay.sync.watchers") == 0 && gauge("patchbay.sync.pollers") == 0);
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	private HttpResponse<String> get(String path, String header, String value) throws Exception {
		return HTTP.send(request(path).header(header, value).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("X-Api-Key", "sandbox");
	}

	private static String id(String event) {
		return event.lines().filter((line) -> line.startsWith("id:")).findFirst().orElseThrow().substring(3);
	}

	private static int bytes(String event) {
		return Integer.parseInt(event.replaceAll("(?s).*\"bytes\":([0-9]+).*", "$1"));
	}

	/**
	 * An open stream of events.
	 */
	private final class Events implements AutoCloseable {

		private final HttpResponse<InputStream> response;

		private final Scanner scanner;

		Events(String lastEventId) throws Exception {
			HttpRequest.Builder request = request(RUN + "/events").header("Accept", "text/event-stream");
			if (lastEventId != null) {
				request.header("Last-Event-ID", lastEventId);
			}
			this.response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
			this.scanner = new Scanner(this.response.body(), java.nio.charset.StandardCharsets.UTF_8);
		}

		int status() {
			return this.response.statusCode();
		}

		// The next event, past comments and hints; empty at the end.
		String next() {
			StringBuilder event = new StringBuilder();
			while (this.scanner.hasNextLine()) {
				String line = this.scanner.nextLine();
				if (line.isEmpty() && event.indexOf("data:") >= 0) {
					return event.toString();
				}
				if (!line.isEmpty() && !line.startsWith(":") && !line.startsWith("retry:")) {
					event.append(line).append('\n');
				}
			}
			return "";
		}

		@Override
		public void close() throws java.io.IOException {
			this.response.body().close();
		}

	}

	@TestConfiguration
	static class OneRun {

		@Bean
		RunBackend runBackend() {
			return new RunBackend();
		}

		@Bean
		@Primary
		BackendSource oneBackend(RunBackend backend) {
			return () -> List.of(backend);
		}

	}

	/**
	 * A platform with one run.
	 */
	static class RunBackend implements ConnectionBackend, SyncSupport {

		private static final BackendId ID = new BackendId("airbyte");

		final AtomicInteger reads = new AtomicInteger();

		volatile SyncRun run;

		void set(SyncRun.Status status, long bytes) {
			this.run = new SyncRun(new SyncId(ID, "r"), new ConnectionId(ID, "c"), SyncRun.Type.SYNC, status, "word",
					Instant.EPOCH, null, null, bytes, null);
		}

		@Override
		public SyncRun sync(SyncId id) {
			this.reads.incrementAndGet();
			SyncRun now = this.run;
			if (now == null) {
				throw new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no sync.");
			}
			return now;
		}

		@Override
		public BackendId id() {
			return ID;
		}

		@Override
		public Platform platform() {
			return new Platform("memory");
		}

		@Override
		public boolean enabled() {
			return true;
		}

		@Override
		public BackendHealth health() {
			return new BackendHealth(BackendHealth.Status.UNKNOWN, BackendHealth.Circuit.CLOSED, null, null);
		}

		@Override
		public Set<ConnectionFilter.Aspect> filterable() {
			return Set.of();
		}

		@Override
		public Connection get(ConnectionId id, Set<Include> include) {
			return Connection.builder(id, platform()).build();
		}

		@Override
		public Slice<Connection> list(ListRequest request) {
			return new Slice<>(List.of(), null, 0, null);
		}

		@Override
		public Slice<Workspace> workspaces(ListRequest request) {
			return new Slice<>(List.of(), null, 0, null);
		}

		@Override
		public List<WorkspaceRef> workspacesOf(ConnectionId id) {
			return List.of();
		}

		@Override
		public SyncRun start(Connection connection, SyncRequest request) {
			return sync(new SyncId(ID, "r"));
		}

		@Override
		public Optional<SyncRun> running(Connection connection, SyncRequest request) {
			return Optional.empty();
		}

		@Override
		public Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
			return Optional.empty();
		}

		@Override
		public Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
			return new Slice<>(List.of(), null, 0, null);
		}

	}

}
