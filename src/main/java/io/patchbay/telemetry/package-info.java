/**
 * What operators see of a running gateway without asking it for anything: counts of what
 * happens in the model, how backends stand, and traces.
 */
@NullMarked
package io.patchbay.telemetry;

import org.jspecify.annotations.NullMarked;
