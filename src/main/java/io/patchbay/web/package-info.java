/**
 * The API that callers see: controllers, what they take and answer, and how failures are
 * told.
 */
@NullMarked
package io.patchbay.web;

import org.jspecify.annotations.NullMarked;
