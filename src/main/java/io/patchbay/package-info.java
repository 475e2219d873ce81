/**
 * Patchbay: one HTTP API over the connections of several data platforms.
 */
@NullMarked
package io.patchbay;

import org.jspecify.annotations.NullMarked;
