package io.patchbay.sandbox.airbyte;

import com.airbyte.api.Airbyte;
import com.airbyte.api.models.operations.CancelJobRequest;
import com.airbyte.api.models.operations.DeleteConnectionRequest;
import com.airbyte.api.models.operations.GetConnectionRequest;
import com.airbyte.api.models.operations.GetJobRequest;
import com.airbyte.api.models.operations.GetWorkspaceRequest;
import com.airbyte.api.models.operations.ListConnectionsRequest;
import com.airbyte.api.models.operations.ListConnectionsResponse;
import com.airbyte.api.models.operations.ListJobsRequest;
import com.airbyte.api.models.operations.ListJobsResponse;
import com.airbyte.api.models.operations.ListWorkspacesRequest;
import com.airbyte.api.models.operations.PatchConnectionRequest;
import com.airbyte.api.models.shared.ConnectionCreateRequest;
import com.airbyte.api.models.shared.ConnectionPatchRequest;
import com.airbyte.api.models.shared.ConnectionResponse;
import com.airbyte.api.models.shared.ConnectionStatusEnum;
import com.airbyte.api.models.shared.JobCreateRequest;
import com.airbyte.api.models.shared.JobResponse;
import com.airbyte.api.models.shared.JobStatusEnum;
import com.airbyte.api.models.shared.JobTypeEnum;
import com.airbyte.api.models.shared.Security;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Airbyte's official Java client, unchanged, takes the emulator for Airbyte.
 */
@SandboxTest
class AirbyteSdkTests {

	private final AirbyteClient airbyte;

	private Airbyte sdk;

	AirbyteSdkTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.sdk = Airbyte.builder()
			.setServerURL(this.airbyte.raw().root() + "/sandbox/airbyte/v1")
			.setSecurity(new Security(this.airbyte.start()))
			.build();
	}

	@Test
	void getsAConnection() throws Exception {
		ConnectionResponse connection = this.sdk.connections
			.getConnection(new GetConnectionRequest(AirbyteSeeds.EXAMPLE)).connectionResponse;
		assertThat(connection.name).isEqualTo("Postgres to Snowflake");
		assertThat(connection.status).isEqualTo(ConnectionStatusEnum.ACTIVE);
		assertThat(connection.schedule.cronExpression).isEqualTo("0 0 */6 * * ? UTC");
		assertThat(connection.configurations.streams).hasSize(2);
	}

	@Test
	void learnsThatAConnectionIsForbidden() throws Exception {
		assertThat(this.sdk.connections
			.getConnection(new GetConnectionRequest("99999999-9999-4999-8999-999999999999")).statusCode).isEqualTo(403);
	}

	@Test
	void listsConnectionsPageByPage() throws Exception {
		ListConnectionsRequest request = new ListConnectionsRequest();
		request.workspaceIds = new String[] { AirbyteSeeds.ANALYTICS };
		request.limit = 10;
		request.offset = 0;
		int found = 0;
		ListConnectionsResponse page = this.sdk.connections.listConnections(request);
		while (page.connectionsResponse.data.length > 0) {
			assertThat(page.connectionsResponse.next).isNotEmpty();
			found += page.connectionsResponse.data.length;
			request.offset += 10;
			page = this.sdk.connections.listConnections(request);
		}
		assertThat(page.connectionsResponse.next).isEmpty();
		assertThat(found).isEqualTo(24);
	}

	@Test
	void readsWorkspaces() throws Exception {
		assertThat(this.sdk.workspaces.listWorkspaces(new ListWorkspacesRequest()).workspacesResponse.data).hasSize(2);
		assertThat(this.sdk.workspaces
			.getWorkspace(new GetWorkspaceRequest(AirbyteSeeds.ANALYTICS)).workspaceResponse.name)
			.isEqualTo("Analytics");
	}

	@Test
	void readsJobs() throws Exception {
		JobResponse job = this.sdk.jobs.getJob(new GetJobRequest(JobSeeds.ID)).jobResponse;
		assertThat(job.status).isEqualTo(JobStatusEnum.SUCCEEDED);
		assertThat(job.duration).isEqualTo("PT6M12S");
		ListJobsRequest request = new ListJobsRequest(AirbyteSeeds.EXAMPLE);
		request.jobType = JobTypeEnum.SYNC;
		ListJobsResponse jobs = this.sdk.jobs.listJobs(request);
		assertThat(jobs.jobsResponse.data).hasSize(20);
	}

	@Test
	void patchesAConnection() throws Exception {
		ConnectionPatchRequest patch = new ConnectionPatchRequest();
		patch.name = "Renamed";
		patch.status = ConnectionStatusEnum.INACTIVE;
		ConnectionResponse patched = this.sdk.connections
			.patchConnection(new PatchConnectionRequest(patch, AirbyteSeeds.EXAMPLE)).connectionResponse;
		assertThat(patched.name).isEqualTo("Renamed");
		assertThat(patched.status).isEqualTo(ConnectionStatusEnum.INACTIVE);
		assertThat(patched.prefix).isEqualTo("raw_");
	}

	@Test
	void createsAndDeletesAConnection() throws Exception {
		ConnectionResponse created = this.sdk.connections
			.createConnection(new ConnectionCreateRequest(AirbyteSeeds.actorId(ActorKind.DESTINATION, 1),
					AirbyteSeeds.actorId(ActorKind.SOURCE, 3))).connectionResponse;
		assertThat(created.name).isEqualTo("HubSpot CRM <> Warehouse");
		assertThat(this.sdk.connections.deleteConnection(new DeleteConnectionRequest(created.connectionId)).statusCode)
			.isEqualTo(204);
		assertThat(this.sdk.connections
			.getConnection(new GetConnectionRequest(created.connectionId)).connectionResponse.status)
			.isEqualTo(ConnectionStatusEnum.DEPRECATED);
	}

	@Test
	void startsAndCancelsAJob() throws Exception {
		JobResponse started = this.sdk.jobs
			.createJob(new JobCreateRequest(AirbyteSeeds.EXAMPLE, JobTypeEnum.SYNC)).jobResponse;
		assertThat(started.jobId).isGreaterThan(JobSeeds.ID);
		this.airbyte.advance("PT3S");
		assertThat(this.sdk.jobs.getJob(new GetJobRequest(started.jobId)).jobResponse.status)
			.isEqualTo(JobStatusEnum.RUNNING);
		assertThat(this.sdk.jobs.createJob(new JobCreateRequest(AirbyteSeeds.EXAMPLE, JobTypeEnum.SYNC)).statusCode)
			.isEqualTo(409);
		assertThat(this.sdk.jobs.cancelJob(new CancelJobRequest(started.jobId)).jobResponse.status)
			.isEqualTo(JobStatusEnum.CANCELLED);
	}

}
