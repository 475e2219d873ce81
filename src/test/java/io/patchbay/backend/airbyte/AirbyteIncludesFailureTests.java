package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.Slice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads that are broken off reach the pretend upstream late, so that these tests count
 * none.
 */
class AirbyteIncludesFailureTests extends AirbyteFixture {

	@BeforeEach
	void noJobs() {
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs").willReturn(WireMock.okJson(AirbyteStubs.page(List.of()))));
	}

	@Test
	void readThatFailsLeavesTheConnectionsBefore() {
		rows(60);
		answerFor(30, 500, 0);
		Slice<Connection> slice = backend().list(request(60, Include.LAST_SYNC));
		assertThat(slice.entries()).hasSizeBetween(1, 30);
		assertThat(slice.entries().getLast().next()).isEqualTo(String.valueOf(slice.entries().size()));
		assertThat(slice.failure()).extracting(GatewayException::code).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void readThatFailsAtOnceIsAFailure() {
		UPSTREAM.stubFor(AirbyteStubs.get("/sources/50000000-0000-4000-8000-000000000001")
			.willReturn(WireMock.okJson(AirbyteStubs.text("source.json"))));
		UPSTREAM.stubFor(AirbyteStubs.get("/destinations/d0000000-0000-4000-8000-000000000001")
			.willReturn(WireMock.serverError()));
		assertThat(failure(() -> get(AirbyteStubs.text("connection.json"), Include.ENDPOINTS)).code())
			.isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void slowReadsHandOverWhatIsComplete() {
		rows(60);
		answerFor(3, 200, 1100);
		Slice<Connection> slice = Deadline.within(Duration.ofSeconds(2),
				() -> backend().list(request(60, Include.LAST_SYNC)));
		assertThat(slice.entries()).hasSizeBetween(4, 59);
		assertThat(slice.next()).isEqualTo(String.valueOf(slice.entries().size()));
		assertThat(slice.failure()).isNull();
	}

	@Test
	void readsEndWithTheDeadline() {
		answerFor(1, 200, 4000);
		UPSTREAM.stubFor(AirbyteStubs.get("/connections/" + ID.upstreamId())
			.willReturn(WireMock.okJson(AirbyteStubs.text("connection.json"))));
		long start = System.nanoTime();
		GatewayException failure = failure(
				() -> Deadline.within(Duration.ofMillis(500), () -> backend().get(ID, Set.of(Include.LAST_SYNC))));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
	}

	private static void answerFor(int connection, int status, int delay) {
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs")
			.atPriority(1)
			.withQueryParam("connectionId", WireMock.equalTo(AirbyteStubs.connectionId(connection)))
			.willReturn(WireMock.jsonResponse(AirbyteStubs.page(List.of()), status).withFixedDelay(delay)));
	}

}
