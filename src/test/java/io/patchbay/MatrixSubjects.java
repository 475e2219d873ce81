package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import tools.jackson.databind.JsonNode;

/**
 * Makes what the cells need while all platforms are well, and looks afterwards what has
 * become of it.
 */
final class MatrixSubjects {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String ORCHESTRATION = "0a000000-0000-4000-8000-000000000001";

	private static final String PIPELINE = "0a1b2c3d_0000_4000_8000_000000000001";

	private static final Map<String, String> EXAMPLES = Map.of("airbyte", MatrixTarget.AIRBYTE, "wallaroo",
			MatrixTarget.WALLAROO, "maestro", MatrixTarget.MAESTRO);

	private static final Map<String, String> RUNNING = Map.of("airbyte", MatrixTarget.AIRBYTE_RUN, "wallaroo",
			MatrixTarget.WALLAROO, "maestro", MatrixTarget.MAESTRO);

	private static final IntSupplier NOTHING = () -> 0;

	private final GatewayClient client;

	private final Map<String, String> runs = new HashMap<>();

	private final Deque<String> deletable = new ArrayDeque<>();

	MatrixSubjects(GatewayClient client) {
		this.client = client;
		control("airbyte", "{\"jobPending\":\"PT0S\",\"jobDuration\":\"PT0S\"}");
		control("wallaroo", "{\"startDelay\":\"PT0S\",\"runDelay\":\"PT0S\",\"runDuration\":\"PT0S\"}");
		control("maestro", "{\"runDelay\":\"PT0S\",\"runDuration\":\"PT0S\"}");
		for (String platform : MatrixTarget.PLATFORMS) {
			HttpResponse<String> started = start(platform, platform).call(client);
			this.runs.put(platform, made(started, 202));
		}
		GatewayClient.ids(client.read(CONNECTIONS + "?limit=200&backend=maestro"))
			.stream()
			.map(MatrixSubjects::upstream)
			.filter((id) -> !id.equals(MatrixTarget.MAESTRO))
			.forEach(this.deletable::add);
	}

