package io.patchbay.sandbox.maestro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One job of a pipeline.
 *
 * @param number the row's number
 * @param id the pipeline's id, an underscore and the job's index
 * @param connector the kind of connector, {@code jdbc} for databases
 * @param plugin the engine
 * @param table what it loads
 * @param loadType how it loads it
 * @param configId the connection that it reads from, visible for JDBC jobs only
 */
record MaestroJob(int number, String id, String connector, String plugin, String table, String loadType,
		String configId) {

	boolean isJdbc() {
		return "jdbc".equals(this.connector);
	}

	Map<String, Object> row(String lastStatus) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("id", this.number);
		row.put("job_id", this.id);
		row.put("job_status", ("CREATED".equals(lastStatus)) ? "PENDING" : lastStatus);
		row.put("input", Map.of("connector", this.connector, "plugin", this.plugin, "table_name", this.table));
		row.put("output", Map.of("plugin", "dadosfera_snowflake", "raw",
				Map.of("table_name", this.table, "table_schema", "RAW")));
		return row;
	}

	Map<String, Object> view() {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("job_id", this.id);
		view.put("job_name", "Load " + this.table);
		view.put("input", Map.of("connector", this.connector, "plugin", this.plugin, "table_schema", "public",
				"table_name", this.table, "load_type", this.loadType));
		view.put("output", Map.of("plugin", "dadosfera_snowflake", "table_name", this.table));
		return view;
	}

	/**
	 * The configuration of a JDBC job, the only place that names the connection.
	 * @return the configuration
	 */
	Map<String, Object> configuration() {
		boolean incremental = !"full_load".equals(this.loadType);
		Map<String, @Nullable Object> source = new LinkedHashMap<>();
		source.put("connector", this.connector);
		source.put("plugin", this.plugin);
		source.put("table_schema", "public");
		source.put("table_name", this.table);
		source.put("column_include_list", List.of("id", "name", "updated_at"));
		source.put("network_config", null);
		source.put("auth_parameters", Map.of("auth_type", "connection_manager", "config_id", this.configId));
		source.put("load_type", this.loadType);
		source.put("incremental_column_name", (incremental) ? "updated_at" : null);
		source.put("incremental_column_type", (incremental) ? "timestamp" : null);
		source.put("primary_keys", List.of("id"));
		Map<String, Object> configuration = new LinkedHashMap<>();
		configuration.put("job_name", "Load " + this.table);
		configuration.put("source_config", source);
		configuration.put("transformations", List.of());
		configuration.put("output_config", Map.of("plugin", "dadosfera_snowflake", "table_name", this.table));
		return configuration;
	}

}
