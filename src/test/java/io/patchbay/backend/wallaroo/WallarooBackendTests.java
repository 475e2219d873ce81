package io.patchbay.backend.wallaroo;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.AbstractBackendTests;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.Recorded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WallarooBackendTests extends AbstractBackendTests {

	private static final String TOKEN_PATH = "/auth/realms/master/protocol/openid-connect/token";

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	protected PlatformFactory<?> factory() {
		return new WallarooFactory();
	}

	@Override
	protected BackendProperties.Auth credentials() {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, "secret", "user", "pass word", null,
				null, null);
	}

	@Override
	protected Set<String> emulated() {
		return Set.of("delete", "start", "syncs");
	}

	@Override
	protected MappingBuilder signInCall() {
		return WireMock.post(TOKEN_PATH).withFormParam("grant_type", WireMock.equalTo("password"));
	}

	@Override
	protected String session(String token) {
		return Recorded.json(getClass(), "token.json").replace("first", token);
	}

	@Override
	protected Duration tokenLifetime() {
		return Duration.ofSeconds(3600);
	}

	@Override
	protected String authorization(String token) {
		return "Bearer " + token;
	}

	@Override
	protected String connectionId(int number) {
		return "11111111-1111-4111-8111-%012d".formatted(number);
	}

	@Override
	protected String workspaceId(int number) {
		return String.valueOf(33 + number);
	}

	@Override
	protected String json(Row row) {
		return """
				{"id":"%s","name":"%s","type":"%s","details":{"host":"h"},"created_at":"%s","workspace_names":["ws-%s"]}"""
			.formatted(row.id(), row.name(), row.type(), row.created(), row.workspace());
	}

	@Override
	protected void listing(List<String> items) {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson("{\"connections\":[" + String.join(",", items) + "]}")));
		for (String item : items) {
			JsonNode name = JSON.readTree(item).path("name");
			if (name.isString()) {
				UPSTREAM.stubFor(nameCall()
					.withRequestBody(WireMock.matchingJsonPath("$.name", WireMock.equalTo(name.stringValue())))
					.willReturn(WireMock.okJson(item)));
			}
		}
	}

	@Override
	protected MappingBuilder listCall() {
		return WireMock.post("/v1/api/connections/list");
	}

	@Override
	protected MappingBuilder getCall(String id) {
		return WireMock.post("/v1/api/connections/get_by_id")
			.withRequestBody(WireMock.equalToJson("{\"id\":\"" + id + "\"}"));
	}

	@Override
	protected void single(Row row) {
		workspaces();
		UPSTREAM.stubFor(getCall(row.id()).willReturn(WireMock.okJson(json(row))));
	}

	@Override
	protected void none(String id) {
		workspaces();
		UPSTREAM.stubFor(getCall(id).willReturn(WireMock.jsonResponse("{\"code\":404,\"msg\":\"no\"}", 404)));
	}

	private void workspaces() {
		UPSTREAM.stubFor(workspacesCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "workspaces.json"))));
	}

	private static MappingBuilder workspacesCall() {
		return WireMock.post("/v1/api/workspaces/list");
	}

	private static MappingBuilder nameCall() {
		return WireMock.post("/v1/api/connections/get");
	}

}
