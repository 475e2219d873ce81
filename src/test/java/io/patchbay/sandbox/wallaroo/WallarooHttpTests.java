package io.patchbay.sandbox.wallaroo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class WallarooHttpTests {

	private static final String API = "/sandbox/wallaroo/v1/api";

	@LocalServerPort
	private int port;

	private SandboxClient client;

	@BeforeEach
	void signIn() throws Exception {
		this.client = new SandboxClient(this.port);
		this.client.post("/sandbox/reset", "{}");
		HttpRequest form = HttpRequest
			.newBuilder(URI
				.create(this.client.root() + "/sandbox/wallaroo/auth/realms/master/protocol/openid-connect/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("client_id=sdk-client&grant_type=password"
					+ "&username=sandbox%40patchbay.example&password=sandbox-wallaroo-password"))
			.build();
		HttpResponse<String> answer = this.client.http().send(form, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		this.client.authorization("Bearer " + SandboxClient.json(answer).path("access_token").stringValue());
	}

	@Test
	void streamsAnyNumberOfConnections() throws Exception {
		this.client.post("/sandbox/wallaroo/_control/seed", "{\"count\":20000}");
		HttpResponse<String> list = this.client.post(API + "/connections/list", "{}");
		assertThat(list.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(SandboxClient.json(list).path("connections").size()).isEqualTo(20_035);
	}

	@Test
	void answersWithoutContentTypeAndAccept() throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(this.client.request("POST", API + "/connections/get", "{\"name\":\"orders-postgres\"}"),
					(name, _) -> !"Content-Type".equalsIgnoreCase(name))
			.header("Accept", "text/plain")
			.build();
		assertThat(this.client.http().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
		assertThat(this.client.get(API + "/connections/list").statusCode()).isEqualTo(405);
		assertThat(this.client.post(API + "/connections/list", "").statusCode()).isEqualTo(400);
		assertThat(SandboxClient.json(this.client.patch("/sandbox/wallaroo/_control", "{\"cascadeDelete\":true}"))
			.path("cascadeDelete")
			.booleanValue()).isTrue();
	}

	@Test
	void takesUploads() throws Exception {
		String body = """
				--b
				Content-Disposition: form-data; name="file"; filename="job.zip"
				Content-Type: application/octet-stream

				PK
				--b
				Content-Disposition: form-data; name="metadata"
				Content-Type: application/json

				{"workspace_id":33,"name":"uploaded"}
				--b--
				""".replace("\n", "\r\n");
		HttpRequest request = HttpRequest
			.newBuilder(this.client.request("POST", API + "/orchestration/upload", body),
					(name, _) -> !"Content-Type".equalsIgnoreCase(name))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.build();
		HttpResponse<String> answer = this.client.http().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(this.client
			.post(API + "/orchestration/get_by_id",
					"{\"id\":\"" + SandboxClient.json(answer).path("id").stringValue() + "\"}")
			.body()).contains("\"file_name\":\"job.zip\"", "pending_packaging");
	}

}
