package io.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds every example and every default of the published document against the schema that
 * it stands beside: those of parameters, headers, bodies, answers and properties.
 */
class OpenApiExamplesTests {

	private static final String ID = "https://patchbay.example/openapi.json";

	private static final Set<String> VALUES = Set.of("example", "examples", "default", "enum", "const");

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Set<String> checked = new HashSet<>();

	@Test
	void everyExampleFitsItsSchema() throws IOException {
		assertThat(misfits(published())).isEmpty();
		assertThat(this.checked).hasSizeGreaterThan(200);
	}

	@Test
	void misfitsAreFoundWhereverTheyStand() throws IOException {
		Map<String, String> spoiled = Map.of("\"example\":\"raw_\"", "\"example\":71", "\"examples\":[\"orders\"]",
				"\"examples\":[72]", "\"default\":50", "\"default\":573", "\"candidateCount\":2,",
				"\"candidateCount\":\"74\",", "\"retryable\":true}", "\"retryable\":75}", "\"example\":15",
				"\"example\":\"76\"");
		String document = published();
		for (Map.Entry<String, String> spoil : spoiled.entrySet()) {
			assertThat(document.contains(spoil.getKey())).as(spoil.getKey()).isTrue();
			document = document.replace(spoil.getKey(), spoil.getValue());
		}
		assertThat(String.join("\n", misfits(document))).contains("71", "72", "573", "74", "75", "76");
	}

	private List<String> misfits(String document) {
		SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(registry) -> registry.schemas(Map.of(ID, document)));
		List<String> misfits = new ArrayList<>();
		JsonNode root = this.mapper.readTree(document);
		visit(root, root, "", schemas, misfits);
		return misfits;
	}

	private void visit(JsonNode root, JsonNode node, String place, SchemaRegistry schemas, List<String> misfits) {
		boolean described = node.has("schema");
		String schema = (described) ? place + "/schema" : place;
		values(root, node, described)
			.forEach((value) -> check(schemas.getSchema(SchemaLocation.of(ID + "#" + schema)), value, place, misfits));
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				visit(root, node.get(i), place + "/" + i, schemas, misfits);
			}
		}
		node.properties()
			.stream()
			.filter((child) -> !VALUES.contains(child.getKey()))
			.forEach((child) -> visit(root, child.getValue(),
					place + "/" + child.getKey().replace("~", "~0").replace("/", "~1"), schemas, misfits));
	}

	// Beside a schema, examples have names; in a schema, they are a list.
	private static List<JsonNode> values(JsonNode root, JsonNode node, boolean described) {
		List<JsonNode> values = new ArrayList<>();
		if (node.has("example")) {
			values.add(node.path("example"));
		}
		if (node.has("default") && !described) {
			values.add(node.path("default"));
		}
		for (JsonNode example : node.path("examples")) {
			JsonNode target = (example.has("$ref")) ? root.at(example.path("$ref").stringValue().substring(1))
					: example;
			values.add((described) ? target.path("value") : target);
		}
		return values;
	}

	private void check(Schema schema, JsonNode value, String place, List<String> misfits) {
		if (!this.checked.add(schema.getSchemaNode() + " " + value)) {
			return;
		}
		schema.validate(value.toString(), InputFormat.JSON)
			.forEach((error) -> misfits.add(place + ": " + value + " " + error.getMessage()));
	}

	// As JSON, in which no text is taken for a date.
	private String published() throws IOException {
		Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()) {
			{
				this.yamlConstructors.put(Tag.TIMESTAMP, this.yamlConstructors.get(Tag.STR));
			}
		});
		return this.mapper.writeValueAsString(yaml.load(Files.readString(Path.of("openapi", "patchbay.yaml"))));
	}

}
