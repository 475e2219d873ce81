package io.patchbay.connection;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AgeTests {

	private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

	@ParameterizedTest
	@CsvSource({ "P60D, 2026-01-30T12:00:00Z", "PT1H, 2026-03-31T11:00:00Z", "P1M, 2026-02-28T12:00:00Z",
			"P2W, 2026-03-17T12:00:00Z", "P1Y2M3D, 2025-01-28T12:00:00Z", "P1DT12H, 2026-03-30T00:00:00Z",
			"p60d, 2026-01-30T12:00:00Z", "PT0.5S, 2026-03-31T11:59:59.500Z" })
	void goesBackInTime(String text, Instant expected) {
		assertThat(Age.parse(text).before(NOW)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "P0D", "PT0S", "P-60D", "-P60D", "PT-1H", "P1DT-1H", "-P1DT1H", "P1M-1D", "60", "60d", "P",
			"PT", "P60", "P1DT", "tomorrow", "P9999999999D", "P999999999Y", "PT9999999999999H", "P400000D" })
	void refusesNothingNegativeAndNonsense(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Age.parse(text))
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith("it is "));
	}

	@Test
	void isWrittenAsItIsRead() {
		assertThat(Age.parse("P1DT12H")).hasToString("P1DT12H");
		assertThat(Age.parse("PT36H")).hasToString("PT36H");
		assertThat(Age.parse("P60D")).hasToString("P60D");
	}

}
