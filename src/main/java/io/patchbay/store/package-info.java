/**
 * Keeps what outlives a request: in memory, or where replicas share it.
 */
@NullMarked
package io.patchbay.store;

import org.jspecify.annotations.NullMarked;
