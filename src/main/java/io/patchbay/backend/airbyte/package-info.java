/**
 * The adapter of Airbyte, for its cloud and for installations of one's own.
 */
@NullMarked
package io.patchbay.backend.airbyte;

import org.jspecify.annotations.NullMarked;
