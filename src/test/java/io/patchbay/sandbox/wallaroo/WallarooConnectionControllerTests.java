package io.patchbay.sandbox.wallaroo;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooConnectionControllerTests {

	private final WallarooEmulator wallaroo = new WallarooEmulator();

	@AfterEach
	void close() {
		this.wallaroo.close();
	}

	@Test
	void listsTheWholeInstanceOrOneWorkspace() {
		JsonNode all = this.wallaroo.ask("connections/list", "{}").path("connections");
		assertThat(all.size()).isEqualTo(35);
		JsonNode some = this.wallaroo.ask("connections/list", "{'workspace_id':33}").path("connections");
		assertThat(some.size()).isPositive().isLessThan(35);
		some.forEach((connection) -> assertThat(connection.path("workspace_names").toString()).contains("analytics"));
		assertThat(this.wallaroo.refused(400, "connections/list", "{'workspace_id':'33'}")).contains("workspace_id");
		assertThat(this.wallaroo.refused(400, "connections/list", "{'workspace_id':999}")).contains("999");
	}

	@Test
	void seedsHaveTheDocumentedVariety() {
		JsonNode all = this.wallaroo.ask("connections/list", "{}").path("connections");
		Set<String> formats = new HashSet<>();
		Set<Integer> attachments = new HashSet<>();
		all.forEach((connection) -> {
			formats.add(connection.path("created_at").stringValue().replaceAll("[0-9]", "9"));
			attachments.add(connection.path("workspace_names").size());
		});
		assertThat(formats).containsExactlyInAnyOrder("9999-99-99T99:99:99.999999Z", "9999-99-99T99:99:99.999999",
				"9999-99-99T99:99:99.999999+99:99");
		assertThat(attachments).contains(0, 1, 3);
		assertThat(this.wallaroo.ask("connections/get", "{'name':'details-null'}").path("details").isNull()).isTrue();
		assertThat(this.wallaroo.ask("connections/get", "{'name':'details-absent'}").has("details")).isFalse();
		JsonNode details = this.wallaroo.ask("connections/get", "{'name':'orders-postgres'}").path("details");
		assertThat(details.path("port").intValue()).isEqualTo(5432);
		assertThat(details.at("/tunnel/hops/0/token").stringValue()).contains("s3cr3t-canary");
	}

	@Test
	void getsByNameAndById() {
		JsonNode byName = this.wallaroo.ask("connections/get", "{'name':'shared-bigquery'}");
		String id = byName.path("id").stringValue();
		assertThat(this.wallaroo.ask("connections/get_by_id", "{'id':'" + id + "'}")).isEqualTo(byName);
		this.wallaroo.refused(404, "connections/get", "{'name':'nobody'}");
		this.wallaroo.refused(404, "connections/get_by_id", "{'id':'" + id.replace("c0000000", "cf000000") + "'}");
		this.wallaroo.refused(400, "connections/get_by_id", "{'id':'shared-bigquery'}");
	}

	@Test
	void createsUnattachedWithUniqueName() {
		String id = this.wallaroo
			.ask("connections/create", "{'name':'bq-input','type':'BIGQUERY','details':{'host':'h','port':1234}}")
			.path("id")
			.stringValue();
		JsonNode created = this.wallaroo.ask("connections/get_by_id", "{'id':'" + id + "'}");
		assertThat(created.path("workspace_names").isEmpty()).isTrue();
		assertThat(created.path("details").path("port").intValue()).isEqualTo(1234);
		this.wallaroo.refused(409, "connections/create", "{'name':'bq-input','type':'X'}");
	}

	@Test
	void createRefusesWhatIsMissingOrIllTyped() {
		assertThat(this.wallaroo.refused(400, "connections/create", "{'type':'X'}")).contains("name");
		assertThat(this.wallaroo.refused(400, "connections/create", "{'name':'x'}")).contains("type");
		assertThat(this.wallaroo.refused(400, "connections/create", "{'name':'x','type':'X','details':'{}'}"))
			.contains("details");
		this.wallaroo.refused(400, "connections/create", "{'name':");
		this.wallaroo.refused(400, "connections/create", "[]");
		this.wallaroo.refused(400, "connections/create", "");
	}

	@Test
	void linksHaveIdsOfTheirOwn() {
		String id = this.wallaroo.ask("connections/create", "{'name':'x','type':'X'}").path("id").stringValue();
		String call = "{'workspace_id':33,'connection_id':'" + id + "'}";
		String link = this.wallaroo.ask("connections/add_to_workspace", call).path("id").stringValue();
		assertThat(link).isNotEqualTo(id);
		assertThat(this.wallaroo.ask("connections/get", "{'name':'x'}").at("/workspace_names/0").stringValue())
			.isEqualTo("analytics");
		this.wallaroo.refused(400, "connections/add_to_workspace", call);
		this.wallaroo.refused(400, "connections/add_to_workspace", call.replace("33", "'33'"));
		this.wallaroo.refused(400, "connections/add_to_workspace", call.replace("33", "77"));
		assertThat(this.wallaroo.call("connections/remove_from_workspace", call.replace('\'', '"'))).hasStatus(204)
			.body()
			.isEmpty();
		this.wallaroo.refused(400, "connections/remove_from_workspace", call);
		this.wallaroo.control("{'linkConflictStatus':200}");
		assertThat(this.wallaroo.call("connections/remove_from_workspace", call.replace('\'', '"'))).hasStatus(204);
	}

	@Test
	void deletesByNameOnceDetached() {
		assertThat(this.wallaroo.refused(400, "connections/delete", "{'name':'orders-postgres'}")).contains("33");
		this.wallaroo.refused(400, "connections/delete", "{'id':'x'}");
		this.wallaroo.refused(400, "connections/delete", "{'name':'nobody'}");
		assertThat(this.wallaroo.call("connections/delete", "{\"name\":\"details-absent\"}")).hasStatus(204)
			.body()
			.isEmpty();
		this.wallaroo.refused(404, "connections/get", "{'name':'details-absent'}");
		this.wallaroo.control("{'cascadeDelete':true,'unknownNameDeleteStatus':404}");
		assertThat(this.wallaroo.call("connections/delete", "{\"name\":\"orders-postgres\"}")).hasStatus(204);
		this.wallaroo.refused(404, "connections/delete", "{'name':'orders-postgres'}");
	}

	@Test
	void generatedConnectionsBehaveLikeOthers() {
		assertThat(this.wallaroo.seed(100_000).path("connections").intValue()).isEqualTo(100_035);
		JsonNode one = this.wallaroo.ask("connections/get", "{'name':'generated-0099999'}");
		String id = one.path("id").stringValue();
		this.wallaroo.ask("connections/add_to_workspace", "{'workspace_id':34,'connection_id':'" + id + "'}");
		assertThat(this.wallaroo.ask("connections/get_by_id", "{'id':'" + id + "'}").path("workspace_names").size())
			.isOne();
		assertThat(this.wallaroo.call("connections/delete", "{\"name\":\"generated-0000000\"}")).hasStatus(204);
		this.wallaroo.refused(404, "connections/get", "{'name':'generated-0000000'}");
		this.wallaroo.refused(409, "connections/create", "{'name':'generated-0000001','type':'X'}");
		JsonNode all = this.wallaroo.ask("connections/list", "{}").path("connections");
		Set<String> ids = new HashSet<>();
		all.forEach((connection) -> ids.add(connection.path("id").stringValue()));
		assertThat(ids).hasSize(100_034);
		assertThat(all.size()).isEqualTo(100_034);
	}

	@Test
	void otherMethodsAndPathsAnswerWithMsg() {
		assertThat(this.wallaroo.get("connections/list")).hasStatus(405);
		assertThat(WallarooEmulator.json(this.wallaroo.get("connections/list")).path("msg").isString()).isTrue();
		this.wallaroo.refused(404, "connections/update", "{}");
		this.wallaroo.refused(404, "nothing/here", "{}");
	}

}
