package io.patchbay.connection;

/**
 * A cleanup plan and what can be done with it now.
 *
 * @param plan the plan
 * @param state what can be done with it
 */
public record CleanupProgress(CleanupPlan plan, CleanupPlan.State state) {

}
