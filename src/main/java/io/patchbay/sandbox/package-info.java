/**
 * Three pretend upstreams, served by this process under the profile {@code sandbox}
 * alone.
 */
@NullMarked
package io.patchbay.sandbox;

import org.jspecify.annotations.NullMarked;
