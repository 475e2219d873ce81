/**
 * Tests of the model, with backends in memory.
 */
@NullMarked
package io.patchbay.connection;

import org.jspecify.annotations.NullMarked;
