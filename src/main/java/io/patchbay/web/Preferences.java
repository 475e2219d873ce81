package io.patchbay.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;

/**
 * The {@code Prefer} header, RFC 7240: wishes that are granted or ignored, never errors.
 */
final class Preferences {

	private Preferences() {
	}

	static boolean strict(@Nullable List<String> headers) {
		return headers != null && headers.stream()
			.flatMap((header) -> List.of(header.split("[,;]")).stream())
			.map((preference) -> preference.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
			.anyMatch("handling=strict"::equals);
	}

	static ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder response, boolean strict) {
		return strict ? response.header("Preference-Applied", "handling=strict") : response;
	}

}
