package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.Caller;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A call that its client may have named with {@code Idempotency-Key}.
 *
 * @param key the name, {@code null} when the client gave none
 * @param fingerprint a digest of the method, the path, the query and the body, and a mark
 * of the credentials that the caller brought: the answer is for those alone
 * @param request the request
 */
record IdempotentCall(@Nullable IdempotencyKey key, String fingerprint, HttpServletRequest request) {

	static final String HEADER = "Idempotency-Key";

	private static final Pattern SYNTAX = Pattern.compile("[\\x21-\\x7E]{1,255}");

	/**
	 * Reads the name of a call.
	 * @param caller who calls
	 * @param request the request
	 * @param body its body
	 * @param backend the backend that it is about, {@code null} for none
	 * @return the call
	 * @throws GatewayException.Invalid when the name is malformed, or there are several
	 */
	static IdempotentCall of(Caller caller, HttpServletRequest request, byte[] body, @Nullable BackendId backend) {
		List<String> names = Collections.list(request.getHeaders(HEADER));
		if (names.isEmpty()) {
			return new IdempotentCall(null, "", request);
		}
		if (names.size() > 1 || !SYNTAX.matcher(names.getFirst()).matches()) {
			throw GatewayException.Invalid.parameter(HEADER, "it is one key of 1 to 255 visible ASCII characters");
		}
		String mark = (backend != null) ? CallContext.current().credentials().sharedMark(backend) : "";
		return new IdempotentCall(new IdempotencyKey(caller.client(), names.getFirst()), digest(request, body) + mark,
				request);
	}

	private static String digest(HttpServletRequest request, byte[] body) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String part : List.of(request.getMethod(), request.getRequestURI(),
					Objects.requireNonNullElse(request.getQueryString(), ""))) {
				digest.update(part.getBytes(StandardCharsets.UTF_8));
				digest.update((byte) '\n');
			}
			return HexFormat.of().formatHex(digest.digest(body));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
