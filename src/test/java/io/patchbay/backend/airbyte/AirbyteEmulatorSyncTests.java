package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.sandbox.SandboxTest;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The adapter runs the emulator's jobs over real HTTP.
 */
@SandboxTest
class AirbyteEmulatorSyncTests extends AirbyteEmulatorFixture {

	private static final SyncRequest SYNC = new SyncRequest(SyncRun.Type.SYNC, null, Map.of());

	AirbyteEmulatorSyncTests(@LocalServerPort int port) {
		super(port);
	}

	@Test
	void aRunGoesFromItsStartToItsLog() throws Exception {
		Instant before = Instant.now();
		Connection example = example();
		SyncRun started = this.backend.start(example, SYNC);
		assertThat(started.status()).isEqualTo(SyncRun.Status.QUEUED);
		assertThat(this.backend.running(example, SYNC)).map(SyncRun::id).contains(started.id());
		assertThat(this.backend.findStarted(example, SYNC, before)).map(SyncRun::id).contains(started.id());
		advance("PT3S");
		assertThat(this.backend.sync(started.id()).status()).isEqualTo(SyncRun.Status.RUNNING);
		assertThat(failure(() -> this.backend.start(example, SYNC)).code()).isEqualTo(ErrorCode.SYNC_ALREADY_RUNNING);
		advance("PT1M");
		SyncRun ended = this.backend.sync(started.id());
		assertThat(ended.status()).isEqualTo(SyncRun.Status.SUCCEEDED);
		assertThat(ended.records()).isPositive();
		assertThat(this.backend.running(example, SYNC)).isEmpty();
		assertThat(lines(started.id(), 0)).hasSize(12).first().asString().endsWith("info: Starting sync, step 0");
		assertThat(lines(started.id(), 3)).hasSize(3);
	}

	@Test
	void aFailedRunSaysWhy() throws Exception {
		Connection failing = seeded(9);
		SyncRun started = this.backend.start(failing, SYNC);
		advance("PT1M");
		SyncRun ended = this.backend.sync(started.id());
		assertThat(ended.status()).isEqualTo(SyncRun.Status.FAILED);
		assertThat(ended.attempt()).isOne();
		assertThat(ended.message()).isNotBlank();
	}

	@Test
	void aRunIsCancelledOnce() throws Exception {
		SyncRun started = this.backend.start(example(), SYNC);
		advance("PT3S");
		assertThat(this.backend.cancel(started.id()).status()).isEqualTo(SyncRun.Status.CANCELLED);
		assertThat(this.backend.cancel(started.id()).status()).isEqualTo(SyncRun.Status.CANCELLED);
		assertThat(requests("DELETE", "/jobs/" + started.id().upstreamId())).isOne();
	}

	@Test
	void anInactiveConnectionDoesNotRun() throws Exception {
		Connection example = example();
		this.backend.update(example, new ConnectionChange(null, null, null, null, false));
		assertThat(failure(() -> this.backend.start(example, SYNC)).code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		assertThat(requests("POST", "/jobs")).isOne();
		assertThat(failure(() -> this.backend.start(example(), SYNC)).code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		assertThat(requests("POST", "/jobs")).isOne();
	}

	@Test
	void aJobThatDoesNotExistIsNotFound() throws Exception {
		SyncId stranger = new SyncId(NAME, "4711");
		assertThat(failure(() -> this.backend.sync(stranger)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		this.sandbox.patch("/sandbox/airbyte/_control", "{\"adminMode\":true}");
		assertThat(failure(() -> this.backend.sync(stranger)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void historyIsRead() {
		Connection example = example();
		Slice<SyncRun> newest = this.backend.syncs(example,
				new SyncListRequest(null, null, null, false, null, Seen.NOTHING, 5));
		Slice<SyncRun> oldest = this.backend.syncs(example,
				new SyncListRequest(null, null, null, true, null, Seen.NOTHING, 5));
		assertThat(newest.entries()).hasSize(5)
			.extracting((entry) -> entry.item().startedAt())
			.isSortedAccordingTo((one, other) -> other.compareTo(one));
		assertThat(oldest.entries().getFirst().item().type()).isEqualTo(SyncRun.Type.RESET);
		assertThat(this.backend
			.syncs(example, new SyncListRequest(SyncRun.Status.FAILED, null, null, false, null, Seen.NOTHING, 50))
			.entries()).hasSize(1);
		Instant from = Instant.parse("2026-01-05T10:15:30Z");
		assertThat(this.backend
			.syncs(example, new SyncListRequest(null, from, from.plusSeconds(6 * 3600), false, null, Seen.NOTHING, 50))
			.entries()).extracting(Slice.Entry::id).containsExactly("9876543");
	}

	@ParameterizedTest
	@CsvSource({ "1,STREAM", "2,NOT_SET", "3,GLOBAL", "6,LEGACY" })
	void statesAreRead(int number, ConnectionState.Type type) {
		ConnectionState state = this.backend.state(connection(number));
		assertThat(state.type()).isEqualTo(type);
		assertThat(state.shared() != null).isEqualTo(type == ConnectionState.Type.GLOBAL);
		assertThat(state.legacy() != null).isEqualTo(type == ConnectionState.Type.LEGACY);
	}

	@Test
	void theCatalogIsRead() {
		List<CatalogStream> streams = this.backend.catalog(EXAMPLE);
		assertThat(streams).extracting(CatalogStream::selected).contains(true, false);
		assertThat(streams).filteredOn(CatalogStream::selected)
			.extracting(CatalogStream::name, CatalogStream::syncMode)
			.containsExactlyInAnyOrderElementsOf(example().streams()
				.stream()
				.map((stream) -> Tuple.tuple(stream.name(), stream.syncMode()))
				.toList());
		assertThat(failure(() -> this.backend.catalog(connection(4711))).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	private static ConnectionId connection(int number) {
		return new ConnectionId(NAME, "c0000000-0000-4000-8000-%012d".formatted(number));
	}

	private Connection seeded(int number) {
		return this.backend.get(connection(number), Set.of());
	}

	private List<String> lines(SyncId id, int tail) {
		List<String> lines = new ArrayList<>();
		this.backend.logs(id, tail, lines::add);
		return lines;
	}

	private void advance(String step) throws Exception {
		assertThat(this.sandbox.post("/sandbox/clock", "{\"advance\":\"" + step + "\"}").statusCode()).isEqualTo(200);
	}

}
