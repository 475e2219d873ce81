package io.patchbay.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Guards the application under test with the real security configuration, and with keys
 * that tests know.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Import(SecurityConfiguration.class)
@TestPropertySource(properties = { "patchbay.security.api-keys[0].client=tester",
		"patchbay.security.api-keys[0].sha256=62af8704764faf8ea82fc61ce9c4c3908b6cb97d463a634e9e587d7c885db0ef",
		"patchbay.security.api-keys[0].scopes=*", "patchbay.security.api-keys[0].backends=*",
		"patchbay.security.api-keys[1].client=reader",
		"patchbay.security.api-keys[1].sha256=ec4408df15da46b328f6f3246fa723d0aa6cb0f0a0dd9c4626080ab1b02aa3b2",
		"patchbay.security.api-keys[1].scopes=backends:read,connections:read",
		"patchbay.security.api-keys[1].backends=airbyte", "patchbay.security.api-keys[2].client=former",
		"patchbay.security.api-keys[2].sha256=85470b1932ebf421241eb5df4d4c8e71a40501cf7d5e198907980c6b750ef78e",
		"patchbay.security.api-keys[2].scopes=*", "patchbay.security.api-keys[2].backends=*",
		"patchbay.security.api-keys[2].expires=2020-01-01T00:00:00Z" })
public @interface WithSecurity {

	/** The header that keys are sent in. */
	String HEADER = "X-Api-Key";

	/** A key of the client {@code tester}, with every scope and all backends. */
	String KEY = "test-key";

	/**
	 * A key of the client {@code reader}, with {@code backends:read} and
	 * {@code connections:read}, for the backend {@code airbyte}.
	 */
	String READER_KEY = "reader-key";

	/** A key that expired long ago. */
	String EXPIRED_KEY = "expired-key";

}
