/**
 * Tests of who may call.
 */
@NullMarked
package io.patchbay.security;

import org.jspecify.annotations.NullMarked;
