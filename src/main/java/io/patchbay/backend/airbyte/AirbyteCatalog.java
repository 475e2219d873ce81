package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.patchbay.connection.CatalogStream;
import org.jspecify.annotations.Nullable;

/**
 * A connection's catalog as Airbyte's Config API shows it, among much else: the streams
 * that are not selected are in it, too.
 */
record AirbyteCatalog(AirbyteCatalog.@Nullable SyncCatalog syncCatalog) {

	/**
	 * Says it in our words.
	 * @return the streams, {@code null} when it is not a catalog
	 */
	@Nullable List<CatalogStream> toStreams() {
		if (this.syncCatalog == null || this.syncCatalog.streams() == null) {
			return null;
		}
		List<CatalogStream> streams = new ArrayList<>();
		for (Configured configured : this.syncCatalog.streams()) {
			if (configured == null || configured.stream() == null || configured.stream().name() == null) {
				return null;
			}
			streams.add(configured.toStream(configured.stream(), configured.stream().name()));
		}
		return streams;
	}

	record SyncCatalog(@Nullable List<Configured> streams) {
	}

	record Configured(AirbyteCatalog.@Nullable Offered stream, AirbyteCatalog.@Nullable Config config) {

		CatalogStream toStream(Offered offered, String name) {
			Config settings = (this.config != null) ? this.config : Config.NONE;
			boolean selected = Boolean.TRUE.equals(settings.selected());
			return new CatalogStream(name, offered.namespace(), selected, selected ? settings.combinedMode() : null,
					settings.cursorField(), settings.primaryKey(), offered.supportedSyncModes(), offered.jsonSchema());
		}

	}

	record Offered(@Nullable String name, @Nullable String namespace, @Nullable Object jsonSchema,
			@Nullable List<String> supportedSyncModes) {
	}

	record Config(@Nullable Boolean selected, @Nullable String syncMode, @Nullable String destinationSyncMode,
			@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey) {

		static final Config NONE = new Config(null, null, null, null, null);

		/**
		 * How it is read and written, in the words of the public API, which has one for
		 * both.
		 */
		@Nullable String combinedMode() {
			if (this.syncMode == null || this.destinationSyncMode == null) {
				return null;
			}
			String read = this.syncMode.toLowerCase(Locale.ROOT);
			String write = this.destinationSyncMode.toLowerCase(Locale.ROOT);
			return switch (read + "+" + write) {
				case "full_refresh+overwrite_dedup" -> "full_refresh_overwrite_deduped";
				case "incremental+append_dedup" -> "incremental_deduped_history";
				default -> read + "_" + write;
			};
		}

	}

}
