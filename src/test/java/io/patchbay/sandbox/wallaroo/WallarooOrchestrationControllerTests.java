package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooOrchestrationControllerTests {

	private final WallarooEmulator wallaroo = new WallarooEmulator();

	@AfterEach
	void close() {
		this.wallaroo.close();
	}

	@Test
	void listIsBareAndListAllIsWrapped() {
		JsonNode rows = this.wallaroo.ask("orchestration/list", "{'workspace_id':33}");
		assertThat(rows.isArray()).isTrue();
		assertThat(rows.at("/0/image_path").isString()).isTrue();
		assertThat(this.wallaroo.ask("orchestration/list", "{'workspace_id':34}").isEmpty()).isTrue();
		JsonNode all = this.wallaroo.ask("orchestration/list_all", "{'task_run_status':[],'workspace_ids':[]}");
		assertThat(all.path("orchestrations").size()).isEqualTo(rows.size());
		assertThat(all.at("/orchestrations/0/orchestration/id")).isEqualTo(rows.at("/0/id"));
		JsonNode failed = this.wallaroo.ask("orchestration/list_all",
				"{'task_run_status':['failure'],'workspace_ids':[33]}");
		assertThat(failed.path("orchestrations").size()).isOne();
		this.wallaroo.refused(400, "orchestration/list_all", "{}");
		this.wallaroo.refused(400, "orchestration/list", "{}");
	}

	@Test
	void oneReadsWithLessThanListsShow() {
		JsonNode row = this.wallaroo.ask("orchestration/list", "{'workspace_id':33}").path(0);
		JsonNode one = this.wallaroo.ask("orchestration/get_by_id", "{'id':'" + row.path("id").stringValue() + "'}");
		assertThat(one.path("status").stringValue()).isEqualTo("ready");
		assertThat(one.has("updated_at")).isFalse();
		this.wallaroo.refused(404, "orchestration/get_by_id", "{'id':'" + WallarooUsers.id(1, 1) + "'}");
	}

	@Test
	void packagingTakesItsTimeAndMayFail() {
		assertThat(status(5)).isEqualTo("pending_packaging");
		this.wallaroo.pass(Duration.ofSeconds(30));
		assertThat(status(5)).isEqualTo("packaging");
		this.wallaroo.pass(Duration.ofSeconds(50));
		assertThat(status(5)).isEqualTo("ready");
		assertThat(status(6)).isEqualTo("packaging");
		assertThat(status(7)).isEqualTo("error");
	}

	@Test
	void uploadsAndDownloads() {
		MvcTestResult uploaded = upload("{\"workspace_id\":33,\"name\":\"mine\"}");
		assertThat(uploaded).hasStatus(200);
		String id = WallarooEmulator.json(uploaded).path("id").stringValue();
		JsonNode one = this.wallaroo.ask("orchestration/get_by_id", "{'id':'" + id + "'}");
		assertThat(one.path("status").stringValue()).isEqualTo("pending_packaging");
		assertThat(one.path("file_name").stringValue()).isEqualTo("job.zip");
		assertThat(download(id, this.wallaroo.accessToken())).hasStatus(200).bodyText().isEqualTo("PK");
		assertThat(download(id, "x")).hasStatus(401);
		assertThat(upload("{\"workspace_id\":\"33\"}")).hasStatus(400);
		assertThat(upload("nonsense")).hasStatus(400);
		assertThat(this.wallaroo.call("orchestration/upload", "{}")).hasStatus(400);
	}

	private MvcTestResult download(String id, String token) {
		return this.wallaroo.sandbox()
			.mvc()
			.get()
			.uri("/sandbox/wallaroo/v1/api/orchestration/download?id={id}&token={token}", id, token)
			.exchange();
	}

	private MvcTestResult upload(String metadata) {
		return this.wallaroo.sandbox()
			.mvc()
			.post()
			.uri("/sandbox/wallaroo/v1/api/orchestration/upload")
			.header("Authorization", "Bearer " + this.wallaroo.accessToken())
			.multipart()
			.part(new MockPart("file", "job.zip", "PK".getBytes(StandardCharsets.UTF_8)))
			.part(new MockPart("metadata", metadata.getBytes(StandardCharsets.UTF_8)))
			.exchange();
	}

	private String status(int number) {
		return this.wallaroo.ask("orchestration/get_by_id", "{'id':'" + WallarooUsers.id(0x0a, number) + "'}")
			.path("status")
			.stringValue();
	}

}
