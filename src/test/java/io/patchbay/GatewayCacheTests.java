package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backends whose answers are kept.
 */
@CallerCredentialsTest
@TestPropertySource(
		properties = { "patchbay.backends.airbyte.cache-ttl=1h", "patchbay.backends.own-airbyte.cache-ttl=1h" })
class GatewayCacheTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String ONE = "c0000000-0000-4000-8000-000000000001";

	private static final String[] NO_CACHE = { "Cache-Control", "no-cache" };

	@LocalServerPort
	private int port;

	@Autowired
	private UpstreamRecorder upstream;

	private GatewayClient gateway;

	private CallerClient caller;

	@BeforeEach
	void begin() {
		this.gateway = GatewayClient.of(this.port);
		this.caller = new CallerClient(this.gateway);
		this.gateway.heal();
		for (String path : List.of("/airbyte~" + ONE, "?backend=airbyte", "/airbyte~" + ONE + "/workspaces")) {
			assertThat(this.gateway.get(CONNECTIONS + path, NO_CACHE).headers().firstValue("Age")).isEmpty();
		}
		this.upstream.clear();
	}

	@Test
	void keptAnswersTellTheirAge() {
		for (String path : List.of("/airbyte~" + ONE, "?backend=airbyte", "/airbyte~" + ONE + "/workspaces")) {
			assertThat(age(this.gateway.get(CONNECTIONS + path))).isBetween(0, 60);
		}
		assertThat(this.upstream.calls()).isEmpty();
		// Of what is never kept, nothing is; and a problem has no age.
		assertThat(this.gateway.get(CONNECTIONS + "/airbyte~" + ONE + "/state").headers().firstValue("Age")).isEmpty();
		HttpResponse<String> elsewhere = this.gateway.get(CONNECTIONS + "/airbyte~" + ONE + "/workspaces/airbyte~no");
		assertThat(elsewhere.statusCode()).isEqualTo(404);
		assertThat(elsewhere.headers().firstValue("Age")).isEmpty();
	}

	@Test
	void keptAnswerIsCompared() {
		HttpResponse<String> kept = this.gateway.get(CONNECTIONS + "/airbyte~" + ONE);
		String tag = kept.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> same = this.gateway.get(CONNECTIONS + "/airbyte~" + ONE, "If-None-Match", tag);
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(age(same)).isBetween(0, 60);
		HttpResponse<String> anew = this.gateway.get(CONNECTIONS + "/airbyte~" + ONE, "If-None-Match", tag,
				"Cache-Control", "max-age=0");
		assertThat(anew.statusCode()).isEqualTo(304);
		assertThat(anew.headers().firstValue("Age")).isEmpty();
		assertThat(this.upstream.calls("/connections/" + ONE)).hasSize(1);
	}

	@Test
	void writesAreSeenAtOnce() {
		String path = "/connections/airbyte~" + ONE;
		assertThat(this.caller.send("PATCH", path, "{'name':'Seen at once'}").statusCode()).isEqualTo(200);
		HttpResponse<String> changed = this.gateway.get(GatewayClient.API + path);
		assertThat(changed.headers().firstValue("Age")).isEmpty();
		assertThat(changed.body()).contains("Seen at once");
		assertThat(this.gateway.get(CONNECTIONS + "?backend=airbyte").body()).contains("Seen at once");
		String endpoints = GatewayClient.json(changed).path("source").path("id").stringValue()
				+ "'},'destination':{'id':'" + GatewayClient.json(changed).path("destination").path("id").stringValue();
		HttpResponse<String> made = this.caller.send("POST", "/connections",
				"{'backend':'airbyte','name':'Made at once','source':{'id':'" + endpoints + "'}}");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String id = GatewayClient.json(made).path("id").stringValue();
		HttpResponse<String> list = this.gateway.get(CONNECTIONS + "?backend=airbyte&name=Made%20at%20once");
		assertThat(list.body()).contains(id);
		assertThat(this.gateway.get(CONNECTIONS + "?backend=airbyte&name=Made%20at%20once").headers().firstValue("Age"))
			.isPresent();
		assertThat(this.caller.send("DELETE", "/connections/" + id, null).statusCode()).isEqualTo(204);
		assertThat(this.gateway.get(CONNECTIONS + "?backend=airbyte&name=Made%20at%20once").body()).doesNotContain(id);
	}

	@Test
	void ownCredentialsAreNotShared() {
		String header = "Upstream-Authorization-own-airbyte";
		String path = CONNECTIONS + "/own-airbyte~" + ONE;
		String one = this.caller.signIn("airbyte");
		String two = this.caller.signIn("airbyte");
		for (String token : List.of(one, two)) {
			assertThat(this.gateway.get(path, header, token).headers().firstValue("Age")).isEmpty();
			assertThat(age(this.gateway.get(path, header, token))).isBetween(0, 60);
		}
		CallerClient.rejected(this.gateway.get(path, header, "wrong"), header);
		CallerClient.rejected(this.gateway.get(path), header);
		assertThat(this.upstream.calls("/connections/" + ONE)).hasSize(3);
	}

	private static int age(HttpResponse<String> response) {
		return Integer.parseInt(response.headers().firstValue("Age").orElse("-1"));
	}

}
