/**
 * Calls to upstreams: the kit that every platform's adapter is made with.
 */
@NullMarked
package io.patchbay.backend;

import org.jspecify.annotations.NullMarked;
