/**
 * Starts with what the build has found out: which beans there are under the usual
 * configuration. A configuration of another shape starts as Spring Boot always does.
 */
@NullMarked
package io.patchbay.startup;

import org.jspecify.annotations.NullMarked;
