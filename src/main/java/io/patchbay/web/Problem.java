package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.patchbay.connection.BackendOutcome;
import io.patchbay.connection.GatewayException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A failure as callers see it, RFC 9457.
 *
 * @param type where this kind of failure is explained
 * @param title the kind of failure in a few words
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path of the request
 * @param code the name of this kind of failure, for programs
 * @param requestId what the logs know this request by
 * @param backend the backend that failed
 * @param retryable whether the same request can succeed later
 * @param errors the places in the request that are wrong
 * @param upstream what the platform answered
 * @param facts further members that some kinds have
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, @Nullable String detail, @Nullable String instance, String code,
		String requestId, @Nullable String backend, boolean retryable,
		@Nullable List<GatewayException.FieldError> errors, GatewayException.@Nullable Upstream upstream,
		@JsonAnyGetter Map<String, Object> facts) {

	/** Facts that the adapters tell each other. */
	private static final List<String> INTERNAL = List.of("shortWait", "crowded");

	private static final Pattern NOT_IN_PATHS = Pattern
		.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=:@%/]");

	static Problem of(ProblemType type, @Nullable String detail, HttpServletRequest request) {
		return new Problem(type.uri(), type.title(), type.status(), detail, path(request), type.code(),
				RequestIds.of(request), null, type.retryable(), null, null, Map.of());
	}

	static Problem of(GatewayException ex, HttpServletRequest request) {
		Map<String, Object> facts = new LinkedHashMap<>();
		ex.facts().forEach((name, value) -> {
			if (!INTERNAL.contains(name)) {
				facts.put(name, told(value));
			}
		});
		Problem plain = of(ProblemType.of(ex.code()), ex.getMessage(), request);
		return new Problem(plain.type, plain.title, plain.status, plain.detail, plain.instance, plain.code,
				plain.requestId, (ex.backend() != null) ? ex.backend().value() : null, plain.retryable,
				(ex.errors().isEmpty()) ? null : ex.errors(), ex.upstream(), facts);
	}

	// Another failure of the same request, which may have gone meanwhile.
	Problem of(GatewayException ex) {
		ProblemType kind = ProblemType.of(ex.code());
		return new Problem(kind.uri(), kind.title(), kind.status(), ex.getMessage(), this.instance, kind.code(),
				this.requestId, null, kind.retryable(), null, null, Map.of());
	}

	Problem withStatus(int other) {
		return new Problem(this.type, this.title, other, this.detail, this.instance, this.code, this.requestId,
				this.backend, this.retryable, this.errors, this.upstream, this.facts);
	}

	Problem withErrors(List<GatewayException.FieldError> places) {
		return new Problem(this.type, this.title, this.status, this.detail, this.instance, this.code, this.requestId,
				this.backend, this.retryable, (places.isEmpty()) ? null : places, this.upstream, this.facts);
	}

	private static Object told(Object fact) {
		return switch (fact) {
			case BackendOutcome outcome -> BackendOutcomeResponse.of(outcome);
			case List<?> list -> list.stream().map(Problem::told).toList();
			case Map<?, ?> map -> map;
			case Number number -> number;
			case Boolean truth -> truth;
			// Ids and instants of the model are told as callers write them.
			default -> fact.toString();
		};
	}

	// Exactly what was asked for, but for the query, which may hold what is not for logs.
	static @Nullable String path(HttpServletRequest request) {
		Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (original != null) ? original.toString() : request.getRequestURI();
		// What the server refused to parse can hold anything.
		return (path == null || !path.startsWith("/")) ? null
				: NOT_IN_PATHS.matcher(path).replaceAll((match) -> encode(match.group()));
	}

	private static String encode(String character) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
			encoded.append(String.format("%%%02X", octet));
		}
		return encoded.toString();
	}

}
