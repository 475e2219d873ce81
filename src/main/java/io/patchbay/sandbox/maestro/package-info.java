/**
 * A pretend Dadosfera Maestro: sign-in, connections and pipelines below
 * {@code /sandbox/maestro}.
 */
@NullMarked
package io.patchbay.sandbox.maestro;

import org.jspecify.annotations.NullMarked;
