package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs syncs on all three platforms through the whole gateway.
 */
@GatewayTest
class GatewaySyncTests {

	@LocalServerPort
	private int port;

	private GatewayClient gateway;

	@BeforeEach
	void begin() {
		this.gateway = GatewayClient.of(this.port);
		this.gateway.heal();
	}

	@ParameterizedTest
	@CsvSource({ "airbyte,airbyte~c0000000-0000-4000-8000-000000000001,/jobs$",
			"wallaroo,wallaroo~c0000000-0000-4000-8000-000000000001,/run_once$",
			"maestro,maestro~1700000000000_ab12cd34_mysql-1.0.0,/execute" })
	void lostAnswerIsFoundAgainWithTheSameKey(String platform, String connection, String start) {
		String syncs = "/api/v1/connections/" + connection + "/syncs";
		List<String> before = GatewayClient.ids(this.gateway.read(syncs + "?limit=200"));
		this.gateway.breakPlatform("{'platform':'" + platform + "','kind':'commit-then-drop','method':'POST','path':'"
				+ start + "','times':1}");
		HttpResponse<String> lost = this.gateway.send("POST", syncs, null, "Idempotency-Key", "lost-sync-" + platform);
		assertThat(lost.statusCode()).as(lost.body()).isEqualTo(504);
		assertThat(lost.body()).contains("upstream-outcome-unknown");
		HttpResponse<String> found = this.gateway.send("POST", syncs, null, "Idempotency-Key", "lost-sync-" + platform);
		assertThat(found.statusCode()).as(found.body()).isEqualTo(202);
		assertThat(found.headers().firstValue("Idempotency-Outcome")).contains("reconciled");
		JsonNode run = GatewayClient.json(found);
		List<String> after = GatewayClient.ids(this.gateway.read(syncs + "?limit=200"));
		assertThat(after).hasSize(before.size() + 1).contains(run.path("id").stringValue());
		HttpResponse<String> second = this.gateway.send("POST", syncs, null);
		assertThat(second.statusCode()).isEqualTo(409);
		assertThat(GatewayClient.json(second).path("running")).isEqualTo(run.path("id"));
	}

}
