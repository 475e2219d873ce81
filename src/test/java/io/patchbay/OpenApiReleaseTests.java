package io.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gate against breaking changes: the published document compared with that of the
 * last release. What breaks a caller has to be allowed, one by one and with a reason, in
 * {@code openapi/allowed-changes.yaml}; what is allowed has to be there.
 */
class OpenApiReleaseTests {

	private static final Path FOLDER = Path.of("openapi");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static JsonNode released;

	private static OpenAPI known;

	@BeforeAll
	static void readTheLastRelease() throws IOException {
		Path folder = FOLDER.resolve("released");
		try (Stream<Path> releases = Files.list(folder)) {
			released = tree(folder.resolve(newest(releases.map((release) -> release.getFileName().toString()))));
			known = OlderOpenApi.read(released);
		}
	}

	@Test
	void nothingBreaksThatIsNotAllowed() throws IOException {
		assertThat(complaints(BreakingChanges.between(known, OlderOpenApi.read(tree(FOLDER.resolve("patchbay.yaml")))),
				allowed()))
			.describedAs("A caller of the last release trips over it, unless openapi/allowed-changes.yaml has it")
			.isEmpty();
	}

	@ParameterizedTest(name = "{2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					/paths/~1api~1v1~1backends~1{backend} | -      | GET /api/v1/backends/{backend}: the operation is gone
					/paths/~1api~1v1~1connections~1{id}/delete | - | DELETE /api/v1/connections/{id}: the operation is gone
					/components/schemas/Connection/properties/upstreamStatus | - | GET /api/v1/connections/{id}: answer 200 application/json/upstreamStatus: it is gone
					/components/schemas/Connection/properties/upstreamStatus | - | GET /api/v1/connections: answer 200 application/json/items[]/upstreamStatus: it is gone
					/components/schemas/Connection/properties/createdAt/type | "integer" | GET /api/v1/connections: answer 200 application/json/items[]/createdAt: it has another type
					/components/schemas/BackendList/required/0 | - | GET /api/v1/backends: answer 200 application/json: items may be absent
					/components/schemas/SyncStatus/enum/- | "PAUSED" | GET /api/v1/syncs/{syncId}: answer 200 application/json/status: PAUSED is a new value
					/paths/~1api~1v1~1connections/get/responses/200 | - | GET /api/v1/connections: answer 200: it is gone
					/paths/~1api~1v1~1connections~1{id}/get/responses/200/headers/ETag | - | GET /api/v1/connections/{id}: answer 200 header ETag: it is gone
					/paths/~1problems/get/responses/200/content/text~1html | - | GET /problems: answer 200 text/html: it is gone
					/paths/~1api~1v1~1workspaces/get/parameters/- | {"name":"tenant","in":"query","required":true,"schema":{"type":"string"}} | GET /api/v1/workspaces: parameter tenant: it is new and required
					/paths/~1api~1v1~1workspaces/get/parameters/0/required | true | GET /api/v1/workspaces: parameter backend: it is sent in another way, or is required now
					/paths/~1api~1v1~1workspaces/get/parameters/0 | - | GET /api/v1/workspaces: parameter backend: it is gone
					/paths/~1api~1v1~1workspaces/get/parameters/1/schema/maximum | 100 | GET /api/v1/workspaces: parameter limit: NumericRange is stricter
					/components/schemas/SortOrder/enum/0 | - | GET /api/v1/connections/{id}/syncs: parameter order: asc is no value any more
					/components/schemas/NewStream/required/- | "syncMode" | PATCH /api/v1/connections/{id}: body application/json/streams[]: syncMode is required
					/components/schemas/ConnectionPatch/properties/tablePrefix/type | "string" | PATCH /api/v1/connections/{id}: body application/json/tablePrefix: it cannot be null any more
					/paths/~1api~1v1~1connections~1{id}~1syncs/post/requestBody/required | true | POST /api/v1/connections/{id}/syncs: body: it is required now
					/paths/~1api~1v1~1connections~1{id}/patch/requestBody/content/application~1merge-patch+json | - | PATCH /api/v1/connections/{id}: body application/merge-patch+json: it is gone
					/paths/~1problems/get/security | [{"apiKey":[]}] | GET /problems: it needs other credentials
					""")
	void aBreakingChangeIsRefused(String place, String value, String breaking) {
		SortedSet<BreakingChange> found = BreakingChanges.between(known, spoiled(place, value));
		assertThat(complaints(found, List.of())).contains("not allowed: " + breaking);
		assertThat(complaints(found, List.copyOf(found))).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			/components/schemas/Connection/properties/owner | {"type":"string"}
			/components/schemas/SortOrder/enum/- | "name"
			/components/schemas/NewConnection/properties/owner | {"type":"string"}
			/paths/~1api~1v1~1workspaces/get/parameters/- | {"name":"tenant","in":"query","schema":{"type":"string"}}
			/paths/~1api~1v1~1tenants | {"get":{"responses":{"200":{"description":"OK"}}}}
			/components/schemas/Connection/properties/name/description | "another"
			""")
	void whatIsAddedBreaksNobody(String place, String value) {
		assertThat(BreakingChanges.between(known, spoiled(place, value))).isEmpty();
	}

