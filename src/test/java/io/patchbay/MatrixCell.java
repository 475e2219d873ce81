package io.patchbay;

import java.time.Duration;
import java.util.List;

/**
 * One cell of the matrix as it turned out.
 *
 * @param target the call that failed
 * @param fault how it failed
 * @param answer what the caller was told
 * @param tries how often the call was made
 * @param took how long the caller waited
 * @param wrong what is not as the contract wants it
 */
record MatrixCell(MatrixTarget target, MatrixFault fault, String answer, int tries, Duration took, List<String> wrong) {

	String name() {
		return this.target.platform() + ", " + this.target.operation() + ": " + this.fault.label();
	}

	String text() {
		return this.answer + " x" + this.tries + (this.wrong.isEmpty() ? "" : " **WRONG**");
	}

}
