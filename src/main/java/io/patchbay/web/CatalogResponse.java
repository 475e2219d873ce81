package io.patchbay.web;

import java.util.List;

import io.patchbay.connection.CatalogStream;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a connection could move.
 *
 * @param streams the streams, the ones that are not selected included
 */
@Schema(name = "Catalog")
record CatalogResponse(List<Stream> streams) {

	static CatalogResponse of(List<CatalogStream> streams) {
		return new CatalogResponse(streams.stream()
			.map((stream) -> new Stream(stream.name(), stream.namespace(), stream.selected(), stream.syncMode(),
					stream.cursorField(), stream.primaryKey(), stream.supportedSyncModes(), stream.jsonSchema()))
			.toList());
	}

	/**
	 * A stream that a source offers.
	 *
	 * @param name its name
	 * @param namespace its namespace
	 * @param selected whether it is moved
	 * @param syncMode how it is read and written
	 * @param cursorField the path of the field that tells new records from old ones
	 * @param primaryKey the paths of the fields that identify a record
	 * @param supportedSyncModes how its source can read it
	 * @param jsonSchema the shape of its records
	 */
	@Schema(name = "CatalogStream")
	record Stream(String name, @Nullable String namespace, boolean selected, @Nullable String syncMode,
			@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey,
			@Nullable List<String> supportedSyncModes, @Nullable Object jsonSchema) {

	}

}
