package io.patchbay.sandbox;

/**
 * Something an emulator remembers. Every bean of this type goes back to its seeds on
 * {@code POST /sandbox/reset}.
 */
public interface SandboxState {

	/**
	 * Forgets everything since the start. Called after the clock has been reset.
	 */
	void reset();

}
