package io.patchbay.chart;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.patchbay.backend.BackendProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ChartSchemaTests {

	private static final JsonNode SCHEMA = JsonMapper.shared()
		.readTree(HelmChart.read(HelmChart.HOME.resolve("values.schema.json")));

	// What others check: Kubernetes, Spring Boot, a job.
	private static final Set<String> OPEN = Set.of("/properties/global", "/properties/extraConfig",
			"/$defs/kubernetesObject", "/$defs/kubernetesList/items", "/$defs/syncTarget/properties/arguments");

	@Test
	void unknownKeysAreRefusedEverywhere() {
		Set<String> open = new TreeSet<>();
		collectOpen(SCHEMA, "", open);
		assertThat(open).isEqualTo(new TreeSet<>(OPEN));
	}

	@Test
	void everyValueIsInTheSchemaAndEveryKeyOfTheSchemaHasItsValue() {
		List<String> differences = new ArrayList<>();
		compare(SCHEMA, HelmChart.map(HelmChart.read(HelmChart.HOME.resolve("values.yaml"))), "", differences);
		assertThat(differences).containsExactly("global");
	}

	// Helm takes out what is set to null, and templates would stumble over it.
	@Test
	void everythingThatTheValuesHaveIsRequired() {
		Map<String, Object> values = HelmChart.map(HelmChart.read(HelmChart.HOME.resolve("values.yaml")));
		List<String> missing = new ArrayList<>();
		collectNotRequired(SCHEMA, values, "", missing);
		assertThat(missing).containsExactlyInAnyOrder("service.nodePort", "autoscaling.targetCPUUtilizationPercentage");
	}

	private static void collectNotRequired(JsonNode schema, Map<?, ?> values, String place, List<String> missing) {
		Set<String> required = schema.path("required")
			.valueStream()
			.map(JsonNode::stringValue)
			.collect(Collectors.toSet());
		for (Map.Entry<?, ?> entry : values.entrySet()) {
			String name = entry.getKey().toString();
			JsonNode inner = schema.path("properties").path(name);
			if (!required.contains(name) && !place.startsWith("probes.")) {
				missing.add(place + name);
			}
			if (entry.getValue() instanceof Map<?, ?> map && inner.has("properties")) {
				collectNotRequired(inner, map, place + name + ".", missing);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					/properties/patchbay,                                           io.patchbay.PatchbayKeys
					/properties/patchbay/properties/security,                       io.patchbay.security.SecurityProperties
					/properties/patchbay/properties/rate-limit,                     io.patchbay.store.RateLimitProperties
					/properties/patchbay/properties/redaction,                      io.patchbay.web.RedactionProperties
					/properties/patchbay/properties/resilience,                     io.patchbay.backend.ResilienceProperties
					/properties/patchbay/properties/resilience/properties/circuit,  io.patchbay.backend.ResilienceProperties$Circuit
					/$defs/apiKey,                                                  io.patchbay.security.SecurityProperties$ApiKey
					/$defs/auth,                                                    io.patchbay.backend.BackendProperties$Auth
					/$defs/syncTarget,                                              io.patchbay.backend.wallaroo.WallarooProperties$SyncTarget
					""")
	void schemaHasTheKeysOfTheGateway(String place, String type) {
		assertThat(keys(place)).isEqualTo(components(type));
	}

	@Test
	void schemaHasTheKeysOfBackends() {
		Set<String> keys = components(BackendProperties.class.getName());
		keys.addAll(components("io.patchbay.backend.airbyte.AirbyteProperties"));
		keys.addAll(components("io.patchbay.backend.maestro.MaestroProperties"));
		keys.addAll(components("io.patchbay.backend.wallaroo.WallarooProperties"));
		assertThat(keys("/$defs/backend")).isEqualTo(keys);
	}

	private static Set<String> keys(String place) {
		return new TreeSet<>(SCHEMA.at(place).path("properties").propertyNames());
	}

	private static Set<String> components(String type) {
		Set<String> names = new TreeSet<>();
		Stream.of(ClassUtils.resolveClassName(type, null).getRecordComponents())
			.map(RecordComponent::getName)
			.map((name) -> name.replaceAll("(\\p{Upper})", "-$1").toLowerCase(java.util.Locale.ROOT))
			.map((name) -> ConfigurationPropertyName.of(name).toString())
			.forEach(names::add);
		return names;
	}

	private static void collectOpen(JsonNode node, String place, Set<String> open) {
		if (node.isObject()) {
			JsonNode type = node.path("type");
			if (type.isString() && type.stringValue().equals("object") && !node.has("additionalProperties")) {
				open.add(place);
			}
			if (node.has("properties") && type.isString() && node.path("additionalProperties").booleanValue(true)) {
				open.add(place);
			}
			node.properties().forEach((entry) -> collectOpen(entry.getValue(), place + "/" + entry.getKey(), open));
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				collectOpen(node.get(i), place + "/" + i, open);
			}
		}
	}

	private static void compare(JsonNode schema, Map<?, ?> values, String place, List<String> differences) {
		JsonNode properties = schema.path("properties");
		Set<String> names = new LinkedHashSet<>(properties.propertyNames());
		values.keySet().forEach((key) -> names.add(key.toString()));
		for (String name : names) {
			boolean example = place.equals("patchbay.") || place.startsWith("probes.");
			if (!properties.has(name) || !values.containsKey(name) && !example) {
				differences.add(place + name);
			}
			else if (values.get(name) instanceof Map<?, ?> inner && !inner.isEmpty()
					&& properties.path(name).has("properties")) {
				compare(properties.path(name), inner, place + name + ".", differences);
			}
		}
	}

}
