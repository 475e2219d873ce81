import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the platforms answer: bodies of the real shape and size.
 */
final class Samples {

	static final String ID = "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	/** Where a self-managed Airbyte has its public API. */
	static final String PUBLIC_API = "/api/public/v1";

	private static final String ID_SUFFIX = "-6e67-4000-8000-000000000000";

	// 1.3 KB, as a connection with four streams is.
	private static final String CONNECTION = """
			{"connectionId":"%s","name":"%s","sourceId":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64",\
			"destinationId":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b","workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3",\
			"status":"active","schedule":{"scheduleType":"cron","cronExpression":"0 0 */6 * * ? UTC"},\
			"nonBreakingSchemaUpdatesBehavior":"ignore","namespaceDefinition":"destination","prefix":"raw_",\
			"configurations":{"streams":[\
			{"name":"users","namespace":"public","syncMode":"incremental_deduped_history",\
			"cursorField":["updated_at"],"primaryKey":[["id"]],"mappers":[],"selectedFields":[]},\
			{"name":"orders","namespace":"public","syncMode":"full_refresh_overwrite",\
			"cursorField":[],"primaryKey":[],"mappers":[],"selectedFields":[]},\
			{"name":"order_lines","namespace":"public","syncMode":"incremental_append",\
			"cursorField":["changed_at"],"primaryKey":[["order_id"],["line"]],"mappers":[],"selectedFields":[]},\
			{"name":"products","namespace":"public","syncMode":"full_refresh_overwrite",\
			"cursorField":[],"primaryKey":[],"mappers":[],"selectedFields":[]}]},\
			"createdAt":1767225600,"tags":[{"tagId":"5d8d3f0e-6f0b-4a52-9d0a-2f1c1a7b9e60",\
			"workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3","name":"finance","color":"75DCFF"}]}""";

	private Samples() {
	}

	static String airbyteConnection() {
		return CONNECTION.formatted(ID, "Postgres to Snowflake");
	}

	/**
	 * A page of an Airbyte's list.
	 * @param total how many connections there are
	 * @param offset how many come before the page
	 * @param limit how many the page has at most
	 * @return the page
	 */
	static String airbytePage(int total, int offset, int limit) {
		String items = IntStream.range(offset, Math.min(total, offset + limit))
			.mapToObj((index) -> CONNECTION.formatted("%08x".formatted(index) + ID_SUFFIX, "Generated " + index))
			.collect(Collectors.joining(","));
		// Airbyte names a next page as long as there is anything on this one.
		String next = items.isEmpty() ? "" : "http://127.0.0.1/v1/connections?limit=" + limit;
		return "{\"previous\":\"\",\"next\":\"" + next + "\",\"data\":[" + items + "]}";
	}

	/**
	 * Which connection of a generated list an id belongs to.
	 * @param id the id
	 * @return its place in the list, -1 when it is not from there
	 */
	static int indexOf(String id) {
		return id.endsWith(ID_SUFFIX) ? Integer.parseUnsignedInt(id.substring(0, 8), 16) : -1;
	}

	static String wallarooConnections(int count) {
		return IntStream.range(0, count)
			.mapToObj(
					(index) -> """
							{"id":"%08x-7761-4000-8000-000000000000","name":"warehouse-%d","type":"POSTGRES",\
							"details":{"host":"db.example.com","port":5432,"database":"sales","user":"reader","password":"hunter-%d"},\
							"created_at":"2026-01-05T10:15:30.123456Z","workspace_names":["analytics"]}"""
						.formatted(index, index, index))
			.collect(Collectors.joining(",", "{\"connections\":[", "]}"));
	}

	static String wallarooWorkspaces() {
		return """
				{"workspaces":[{"id":33,"name":"analytics","created_at":"2026-01-01T00:00:00Z",\
				"created_by":"someone@example.com","archived":false,"models":[],"pipelines":[]}]}""";
	}

	static String maestroConnections(int count) {
		return IntStream.range(0, count)
			.mapToObj(
					(index) -> """
							{"id":"%d_k3j9x0a2_mysql-1.0.0","customer_id":"8d1e9c1b-33f1-4d20-8b0c-5a6f7e2d4c10","type":"database",\
							"plugin":"mysql","network_config_id":"","name":"shop-%d","description":"MySQL connection",\
							"created_at":"2026-01-05T10:15:30.000Z","updated_at":"2026-02-05T10:15:30.000Z",\
							"image_url":"https://assets.example.com/mysql.svg","connector_id":"mysql-1.0.0",\
							"connector_name":"MySQL","user_id":"5a6f7e2d-4c10-4d20-8b0c-8d1e9c1b33f1"}"""
						.formatted(1767608130000L + index, index))
			.collect(Collectors.joining(",", "{\"connections\":[", "]}"));
	}

}
