package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Credentials that are exchanged while the gateway runs, in files that change as the
 * kubelet changes those of a mounted Secret.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.config.import=configtree:target/secret-rotation/")
@ActiveProfiles("sandbox")
@ExtendWith(OutputCaptureExtension.class)
class SecretRotationTests {

	private static final Path FOLDER = Path.of("target", "secret-rotation");

	private static final String SECRET = "patchbay.backends.signs-in.auth.client-secret";

	private static final String TOKEN = "patchbay.backends.holds.auth.token";

	private static final WireMockServer PLATFORM = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final Map<String, String> FILES = new TreeMap<>();

	private static int versions;

	// Read before anything else of the configuration.
	static {
		try {
			FileSystemUtils.deleteRecursively(FOLDER);
			publish(Map.of(SECRET, "secret-zero", TOKEN, "token-zero"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private GatewayClient client;

	@DynamicPropertySource
	static void backends(DynamicPropertyRegistry registry) {
		PLATFORM.start();
		for (String backend : new String[] { "signs-in", "holds", "refers" }) {
			registry.add("patchbay.backends." + backend + ".platform", () -> "airbyte");
			registry.add("patchbay.backends." + backend + ".base-url", PLATFORM::baseUrl);
		}
		registry.add("patchbay.backends.signs-in.auth.client-id", () -> "application");
		registry.add("patchbay.backends.refers.auth.token", () -> "${" + TOKEN + "}");
	}

	@BeforeEach
	void start(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		PLATFORM.resetAll();
	}

	@AfterAll
	static void stop() {
		PLATFORM.stop();
	}

	@Test
	void secretIsReadAgainForEachSignIn(CapturedOutput output) throws IOException {
		publish(Map.of(SECRET, "secret-one"));
		takes("secret-one", "session-one");
		awaitAnswer("signs-in");

		takes("secret-two", "session-two");
		HttpResponse<String> refused = workspaces("signs-in");
		assertThat(refused.statusCode()).isEqualTo(502);
		assertThat(refused.body()).contains("upstream-auth-failed");

		publish(Map.of(SECRET, "secret-two"));
		awaitAnswer("signs-in");

		takes("secret-three", "session-three");
		// The platform quotes what it was sent, and what that is was not known at the
		// start.
		assertThat(workspaces("signs-in").body()).contains("upstream-auth-failed", "nobody knows ***")
			.doesNotContain("secret-two");
		assertThat(output).contains("The credentials of the backend 'signs-in' have changed")
			.doesNotContain("secret-one", "secret-two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "holds", "refers" })
	void tokenIsReadAgainWhenItIsRefused(String backend) throws IOException {
		publish(Map.of(TOKEN, "token-one"));
		takes("nothing", "token-one");
		awaitAnswer(backend);
		takes("nothing", "token-two");
		assertThat(workspaces(backend).statusCode()).isEqualTo(502);
		publish(Map.of(TOKEN, "token-two"));
		awaitAnswer(backend);
	}

	@Test
	void credentialsFromBeforeAreUsedWhileFilesAreMissing(CapturedOutput output) throws IOException {
		publish(Map.of(SECRET, "secret-kept"));
		takes("secret-kept", "session-kept");
		awaitAnswer("signs-in");
		publish(Map.of(SECRET, ""));
		await().until(() -> {
			takes("secret-kept", "session-" + ++versions);
			assertThat(workspaces("signs-in").statusCode()).isEqualTo(200);
			return output.getOut().contains("The credentials of the backend 'signs-in' are not all there");
		});
		publish(Map.of(SECRET, "secret-kept"));
	}

	// The backends may not have been called before, or may hold what another test has
	// left: a refused session makes them sign in.
	private void takes(String secret, String session) {
		PLATFORM.resetMappings();
		PLATFORM.stubFor(WireMock.post("/applications/token")
			.willReturn(WireMock.unauthorized()
				.withHeader("Content-Type", "application/json")
				.withBody("{\"message\":\"nobody knows secret-two\"}"))
			.atPriority(9));
		PLATFORM.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.unauthorized()).atPriority(10));
		PLATFORM.stubFor(WireMock.post("/applications/token")
			.withRequestBody(WireMock.matchingJsonPath("$.client_secret", WireMock.equalTo(secret)))
			.willReturn(WireMock.okJson("{\"access_token\":\"" + session + "\",\"expires_in\":900}"))
			.atPriority(1));
		PLATFORM.stubFor(WireMock.get(WireMock.urlPathEqualTo("/workspaces"))
			.withHeader("Authorization", WireMock.equalTo("Bearer " + session))
			.willReturn(WireMock.okJson("{\"data\":[]}"))
			.atPriority(1));
	}

	// Files are looked at once a second at most.
	private void awaitAnswer(String backend) {
		await().until(() -> workspaces(backend).statusCode() == 200);
	}

	private HttpResponse<String> workspaces(String backend) {
		return this.client.get("/api/v1/workspaces?backend=" + backend, "Prefer", "handling=strict");
	}

	// A folder with a new name, and a link to it that is exchanged at once.
	private static void publish(Map<String, String> changes) throws IOException {
		FILES.putAll(changes);
		Path version = Files.createDirectories(FOLDER.resolve("..v" + ++versions));
		for (Map.Entry<String, String> file : FILES.entrySet()) {
			Files.writeString(version.resolve(file.getKey()), file.getValue() + "\n");
		}
		Path link = Files.createSymbolicLink(FOLDER.resolve("..new"), version.getFileName());
		Files.move(link, FOLDER.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		for (String name : FILES.keySet()) {
			if (!Files.exists(FOLDER.resolve(name))) {
				Files.createSymbolicLink(FOLDER.resolve(name), Path.of("..data", name));
			}
		}
	}

}
