/**
 * Wallaroo: named connections that orchestrations use, attached to workspaces.
 */
@NullMarked
package io.patchbay.backend.wallaroo;

import org.jspecify.annotations.NullMarked;
