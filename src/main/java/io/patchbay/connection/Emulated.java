package io.patchbay.connection;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an adapter that does with other means what its platform has no call
 * for.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Emulated {

	/**
	 * How it is done, and what that costs, in words for callers.
	 * @return the note
	 */
	String value();

}
