/**
 * A pretend Airbyte: the public API and the parts of the Config API that its official
 * clients use.
 */
@NullMarked
package io.patchbay.sandbox.airbyte;

import org.jspecify.annotations.NullMarked;
