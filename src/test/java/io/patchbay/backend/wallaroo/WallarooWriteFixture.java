package io.patchbay.backend.wallaroo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pretend Wallaroo that can be changed, one connection of which changes as a test says.
 */
abstract class WallarooWriteFixture extends WallarooFixture {

	static final String ID_1 = uuid(1);

	private static final String API = "/v1/api/connections/";

	private static final Set<String> WRITES = Set.of("create", "add_to_workspace", "remove_from_workspace", "delete");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@BeforeEach
	void everythingWorks() {
		workspaces();
		UPSTREAM.stubFor(write("create").willReturn(WireMock.okJson("{\"id\":\"" + ID_1 + "\"}")));
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(WireMock.okJson("{\"id\":\"" + uuid(99) + "\"}")));
		UPSTREAM.stubFor(write("remove_from_workspace").willReturn(WireMock.noContent()));
		UPSTREAM.stubFor(write("delete").willReturn(WireMock.noContent()));
	}

	static MappingBuilder write(String call) {
		return WireMock.post(API + call).atPriority(9);
	}

	static MappingBuilder link(String call, int workspace) {
		return WireMock.post(API + call)
			.withRequestBody(WireMock.matchingJsonPath("$.workspace_id", WireMock.equalTo(String.valueOf(workspace))));
	}

	/**
	 * Makes the platform answer reads of the connection, one after the other.
	 * @param answers the answers, the last one again and again
	 */
	static void reads(ResponseDefinitionBuilder... answers) {
		for (int i = 0; i < answers.length; i++) {
			UPSTREAM.stubFor(getCall(ID_1).inScenario("reads")
				.whenScenarioStateIs((i == 0) ? Scenario.STARTED : "read " + i)
				.willReturn(answers[i])
				.willSetStateTo(
						(answers.length == 1) ? Scenario.STARTED : "read " + Math.min(i + 1, answers.length - 1)));
		}
	}

	static ResponseDefinitionBuilder attached(String... workspaces) {
		return WireMock.okJson(row("bq-input", workspaces));
	}

	static ResponseDefinitionBuilder gone() {
		return status(404);
	}

	/**
	 * An answer that never arrives.
	 * @return the end of the connection
	 */
	static ResponseDefinitionBuilder lost() {
		return WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
	}

	static String row(String name, String... workspaces) {
		String names = Arrays.stream(workspaces)
			.map((workspace) -> "\"" + workspace + "\"")
			.collect(Collectors.joining(","));
		return """
				{"id":"%s","name":"%s","type":"BIGQUERY","details":{"host":"h","port":1},
				 "created_at":"2026-03-01T12:00:00.5","workspace_names":[%s]}""".formatted(ID_1, name, names);
	}

	/**
	 * The calls that change something.
	 * @return name and body of each, in the order of their arrival
	 */
	static List<String> writes() {
		return UPSTREAM.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> event.getRequest())
			.filter((request) -> WRITES.contains(call(request)))
			.map((request) -> call(request) + " " + sorted(request.getBodyAsString()))
			.toList();
	}

	static String attach(int workspace) {
		return "add_to_workspace {\"connection_id\":\"" + ID_1 + "\",\"workspace_id\":" + workspace + "}";
	}

	static String detach(int workspace) {
		return "remove_from_workspace {\"connection_id\":\"" + ID_1 + "\",\"workspace_id\":" + workspace + "}";
	}

	static String delete(String name) {
		return "delete {\"name\":\"" + name + "\"}";
	}

	/**
	 * What a failure tells of the steps.
	 * @param failure the failure
	 * @return step, workspace and status of each
	 */
	static List<String> steps(GatewayException failure) {
		List<?> steps = (List<?>) failure.facts().get("steps");
		return steps.stream().map((step) -> (Map<?, ?>) step).map(WallarooWriteFixture::told).toList();
	}

	private static String told(Map<?, ?> step) {
		String workspace = step.containsKey("workspace") ? " " + step.get("workspace") : "";
		return step.get("step") + workspace + " " + step.get("status");
	}

	private static String call(LoggedRequest request) {
		return request.getUrl().startsWith(API) ? request.getUrl().substring(API.length()) : "";
	}

	private static String sorted(String body) {
		return JSON.writeValueAsString(JSON.readValue(body, Map.class));
	}

}
