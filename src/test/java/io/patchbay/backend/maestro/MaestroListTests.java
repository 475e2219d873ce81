package io.patchbay.backend.maestro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.WorkspaceRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroListTests extends MaestroFixture {

	@Test
	void listTellsWhatMaestroTells() {
		recorded();
		Slice<Connection> slice = backend().list(first(10));
		assertThat(ids(slice)).containsExactly("1700000000000_ab12cd34_mysql-1.0.0",
				"1700000100000_zz98yy76_google-sheets", "1700000200000_qq11ww22_ga4-2.1");
		assertThat(slice.invalidItems()).isOne();
		Connection first = slice.entries().getFirst().item();
		assertThat(first.type()).isEqualTo("mysql");
		assertThat(first.status()).isNull();
		assertThat(first.upstreamStatus()).isNull();
		assertThat(first.enabled()).isNull();
		assertThat(first.details()).isNull();
		assertThat(first.createdAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
		assertThat(first.updatedAt()).isEqualTo(Instant.parse("2023-11-20T08:00:00Z"));
		assertThat(first.extensions()).isEqualTo(Map.of("category", "database", "connectorId", "mysql-1.0.0",
				"connectorName", "MySQL", "description", "Orders of the shop", "imageUrl",
				"https://images.example.com/mysql.svg", "userId", "88888888-8888-4888-8888-888888888888"));
		assertThat(first.workspaces()).containsExactly(new WorkspaceRef(tenant("tenant-1"), null));
	}

	@Test
	void absentStaysAbsent() {
		recorded();
		List<Slice.Entry<Connection>> entries = backend().list(first(10)).entries();
		assertThat(entries.get(1).item().createdAt()).isEqualTo(Instant.parse("2023-11-14T22:15:00Z"));
		assertThat(entries.get(1).item().updatedAt()).isNull();
		assertThat(entries.get(1).item().extensions()).isEqualTo(Map.of("category", "file"));
		assertThat(entries.get(2).item().createdAt()).isNull();
		assertThat(entries.get(2).item().extensions()).containsEntry("networkConfigId", "network-7");
	}

	@Test
	void listSendsSizeAndPageAndNothingElse() {
		recorded();
		backend().list(first(10));
		UPSTREAM.verify(1,
				WireMock.getRequestedFor(WireMock.urlEqualTo("/connections?size=50&page=1"))
					.withHeader("Authorization", WireMock.equalTo("static"))
					.withHeader("Content-Type", WireMock.equalTo("application/json")));
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(1);
	}

	@Test
	void pageParameterIsTheOperatorsChoice() {
		page("start_page", 1, 0, 50);
		page("start_page", 2, 50, 61);
		ConnectionBackend backend = backend(TestBackends.token("static"), Map.of("page-parameter", "start_page"));
		assertThat(walk(backend, 30)).containsExactlyElementsOf(ids(0, 61));
	}

	@Test
	void serverThatIgnoresPagingIsReadOnce() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 50)));
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 50));
		assertThat(walk(backend(), 50)).containsExactlyElementsOf(ids(0, 50));
		assertThat(walk(backend(), 20)).containsExactlyElementsOf(ids(0, 50));
		UPSTREAM.verify(0, WireMock.getRequestedFor(WireMock.urlEqualTo("/connections?size=50&page=3")));
	}

	@Test
	void serverThatIgnoresTheSizeToAnswersTheWholeList() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 230)));
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 230));
		assertThat(walk(backend(), 17)).containsExactlyElementsOf(ids(0, 230));
		UPSTREAM.verify(0, WireMock.getRequestedFor(WireMock.urlEqualTo("/connections?size=50&page=3")));
	}

	@Test
	void serverWithALargerPageOfItsOwnIsReadToItsEnd() {
		page("page", 1, 0, 100);
		page("page", 2, 100, 130);
		page("page", 3, 130, 130);
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 130));
	}

	@Test
	void wrongPageParameterIsToldInsteadOfHidingConnections() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 50)));
		UPSTREAM.stubFor(WireMock.get(WireMock.urlEqualTo("/connections?size=51&page=1")).willReturn(page(0, 51)));
		Slice<Connection> slice = backend().list(first(200));
		assertThat(ids(slice)).containsExactlyElementsOf(ids(0, 50));
		assertThat(slice.failure()).isNotNull();
		assertThat(slice.failure().code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		assertThat(slice.failure().getMessage()).contains("page-parameter");
	}

	@Test
	void serverThatRepeatsItsLastPageIsAtItsEnd() {
		UPSTREAM.stubFor(listCall().atPriority(9).willReturn(page(50, 100)));
		page("page", 1, 0, 50);
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 100));
		assertThat(walk(backend(), 50)).containsExactlyElementsOf(ids(0, 100));
		assertThat(walk(backend(), 7)).containsExactlyElementsOf(ids(0, 100));
	}

	@Test
	void repetitionIsNoticedByWhatAPageAddsToo() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 50)));
		List<String> turned = new ArrayList<>(ids(0, 50));
		Collections.reverse(turned);
		UPSTREAM.stubFor(pageCall("page", 2).willReturn(answer(turned)));
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 50));
	}

	@Test
	void serverWithASmallerPageOfItsOwnIsReadToItsEnd() {
		UPSTREAM.stubFor(listCall().atPriority(9).willReturn(page(0, 0)));
		page("page", 1, 0, 10);
		page("page", 2, 10, 20);
		page("page", 3, 20, 23);
		assertThat(walk(backend(), 200)).containsExactlyElementsOf(ids(0, 23));
		assertThat(walk(backend(), 4)).containsExactlyElementsOf(ids(0, 23));
		UPSTREAM.verify(0, WireMock.getRequestedFor(WireMock.urlEqualTo("/connections?size=50&page=4")));
	}

	@Test
	void failureOnALaterPageKeepsWhatCameBefore() {
		page("page", 1, 0, 50);
		UPSTREAM.stubFor(pageCall("page", 2).willReturn(WireMock.serverError()));
		Slice<Connection> slice = backend().list(first(200));
		assertThat(ids(slice)).containsExactlyElementsOf(ids(0, 50));
		assertThat(slice.failure()).isNotNull();
		assertThat(slice.failure().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		GatewayException failure = failure(() -> backend().list(new ListRequest(ConnectionFilter.NONE, Set.of(),
				slice.entries().getLast().next(), Seen.NOTHING.plus(ids(slice)), 10)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void listingWithoutAnEndIsBrokenOff() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 50)));
		GatewayException failure = failure(() -> backend()
			.list(new ListRequest(ConnectionFilter.NONE, Set.of(), "10001.0.abc.def", Seen.NOTHING, 10)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void longSearchHandsOverAtHalfTime() {
		page("page", 1, 0, 50);
		UPSTREAM.stubFor(pageCall("page", 1).willReturn(page(0, 50).withFixedDelay(700)));
		ConnectionFilter nobody = new ConnectionFilter(Set.of(), null, null, null, "nobody", null, null, null, null,
				null);
		Slice<Connection> slice = Deadline.within(Duration.ofMillis(1300),
				() -> backend().list(new ListRequest(nobody, Set.of(), null, Seen.NOTHING, 10)));
		assertThat(slice.entries()).isEmpty();
		assertThat(slice.next()).startsWith("2.0.");
	}

}