	@Test
	void whatIsAllowedHasToBeThere() {
		BreakingChange change = new BreakingChange("GET", "/api/v1/backends", "the operation is gone");
		assertThat(complaints(new TreeSet<>(), List.of(change))).containsExactly("allowed, but not there: " + change);
	}

	@Test
	void theReleaseThatIsComparedIsTheNewest() {
		assertThat(newest(Stream.of("patchbay-0.9.0.yaml", "patchbay-0.10.1.yaml", "patchbay-0.2.0.yaml")))
			.isEqualTo("patchbay-0.10.1.yaml");
	}

	private static List<String> complaints(SortedSet<BreakingChange> breaking, List<BreakingChange> allowed) {
		List<String> complaints = new ArrayList<>();
		breaking.stream()
			.filter((change) -> !allowed.contains(change))
			.forEach((change) -> complaints.add("not allowed: " + change));
		allowed.stream()
			.filter((change) -> !breaking.contains(change))
			.forEach((change) -> complaints.add("allowed, but not there: " + change));
		return complaints;
	}

	private static List<BreakingChange> allowed() throws IOException {
		return tree(FOLDER.resolve("allowed-changes.yaml")).valueStream().map((entry) -> {
			assertThat(entry.path("why").asString("")).as("why is %s allowed?", entry).hasSizeGreaterThan(10);
			return new BreakingChange(entry.path("method").stringValue(), entry.path("path").stringValue(),
					entry.path("change").stringValue());
		}).toList();
	}

	private static String newest(Stream<String> releases) {
		return releases.max(Comparator.comparing(OpenApiReleaseTests::numbers, Arrays::compare)).orElseThrow();
	}

	private static int[] numbers(String release) {
		return Arrays.stream(release.replaceAll("patchbay-|\\.yaml", "").split("\\."))
			.mapToInt(Integer::parseInt)
			.toArray();
	}

	// The released document with something else, or nothing, at a place.
	private static OpenAPI spoiled(String place, String value) {
		JsonNode document = released.deepCopy();
		JsonNode owner = document.at(place.substring(0, place.lastIndexOf('/')));
		String key = place.substring(place.lastIndexOf('/') + 1).replace("~1", "/");
		if (owner instanceof ArrayNode list) {
			if (key.equals("-")) {
				list.add(JSON.readTree(value));
			}
			else {
				assertThat(list.remove(Integer.parseInt(key))).isNotNull();
			}
		}
		else if (value.equals("-")) {
			assertThat(((ObjectNode) owner).remove(key)).isNotNull();
		}
		else {
			((ObjectNode) owner).set(key, JSON.readTree(value));
		}
		return OlderOpenApi.read(document);
	}

	private static JsonNode tree(Path yaml) throws IOException {
		return JSON
			.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(Files.readString(yaml)));
	}

}
