package io.patchbay.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems of an operation, beside those that every operation has and those of every
 * call to an upstream.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface FailsWith {

	/**
	 * The problems.
	 * @return their types
	 */
	ProblemType[] value() default {};

	/**
	 * Whether the operation calls an upstream, with all that can go wrong there.
	 * @return {@code false} for what the gateway answers alone
	 */
	boolean upstream() default true;

}
