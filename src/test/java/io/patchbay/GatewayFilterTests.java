package io.patchbay;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayFilterTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections?limit=200&";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	// The last three columns: what airbyte, maestro and wallaroo contribute; "-" when
	// they are not asked, "x" when they cannot answer.
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			backend=wallaroo                                     | -  | -  | 35
			backend=wallaroo&backend=maestro                     | -  | 37 | 35
			workspace=wallaroo~33                                | -  | -  | 17
			workspace=airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3 | 24 | - | -
			workspace=maestro~ac3e0000-0000-4000-8000-000000000001 | - | 37 | -
			type=POSTGRES                                        | x  | 0  | 5
			type=mysql                                           | x  | 6  | 0
			status=LOCKED                                        | 1  | x  | x
			status=DELETED                                       | 2  | x  | x
			name=test                                            | 0  | 3  | 0
			q=ORDERS                                             | 1  | 0  | 1
			createdAfter=2025-03-10T17:00:00.123456Z&createdBefore=2025-03-12T19:00:00.123456Z | 0 | 0 | 2
			updatedBefore=2023-06-01T10:00:00.001Z               | x  | 4  | x
			""")
	void filtersAreAnsweredByEachPlatformOrToldAsUnsupported(String filter, String airbyte, String maestro,
			String wallaroo) {
		JsonNode page = this.client.read(CONNECTIONS + filter);
		assertThat("airbyte " + contribution(page, "airbyte") + ", maestro " + contribution(page, "maestro")
				+ ", wallaroo " + contribution(page, "wallaroo"))
			.isEqualTo("airbyte " + airbyte + ", maestro " + maestro + ", wallaroo " + wallaroo);
		assertThat(page.has("next")).isFalse();
		assertThat(page.path("complete").booleanValue()).isEqualTo(!(airbyte + maestro + wallaroo).contains("x"));
	}

	@Test
	void deletedConnectionIsReadableById() {
		JsonNode deleted = this.client.read(CONNECTIONS + "backend=airbyte&status=DELETED").at("/items/0");
		assertThat(deleted.path("status").stringValue()).isEqualTo("DELETED");
		assertThat(this.client.read(GatewayClient.API + "/connections/" + deleted.path("id").stringValue())
			.path("status")
			.stringValue()).isEqualTo("DELETED");
	}

	@Test
	void nameWithAwkwardCharactersIsFound() {
		JsonNode page = this.client
			.read(CONNECTIONS + "name=crm%20export%20(legacy)%20~%20%C3%BCn%C3%AFcode%2F%E2%84%961");
		assertThat(GatewayClient.ids(page)).containsExactly("wallaroo~c0000000-0000-4000-8000-000000000005");
	}

	private static String contribution(JsonNode page, String backend) {
		for (JsonNode entry : page.path("backends")) {
			if (backend.equals(entry.path("backend").stringValue())) {
				return switch (entry.path("outcome").stringValue()) {
					case "OK" -> entry.path("count").toString();
					case "UNSUPPORTED_FILTER" -> "x";
					default -> entry.toString();
				};
			}
		}
		return "-";
	}

}
