/**
 * A pretend Wallaroo: its identity provider and the MLOps API below
 * {@code /sandbox/wallaroo}.
 */
@NullMarked
package io.patchbay.sandbox.wallaroo;

import org.jspecify.annotations.NullMarked;
