package io.patchbay.sandbox.maestro;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An answer of the pretend Maestro other than success, in one of the shapes that its
 * services use side by side.
 */
final class MaestroFailure extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int status;

	private final transient Map<String, ?> body;

	private MaestroFailure(int status, String message, Map<String, ?> body) {
		super(message);
		this.status = status;
		this.body = body;
	}

	/**
	 * The answer to a token that is missing, prefixed, expired or forged.
	 * @return the failure
	 */
	static MaestroFailure unauthorized() {
		return of(401, "message", "unauthorized", "error", "AUTH.UNAUTHORIZED");
	}

	/**
	 * The longest shape, of the account and connection services.
	 * @param status the HTTP status
	 * @param message the text
	 * @param error the status in words
	 * @param code what a program looks at
	 * @return the failure
	 */
	static MaestroFailure coded(int status, String message, String error, String code) {
		return of(status, "statusCode", status, "message", message, "error", error, "code", code, "details", null);
	}

	static MaestroFailure message(int status, String message) {
		return of(status, "message", message, "statusCode", status);
	}

	static MaestroFailure msg(int status, String msg) {
		return of(status, "msg", msg);
	}

	static MaestroFailure detail(int status, String detail) {
		return of(status, "detail", detail);
	}

	/**
	 * A domain error of the pipeline service, with the internals that it gives away.
	 * @param status the HTTP status
	 * @param type the exception's name
	 * @param pipelineId what it is about
	 * @return the failure
	 */
	static MaestroFailure exception(int status, String type, String pipelineId) {
		String traceback = """
				Traceback (most recent call last):
				  File "/app/platform/pipelines/service.py", line 88, in handle
				    engine = connect("postgresql://maestro:s3cr3t-canary-traceback@metadata.internal/platform")
				platform.pipelines.exceptions.%s: %s
				""".formatted(type, pipelineId);
		Map<String, @Nullable Object> detail = object("status", false, "exception_type", type, "traceback", traceback,
				"data", null);
		return of(status, "detail", detail);
	}

	int status() {
		return this.status;
	}

	Map<String, ?> body() {
		return this.body;
	}

	private static MaestroFailure of(int status, @Nullable Object... pairs) {
		return new MaestroFailure(status, String.valueOf(pairs[1]), object(pairs));
	}

	private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			object.put(String.valueOf(pairs[i]), pairs[i + 1]);
		}
		return object;
	}

}
