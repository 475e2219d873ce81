package io.patchbay.backend;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessagesTests {

	@Test
	void valuesOfTellingNamesAndUsersInUrlsAreMasked() {
		assertThat(Messages.masked("cursor = connect(user=\"loader\", password=\"s3cr3t\")"))
			.isEqualTo("cursor = connect(user=\"loader\", password=***)");
		assertThat(Messages.masked("api_key: s3cr3t, token='s3 cr3t' at postgres://u:s3cr3t@db/x"))
			.isEqualTo("api_key: ***, token=*** at postgres://***@db/x");
		assertThat(Messages.masked("could not connect to db:5432")).isEqualTo("could not connect to db:5432");
	}

	@Test
	void tokensAreMasked() {
		String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
		assertThat(Messages.masked("refused Bearer abcdefghijklmnop!")).isEqualTo("refused Bearer ***!");
		assertThat(Messages.firstLine("refused " + jwt + " of x")).isEqualTo("refused *** of x");
		assertThat(Messages.masked("a bearer token is needed")).isEqualTo("a bearer token is needed");
	}

	@Test
	void nothingSteersATerminal() {
		assertThat(Messages.firstLine("a\u001b[31mred\u001b[0m\u009b2J\u2028b\u202ec\td")).isEqualTo("ared2Jbc d");
		assertThat(Messages.plain("\tat x\u0000\u0085")).isEqualTo("\tat x");
	}

	@Test
	void firstLineIsShortAndPlain() {
		assertThat(Messages.firstLine("  one\u0007\nTraceback")).isEqualTo("one");
		assertThat(Messages.firstLine("x".repeat(1000))).hasSize(300);
		assertThat(Messages.firstLine(" \n ")).isEmpty();
	}

}