	private void control(String platform, String switches) {
		HttpResponse<String> answer = this.client.send("PATCH", "/sandbox/" + platform + "/_control", switches,
				"Content-Type", "application/json");
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.body());
		}
	}

	MatrixSubject prepare(MatrixTarget target, MatrixFault fault) {
		String platform = target.platform();
		String backend = target.backend(fault);
		String unique = "matrix " + target.operation() + " " + fault.name().toLowerCase(java.util.Locale.ROOT);
		String example = CONNECTIONS + "/" + backend + "~" + EXAMPLES.get(platform);
		return switch (target.operation()) {
			case "list" ->
				new MatrixSubject("GET", CONNECTIONS + "?limit=200&backend=steady&backend=" + backend, null, NOTHING);
			case "get" -> new MatrixSubject("GET", example, null, NOTHING);
			case "create" ->
				new MatrixSubject("POST", CONNECTIONS, draft(platform, backend, unique), () -> named(platform, unique));
			case "patch" -> patch(platform, backend, unique);
			case "delete" -> delete(platform, backend, unique, fault);
			case "attach" -> attach(platform, backend, unique);
			case "start sync" -> start(platform, backend);
			case "read sync" -> new MatrixSubject("GET",
					GatewayClient.API + "/syncs/" + backend + "~" + this.runs.get(platform), null, NOTHING);
			default -> throw new IllegalArgumentException(target.operation());
		};
	}

	private static String draft(String platform, String backend, String name) {
		return switch (platform) {
			case "airbyte" -> """
					{"backend":"%s","name":"%s","source":{"id":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64"},
					"destination":{"id":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b"}}""".formatted(backend, name);
			case "wallaroo" -> """
					{"backend":"%s","name":"%s","type":"HTTP","details":{"host":"example.com"}}""".formatted(backend,
					name);
			default -> "{\"backend\":\"%s\",\"name\":\"%s\"}".formatted(backend, name);
		};
	}

	private int named(String platform, String name) {
		return this.client.read(CONNECTIONS + "?limit=200&backend=" + platform + "&name=" + name.replace(" ", "%20"))
			.path("items")
			.size();
	}

	private MatrixSubject patch(String platform, String backend, String name) {
		String id = platform.equals("airbyte") ? MatrixTarget.AIRBYTE_PATCHED : EXAMPLES.get(platform);
		return new MatrixSubject("PATCH", CONNECTIONS + "/" + backend + "~" + id, "{\"name\":\"" + name + "\"}",
				() -> name.equals(connection(platform, id).path("name").stringValue("")) ? 1 : 0);
	}

	private MatrixSubject delete(String platform, String backend, String name, MatrixFault fault) {
		// A connection that can be detached and then neither deleted nor attached again
		// is no question of being done half.
		boolean attached = platform.equals("wallaroo") && fault.way() != MatrixFault.Way.WIRE;
		String id = platform.equals("maestro") ? this.deletable.remove() : fresh(platform, name);
		if (attached) {
			made(this.client.send("PUT", CONNECTIONS + "/wallaroo~" + id + "/workspaces/wallaroo~33", ""), 201);
		}
		return new MatrixSubject("DELETE",
				CONNECTIONS + "/" + backend + "~" + id + (platform.equals("wallaroo") ? "?detach=true" : ""), null,
				() -> {
					JsonNode left = connection(platform, id);
					if (left.isMissingNode() || left.path("status").stringValue("").equals("DELETED")) {
						return 1;
					}
					return (attached && left.path("workspaces").isEmpty()) ? -1 : 0;
				});
	}

	private MatrixSubject attach(String platform, String backend, String name) {
		if (!platform.equals("wallaroo")) {
			String id = platform.equals("airbyte") ? MatrixTarget.AIRBYTE_ATTACHED : MatrixTarget.MAESTRO;
			return new MatrixSubject("PUT",
					CONNECTIONS + "/" + backend + "~" + id + "/workspaces/" + backend + "~elsewhere", "", NOTHING);
		}
		String id = fresh(platform, name);
		return new MatrixSubject("PUT", CONNECTIONS + "/" + backend + "~" + id + "/workspaces/" + backend + "~33", "",
				() -> connection(platform, id).path("workspaces").size());
	}

	private MatrixSubject start(String platform, String backend) {
		String id = RUNNING.get(platform);
		String body = switch (platform) {
			case "airbyte" -> "{}";
			case "wallaroo" -> "{\"target\":\"" + ORCHESTRATION + "\"}";
			default -> "{\"target\":\"" + PIPELINE + "\"}";
		};
		return new MatrixSubject("POST", CONNECTIONS + "/" + backend + "~" + id + "/syncs", body,
				() -> this.client.read(CONNECTIONS + "/" + platform + "~" + id + "/syncs?limit=200")
					.path("items")
					.size());
	}

	private String fresh(String platform, String name) {
		return made(this.client.send("POST", CONNECTIONS, draft(platform, platform, name), "Content-Type",
				"application/json"), 201);
	}

	private JsonNode connection(String platform, String id) {
		HttpResponse<String> found = this.client.get(CONNECTIONS + "/" + platform + "~" + id);
		if (found.statusCode() == 404) {
			return GatewayClient.json(found).path("nothing");
		}
		made(found, 200);
		return GatewayClient.json(found);
	}

	private static String made(HttpResponse<String> answer, int status) {
		if (answer.statusCode() != status) {
			throw new IllegalStateException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
		}
		return upstream(GatewayClient.json(answer).path("id").stringValue(""));
	}

	private static String upstream(String id) {
		return id.substring(id.indexOf('~') + 1);
	}

	/**
	 * The backends that the tests call directly.
	 * @return their ids
	 */
	static List<String> backends() {
		return MatrixTarget.PLATFORMS;
	}

}
