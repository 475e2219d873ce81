package io.patchbay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object in a request, read without mercy: what is unknown, of another type, null
 * or blank is wrong, since a mistyped filter must not widen what a call does. All that is
 * wrong is told at once.
 */
final class StrictBody {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final @Nullable JsonNode node;

	private final String pointer;

	private final List<GatewayException.FieldError> errors;

	private StrictBody(@Nullable JsonNode node, String pointer, List<GatewayException.FieldError> errors) {
		this.node = node;
		this.pointer = pointer;
		this.errors = errors;
	}

	/**
	 * Reads a body.
	 * @param body the body
	 * @param known the members that it may have
	 * @return the object
	 * @throws GatewayException.Invalid when it is not one JSON object
	 */
	static StrictBody read(byte[] body, Set<String> known) {
		List<GatewayException.FieldError> errors = new ArrayList<>();
		JsonNode node = parse(body);
		if (node == null || !node.isObject()) {
			errors.add(new GatewayException.FieldError("", "it is not a JSON object, each member once"));
			throw invalid(errors);
		}
		return new StrictBody(node, "", errors).admitting(known);
	}

	/**
	 * A member that is an object.
	 * @param name its name
	 * @param known the members that it may have
	 * @return the object, without members when it is absent
	 */
	StrictBody object(String name, Set<String> known) {
		JsonNode member = member(name);
		if (member != null && !member.isObject()) {
			refuse(name, "it is an object");
			member = null;
		}
		return new StrictBody(member, this.pointer + '/' + name, this.errors).admitting(known);
	}

	/**
	 * A member that is a text.
	 * @param <T> what the text means
	 * @param name its name
	 * @param meaning reads the text, and says what is wrong with it in an
	 * {@link IllegalArgumentException}
	 * @return its meaning, {@code null} when it is absent or wrong
	 */
	<T> @Nullable T text(String name, Function<String, T> meaning) {
		JsonNode member = member(name);
		if (member == null) {
			return null;
		}
		if (!member.isString() || member.stringValue().isBlank()) {
			refuse(name, "it is a text that is not blank");
			return null;
		}
		try {
			return meaning.apply(member.stringValue());
		}
		catch (IllegalArgumentException ex) {
			refuse(name, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	/**
	 * A member that has to be there.
	 * @param <T> what the text means
	 * @param name its name
	 * @param meaning reads the text
	 * @return its meaning, {@code null} when it is wrong
	 */
	<T> @Nullable T required(String name, Function<String, T> meaning) {
		if (member(name) == null) {
			refuse(name, "it is required");
		}
		return text(name, meaning);
	}

	/**
	 * Notes that a member is wrong.
	 * @param name its name
	 * @param detail what is wrong with it
	 */
	void refuse(String name, String detail) {
		this.errors.add(new GatewayException.FieldError(this.pointer + '/' + escape(name), detail));
	}

	/**
	 * Ends the reading.
	 * @throws GatewayException.Invalid when anything was wrong
	 */
	void check() {
		if (!this.errors.isEmpty()) {
			throw invalid(this.errors);
		}
	}

	private StrictBody admitting(Set<String> known) {
		if (this.node != null) {
			this.node.propertyNames()
				.stream()
				.filter((name) -> !known.contains(name))
				.forEach((name) -> refuse(name, "there is no such member"));
		}
		return this;
	}

	private @Nullable JsonNode member(String name) {
		return (this.node != null) ? this.node.get(name) : null;
	}

	private static @Nullable JsonNode parse(byte[] body) {
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static GatewayException invalid(List<GatewayException.FieldError> errors) {
		GatewayException.FieldError first = errors.getFirst();
		String where = (first.pointer().isEmpty()) ? "" : " at " + first.pointer();
		String detail = (errors.size() > 1) ? "The request is invalid in " + errors.size() + " places."
				: "The body is invalid" + where + ": " + first.detail() + ".";
		return new GatewayException.Invalid(ErrorCode.INVALID_REQUEST, detail).errors(errors);
	}

	private static String escape(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

}
