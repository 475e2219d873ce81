/**
 * The model: connections, workspaces and sync runs as every platform's users know them,
 * the ports that a platform implements, and the use cases over them.
 */
@NullMarked
package io.patchbay.connection;

import org.jspecify.annotations.NullMarked;
