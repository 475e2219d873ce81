package io.patchbay.sandbox.maestro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroConnectionControllerTests {

	private final MaestroEmulator maestro = new MaestroEmulator();

	@AfterEach
	void close() {
		this.maestro.close();
	}

	@Test
	void listsWithoutTotalAndStatus() {
		JsonNode answer = this.maestro.get("/connections");
		assertThat(answer.propertyNames()).containsExactlyInAnyOrder("connections", "message");
		JsonNode connections = answer.path("connections");
		assertThat(connections.size()).isEqualTo(37);
		Set<String> types = new HashSet<>();
		Set<String> networks = new HashSet<>();
		for (JsonNode connection : connections) {
			String id = connection.path("id").stringValue();
			assertThat(id).matches("[0-9]{13}_[a-z0-9]{7,8}_[a-z0-9-]+-1\\.0\\.0");
			assertThat(Instant.ofEpochMilli(Long.parseLong(id.substring(0, 13))))
				.isEqualTo(Instant.parse(connection.path("created_at").stringValue()));
			assertThat(connection.has("status")).isFalse();
			types.add(connection.path("type").stringValue());
			networks.add(connection.path("network_config_id").asString("absent"));
		}
		assertThat(types).containsExactlyInAnyOrder("database", "file", "application");
		assertThat(networks).contains("absent", "", "net-7f3a");
		assertThat(connections.at("/0/id").stringValue()).isEqualTo(MaestroSeeds.SALES);
	}

	@Test
	void seedsHaveOldBrokenAndDuplicateRows() {
		List<String> names = values(this.maestro.get("/connections"), "name");
		assertThat(names).filteredOn("test"::equals).hasSize(3);
		assertThat(names).filteredOn("asd"::equals).hasSize(2);
		JsonNode exact = this.maestro.get("/connections?name=exactly").at("/connections/0");
		assertThat(Instant.parse(exact.path("updated_at").stringValue())).isBetween(
				this.maestro.sandbox().clock().instant().minus(Duration.ofDays(60)).minusSeconds(60),
				this.maestro.sandbox().clock().instant().minus(Duration.ofDays(60)));
		assertThat(this.maestro.get("/connections?name=unreadable").at("/connections/0/updated_at").stringValue())
			.isEqualTo("last tuesday");
		assertThat(this.maestro.get("/connections?name=without%20date").at("/connections/0").has("updated_at"))
			.isFalse();
	}

	@Test
	void filtersWhatItKnowsAndIgnoresStatus() {
		assertThat(size("/connections?connection_id=" + MaestroSeeds.SALES)).isOne();
		assertThat(size("/connections?connection_id=nobody")).isZero();
		assertThat(size("/connections?type=file")).isBetween(1, 36);
		assertThat(size("/connections?type=mysql")).isZero();
		assertThat(size("/connections?name=SALES")).isOne();
		assertThat(size("/connections?status=inactive&whatever=1")).isEqualTo(37);
	}

	@Test
	void pagesInFourWays() {
		assertThat(size("/connections?page=2&size=10")).isEqualTo(10);
		assertThat(size("/connections?page=4&size=10")).isEqualTo(7);
		assertThat(size("/connections?page=5&size=10")).isZero();
		assertThat(ids("/connections?start_page=2&size=10")).isEqualTo(ids("/connections?page=1&size=10"));
		assertThat(size("/connections?limit=10")).isZero();
		this.maestro.control("{'paging':'start_page'}");
		assertThat(size("/connections?start_page=4&size=10")).isEqualTo(7);
		assertThat(ids("/connections?page=2&size=10")).isEqualTo(ids("/connections?size=10"));
		this.maestro.control("{'paging':'repeat-last'}");
		assertThat(ids("/connections?page=9&size=10")).isEqualTo(ids("/connections?page=4&size=10")).hasSize(7);
		this.maestro.control("{'paging':'ignore'}");
		assertThat(size("/connections?page=3&size=10")).isEqualTo(37);
		this.maestro.refused(400, HttpMethod.GET, "/connections?size=0", "");
	}

	@Test
	void listMayLackItsConnections() {
		this.maestro.control("{'withoutConnections':true}");
		assertThat(this.maestro.get("/connections").propertyNames()).containsExactly("message");
	}

	@Test
	void deletesByEncodedIdOnce() {
		String path = "/connections/" + MaestroSeeds.SALES.replace(".", "%2E").replace("-", "%2D");
		var deleted = this.maestro.call(HttpMethod.DELETE, path, "");
		assertThat(deleted).hasStatus(200);
		assertThat(MaestroEmulator.json(deleted).path("message").stringValue()).isEqualTo("ok");
		assertThat(this.maestro.refused(404, HttpMethod.DELETE, path, "").path("statusCode").intValue()).isEqualTo(404);
		assertThat(size("/connections")).isEqualTo(36);
		this.maestro.control("{'deleteStatus':204}");
		String next = ids("/connections?size=1").getFirst();
		assertThat(this.maestro.call(HttpMethod.DELETE, "/connections/" + next, "")).hasStatus(204).body().isEmpty();
	}

	@Test
	void missingPermissionIsForbidden() {
		this.maestro.control("{'permissions':['GET /connections']}");
		JsonNode error = this.maestro.refused(403, HttpMethod.DELETE, "/connections/" + MaestroSeeds.SALES, "");
		assertThat(error.path("message").stringValue()).contains("connection:delete");
		assertThat(this.maestro.signIn().path("permissions").size()).isOne();
		this.maestro.control("{'permissions':[]}");
		this.maestro.refused(403, HttpMethod.GET, "/connections", "");
	}

	@Test
	void writesAreUnknownUnlessSwitchedOn() {
		String body = "{'name':'New','plugin':'mysql'}";
		String path = "/connections/" + MaestroSeeds.SALES;
		this.maestro.refused(404, HttpMethod.POST, "/connections", body);
		this.maestro.refused(404, HttpMethod.GET, path, "");
		this.maestro.refused(404, HttpMethod.PUT, path, "{'name':'Renamed'}");
		this.maestro.control("{'connectionWrites':true}");
		JsonNode created = MaestroEmulator.json(this.maestro.call(HttpMethod.POST, "/connections", body));
		assertThat(this.maestro.get("/connections/" + created.path("id").stringValue())).isEqualTo(created);
		assertThat(MaestroEmulator.json(this.maestro.call(HttpMethod.PUT, path, "{'name':'Renamed'}"))
			.path("name")
			.stringValue()).isEqualTo("Renamed");
		this.maestro.refused(400, HttpMethod.POST, "/connections", "{'name':'New'}");
	}

	@Test
	void generatedConnectionsAreOldAsAsked() {
		var seeded = this.maestro.callAs("", HttpMethod.POST, "/_control/seed",
				"{'count':5000,'oldCount':300,'olderThanDays':90}");
		assertThat(MaestroEmulator.json(seeded).path("connections").intValue()).isEqualTo(5037);
		this.maestro.control("{'paging':'ignore'}");
		Instant cutoff = this.maestro.sandbox().clock().instant().minus(Duration.ofDays(90));
		assertThat(values(this.maestro.get("/connections?name=generated"), "updated_at")).hasSize(5000)
			.filteredOn((updated) -> Instant.parse(updated).isBefore(cutoff))
			.hasSize(300);
	}

	@Test
	void oneIsGeneratedAsOldAsAskedAndTouched() {
		var seeded = this.maestro.callAs("", HttpMethod.POST, "/_control/seed",
				"{'count':0,'exactlyAt':'2026-01-31T00:00:00.001Z'}");
		String id = MaestroEmulator.json(seeded).path("exact").stringValue();
		assertThat(values(this.maestro.get("/connections?connection_id=" + id), "updated_at"))
			.containsExactly("2026-01-31T00:00:00.001Z");
		assertThat(this.maestro.callAs("", HttpMethod.POST, "/_control/touch", "{'id':'" + id + "'}")).hasStatus(200);
		assertThat(Instant.parse(values(this.maestro.get("/connections?connection_id=" + id), "updated_at").getFirst()))
			.isAfter(this.maestro.sandbox().clock().instant().minusSeconds(60));
		assertThat(this.maestro.callAs("", HttpMethod.POST, "/_control/touch",
				"{'id':'" + id + "','updatedAt':'2025-05-05T05:05:05Z'}"))
			.hasStatus(200);
		assertThat(values(this.maestro.get("/connections?connection_id=" + id), "updated_at"))
			.containsExactly("2025-05-05T05:05:05.000Z");
		assertThat(this.maestro.callAs("", HttpMethod.POST, "/_control/touch", "{'id':'none'}")).hasStatus(404);
		assertThat(this.maestro.callAs("", HttpMethod.POST, "/_control/seed", "{'count':0,'exactlyAt':'soon'}"))
			.hasStatus(400);
	}

	private int size(String path) {
		return this.maestro.get(path).path("connections").size();
	}

	private List<String> ids(String path) {
		return values(this.maestro.get(path), "id");
	}

	private static List<String> values(JsonNode answer, String field) {
		List<String> values = new ArrayList<>();
		answer.path("connections").forEach((connection) -> values.add(connection.path(field).asString("")));
		return values;
	}

}
