package io.patchbay.sandbox.maestro;

import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class MaestroHttpTests {

	private static final String ROOT = "/sandbox/maestro";

	@LocalServerPort
	private int port;

	private SandboxClient client;

	@BeforeEach
	void signIn() throws Exception {
		this.client = new SandboxClient(this.port);
		this.client.post("/sandbox/reset", "{}");
		String session = this.client.post(ROOT + "/auth/sign-in", MaestroEmulator.CREDENTIALS.replace('\'', '"'))
			.body();
		this.client.authorization(session.replaceFirst("(?s).*\"accessToken\":\"([^\"]+)\".*", "$1"));
	}

	@Test
	void listsAndDeletesByEncodedId() throws Exception {
		assertThat(SandboxClient.json(this.client.get(ROOT + "/connections?size=10&page=2")).path("connections").size())
			.isEqualTo(10);
		String path = ROOT + "/connections/1700000000000%5Fab12cd34%5Fmysql%2D1.0.0";
		assertThat(this.client.delete(path).statusCode()).isEqualTo(200);
		assertThat(this.client.delete(path).statusCode()).isEqualTo(404);
		assertThat(this.client.get(ROOT + "/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void refusesTokenWithScheme() throws Exception {
		this.client.authorization("Bearer x");
		assertThat(this.client.get(ROOT + "/connections").body()).contains("AUTH.UNAUTHORIZED");
		assertThat(this.client.get(ROOT + "/platform/pipelines").statusCode()).isEqualTo(401);
	}

	@Test
	void indexNamesTheCredentials() throws Exception {
		assertThat(this.client.get("/sandbox").body()).contains(MaestroTenant.PASSWORD, "sandbox-wallaroo-secret");
	}

}
