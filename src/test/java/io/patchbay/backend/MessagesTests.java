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
	void firstLineIsShortAndPlain() {
		assertThat(Messages.firstLine("  one\u0007\nTraceback")).isEqualTo("one ");
		assertThat(Messages.firstLine("x".repeat(1000))).hasSize(300);
		assertThat(Messages.firstLine(" \n ")).isEmpty();
	}

}
