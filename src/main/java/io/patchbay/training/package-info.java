/**
 * Runs the gateway the way it will be run, so that the JVM can remember in an AOT cache
 * what it learns of that. It uses nothing of the gateway but its HTTP API.
 */
@NullMarked
package io.patchbay.training;

import org.jspecify.annotations.NullMarked;
