/**
 * Tests of the API over HTTP.
 */
@NullMarked
package io.patchbay.web;

import org.jspecify.annotations.NullMarked;
