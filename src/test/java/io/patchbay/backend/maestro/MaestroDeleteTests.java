package io.patchbay.backend.maestro;

import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroDeleteTests extends MaestroFixture {

	@Test
	void connectionIsDeletedByItsIdWithTheRawToken() {
		UPSTREAM.stubFor(deleteCall().willReturn(WireMock.okJson("{\"message\":\"ok\"}")));
		delete(id(1), DeleteOptions.CAREFUL);
		UPSTREAM.verify(1,
				WireMock.deleteRequestedFor(WireMock.urlEqualTo("/connections/" + id(1).upstreamId()))
					.withHeader("Authorization", WireMock.equalTo("static"))
					.withHeader("Content-Type", WireMock.equalTo("application/json")));
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(1);
	}

	@Test
	void anySuccessIsSuccess() {
		for (ResponseDefinitionBuilder answer : new ResponseDefinitionBuilder[] { WireMock.noContent(), WireMock.ok(),
				WireMock.aResponse().withStatus(202).withBody("<p>") }) {
			UPSTREAM.stubFor(deleteCall().willReturn(answer));
			delete(id(1), new DeleteOptions(true, Set.of(), true));
		}
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(3);
	}

	@Test
	void idIsOneSegmentWhateverIsInIt() {
		UPSTREAM.stubFor(deleteCall().willReturn(WireMock.ok()));
		delete(new ConnectionId(ID, "1_a/b?c~d-1.0 é"), DeleteOptions.CAREFUL);
		UPSTREAM.verify(1, WireMock.deleteRequestedFor(WireMock.urlEqualTo("/connections/1_a%2Fb%3Fc~d-1.0%20%C3%A9")));
	}

	@Test
	void connectionThatIsNotThereIsNotFound() {
		assertThat(failing(404)).isInstanceOf(GatewayException.NotFound.class).hasMessageContaining(id(1).toString());
	}

	@Test
	void missingPermissionIsNamed() {
		GatewayException failure = failing(403);
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
		assertThat(failure).hasMessageContaining("connection:delete");
	}

	@Test
	void otherFailuresAreNotSuccess() {
		assertThat(failing(401).code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(failing(400).code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failing(423).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(failing(500).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void refusedTokenIsRenewedOnce() {
		signIn();
		UPSTREAM.stubFor(deleteCall().willReturn(WireMock.jsonResponse("{\"msg\":\"Unauthorized\"}", 401)));
		Connection current = Connection.builder(id(1), MaestroBackend.PLATFORM).build();
		MaestroBackend backend = (MaestroBackend) backend(USER, Map.of());
		assertThat(failure(() -> backend.delete(current, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		UPSTREAM.verify(2, WireMock.deleteRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void deletionWithoutAnswerIsUnknownAndNotRepeated() {
		UPSTREAM.stubFor(deleteCall().willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThat(failure(() -> delete(id(1), DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(1);
		for (int status : new int[] { 502, 503, 504 }) {
			assertThat(failing(status).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		}
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(4);
	}

	@Test
	void cascadeIsNotSupported() {
		DeleteOptions cascade = new DeleteOptions(false, Set.of(Cascade.DESTINATION), false);
		assertThat(failure(() -> delete(id(1), cascade))).isInstanceOf(GatewayException.NotSupported.class)
			.hasMessageContaining("cascade");
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	private static GatewayException failing(int status) {
		UPSTREAM.stubFor(deleteCall().willReturn(WireMock.jsonResponse("{\"message\":\"invented\"}", status)));
		return failure(() -> delete(id(1), DeleteOptions.CAREFUL));
	}

	private static void delete(ConnectionId id, DeleteOptions options) {
		Connection current = Connection.builder(id, MaestroBackend.PLATFORM).build();
		((MaestroBackend) backend(TestBackends.token("static"), Map.of())).delete(current, options);
	}

	private static MappingBuilder deleteCall() {
		return WireMock.delete(WireMock.anyUrl());
	}

}
