package io.patchbay.connection;

/**
 * What came of asking for a sync.
 *
 * @param run the run
 * @param outcome how it relates to the question
 */
public record SyncStart(SyncRun run, Outcome outcome) {

	/**
	 * How a run relates to the question for one.
	 */
	public enum Outcome {

		/** It was started for it. */
		STARTED,
		/** It ran already, and the question is about it now. */
		ATTACHED,
		/** It ran already, and nothing was done. */
		SKIPPED

	}

}
