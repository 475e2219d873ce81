package io.patchbay;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plants secrets in every place that has any, calls everything, well and badly, and looks
 * for them in all that comes out.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "patchbay.deadline=2s", "patchbay.resilience.circuit.window=10000",
				"patchbay.resilience.circuit.minimum-calls=10000", "patchbay.resilience.read-attempts=1" })
@ContextConfiguration(initializers = GatewayTest.FreePort.class)
@ActiveProfiles("sandbox")
class CanaryTests {

	/** A part of each secret that is planted here. */
	static final String MARK = "c4n4ry";

	private static final String CALLER = MARK + "-api-key-of-a-caller";

	private static final String OPERATOR = MARK + "-api-key-of-the-operator";

	private static final String UUID = "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	/** Those of the sandbox, and those that its emulators hold. */
	private static final List<String> SECRETS = List.of(MARK, "s3cr3t-canary", "sandbox-secret",
			"sandbox-wallaroo-secret", "sandbox-wallaroo-password", "sandbox-maestro-password",
			base64("api-client:sandbox-wallaroo-secret"), base64("api-client:" + MARK + "-client-secret"));

	private static final List<String> MOODS = List.of("sign-in 401", "sign-in 400", "sign-in 500", "sign-in garbage",
			"400", "401", "403", "404", "409", "422", "429", "500", "503", "html", "garbage", "empty", "redirect",
			"hang");

	private static final int CALLERS = 16;

	private static final Parrot PARROT = new Parrot();

	@LocalServerPort
	private int port;

	private Leaks leaks;

	@DynamicPropertySource
	static void plant(DynamicPropertyRegistry registry) {
		Map<String, String> platforms = Map.of("airbyte", "client-id,client-secret", "wallaroo",
				"client-id,client-secret,username,password", "maestro", "username,password");
		platforms.forEach((platform, keys) -> {
			for (String credentials : List.of(keys, "token")) {
				String backend = "patchbay.backends.parrot-" + platform + (credentials.equals("token") ? "-token" : "");
				registry.add(backend + ".platform", () -> platform);
				registry.add(backend + ".base-url", PARROT::root);
				registry.add(backend + ".read-timeout", () -> "1s");
				if (platform.equals("airbyte")) {
					registry.add(backend + ".config-api-url", () -> PARROT.root() + "/config");
				}
				for (String key : credentials.split(",")) {
					registry.add(backend + ".auth." + key,
							() -> key.equals("client-id") ? "api-client" : MARK + "-" + key);
				}
			}
		});
		registry.add("patchbay.redaction.fingerprint-key", () -> MARK + "-fingerprint-key");
		key(registry, 0, "sandbox", "sandbox", "*");
		key(registry, 1, "caller", CALLER, "backends:read,connections:read,connections:write,connections:delete,"
				+ "workspaces:read,workspaces:write,syncs:read,syncs:run");
		key(registry, 2, "operator", OPERATOR, "*");
	}

	private static void key(DynamicPropertyRegistry registry, int index, String client, String key, String scopes) {
		String prefix = "patchbay.security.api-keys[" + index + "].";
		registry.add(prefix + "client", () -> client);
		registry.add(prefix + "sha256", () -> sha256(key));
		registry.add(prefix + "scopes", () -> scopes);
		registry.add(prefix + "backends", () -> "*");
	}

	@AfterAll
	static void silence() {
		PARROT.stop();
	}

	@BeforeEach
	void listen() {
		GatewayClient.of(this.port).heal();
		this.leaks = new Leaks(SECRETS);
	}

	@AfterEach
	void leave() {
		this.leaks.close();
	}

