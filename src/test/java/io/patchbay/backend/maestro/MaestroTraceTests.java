package io.patchbay.backend.maestro;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroTraceTests {

	@Test
	void messageIsTheExceptionsOwnLine() {
		assertThat(MaestroTrace.message("""
				Traceback (most recent call last):
				  File "/app/a.py", line 1, in run
				    connect(password="s3cr3t")
				KeyError: 'x'

				During handling of the above exception, another exception occurred:

				Traceback (most recent call last):
				  File "/app/b.py", line 2, in run
				    raise LoadError()
				app.LoadError: the table is locked
				DETAIL: more of the same message
				""")).isEqualTo("app.LoadError: the table is locked");
	}

	@Test
	void tracebackAloneHasNoMessage() {
		assertThat(MaestroTrace.message("Traceback (most recent call last):\n  File \"/app/a.py\", line 1\n")).isNull();
		assertThat(MaestroTrace.message(" \n")).isNull();
		assertThat(MaestroTrace.message(null)).isNull();
		assertThat(MaestroTrace.message("out of disk\nsecond line")).isEqualTo("out of disk");
		assertThat(MaestroTrace.message("x".repeat(1000))).hasSize(300);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			E: postgresql://u:p4ss@db/x is down       | E: postgresql://***@db/x is down
			E: password="top, secret" is wrong        | E: password=*** is wrong
			E: {'api_key': 'abc', 'user': 'u'}        | E: {'api_key': ***, 'user': 'u'}
			E: token=abc123, retry                    | E: token=***, retry
			""")
	void whatLooksLikeASecretIsLeftOut(String trace, String message) {
		assertThat(MaestroTrace.message(trace)).isEqualTo(message);
	}

}
