package io.patchbay.sandbox.airbyte;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The public API's sync modes, each a pair of the Config API's two.
 */
enum SyncMode {

	FULL_REFRESH_OVERWRITE("full_refresh", "overwrite"),

	FULL_REFRESH_OVERWRITE_DEDUPED("full_refresh", "overwrite_dedup"),

	FULL_REFRESH_APPEND("full_refresh", "append"),

	FULL_REFRESH_UPDATE("full_refresh", "update"),

	FULL_REFRESH_SOFT_DELETE("full_refresh", "soft_delete"),

	INCREMENTAL_APPEND("incremental", "append"),

	INCREMENTAL_DEDUPED_HISTORY("incremental", "append_dedup"),

	INCREMENTAL_UPDATE("incremental", "update"),

	INCREMENTAL_SOFT_DELETE("incremental", "soft_delete");

	private static final List<SyncMode> USUAL = List.of(FULL_REFRESH_APPEND, FULL_REFRESH_OVERWRITE, INCREMENTAL_APPEND,
			INCREMENTAL_DEDUPED_HISTORY);

	private final String source;

	private final String destination;

	SyncMode(String source, String destination) {
		this.source = source;
		this.destination = destination;
	}

	String source() {
		return this.source;
	}

	String destination() {
		return this.destination;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean incremental() {
		return "incremental".equals(this.source);
	}

	boolean deduped() {
		return this.destination.endsWith("_dedup");
	}

	static SyncMode of(String label) {
		List<String> labels = Arrays.stream(values()).map(SyncMode::label).toList();
		return valueOf(Body.match(label, labels).toUpperCase(Locale.ROOT));
	}

	static @Nullable SyncMode of(String source, String destination) {
		return Arrays.stream(values())
			.filter((mode) -> mode.source.equals(source) && mode.destination.equals(destination))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The modes that a stream can be synced with.
	 * @param stream the stream as the Config API shows it
	 * @param destinationType the type of the destination; only BigQuery knows all modes
	 * here
	 * @return the modes
	 */
	static List<SyncMode> of(JsonNode stream, String destinationType) {
		List<SyncMode> modes = ("bigquery".equals(destinationType)) ? List.of(values()) : USUAL;
		boolean incremental = stream.path("supportedSyncModes")
			.valueStream()
			.anyMatch((mode) -> "incremental".equals(mode.stringValue()));
		return modes.stream().filter((mode) -> incremental || !mode.incremental()).toList();
	}

}
