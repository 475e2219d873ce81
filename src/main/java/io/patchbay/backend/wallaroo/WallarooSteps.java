package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * The calls of which one change consists, and what became of each: Wallaroo knows no
 * transactions.
 */
final class WallarooSteps {

	private final List<Step> steps = new ArrayList<>();

	Step add(String name, @Nullable WallarooWorkspace workspace) {
		Step step = new Step(name, workspace);
		this.steps.add(step);
		return step;
	}

	/**
	 * Adds to a failure what was done, undone and left.
	 * @param failure the failure
	 * @return the failure
	 */
	GatewayException tell(GatewayException failure) {
		return failure.fact("steps", this.steps.stream().map(Step::told).toList());
	}

	/**
	 * What may become of a step.
	 */
	enum Status {

		/** It happened. */
		DONE,
		/** It did not happen. */
		FAILED,
		/** Nobody knows whether it happened. */
		UNKNOWN,
		/** It happened and was undone. */
		REVERTED,
		/** It happened and could not be undone. */
		REVERT_FAILED,
		/** It was not tried. */
		NOT_ATTEMPTED

	}

	/**
	 * One call that changes something.
	 */
	static final class Step {

		private final String name;

		private final @Nullable WallarooWorkspace workspace;

		private Status status = Status.NOT_ATTEMPTED;

		private @Nullable String reason;

		private Step(String name, @Nullable WallarooWorkspace workspace) {
			this.name = name;
			this.workspace = workspace;
		}

		Status status() {
			return this.status;
		}

		void become(Status outcome, @Nullable String why) {
			this.status = outcome;
			this.reason = why;
		}

		void run(Runnable call) {
			try {
				call.run();
				become(Status.DONE, null);
			}
			catch (GatewayException ex) {
				boolean unknown = ex.code() == ErrorCode.UPSTREAM_OUTCOME_UNKNOWN;
				become(unknown ? Status.UNKNOWN : Status.FAILED, ex.getMessage());
				throw ex;
			}
		}

		void revert(Runnable call) {
			try {
				call.run();
				become(Status.REVERTED, null);
			}
			catch (GatewayException ex) {
				become(Status.REVERT_FAILED, ex.getMessage());
			}
		}

		private Map<String, Object> told() {
			Map<String, Object> told = new LinkedHashMap<>();
			told.put("step", this.name);
			if (this.workspace != null && this.workspace.visible()) {
				told.put("workspace", this.workspace.id().toString());
			}
			told.put("status", this.status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
			if (this.reason != null) {
				told.put("reason", this.reason);
			}
			return told;
		}

	}

}
