/**
 * Tests of the whole.
 */
@NullMarked
package io.patchbay;

import org.jspecify.annotations.NullMarked;
