package io.patchbay.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionFilter.Aspect;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How every platform's adapter lists.
 */
public abstract class AbstractListTests extends PlatformHarness {

	@Test
	void listAnswersConnectionsInThePlatformsOrder() {
		listingOf(rows(3));
		Slice<Connection> slice = backend().list(first(10));
		assertThat(ids(slice)).containsExactlyElementsOf(ids(rows(3)));
		assertThat(slice.next()).isNull();
		assertThat(slice.invalidItems()).isZero();
		Connection connection = slice.entries().getFirst().item();
		assertThat(connection.id()).isEqualTo(id(row(0).id()));
		assertThat(connection.platform()).isEqualTo(factory().platform());
		assertThat(connection.name()).isEqualTo(row(0).name());
		assertThat(connection.createdAt()).isEqualTo(row(0).created());
		assertThat(connection.workspaces()).extracting((ref) -> ref.id()).containsExactly(workspace(workspaceId(0)));
	}

	@Test
	void listOfNothingIsEmptyAndEnds() {
		listingOf(List.of());
		Slice<Connection> slice = backend().list(first(10));
		assertThat(slice.entries()).isEmpty();
		assertThat(slice.next()).isNull();
	}

	@Test
	void walkDeliversEachConnectionOnceWhateverTheLimit() {
		listingOf(rows(123));
		ConnectionBackend backend = backend();
		assertThat(walk(backend, ConnectionFilter.NONE, 200)).containsExactlyElementsOf(ids(rows(123)));
		assertThat(walk(backend, ConnectionFilter.NONE, 50)).containsExactlyElementsOf(ids(rows(123)));
		assertThat(walk(backend, ConnectionFilter.NONE, 7, 1, 30)).containsExactlyElementsOf(ids(rows(123)));
	}

	@Test
	void placeOfEachEntryGoesOnExactlyAfterIt() {
		listingOf(rows(61));
		ConnectionBackend backend = backend();
		Slice<Connection> slice = backend.list(first(58));
		List<String> before = new ArrayList<>();
		for (int i = 0; i < slice.entries().size(); i++) {
			Slice.Entry<Connection> entry = slice.entries().get(i);
			before.add(entry.id());
			ListRequest rest = new ListRequest(ConnectionFilter.NONE, Set.of(), entry.next(), Seen.NOTHING.plus(before),
					1);
			assertThat(ids(backend.list(rest))).containsExactly(connectionId(i + 1));
		}
	}

	@Test
	void walkDeliversWhatRowsBeforeThePlaceHaveLeftBehind() {
		listingOf(rows(30));
		Slice<Connection> slice = backend().list(first(10));
		listingOf(rows(30).stream().filter((row) -> !row.id().equals(connectionId(4))).toList());
		ListRequest rest = new ListRequest(ConnectionFilter.NONE, Set.of(), slice.next(), Seen.NOTHING.plus(ids(slice)),
				5);
		assertThat(ids(backend().list(rest))).doesNotContainAnyElementsOf(ids(slice))
			.first()
			.isIn(connectionId(10), connectionId(11));
	}

	@Test
	void walkDeliversNoConnectionTwiceWhenRowsWereInserted() {
		listingOf(rows(30).subList(5, 30));
		Slice<Connection> slice = backend().list(first(10));
		listingOf(rows(30));
		ListRequest rest = new ListRequest(ConnectionFilter.NONE, Set.of(), slice.next(), Seen.NOTHING.plus(ids(slice)),
				20);
		assertThat(ids(backend().list(rest))).doesNotContainAnyElementsOf(ids(slice)).contains(connectionId(29));
	}

	@Test
	void duplicatesInOneListingAreDeliveredOnce() {
		listing(List.of(json(row(0)), json(row(1)), json(row(0))));
		assertThat(ids(backend().list(first(10)))).containsExactly(connectionId(0), connectionId(1));
	}

	@Test
	void brokenItemsAreCountedNotFatal() {
		listing(List.of(json(row(0)), "\"nonsense\"", "{}", "null", json(row(1))));
		Slice<Connection> slice = backend().list(first(10));
		assertThat(ids(slice)).containsExactly(connectionId(0), connectionId(1));
		assertThat(slice.invalidItems()).isEqualTo(3);
		assertThat(slice.failure()).isNull();
	}

	@Test
	void filtersByName() {
		listingOf(rows(61));
		assertThat(walk(backend(), named("Connection 60"), 10)).containsExactly(connectionId(60));
		assertThat(walk(backend(), named("connection 60"), 10)).isEmpty();
		assertThat(walk(backend(), containing("CTION 5"), 3)).hasSize(11);
	}

