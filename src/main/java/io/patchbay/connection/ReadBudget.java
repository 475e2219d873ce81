package io.patchbay.connection;

import java.time.Duration;

/**
 * How long a federated read may take in all.
 *
 * @param total the budget, of which each backend gets 85 %
 */
public record ReadBudget(Duration total) {

}
