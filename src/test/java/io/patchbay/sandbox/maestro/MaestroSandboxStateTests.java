package io.patchbay.sandbox.maestro;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroSandboxStateTests {

	@Test
	void resetGoesBackToTheSeedsAndKeepsTokens() {
		try (MaestroEmulator maestro = new MaestroEmulator()) {
			String pipeline = MaestroPipelineSeeds.id(MaestroPipelineSeeds.ORDERS);
			assertThat(maestro.call(HttpMethod.DELETE, "/connections/" + MaestroSeeds.SALES, "")).hasStatus(200);
			assertThat(maestro.call(HttpMethod.DELETE, "/platform/pipeline/" + pipeline, "", "customer_name", "acme"))
				.hasStatus(200);
			maestro.control("{'paging':'ignore'}");
			maestro.sandbox().bean(MaestroSandboxState.class).reset();
			assertThat(maestro.get("/connections").path("connections").size()).isEqualTo(37);
			assertThat(maestro.get("/connections?size=5").path("connections").size()).isEqualTo(5);
			assertThat(maestro.get("/platform/pipeline/" + pipeline + "/pipeline_run").size()).isEqualTo(3);
		}
	}

}
