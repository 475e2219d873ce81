package io.patchbay.security;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityPropertiesTests {

	private static final String KEY = "patchbay.security.api-keys[0].";

	private static final String DIGEST = "62af8704764faf8ea82fc61ce9c4c3908b6cb97d463a634e9e587d7c885db0ef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Enabled.class);

	@Test
	void everythingIsOptional() {
		this.runner.run((context) -> {
			SecurityProperties properties = context.getBean(SecurityProperties.class);
			assertThat(properties.apiKeys()).isEmpty();
			assertThat(properties.jwtDefaultBackends()).isEmpty();
		});
	}

	@Test
	void keyHasNoBackendsWhenNoneAreNamed() {
		this.runner
			.withPropertyValues(KEY + "client=etl", KEY + "sha256=" + DIGEST, KEY + "scopes=connections:read,syncs:run",
					KEY + "expires=2027-01-01T00:00:00Z")
			.run((context) -> {
				SecurityProperties.ApiKey key = context.getBean(SecurityProperties.class).apiKeys().getFirst();
				assertThat(key.scopes()).containsExactly("connections:read", "syncs:run");
				assertThat(key.backends()).isEmpty();
				assertThat(key.expires()).isEqualTo("2027-01-01T00:00:00Z");
			});
	}

	@Test
	void unknownKeyFailsTheStart() {
		this.runner.withPropertyValues("patchbay.security.api-key=x").run((context) -> assertThat(context).hasFailed());
		this.runner.withPropertyValues(KEY + "client=etl", KEY + "sha256=" + DIGEST, KEY + "scopes=*", KEY + "scope=*")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void reportSaysWhatIsMissing() {
		this.runner.withPropertyValues(KEY + "backends=*")
			.run((context) -> assertThat(report(context)).contains("the name of whoever gets the key",
					"needs at least one scope", "new-api-key prints them"));
	}

	@Test
	void reportSaysWhatIsKnown() {
		this.runner
			.withPropertyValues(KEY + "client=etl", KEY + "sha256=" + DIGEST, KEY + "scopes=connection:read",
					KEY + "backends=Airbyte")
			.run((context) -> assertThat(report(context)).contains("is one of backends:read, connections:read",
					"is the name of a backend"));
	}

	@Test
	void reportDoesNotPrintAKeyThatStandsWhereItsDigestBelongs() {
		this.runner.withPropertyValues(KEY + "client=etl", KEY + "sha256=pb_the-key-itself", KEY + "scopes=*")
			.run((context) -> assertThat(report(context)).contains("64 lower-case hex digits")
				.doesNotContain("the-key-itself"));
	}

	@Test
	void keyMayBeListedOnce() {
		this.runner
			.withPropertyValues(KEY + "client=a", KEY + "sha256=" + DIGEST, KEY + "scopes=*",
					"patchbay.security.api-keys[1].client=b", "patchbay.security.api-keys[1].sha256=" + DIGEST,
					"patchbay.security.api-keys[1].scopes=*")
			.run((context) -> assertThat(report(context)).contains("two of the keys have the same sha256"));
	}

	private static String report(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		StringWriter report = new StringWriter();
		context.getStartupFailure().printStackTrace(new PrintWriter(report));
		return report.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SecurityProperties.class)
	static class Enabled {

	}

}
