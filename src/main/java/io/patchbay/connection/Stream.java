package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One selected stream of a connection and how it is read.
 *
 * @param name the stream's name
 * @param namespace its namespace at the source
 * @param syncMode the platform's word for how it is read and written
 * @param cursorField the path of the field that tells new records from old ones
 * @param primaryKey the paths of the fields that identify a record
 */
public record Stream(String name, @Nullable String namespace, @Nullable String syncMode,
		@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey) {

}
