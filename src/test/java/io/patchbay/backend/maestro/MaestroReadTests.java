package io.patchbay.backend.maestro;

import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Slice;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroReadTests extends MaestroFixture {

	@Test
	void getFindsTheConnectionWhereTheFilterIsIgnored() {
		page("page", 1, 0, 50);
		page("page", 2, 50, 61);
		assertThat(backend().get(id(60), Set.of()).id()).isEqualTo(id(60));
		assertThat(failure(() -> backend().get(id(99), Set.of()))).isInstanceOf(GatewayException.NotFound.class);
		UPSTREAM.verify(WireMock.getRequestedFor(
				WireMock.urlEqualTo("/connections?connection_id=" + id(60).upstreamId() + "&size=50&page=2")));
	}

	@Test
	void getAsksOnceWhereTheFilterWorks() {
		UPSTREAM.stubFor(listCall().willReturn(page(3, 4)));
		assertThat(backend().get(id(3), Set.of()).id()).isEqualTo(id(3));
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(1);
	}

	@Test
	void getTakesA404ForAnUnknownId() {
		UPSTREAM.stubFor(listCall().willReturn(WireMock.notFound()));
		assertThat(failure(() -> backend().get(id(3), Set.of()))).isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void idGoesOutEncoded() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 0)));
		failure(() -> backend().get(new ConnectionId(ID, "a b&page=9/ü"), Set.of()));
		UPSTREAM.verify(WireMock.getRequestedFor(
				WireMock.urlEqualTo("/connections?connection_id=a%20b%26page%3D9%2F%C3%BC&size=50&page=1")));
	}

	@Test
	void tenantIsTheOneWorkspace() {
		recorded();
		Slice<Workspace> slice = backend().workspaces(first(10));
		assertThat(slice.entries()).extracting(Slice.Entry::item)
			.containsExactly(new Workspace(tenant("tenant-1"), null, null, Map.of()));
		assertThat(slice.next()).isNull();
	}

	@Test
	void tenantHasTheNameThatTheSignInTold() {
		recorded();
		signIn();
		ConnectionBackend backend = backend(USER, Map.of());
		assertThat(backend.workspaces(first(10)).entries()).extracting(Slice.Entry::item)
			.containsExactly(new Workspace(tenant("tenant-1"), "Acme", null, Map.of()));
		assertThat(backend.list(first(1)).entries().getFirst().item().workspaces())
			.containsExactly(new WorkspaceRef(tenant("tenant-1"), "Acme"));
	}

	@Test
	void tenantWithoutConnectionsIsKnownFromTheSignIn() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 0)));
		signIn();
		assertThat(backend(USER, Map.of()).workspaces(first(10)).entries()).extracting(Slice.Entry::id)
			.containsExactly("tenant-1");
		assertThat(backend().workspaces(first(10)).entries()).isEmpty();
	}

}
