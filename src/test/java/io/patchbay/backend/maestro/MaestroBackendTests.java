package io.patchbay.backend.maestro;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.AbstractBackendTests;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.Recorded;

class MaestroBackendTests extends AbstractBackendTests {

	private static final int PAGE = 50;

	@Override
	protected PlatformFactory<?> factory() {
		return new MaestroFactory();
	}

	@Override
	protected BackendProperties.Auth credentials() {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null, "u@example.com", "pass word",
				null, null, null);
	}

	@Override
	protected Set<String> emulated() {
		return Set.of("get", "workspaces", "workspacesOf", "start", "syncs", "logs");
	}

	@Override
	protected MappingBuilder signInCall() {
		return WireMock.post("/auth/sign-in")
			.withRequestBody(WireMock.equalToJson("{\"username\":\"u@example.com\",\"password\":\"pass word\"}"));
	}

	@Override
	protected String session(String token) {
		return Recorded.json(getClass(), "session.json").replace("first", token);
	}

	@Override
	protected void renewalGives(String token) {
		UPSTREAM.stubFor(WireMock.post("/auth/refresh-access-token")
			.withRequestBody(WireMock.equalToJson("{\"refreshToken\":\"refresh-one\",\"customerName\":\"Acme\"}"))
			.willReturn(WireMock.okJson("{\"tokens\":{\"accessToken\":\"" + token + "\"}}")));
	}

	@Override
	protected Duration tokenLifetime() {
		return Duration.ofMinutes(30);
	}

	@Override
	protected String authorization(String token) {
		return token;
	}

	@Override
	protected String connectionId(int number) {
		return "17000000%05d_ab12cd34_mysql-1.0.0".formatted(number);
	}

	@Override
	protected String workspaceId(int number) {
		return "tenant-" + (number + 1);
	}

	@Override
	protected String json(Row row) {
		return """
				{"id":"%s","customer_id":"%s","type":"database","plugin":"%s","name":"%s","created_at":"%s"}"""
			.formatted(row.id(), row.workspace(), row.type(), row.name(), row.created());
	}

	@Override
	protected void listing(List<String> items) {
		UPSTREAM.stubFor(listCall().atPriority(9).willReturn(WireMock.okJson(body(List.of()))));
		for (int from = 0; from < items.size(); from += PAGE) {
			UPSTREAM.stubFor(listCall().withQueryParam("page", WireMock.equalTo(String.valueOf(from / PAGE + 1)))
				.willReturn(WireMock.okJson(body(items.subList(from, Math.min(items.size(), from + PAGE))))));
		}
	}

	@Override
	protected MappingBuilder listCall() {
		return WireMock.get(WireMock.urlPathEqualTo("/connections"));
	}

	@Override
	protected MappingBuilder getCall(String id) {
		return WireMock.get(WireMock.urlPathEqualTo("/connections"))
			.withQueryParam("connection_id", WireMock.equalTo(id));
	}

	@Override
	protected void single(Row row) {
		UPSTREAM.stubFor(getCall(row.id()).willReturn(WireMock.okJson(body(List.of(json(row))))));
	}

	@Override
	protected void none(String id) {
		UPSTREAM.stubFor(getCall(id).willReturn(WireMock.okJson(body(List.of()))));
	}

	private static String body(List<String> items) {
		return "{\"connections\":[" + String.join(",", items) + "],\"message\":\"ok\"}";
	}

}
