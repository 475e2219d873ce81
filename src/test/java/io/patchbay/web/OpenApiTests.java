package io.patchbay.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Derives the document from the code and compares it with what was published, which the
 * gateway serves.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { DerivedDocumentFilter.PATH + "=" + OpenApiTests.DERIVED,
				"springdoc.packages-to-scan=io.patchbay.web", "springdoc.default-flat-param-object=true",
				"springdoc.default-produces-media-type=application/json", "springdoc.writer-with-order-by-keys=false" })
@Import(OpenApiConfiguration.class)
class OpenApiTests {

	private static final Path PUBLISHED = Path.of("openapi", "patchbay.yaml");

	static final String DERIVED = "/v3/api-docs/derived";

	private static final boolean WRITE = Boolean.getBoolean("patchbay.openapi.write");

	@LocalServerPort
	private int port;

	@Test
	void publishedDocumentIsThatOfTheCode() throws Exception {
		String actual = get(DERIVED + ".yaml");
		if (WRITE) {
			Files.createDirectories(PUBLISHED.getParent());
			Files.writeString(PUBLISHED, actual);
		}
		assertThat(actual).isEqualTo(get(DERIVED + ".yaml"));
		assertThat(actual)
			.describedAs("The API has changed. Look whether it should have, and then write its document "
					+ "with: mvn test -Dtest=OpenApiTests -Dpatchbay.openapi.write=true")
			.isEqualTo(Files.readString(PUBLISHED));
		assertThat(actual).startsWith("openapi: 3.1").doesNotContain("127.0.0.1", "localhost:" + this.port, "s3cr3t");
	}

	@Test
	void servedDocumentIsThePublishedOne() throws Exception {
		// The next build takes over what is written now.
		Assumptions.assumeFalse(WRITE);
		assertThat(get("/v3/api-docs.yaml")).isEqualTo(Files.readString(PUBLISHED));
		JsonMapper mapper = JsonMapper.shared();
		assertThat(mapper.readTree(get("/v3/api-docs"))).isEqualTo(mapper.readTree(get(DERIVED)));
	}

	@Test
	void publishedDocumentHasTheVersionOfTheBuild() throws Exception {
		Matcher build = Pattern.compile("<artifactId>patchbay</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>")
			.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(build.find()).isTrue();
		JsonNode info = JsonMapper.shared().readTree(get(DERIVED)).path("info");
		assertThat(info.path("version").stringValue()).isEqualTo(build.group(1));
	}

	@Test
	void everyOperationIsComplete() throws Exception {
		JsonNode paths = JsonMapper.shared().readTree(get(DERIVED)).path("paths");
		List<String> incomplete = new ArrayList<>();
		for (JsonNode path : paths) {
			for (JsonNode operation : path) {
				check(operation, incomplete);
			}
		}
		assertThat(paths.size()).isGreaterThanOrEqualTo(9);
		assertThat(incomplete).isEmpty();
	}

	private static void check(JsonNode operation, List<String> incomplete) {
		String name = operation.path("operationId").asString("an operation without id");
		if (!operation.path("summary").isString() || !operation.path("security").isArray()) {
			incomplete.add(name);
		}
		operation.path("responses").properties().forEach((response) -> {
			JsonNode content = response.getValue().path("content").path("application/json");
			if (response.getKey().startsWith("2") && !content.isMissingNode()
					&& !(content.has("schema") && content.has("example"))) {
				incomplete.add(name + " " + response.getKey());
			}
		});
		for (JsonNode parameter : operation.path("parameters")) {
			if (!parameter.has("description")) {
				incomplete.add(name + " " + parameter.path("name"));
			}
		}
	}

	private String get(String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> response = client.send(
					HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(200);
			return response.body();
		}
	}

}
