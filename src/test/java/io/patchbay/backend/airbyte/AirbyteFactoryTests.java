package io.patchbay.backend.airbyte;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.TestBackends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteFactoryTests {

	private final AirbyteFactory factory = new AirbyteFactory();

	@Test
	void halfAnApplicationIsAMistake() {
		assertThat(problems(auth(null, "app", null))).containsOnlyKeys("auth.client-secret");
		assertThat(problems(auth(null, null, "secret"))).containsOnlyKeys("auth.client-id");
		assertThat(problems(auth(null, "app", " "))).containsOnlyKeys("auth.client-secret");
		assertThat(problems(auth("token", "app", null))).containsOnlyKeys("auth.client-secret");
		assertThat(problems(auth(" ", null, null))).containsOnlyKeys("auth");
	}

	@Test
	void tokenAndApplicationTogetherAreAMistake() {
		assertThat(problems(auth("token", "app", "secret"))).containsOnlyKeys("auth.token");
	}

	@Test
	void keysOfOtherPlatformsAreMistakes() {
		Auth auth = new Auth(BackendProperties.Mode.HELD, "token", null, null, "user", "password", "tenant",
				URI.create("https://sso.example.com/token"), null);
		assertThat(problems(auth)).containsOnlyKeys("auth.username", "auth.password", "auth.customer-name",
				"auth.token-uri");
		assertThat(problems(auth).toString()).doesNotContain("tenant", "sso.example.com");
	}

	@Test
	void workspaceThatIsNoUuidIsAMistake() {
		BackendProperties properties = TestBackends.properties(this.factory, "https://api.airbyte.com/v1",
				TestBackends.token("t"), List.of(AirbyteStubs.workspaceId(0), "33"));
		assertThat(this.factory.problems(properties, new AirbyteProperties(null, null))).containsOnlyKeys("workspaces")
			.allSatisfy((key, problem) -> assertThat(problem).contains("33"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cloud.example.com", "ftp://example.com", "https://example.com?x=1", "/api/v1",
			"https://user:password@example.com" })
	void rootThatIsNoUrlIsAMistake(String url) {
		BackendProperties properties = TestBackends.properties(this.factory, "https://api.airbyte.com/v1",
				TestBackends.token("t"), List.of());
		assertThat(this.factory.problems(properties, new AirbyteProperties(URI.create(url), URI.create(url))))
			.containsOnlyKeys("config-api-url", "web-url");
	}

	@ParameterizedTest
	@CsvSource({ "https://api.airbyte.com/v1,https://cloud.airbyte.com/api/v1,https://cloud.airbyte.com",
			"https://api.airbyte.com/v1/,https://cloud.airbyte.com/api/v1,https://cloud.airbyte.com",
			"https://etl.example.com/api/public/v1,https://etl.example.com/api/v1,https://etl.example.com",
			"http://localhost:8000/airbyte/api/public/v1/,http://localhost:8000/airbyte/api/v1,http://localhost:8000/airbyte",
			"http://localhost:8006/v1,," })
	void rootsFollowFromTheBaseUrl(URI base, @Nullable URI config, @Nullable URI web) {
		assertThat(new AirbyteProperties(null, null).completed(base)).isEqualTo(new AirbyteProperties(config, web));
	}

	@Test
	void rootsOfTheOperatorStand() {
		AirbyteProperties own = new AirbyteProperties(URI.create("https://config.example.com/api/v1"),
				URI.create("https://web.example.com/"));
		assertThat(own.completed(URI.create("https://api.airbyte.com/v1"))).isEqualTo(own);
		assertThat(own.links("w", "c")).isEqualTo(Map.of("web", "https://web.example.com/workspaces/w/connections/c",
				"jobHistory", "https://web.example.com/workspaces/w/connections/c/timeline"));
	}

	@Test
	void thereAreNoLinksToNowhere() {
		assertThat(new AirbyteProperties(null, null).links("w", "c")).isEmpty();
		assertThat(new AirbyteProperties(null, URI.create("https://web.example.com")).links(null, "c")).isEmpty();
	}

	private Map<String, String> problems(Auth auth) {
		return this.factory.problems(
				TestBackends.properties(this.factory, "https://api.airbyte.com/v1", auth, List.of()),
				new AirbyteProperties(null, null));
	}

	private static Auth auth(@Nullable String token, @Nullable String id, @Nullable String secret) {
		return new Auth(BackendProperties.Mode.HELD, token, id, secret, null, null, null, null, null);
	}

}
