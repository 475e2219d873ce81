package io.patchbay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class ConfigurationTests {

	private static final String[] SOUND = { "backends.a.platform=airbyte",
			"backends.a.base-url=https://airbyte.example.com/api/public/v1", "backends.a.auth.token=s3cr3t" };

	// Changes to a sound configuration ("-" takes a key away), the key that the report
	// names, and the words that say what to do.
	private static final String MISTAKES = """
			colour=blue                          | patchbay.colour                    | colour
			backends.a.colour=blue               | patchbay.backends.a.colour         | is not a key of this platform's backends
			backends.a.auth.colour=blue          | patchbay.backends.a.auth.colour    | is not a key of this platform's backends
			security.colour=blue                 | patchbay.security.colour           | colour
			security.api-keys[0].colour=blue     | patchbay.security.api-keys[0].colour | colour
			redaction.colour=blue                | patchbay.redaction.colour          | colour
			resilience.circuit.colour=blue       | patchbay.resilience.circuit.colour | colour
			-backends.a.platform                 | patchbay.backends.a.platform       | is required, one of airbyte, maestro, wallaroo
			backends.a.platform=fivetran         | patchbay.backends.a.platform       | 'fivetran' is not one of airbyte, maestro, wallaroo
			-backends.a.base-url                 | patchbay.backends.a.base-url       | is required
			backends.a.base-url=airbyte.example.com | patchbay.backends.a.base-url    | is an absolute http or https URL
			backends.a.base-url=https://u:p@airbyte.example.com | patchbay.backends.a.base-url | is an absolute http or https URL
			backends.a.base-url=ftp://airbyte.example.com | patchbay.backends.a.base-url | is an absolute http or https URL
			-backends.a.auth.token               | patchbay.backends.a.auth           | client-id
			backends.a.auth.client-id=x          | patchbay.backends.a.auth           | client-id
			backends.a.page-parameter=p          | patchbay.backends.a.page-parameter | is not a key of this platform's backends
			backends.a.auth.customer-name=x      | patchbay.backends.a.auth.customer-name | remove it
			backends.a.auth.mode=caller          | patchbay.backends.a.auth.token     | with mode caller
			backends.a.auth.mode=nobody          | patchbay.backends.a.auth.mode      | nobody
			backends.a.read-timeout=-1s          | patchbay.backends.a.read-timeout   | is a positive duration
			backends.a.connect-timeout=soon      | patchbay.backends.a.connect-timeout | soon
			backends.a.cache-ttl=-1s             | patchbay.backends.a.cache-ttl      | from 0s, which is off, to 1h
			backends.a.cache-ttl=61m             | patchbay.backends.a.cache-ttl      | from 0s, which is off, to 1h
			backends.a.cache-ttl=soon            | patchbay.backends.a.cache-ttl      | soon
			backends.a.workspaces[0]=33          | patchbay.backends.a.workspaces     | UUID
			backends.Air_Byte.platform=airbyte   | patchbay.backends.Air_Byte         | a lower-case letter and up to 31
			deadline=soon                        | patchbay.deadline                  | soon
			deadline=0s                          | patchbay.deadline                  | positive duration
			store=postgres                       | patchbay.store                     | REDIS
			store=                               | patchbay.store                     | memory or redis
			rate-limit.colour=blue               | patchbay.rate-limit.colour         | colour
			rate-limit.requests-per-minute=0     | requestsPerMinute                  | must be greater than or equal to 1
			rate-limit.requests-per-minute=many  | patchbay.rate-limit.requests-per-minute | many
			rate-limit.enabled=maybe             | patchbay.rate-limit.enabled        | maybe
			security.api-keys[0].client=me       | sha256                             | 64 lower-case hex digits
			security.api-keys[0].sha256=ABC      | sha256                             | 64 lower-case hex digits
			security.api-keys[0].scopes[0]=all   | scopes                             | is one of backends:read
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = MISTAKES)
	void startFailsWithAReportOfTheKeyAndWhatToDo(String change, String key, String advice, CapturedOutput output) {
		assertThatThrownBy(() -> start(change)).isInstanceOf(Exception.class);
		assertThat(output).contains("APPLICATION FAILED TO START");
		String report = output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
		assertThat(report).containsIgnoringCase(key).contains(advice).contains("Action:").doesNotContain("s3cr3t");
	}

	@Test
	void allMistakesAreReportedAtOnce(CapturedOutput output) {
		assertThatThrownBy(() -> start("backends.a.platform=fivetran", "backends.b.platform=maestro"))
			.isInstanceOf(Exception.class);
		assertThat(output).contains("patchbay.backends.a.platform", "patchbay.backends.b.base-url");
	}

	private static void start(String... changes) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--logging.level.root=error"));
		List<String> taken = Arrays.stream(changes).filter((change) -> change.startsWith("-")).toList();
		for (String sound : SOUND) {
			if (taken.stream().noneMatch((key) -> sound.startsWith(key.substring(1) + "="))) {
				arguments.add("--patchbay." + sound);
			}
		}
		Arrays.stream(changes).filter((change) -> !change.startsWith("-")).forEach((change) -> {
			String key = change.substring(0, change.indexOf('=') + 1);
			arguments.removeIf((argument) -> argument.startsWith("--patchbay." + key));
			arguments.add("--patchbay." + change);
		});
		SpringApplication.run(PatchbayApplication.class, arguments.toArray(String[]::new)).close();
	}

}
