package io.patchbay;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation on one platform, and the call to the platform that the faults are aimed
 * at.
 *
 * @param platform the platform
 * @param operation the operation, as the columns of the matrix name it
 * @param kind what the call means
 * @param method its HTTP method
 * @param path its path below the platform's root
 * @param healthy the answer to the caller when nothing is wrong
 * @param before how many calls come first
 * @param hopeless how many different calls are tried in vain, each as often as may be,
 * once the platform cannot be reached any more
 */
record MatrixTarget(String platform, String operation, Kind kind, String method, String path, String healthy,
		int before, int hopeless) {

	static final List<String> PLATFORMS = List.of("airbyte", "wallaroo", "maestro");

	static final List<String> OPERATIONS = List.of("list", "get", "create", "patch", "delete", "attach", "start sync",
			"read sync");

	/** Read by the faults of "get" and by nothing else. */
	static final String AIRBYTE = "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	static final String AIRBYTE_ATTACHED = "c0000000-0000-4000-8000-000000000002";

	static final String AIRBYTE_RUN = "c0000000-0000-4000-8000-000000000001";

	static final String AIRBYTE_PATCHED = "c0000000-0000-4000-8000-000000000003";

	static final String WALLAROO = "c0000000-0000-4000-8000-000000000001";

	static final String MAESTRO = "1700000000000_ab12cd34_mysql-1.0.0";

	private static final String TABLE = """
			airbyte  | list       | LIST   | GET    | ^/api/public/v1/connections$             | 200 | 0 | 1
			airbyte  | get        | READ   | GET    | ^/api/public/v1/connections/AIRBYTE$     | 200 | 0 | 1
			airbyte  | create     | WRITE  | POST   | ^/api/public/v1/connections$             | 201 | 0 | 1
			airbyte  | patch      | WRITE  | PATCH  | ^/api/public/v1/connections/             | 200 | 1 | 1
			airbyte  | delete     | STATUS | DELETE | ^/api/public/v1/connections/             | 204 | 1 | 1
			airbyte  | attach     | READ   | GET    | ^/api/public/v1/connections/ATTACHED$    | 409 workspace-mismatch | 0 | 1
			airbyte  | start sync | WRITE  | POST   | ^/api/public/v1/jobs$                    | 202 | 2 | 1
			airbyte  | read sync  | READ   | GET    | ^/api/public/v1/jobs/                    | 200 | 0 | 1
			wallaroo | list       | LIST   | POST   | ^/v1/api/connections/list$               | 200 | 0 | 2
			wallaroo | get        | READ   | POST   | ^/v1/api/connections/get_by_id$          | 200 | 0 | 2
			wallaroo | create     | WRITE  | POST   | ^/v1/api/connections/create$             | 201 | 0 | 1
			wallaroo | patch      | NONE   | POST   | .                                        | 501 operation-unsupported | 0 | 0
			wallaroo | delete     | STATUS | POST   | ^/v1/api/connections/delete$             | 204 | 4 | 2
			wallaroo | attach     | STATUS | POST   | ^/v1/api/connections/add_to_workspace$   | 201 | 2 | 1
			wallaroo | start sync | WRITE  | POST   | ^/v1/api/task/run_once$                  | 202 | 4 | 1
			wallaroo | read sync  | READ   | POST   | ^/v1/api/task/get_by_id$                 | 200 | 0 | 2
			maestro  | list       | LIST   | GET    | ^/connections$                           | 200 | 0 | 1
			maestro  | get        | READ   | GET    | ^/connections$                           | 200 | 0 | 1
			maestro  | create     | NONE   | POST   | .                                        | 501 operation-unsupported | 0 | 0
			maestro  | patch      | NONE   | POST   | .                                        | 501 operation-unsupported | 0 | 0
			maestro  | delete     | STATUS | DELETE | ^/connections/                           | 204 | 1 | 1
			maestro  | attach     | READ   | GET    | ^/connections$                           | 409 workspace-mismatch | 0 | 1
			maestro  | start sync | WRITE  | POST   | ^/platform/pipeline/execute$             | 202 | 4 | 1
			maestro  | read sync  | READ   | GET    | ^/platform/pipeline/[^/]+/pipeline_run/. | 200 | 1 | 1
			""";

	static List<MatrixTarget> all() {
		return TABLE.replace("connections/AIRBYTE", "connections/" + AIRBYTE)
			.replace("connections/ATTACHED", "connections/" + AIRBYTE_ATTACHED)
			.lines()
			.map((line) -> line.split("\\|"))
			.map((cells) -> new MatrixTarget(cells[0].strip(), cells[1].strip(), Kind.valueOf(cells[2].strip()),
					cells[3].strip(), cells[4].strip(), cells[5].strip(), Integer.parseInt(cells[6].strip()),
					Integer.parseInt(cells[7].strip())))
			.toList();
	}

	Pattern pattern() {
		return Pattern.compile(this.path);
	}

	/**
	 * The part of the path that needs no pattern.
	 * @return its beginning
	 */
	String literal() {
		return this.path.replaceFirst("^\\^", "").replaceFirst("(\\[|\\$|\\.$).*", "");
	}

	/**
	 * Whether a request as the HTTP client logs it is the call.
	 * @param request its method and its target
	 * @return whether it is
	 */
	boolean meets(String request) {
		String[] parts = request.split(" |\\?");
		return parts[0].equals(this.method) && pattern().matcher(parts[1].replaceFirst("^/sandbox/[a-z]+", "")).find();
	}

	/**
	 * The backend that a fault is tried on. A wire is this target's alone.
	 * @param fault the fault
	 * @return the backend's id
	 */
	String backend(MatrixFault fault) {
		return switch (fault.way()) {
			case SANDBOX -> this.platform;
			case HASTY -> this.platform + "-hasty";
			case WIRE -> wire();
		};
	}

	String wire() {
		return this.platform + "-" + this.operation.replace(' ', '-');
	}

	/**
	 * Whether the platform gets two minutes for this call, whatever the read timeout is.
	 * @return whether it does
	 */
	boolean patient() {
		return this.platform.equals("airbyte") && (this.operation.equals("create") || startsSync());
	}

	boolean unsupported() {
		return this.kind == Kind.NONE;
	}

	boolean startsSync() {
		return this.operation.equals("start sync");
	}

	/**
	 * What a call means to the gateway.
	 */
	enum Kind {

		/** A part of a federated page. */
		LIST,

		/** A read of one thing. */
		READ,

		/** A change whose answer is read. */
		WRITE,

		/** A change of whose answer the status alone matters. */
		STATUS,

		/** Nothing: the platform has no such call. */
		NONE

	}

}
