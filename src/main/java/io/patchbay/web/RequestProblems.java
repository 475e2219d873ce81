package io.patchbay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.patchbay.connection.GatewayException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Reads what Spring found wrong with a request: which place, and why, in words that are
 * ours where Spring's would show types and classes.
 */
final class RequestProblems {

	private RequestProblems() {
	}

	/**
	 * Tells what is wrong with a request.
	 * @param ex the failure
	 * @param request the request
	 * @return the problem, {@code null} when the request is not to blame
	 */
	static @Nullable Problem of(Exception ex, HttpServletRequest request) {
		return switch (ex) {
			case MethodArgumentNotValidException invalid -> invalid(errors(invalid), request);
			case HandlerMethodValidationException invalid ->
				invalid.isForReturnValue() ? null : invalid(errors(invalid), request);
			case MethodArgumentTypeMismatchException mismatch ->
				invalid(List.of(new GatewayException.FieldError(mismatch.getName(), reason(mismatch))), request);
			case HttpMessageNotReadableException unreadable -> unreadable(unreadable, request);
			case TypeMismatchException mismatch ->
				Problem.of(ProblemType.INVALID_REQUEST, "A parameter is invalid: " + reason(mismatch) + ".", request);
			case InvalidParameterException _ -> Problem.of(ProblemType.INVALID_REQUEST,
					"The query has what cannot be decoded, or too many parameters.", request);
			case ErrorResponse known -> (known.getStatusCode().value() != 500) ? ofStatus(known, request) : null;
			default -> null;
		};
	}

	private static Problem ofStatus(ErrorResponse known, HttpServletRequest request) {
		HttpStatusCode status = known.getStatusCode();
		ProblemType type = ProblemType.ofStatus(status.value());
		String detail = switch (type) {
			case NOT_FOUND -> "There is nothing at this path.";
			case PAYLOAD_TOO_LARGE -> "The body is too large.";
			default -> known.getBody().getDetail();
		};
		return Problem.of(type, detail, request).withStatus(status.value());
	}

	private static Problem invalid(List<GatewayException.FieldError> errors, HttpServletRequest request) {
		GatewayException.FieldError first = errors.getFirst();
		String detail = (errors.size() > 1) ? "The request is invalid in " + errors.size() + " places."
				: (first.pointer().isEmpty() || first.pointer().startsWith("/"))
						? "The body is invalid" + at(first.pointer()) + ": " + first.detail() + "."
						: "The parameter '" + first.pointer() + "' is invalid: " + first.detail() + ".";
		return Problem.of(ProblemType.INVALID_REQUEST, detail, request).withErrors(errors);
	}

	private static String at(String pointer) {
		return (pointer.isEmpty()) ? "" : " at " + pointer;
	}

	private static Problem unreadable(HttpMessageNotReadableException ex, HttpServletRequest request) {
		if (!(ex.getCause() instanceof JacksonException cause)) {
			return Problem.of(ProblemType.INVALID_REQUEST, "The body is missing, or cannot be read.", request);
		}
		if (cause.getPath().isEmpty()) {
			return invalid(List.of(new GatewayException.FieldError("", "it is not the JSON that is expected here")),
					request);
		}
		StringBuilder pointer = new StringBuilder();
		for (JacksonException.Reference step : cause.getPath()) {
			pointer.append('/')
				.append((step.getPropertyName() != null) ? escape(step.getPropertyName())
						: String.valueOf(step.getIndex()));
		}
		String detail = (cause.getCause() instanceof IllegalArgumentException own && own.getMessage() != null)
				? own.getMessage() : "it is not of the type that is expected here";
		return invalid(List.of(new GatewayException.FieldError(pointer.toString(), detail)), request);
	}

	private static String reason(TypeMismatchException ex) {
		Class<?> type = (ex.getRequiredType() != null) ? ClassUtils.resolvePrimitiveIfNecessary(ex.getRequiredType())
				: Object.class;
		if (Number.class.isAssignableFrom(type)) {
			return "it is not a number that can be used here";
		}
		if (type == Boolean.class) {
			return "it is true or false";
		}
		Throwable root = root(ex);
		// Our own converters speak to callers; subclasses, and what names a class, do
		// not.
		return (root.getClass() == IllegalArgumentException.class && root.getMessage() != null
				&& !root.getMessage().contains("io.patchbay")) ? root.getMessage() : "it cannot be understood";
	}

	private static Throwable root(Throwable ex) {
		return (ex.getCause() != null) ? root(ex.getCause()) : ex;
	}

	private static List<GatewayException.FieldError> errors(MethodArgumentNotValidException ex) {
		return errors(ex.getBindingResult(), ex.getParameter());
	}

	private static List<GatewayException.FieldError> errors(HandlerMethodValidationException ex) {
		List<GatewayException.FieldError> errors = new ArrayList<>();
		for (ParameterValidationResult result : ex.getParameterValidationResults()) {
			if (result instanceof ParameterErrors nested) {
				nested.getAllErrors().forEach((error) -> errors.add(error(error, result.getMethodParameter())));
			}
			else {
				String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "");
				result.getResolvableErrors()
					.forEach((error) -> errors.add(new GatewayException.FieldError(name, text(error))));
			}
		}
		ex.getCrossParameterValidationResults()
			.forEach((error) -> errors.add(new GatewayException.FieldError("", text(error))));
		return errors;
	}

	private static List<GatewayException.FieldError> errors(BindingResult result, MethodParameter parameter) {
		return result.getAllErrors().stream().map((error) -> error(error, parameter)).toList();
	}

	private static GatewayException.FieldError error(ObjectError error, MethodParameter parameter) {
		String field = (error instanceof FieldError own) ? own.getField() : "";
		String detail = (error.contains(TypeMismatchException.class))
				? reason(error.unwrap(TypeMismatchException.class)) : text(error);
		return new GatewayException.FieldError(
				(parameter.hasParameterAnnotation(RequestBody.class)) ? pointer(field) : field, detail);
	}

	private static String text(MessageSourceResolvable error) {
		return Objects.requireNonNullElse(error.getDefaultMessage(), "it is invalid");
	}

	// Bean Validation says streams[0].name and details[key], JSON says /streams/0/name.
	private static String pointer(String field) {
		StringBuilder pointer = new StringBuilder();
		for (String step : field.split("[.\\[\\]]+")) {
			if (!step.isEmpty()) {
				pointer.append('/').append(escape(step));
			}
		}
		return pointer.toString();
	}

	private static String escape(String step) {
		return step.replace("~", "~0").replace("/", "~1");
	}

}