	@Test
	void whatFailsQuotesNoSecret() throws Exception {
		for (String mood : MOODS) {
			PARROT.mood(mood);
			List<Runnable> calls = new ArrayList<>();
			for (String backend : List.of("parrot-airbyte", "parrot-wallaroo", "parrot-maestro", "parrot-airbyte-token",
					"parrot-wallaroo-token", "parrot-maestro-token")) {
				operations(backend, backend + "~" + (backend.contains("maestro") ? "x-1.0.0" : UUID),
						backend + "~" + (backend.contains("airbyte") ? UUID : "33"),
						backend + "~"
								+ (backend.contains("maestro") ? "p:r:x-1.0.0"
										: backend.contains("wallaroo") ? UUID : "7"))
					.forEach((operation) -> calls.add(() -> call(CALLER, operation)));
			}
			// Those that nobody answers wait side by side.
			together(calls, mood.equals("hang") ? calls.size() : CALLERS);
		}
		// Nothing is proven unless the secrets were on their way.
		assertThat(String.join("\n", PARROT.heard())).contains(MARK + "-client-secret", MARK + "-password",
				MARK + "-token", MARK + "-session-token", base64("api-client:" + MARK + "-client-secret"),
				MARK + "-details");
		assertThat(PARROT.heard()).noneMatch((heard) -> heard.contains("/stolen"));
		assertThat(this.leaks.audited()).isTrue();
		nothingLeaked();
	}

	@Test
	void whatSucceedsTellsNoSecret() throws Exception {
		GatewayClient client = GatewayClient.of(this.port).as(CALLER);
		List<String> faults = List.of("", "malformed-json", "truncated", "wrong-content-type", "broken-item",
				"unauthorized");
		for (String fault : faults) {
			for (String platform : List.of("airbyte", "wallaroo", "maestro")) {
				GatewayClient.of(this.port).heal();
				client.get(GatewayClient.API + "/connections?backend=" + platform);
				String connection = switch (platform) {
					case "airbyte" -> "airbyte~c0000000-0000-4000-8000-000000000001";
					case "wallaroo" -> "wallaroo~c0000000-0000-4000-8000-000000000001";
					default -> "maestro~1700000000000_ab12cd34_mysql-1.0.0";
				};
				List<String> runs = GatewayClient.ids(
						client.read(GatewayClient.API + "/connections/" + connection + "/syncs?limit=2&status=FAILED"));
				if (!fault.isEmpty()) {
					client.breakPlatform("{'platform':'" + platform + "','kind':'" + fault + "'}");
				}
				List<Runnable> calls = new ArrayList<>();
				for (String run : runs.isEmpty() ? List.of(platform + "~0") : runs) {
					operations(platform, connection, platform + "~33", run)
						.forEach((operation) -> calls.add(() -> call(CALLER, operation)));
				}
				together(calls, CALLERS);
			}
		}
		assertThat(this.leaks.seen()).isGreaterThan(1000);
		nothingLeaked();
	}

	@Test
	void credentialsOfCallersAreNotTold() {
		for (String[] headers : new String[][] { { "X-Api-Key", MARK + "-unknown" },
				{ "Authorization", "Bearer " + MARK + ".x.y" }, { "Authorization", "Bearer " + MARK + " \u0001" },
				{ "Authorization", "Basic " + MARK }, { "X-Api-Key", MARK + "-one", "Authorization", "Bearer " + MARK },
				{ "Cookie", "session=" + MARK }, { "Proxy-Authorization", MARK } }) {
			try {
				HttpResponse<String> response = GatewayClient.of(this.port)
					.as("")
					.get(GatewayClient.API + "/connections?access_token=" + MARK + "&q=" + MARK, headers);
				assertThat(response.statusCode()).isEqualTo(401);
				this.leaks.look("answer", response.headers() + response.body());
			}
			catch (IllegalArgumentException ex) {
				assertThat(headers[1]).contains("\u0001");
			}
		}
		nothingLeaked();
	}

	@Test
	void operatorsSeeNoSecretEither(@Autowired ConfigurableApplicationContext context) {
		GatewayClient operator = GatewayClient.of(this.port).as(OPERATOR);
		PARROT.mood("500");
		operator.get(GatewayClient.API + "/connections?limit=5");
		List<String> paths = new ArrayList<>(
				List.of("/actuator", "/actuator/health", "/actuator/info", "/v3/api-docs", "/actuator/env",
						"/actuator/configprops", "/actuator/heapdump", "/actuator/loggers", "/actuator/mappings"));
		JsonNode names = operator.read("/actuator/metrics").path("names");
		assertThat(names.size()).isGreaterThan(20);
		names.valueStream().forEach((name) -> paths.add("/actuator/metrics/" + name.stringValue()));
		for (String path : paths) {
			this.leaks.look(path, operator.get(path).body());
		}
		for (String name : context.getBeanFactory().getSingletonNames()) {
			Object bean = context.getBeanFactory().getSingleton(name);
			if (bean != null && bean.getClass().getName().startsWith("io.patchbay.")
					&& !bean.getClass().getName().startsWith("io.patchbay.sandbox.")) {
				this.leaks.look("bean " + name, bean.toString());
			}
		}
		nothingLeaked();
	}

