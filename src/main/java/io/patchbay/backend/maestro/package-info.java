/**
 * Dadosfera Maestro: the connections of one tenant, and pipelines that use them.
 */
@NullMarked
package io.patchbay.backend.maestro;

import org.jspecify.annotations.NullMarked;
