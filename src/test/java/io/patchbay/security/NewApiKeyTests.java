package io.patchbay.security;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewApiKeyTests {

	@Test
	void requestedWhenTheCommandIsAmongTheArguments() {
		assertThat(NewApiKey.requested("new-api-key")).isTrue();
		assertThat(NewApiKey.requested("--spring.profiles.active=sandbox", "new-api-key", "etl")).isTrue();
		assertThat(NewApiKey.requested("--server.port=1")).isFalse();
		assertThat(NewApiKey.requested()).isFalse();
	}

	@Test
	void printsAKeyOf32BytesAndItsDigest() {
		String printed = print("new-api-key", "etl");
		Matcher key = Pattern.compile("\\bpb_([A-Za-z0-9_-]{43})\\s").matcher(printed);
		assertThat(key.find()).isTrue();
		String digest = HexFormat.of().formatHex(ApiKeys.digest("pb_" + key.group(1)));
		assertThat(printed).contains("sha256: " + digest, "client: \"etl\"");
	}

	@Test
	void printsAnotherKeyEachTime() {
		assertThat(print("new-api-key")).isNotEqualTo(print("new-api-key"));
	}

	@Test
	void takesNoOptionForTheClient() {
		assertThat(print("new-api-key", "--spring.profiles.active=sandbox")).contains("client: \"my-client\"");
		assertThat(print("new-api-key", "--spring.profiles.active=sandbox", "a\"b")).contains("client: \"a\\\"b\"");
	}

	private static String print(String... args) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		NewApiKey.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), args);
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