	@Test
	void secretsAreForCallersWithTheScopeAlone() {
		String path = GatewayClient.API + "/connections/wallaroo~c0000000-0000-4000-8000-000000000001";
		assertThat(GatewayClient.of(this.port).as(OPERATOR).get(path).body()).contains("s3cr3t-canary");
		assertThat(GatewayClient.of(this.port).as(CALLER).get(path).body()).contains("\"redacted\":true")
			.doesNotContain("s3cr3t-canary");
		nothingLeaked();
	}

	private static List<String[]> operations(String backend, String connection, String workspace, String run) {
		String api = GatewayClient.API;
		String one = api + "/connections/" + connection;
		String draft = (backend.contains("wallaroo"))
				? "{'backend':'%s','name':'n','type':'HTTP','details':{'password':'%s-details','api_key':'%s-details'}}"
				: "{'backend':'%s','source':{'id':'" + UUID + "'},'destination':{'id':'" + UUID + "'}}";
		String body = draft.replaceFirst("%s", backend).replace("%s", MARK).replace('\'', '"');
		String[][] operations = {
				{ "GET", api + "/connections?limit=200&include=endpoints,lastSync&backend=" + backend },
				{ "GET", api + "/workspaces?backend=" + backend }, { "GET", api + "/backends/" + backend },
				{ "GET", one + "?include=endpoints,lastSync" }, { "GET", one + "/workspaces" },
				{ "GET", one + "/workspaces/" + workspace }, { "GET", one + "/state" }, { "GET", one + "/catalog" },
				{ "GET", one + "/syncs" }, { "GET", api + "/syncs/" + run },
				{ "GET", api + "/syncs/" + run + "/events" }, { "GET", api + "/syncs/" + run + "/logs" },
				{ "POST", api + "/syncs/" + run + "/cancel", "" }, { "PUT", one + "/workspaces/" + workspace },
				{ "DELETE", one + "/workspaces/" + workspace },
				{ "POST", one + "/syncs", "{\"target\":\"" + UUID + "\"}" }, { "PATCH", one, "{\"name\":\"x\"}" },
				{ "PATCH", one, "{\"name\":{\"password\":\"" + MARK + "\"}}" }, { "POST", api + "/connections", body },
				{ "POST", api + "/connections", body.replace("}}", "}},{") },
				{ "POST", api + "/cleanup-plans",
						"{\"backend\":\"" + backend + "\",\"olderThan\":\"P1D\",\"basis\":\"CREATED_AT\"}" },
				{ "DELETE", one + "?detach=true" } };
		return List.of(operations);
	}

	private void call(String key, String[] operation) {
		HttpResponse<String> response = GatewayClient.of(this.port)
			.as(key)
			.send(operation[0], operation[1], (operation.length > 2) ? operation[2] : null, "Content-Type",
					"application/json", "Upstream-Authorization-airbyte", "Bearer " + MARK + "-of-the-caller",
					"Upstream-Authorization-parrot-maestro", MARK + "-of-the-caller", "Idempotency-Key",
					MARK + operation[0] + operation[1].hashCode() + System.nanoTime());
		this.leaks.look(operation[0] + " " + operation[1] + " " + response.statusCode(),
				response.headers() + response.body());
		assertThat(response.statusCode()).as(String.join(" ", operation) + response.body()).isNotEqualTo(500);
	}

	private static void together(List<Runnable> calls, int callers) throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
			List<Future<?>> all = new ArrayList<>();
			calls.forEach((call) -> all.add(executor.submit(call)));
			for (Future<?> call : all) {
				call.get();
			}
		}
	}

	private void nothingLeaked() {
		assertThat(this.leaks.found().stream().distinct().limit(10)).isEmpty();
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
