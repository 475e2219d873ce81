package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pretend Airbyte with jobs.
 */
abstract class AirbyteSyncFixture extends AirbyteWriteFixture {

	static final String CONFIG = "/api/v1";

	static final long JOB = 9007199254740993L;

	static final SyncId RUN = new SyncId(NAME, String.valueOf(JOB));

	static final String HISTORY = "https://airbyte.example.com/workspaces/" + AirbyteStubs.workspaceId(0)
			+ "/connections/" + ID.upstreamId() + "/timeline";

	static final SyncRequest SYNC = new SyncRequest(SyncRun.Type.SYNC, null, Map.of());

	static ObjectNode job(long id, String status) {
		ObjectNode job = AirbyteStubs.object("job.json").put("jobId", id).put("status", status);
		job.put("startTime", "2026-02-05T10:15:30Z");
		return job;
	}

	static void shown(ObjectNode job) {
		UPSTREAM.stubFor(
				AirbyteStubs.get("/jobs/" + job.path("jobId").longValue()).willReturn(WireMock.okJson(job.toString())));
	}

	static void listed(ObjectNode... jobs) {
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs")
			.willReturn(WireMock.okJson(AirbyteStubs.page(List.of(jobs).stream().map(ObjectNode::toString).toList()))));
	}

	static MappingBuilder config(String path) {
		return WireMock.post(WireMock.urlEqualTo(CONFIG + path));
	}

	static void config(String path, ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(config(path).willReturn(answer));
	}

	/**
	 * An adapter that knows of no Config API, unless it is told.
	 * @param settings the platform's own settings
	 * @return the adapter
	 */
	final AirbyteBackend bare(Map<String, String> settings) {
		AirbyteFactory factory = new AirbyteFactory();
		UPSTREAM.stubFor(WireMock.get(WireMock.urlPathMatching("/v1/.*"))
			.willReturn(WireMock.aResponse().proxiedFrom(UPSTREAM.baseUrl() + "/api/public")));
		return (AirbyteBackend) TestBackends.create(factory,
				TestBackends.properties(factory, UPSTREAM.baseUrl() + "/v1", TestBackends.token("static"), List.of()),
				settings, this.clock);
	}

}
