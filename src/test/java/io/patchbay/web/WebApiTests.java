package io.patchbay.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.patchbay.security.WithSecurity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.core.annotation.AliasFor;

/**
 * A slice of the web with given controllers, the problems, and the real security: send
 * one of the keys of {@link WithSecurity}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest
@WithSecurity
@EnableConfigurationProperties(RedactionProperties.class)
@interface WebApiTests {

	/**
	 * The controllers under test.
	 * @return their types
	 */
	@AliasFor(annotation = WebMvcTest.class, attribute = "controllers")
	Class<?>[] value() default {};

}
