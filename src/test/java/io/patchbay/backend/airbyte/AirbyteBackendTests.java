package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.AbstractBackendTests;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.PlatformFactory;

class AirbyteBackendTests extends AbstractBackendTests {

	@Override
	protected PlatformFactory<?> factory() {
		return new AirbyteFactory();
	}

	@Override
	protected String baseUrl() {
		return super.baseUrl() + AirbyteStubs.ROOT;
	}

	@Override
	protected BackendProperties.Auth credentials() {
		return AirbyteFixture.APPLICATION;
	}

	@Override
	protected Set<String> emulated() {
		return Set.of("workspacesOf");
	}

	@Override
	protected MappingBuilder signInCall() {
		return AirbyteStubs.signIn();
	}

	@Override
	protected String session(String token) {
		return AirbyteStubs.object("token.json").put("access_token", token).toString();
	}

	@Override
	protected Duration tokenLifetime() {
		return Duration.ofSeconds(900);
	}

	@Override
	protected String authorization(String token) {
		return "Bearer " + token;
	}

	@Override
	protected String connectionId(int number) {
		return AirbyteStubs.connectionId(number);
	}

	@Override
	protected String workspaceId(int number) {
		return AirbyteStubs.workspaceId(number);
	}

	@Override
	protected String json(Row row) {
		return AirbyteStubs.connection(0)
			.put("connectionId", row.id())
			.put("name", row.name())
			.put("workspaceId", row.workspace())
			.put("createdAt", row.created().getEpochSecond())
			.toString();
	}

	@Override
	protected void listing(List<String> items) {
		AirbyteStubs.list(UPSTREAM, "/connections", items);
	}

	@Override
	protected MappingBuilder listCall() {
		return AirbyteStubs.get("/connections");
	}

	@Override
	protected MappingBuilder getCall(String id) {
		return AirbyteStubs.get("/connections/" + id);
	}

	@Override
	protected void single(Row row) {
		UPSTREAM.stubFor(getCall(row.id()).willReturn(WireMock.okJson(json(row))));
		UPSTREAM.stubFor(AirbyteStubs.get("/workspaces/" + row.workspace())
			.willReturn(WireMock.okJson(AirbyteStubs.text("workspace.json"))));
	}

	@Override
	protected void none(String id) {
		UPSTREAM.stubFor(getCall(id).willReturn(AirbyteStubs.problem(403, "forbidden.json")));
	}

}
