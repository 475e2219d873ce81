package io.patchbay.web;

import java.util.Arrays;

import io.patchbay.connection.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTypeTests {

	@ParameterizedTest
	@EnumSource
	void everyErrorCodeIsInTheCatalogue(ErrorCode code) {
		assertThat(ProblemType.find(code.value())).isPresent();
		assertThat(ProblemType.of(code).code()).isEqualTo(code.value());
	}

	@ParameterizedTest
	@CsvSource({ "400, invalid-request invalid-cursor cursor-filter-mismatch unsupported-filter",
			"401, unauthenticated", "403, insufficient-scope upstream-forbidden upstream-credentials-rejected",
			"404, not-found not-attached", "405, method-not-allowed", "406, not-acceptable", "413, payload-too-large",
			"415, unsupported-media-type",
			"409, conflict name-taken connection-attached sync-already-running not-syncable workspace-mismatch "
					+ "idempotency-in-progress",
			"412, precondition-failed",
			"422, upstream-rejected unsupported-value idempotency-key-reused sync-target-required "
					+ "redacted-value-on-write confirmation-mismatch",
			"429, rate-limited upstream-rate-limited", "500, internal-error", "501, operation-unsupported",
			"502, upstream-error upstream-auth-failed upstream-invalid-response",
			"503, upstream-unavailable circuit-open backend-disabled",
			"504, upstream-timeout upstream-outcome-unknown" })
	void statusHasTheCodesOfTheContract(int status, String codes) {
		assertThat(Arrays.stream(ProblemType.values()).filter((type) -> type.status() == status))
			.extracting(ProblemType::code)
			.containsExactlyInAnyOrder(codes.split(" "));
	}

	@ParameterizedTest
	@EnumSource
	void everyTypeIsExplained(ProblemType type) {
		assertThat(type.title()).isNotBlank().doesNotEndWith(".");
		assertThat(type.explanation()).isNotBlank().endsWith(".");
		assertThat(type.action()).isNotBlank().endsWith(".");
		assertThat(type.uri()).isEqualTo("/problems/" + type.code());
	}

	@Test
	void statusWithoutACodeOfItsOwnIsOursOrTheCallersFault() {
		assertThat(ProblemType.ofStatus(414)).isEqualTo(ProblemType.INVALID_REQUEST);
		assertThat(ProblemType.ofStatus(505)).isEqualTo(ProblemType.INVALID_REQUEST);
		assertThat(ProblemType.ofStatus(507)).isEqualTo(ProblemType.INTERNAL_ERROR);
	}

}