	@Test
	void filtersByWhatThePlatformSays() {
		listingOf(rows(60));
		ConnectionBackend backend = backend();
		assertThat(backend.filterable()).contains(Aspect.NAME, Aspect.CREATED);
		assertThat(walk(backend, created(row(20).created(), row(22).created()), 10)).containsExactly(connectionId(20),
				connectionId(21));
		if (backend.filterable().contains(Aspect.TYPE)) {
			assertThat(walk(backend, ofType("odd"), 7)).hasSize(30).contains(connectionId(1), connectionId(59));
		}
	}

	@Test
	void filtersByWorkspace() {
		listingOf(rows(12));
		assertThat(walk(backend(), in(workspace(workspaceId(0))), 5)).containsExactlyElementsOf(ids(rows(12)));
	}

	@Test
	void filterByWorkspaceThatIsNotThereIsNotFound() {
		listingOf(rows(2));
		GatewayException failure = failure(() -> backend().list(first(in(workspace("nowhere")), 5)));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class).hasMessageContaining("nowhere");
	}

	@Test
	void otherWorkspacesThanTheAllowedAreInvisible() {
		listing(List.of(json(row(0)), json(row(1).in(workspaceId(1))), json(row(2))));
		assertThat(walk(backend(workspaceId(1)), ConnectionFilter.NONE, 10)).containsExactly(connectionId(1));
		GatewayException failure = failure(() -> backend(workspaceId(1)).list(first(in(workspace(workspaceId(0))), 5)));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void placeThatIsNotOursIsAnInvalidCursor() {
		listingOf(rows(2));
		for (String place : List.of("x", "-1", "99999999999999999999", "")) {
			ListRequest request = new ListRequest(ConnectionFilter.NONE, Set.of(), place, Seen.NOTHING, 5);
			GatewayException failure = failure(() -> backend().list(request));
			assertThat(failure).isInstanceOf(GatewayException.Invalid.class);
			assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_CURSOR);
		}
	}

	@Test
	void failingListIsNamedByItsStatus() {
		listingOf(rows(2));
		assertThat(listFailure(403)).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
		assertThat(listFailure(404)).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(listFailure(405)).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(listFailure(429)).isEqualTo(ErrorCode.UPSTREAM_RATE_LIMITED);
		assertThat(listFailure(500)).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(listFailure(503)).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		assertThat(listFailure(504)).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
	}

	@Test
	void answerThatIsNotOfTheApiIsInvalid() {
		listingOf(rows(2));
		for (String body : List.of("{\"conn", "", "{\"message\":\"ok\"}", "7", "{\"connections\":{},\"data\":{}}")) {
			UPSTREAM.stubFor(listCall().atPriority(1).willReturn(WireMock.okJson(body)));
			assertThat(failure(() -> backend().list(first(5))).code()).as(body)
				.isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		}
		UPSTREAM.stubFor(listCall().atPriority(1)
			.willReturn(WireMock.ok("<html>Sign in</html>").withHeader("Content-Type", "text/html")));
		assertThat(failure(() -> backend().list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@Test
	void readThatMayHelpIsRepeated() {
		listingOf(rows(2));
		UPSTREAM.stubFor(listCall().atPriority(1)
			.inScenario("outage")
			.whenScenarioStateIs("Started")
			.willReturn(status(503))
			.willSetStateTo("over"));
		assertThat(ids(backend().list(first(5)))).hasSize(2);
	}

	@Test
	void slowListEndsWithTheDeadline() {
		listingOf(rows(2));
		UPSTREAM.stubFor(listCall().atPriority(1).willReturn(WireMock.okJson("{}").withFixedDelay(4000)));
		ConnectionBackend backend = backend();
		long start = System.nanoTime();
		GatewayException failure = failure(() -> Deadline.within(Duration.ofMillis(300), () -> backend.list(first(5))));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
	}

	private ErrorCode listFailure(int status) {
		UPSTREAM.stubFor(listCall().atPriority(1).willReturn(status(status)));
		return failure(() -> backend().list(first(5))).code();
	}

	protected static ConnectionFilter named(String name) {
		return filter(null, null, name, null, null, null);
	}

	protected static ConnectionFilter containing(String q) {
		return filter(null, null, null, q, null, null);
	}

	protected static ConnectionFilter ofType(String type) {
		return filter(null, type, null, null, null, null);
	}

	protected static ConnectionFilter in(WorkspaceId workspace) {
		return filter(workspace, null, null, null, null, null);
	}

	protected static ConnectionFilter created(Instant after, Instant before) {
		return filter(null, null, null, null, after, before);
	}

	private static ConnectionFilter filter(@Nullable WorkspaceId workspace, @Nullable String type,
			@Nullable String name, @Nullable String q, @Nullable Instant after, @Nullable Instant before) {
		return new ConnectionFilter(Set.of(), workspace, type, null, name, q, after, before, null, null);
	}

}
