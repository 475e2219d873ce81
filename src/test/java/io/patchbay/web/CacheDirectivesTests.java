package io.patchbay.web;

import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class CacheDirectivesTests {

	private static final String WORDS = """
			no-cache                     | 0
			No-Cache                     | 0
			no-store                     | 0
			max-age=0                    | 0
			max-age=30                   | 30
			Max-Age="30"                 | 30
			max-age=99999999999999999999 | 2147483647
			max-age=-1                   | 0
			max-age=soon                 | 0
			max-age=                     | 0
			private , max-age=7 ,x=y     | 7
			max-age=9, max-age=5         | 5
			max-age=9, no-cache          | 0
			max-stale=5                  |
			only-if-cached               |
			no-cached                    |
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = WORDS)
	void directivesTellTheOldestAnswer(String header, Integer seconds) {
		assertThat(CacheDirectives.read(request(header)).oldest())
			.isEqualTo((seconds != null) ? Duration.ofSeconds(seconds) : null);
	}

	@Test
	void withoutTheHeaderEveryAgeWillDo() {
		assertThat(CacheDirectives.read(request()).oldest()).isNull();
	}

	@Test
	void headerMayComeTwice() {
		assertThat(CacheDirectives.read(request("max-age=9", "max-age=5")).oldest()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void onlyNoStoreKeepsAnAnswerFromOthers() {
		assertThat(CacheDirectives.read(request("no-cache")).mayBeKept()).isTrue();
		assertThat(CacheDirectives.read(request("NO-STORE, no-cache")).mayBeKept()).isFalse();
	}

	private static MockHttpServletRequest request(String... headers) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		Arrays.stream(headers).forEach((header) -> request.addHeader("Cache-Control", header));
		return request;
	}

}
