package io.patchbay.backend.wallaroo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooLastWordsTests {

	@Test
	void errorsAreTheTextsOfStderr() {
		assertThat(WallarooLogLine.error("2026-01-05T09:00:00.1Z stderr F RuntimeError: the load failed\n"))
			.contains("RuntimeError: the load failed");
		assertThat(WallarooLogLine.error("2026-01-05T09:00:00.1Z stdout F Done")).isEmpty();
		assertThat(WallarooLogLine.error("2026-01-05T09:00:00.1Z stderr F  ")).isEmpty();
		assertThat(WallarooLogLine.error("something else")).isEmpty();
	}

}
