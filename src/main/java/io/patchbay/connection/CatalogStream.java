package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A stream that a source offers, selected or not.
 *
 * @param name its name
 * @param namespace its namespace
 * @param selected whether it is moved
 * @param syncMode how it is read and written, in the words that connections use
 * @param cursorField the path of the field that tells new records from old ones
 * @param primaryKey the paths of the fields that identify a record
 * @param supportedSyncModes how its source can read it
 * @param jsonSchema the shape of its records
 */
public record CatalogStream(String name, @Nullable String namespace, boolean selected, @Nullable String syncMode,
		@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey,
		@Nullable List<String> supportedSyncModes, @Nullable Object jsonSchema) {

}
