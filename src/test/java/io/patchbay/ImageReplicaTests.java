package io.patchbay;

import java.net.http.HttpResponse;

import io.patchbay.store.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two containers of the image that share one Redis, and a third with the platforms.
 */
@EnabledIf(value = "io.patchbay.GatewayImage#exists", disabledReason = "there is no image of the gateway, see .ci/run")
class ImageReplicaTests {

	private static final Network NETWORK = Network.newNetwork();

	private static final RedisServer REDIS = new RedisServer();

	private static final GatewayImage PLATFORMS = new GatewayImage("--spring.profiles.active=sandbox");

	private static GatewayImage one;

	private static GatewayImage other;

	@BeforeAll
	static void start() {
		REDIS.withNetwork(NETWORK).withNetworkAliases("redis");
		PLATFORMS.withNetwork(NETWORK).withNetworkAliases("platforms");
		Startables.deepStart(REDIS, PLATFORMS).join();
		one = replica();
		other = replica();
		Startables.deepStart(one, other).join();
	}

	private static GatewayImage replica() {
		return new GatewayImage().withNetwork(NETWORK)
			.withEnv("PATCHBAY_STORE", "redis")
			.withEnv("SPRING_DATA_REDIS_HOST", "redis")
			.withEnv("SPRING_APPLICATION_JSON", """
					{"patchbay":{
					"backends":{"wallaroo":{"platform":"wallaroo","base-url":"http://platforms:8080/sandbox/wallaroo",
					"auth":{"client-id":"api-client","client-secret":"sandbox-wallaroo-secret",
					"username":"sandbox@patchbay.example","password":"sandbox-wallaroo-password"}}},
					"redaction":{"fingerprint-key":"the same at both"},
					"security":{"api-keys":[{"client":"tests","scopes":["*"],"backends":["*"],
					"sha256":"b7ad567477c83756aab9a542b2be04f77dbae25115d85f22070d74d8cc4779dc"}]}}}""");
	}

	@AfterAll
	static void stop() {
		other.stop();
		one.stop();
		PLATFORMS.stop();
		REDIS.stop();
		NETWORK.close();
	}

	@Test
	void writeIsDoneOnceWhicheverReplicaIsAsked() {
		HttpResponse<String> first = create(one);
		HttpResponse<String> second = create(other);
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
	}

	private static HttpResponse<String> create(GatewayImage replica) {
		return replica.client()
			.send("POST", "/api/v1/connections",
					"{\"backend\":\"wallaroo\",\"name\":\"image-replicas\",\"type\":\"HTTP\"}", "Content-Type",
					"application/json", "Idempotency-Key", "image-replicas");
	}

	@Test
	void planOfOneReplicaIsKnownToTheOther() {
		JsonNode plan = GatewayClient.json(one.client()
			.send("POST", "/api/v1/cleanup-plans", "{\"backend\":\"wallaroo\",\"basis\":\"CREATED_AT\"}",
					"Content-Type", "application/json"));
		assertThat(other.client().read("/api/v1/cleanup-plans/" + plan.path("id").stringValue()).path("candidateCount"))
			.isEqualTo(plan.path("candidateCount"));
	}

}
