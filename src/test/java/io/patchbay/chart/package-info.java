/**
 * Tests of the Helm chart.
 */
@NullMarked
package io.patchbay.chart;

import org.jspecify.annotations.NullMarked;
