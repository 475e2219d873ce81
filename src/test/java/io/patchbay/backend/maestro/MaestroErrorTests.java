package io.patchbay.backend.maestro;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroErrorTests extends MaestroFixture {

	@Test
	void tracebackStaysInside() {
		GatewayException.Upstream told = told(
				"""
						{"detail":{"status":false,"exception_type":"PipelineNotFound","traceback":"File \\"x.py\\", line 1","data":null}}""");
		assertThat(told).isEqualTo(new GatewayException.Upstream(500, "PipelineNotFound", null));
	}

	@Test
	void textOfTheDetailIsTheMessage() {
		assertThat(told("{\"detail\":\"pipeline_id is required\"}"))
			.isEqualTo(new GatewayException.Upstream(500, null, "pipeline_id is required"));
	}

	@Test
	void msgIsTheMessage() {
		assertThat(told("{\"msg\":\"Unauthorized\"}"))
			.isEqualTo(new GatewayException.Upstream(500, null, "Unauthorized"));
	}

	@Test
	void messageIsTheMessageWithAndWithoutCode() {
		assertThat(told("{\"message\":\"too much memory\",\"statusCode\":400}"))
			.isEqualTo(new GatewayException.Upstream(500, null, "too much memory"));
		assertThat(told(
				"{\"statusCode\":500,\"message\":\"no permission 9\",\"error\":\"Internal\",\"code\":\"UNKNOWN\",\"details\":{\"sql\":\"x\"}}"))
			.isEqualTo(new GatewayException.Upstream(500, "UNKNOWN", "no permission 9"));
	}

	@Test
	void textOverSeveralLinesIsCutAtTheFirst() {
		assertThat(told("{\"detail\":\"it broke\\nTraceback (most recent call last):\\n  File x\"}"))
			.isEqualTo(new GatewayException.Upstream(500, null, "it broke"));
		assertThat(told("{\"message\":\"" + "x".repeat(5000) + "\"}").message()).hasSize(300);
	}

	@Test
	void otherBodiesTellNothing() {
		assertThat(told("<html>Bad gateway</html>")).isEqualTo(new GatewayException.Upstream(500, null, null));
		assertThat(told("[1]")).isEqualTo(new GatewayException.Upstream(500, null, null));
	}

	private static GatewayException.Upstream told(String body) {
		UPSTREAM.stubFor(listCall().willReturn(WireMock.aResponse().withStatus(500).withBody(body)));
		GatewayException failure = failure(() -> backend().list(first(1)));
		assertThat(failure.getMessage()).doesNotContain("x.py").doesNotContain("memory");
		return failure.upstream();
	}

}
