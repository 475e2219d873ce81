package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * The source or the destination of a connection.
 *
 * @param id the platform's own id of it
 * @param name its name, when it was asked for
 * @param type its kind, such as {@code postgres}, when it was asked for
 */
public record Endpoint(String id, @Nullable String name, @Nullable String type) {

}
