package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * A workspace as a connection refers to it.
 *
 * @param id its id, absent when the platform names a workspace that it does not let us
 * see
 * @param name its name, absent when the platform gives an id alone
 */
public record WorkspaceRef(@Nullable WorkspaceId id, @Nullable String name) {

}
