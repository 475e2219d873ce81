/**
 * Tests of what outlives a request.
 */
@NullMarked
package io.patchbay.store;

import org.jspecify.annotations.NullMarked;
