package io.patchbay.sandbox.maestro;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroPipelineControllerTests {

	private static final String ORDERS = MaestroPipelineSeeds.id(MaestroPipelineSeeds.ORDERS);

	private final MaestroEmulator maestro = new MaestroEmulator();

	@AfterEach
	void close() {
		this.maestro.close();
	}

	@Test
	void listIsBareWithNumbersAndIdentifiers() {
		JsonNode rows = this.maestro.get("/platform/pipelines");
		assertThat(rows.isArray()).isTrue();
		assertThat(rows.at("/0/id").intValue()).isOne();
		assertThat(rows.at("/0/pipeline_id").stringValue()).isEqualTo(ORDERS);
		assertThat(rows.at("/0/last_status").stringValue()).isEqualTo("SUCCESS");
		assertThat(rows.at("/1/last_status").stringValue()).isEqualTo("CREATED");
		assertThat(rows.at("/1/jobs/0/job_status").stringValue()).isEqualTo("PENDING");
		assertThat(rows.at("/1/cron").isNull()).isTrue();
		assertThat(rows.toString()).doesNotContain("config_id");
	}

	@Test
	void getIsWrappedAndTakesBothForms() {
		JsonNode one = this.maestro.get("/platform/pipeline/" + ORDERS.replace('_', '-'));
		assertThat(one.path("status").booleanValue()).isTrue();
		assertThat(one.at("/data/id").stringValue()).isEqualTo(ORDERS);
		assertThat(one.at("/data/status").stringValue()).isEqualTo("active");
		assertThat(this.maestro.get("/platform/pipeline/" + MaestroPipelineSeeds.id(MaestroPipelineSeeds.PAUSED))
			.at("/data/status")
			.stringValue()).isEqualTo("paused");
		assertThat(this.maestro.refused(404, HttpMethod.GET, "/platform/pipeline/x", "").path("detail").stringValue())
			.isEqualTo("pipeline_id x not found");
	}

	@Test
	void jobsNameTheirConnections() {
		Map<String, Integer> pipelinesOf = new HashMap<>();
		for (JsonNode pipeline : this.maestro.get("/platform/pipelines")) {
			for (JsonNode job : pipeline.path("jobs")) {
				var view = this.maestro.call(HttpMethod.GET,
						"/platform/jobs/jdbc/" + job.path("job_id").stringValue().replace('_', '-'), "");
				if (view.getResponse().getStatus() == 200) {
					String connection = MaestroEmulator.json(view)
						.at("/source_config/auth_parameters/config_id")
						.stringValue();
					pipelinesOf.merge(connection, 1, Integer::sum);
				}
				else {
					assertThat(job.at("/input/connector").stringValue()).isEqualTo("singer");
				}
			}
		}
		assertThat(pipelinesOf).containsEntry(MaestroSeeds.SALES, 1).containsEntry(MaestroSeeds.id("Billing"), 2);
		assertThat(this.maestro.refused(404, HttpMethod.GET, "/platform/jobs/jdbc/x_0", "").has("detail")).isTrue();
	}

	@Test
	void deletingConnectionLeavesItsPipelineDangling() {
		assertThat(this.maestro.call(HttpMethod.DELETE, "/connections/" + MaestroSeeds.SALES, "")).hasStatus(200);
		assertThat(this.maestro.get("/platform/jobs/jdbc/" + ORDERS + "_0")
			.at("/source_config/auth_parameters/config_id")
			.stringValue()).isEqualTo(MaestroSeeds.SALES);
	}

	@Test
	void patchChangesScheduleButNotIdentity() {
		String path = "/platform/pipeline/" + ORDERS;
		var patched = this.maestro.call(HttpMethod.PATCH, path, "{'cron':null,'name':'Renamed'}");
		assertThat(patched).hasStatus(200);
		assertThat(MaestroEmulator.json(patched).path("detail").stringValue()).startsWith("successfully patched");
		assertThat(this.maestro.get(path).at("/data/cron").isNull()).isTrue();
		assertThat(this.maestro.get(path).at("/data/name").stringValue()).isEqualTo("Renamed");
		assertThat(
				this.maestro.refused(400, HttpMethod.PATCH, path, "{'pipeline_id':'x'}").path("detail").stringValue())
			.isEqualTo("Property pipeline_id is read only");
		this.maestro.refused(400, HttpMethod.PATCH, path, "{'cron':'often'}");
		this.maestro.refused(400, HttpMethod.PATCH, path, "nonsense");
		assertThat(
				this.maestro.refused(404, HttpMethod.PATCH, "/platform/pipeline/x", "{}").path("detail").stringValue())
			.isEqualTo("pipeline_id x not found");
	}

	@Test
	void deleteWantsTheCustomersName() {
		String path = "/platform/pipeline/" + ORDERS;
		assertThat(this.maestro.refused(401, HttpMethod.DELETE, path, "").path("msg").stringValue())
			.isEqualTo("Unauthorized");
		JsonNode deleted = this.maestro.refused(200, HttpMethod.DELETE, path, "", "customer_name", "acme");
		assertThat(deleted.path("status").stringValue()).isEqualTo("PIPELINE_DELETED");
		assertThat(deleted.path("pipeline_id").stringValue()).isEqualTo(ORDERS);
		this.maestro.refused(404, HttpMethod.DELETE, path, "", "customer_name", "acme");
	}

	@Test
	void memoryFailsInAnotherStyle() {
		String path = "/platform/pipeline/" + ORDERS + "/memory";
		JsonNode error = this.maestro.refused(400, HttpMethod.PUT, path, "{'amount':12001}");
		assertThat(error.propertyNames()).containsExactlyInAnyOrder("message", "statusCode");
		assertThat(this.maestro.call(HttpMethod.PUT, path, "{'amount':4096}")).hasStatus(200);
	}

	@Test
	void resetsStateOfJobs() {
		JsonNode reset = this.maestro.post("/platform/jobs/" + ORDERS.replace('_', '-') + "-0/reset-state", "");
		assertThat(reset.path("status").booleanValue()).isTrue();
		assertThat(reset.path("detail").isString()).isTrue();
		this.maestro.refused(404, HttpMethod.POST, "/platform/jobs/" + ORDERS + "_7/reset-state", "");
	}

	@Test
	void otherRoutesAndMethodsAnswerDetail() {
		assertThat(this.maestro.refused(405, HttpMethod.POST, "/platform/pipelines", "").has("detail")).isTrue();
		assertThat(this.maestro.refused(405, HttpMethod.GET, "/platform/pipeline/execute", "").has("detail")).isTrue();
		assertThat(this.maestro.refused(404, HttpMethod.GET, "/platform/pipeline", "").has("detail")).isTrue();
	}

	@Test
	void readingNeedsPermission() {
		this.maestro.control("{'permissions':[]}");
		this.maestro.refused(403, HttpMethod.GET, "/platform/pipelines", "");
		this.maestro.refused(403, HttpMethod.POST, "/platform/pipeline/execute", "{'pipeline_id':'" + ORDERS + "'}");
	}

}
