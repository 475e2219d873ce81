package io.patchbay.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one backend, as far as they are known word for word. A platform, or
 * what runs on it, may quote them; nobody is told.
 */
final class Secrets {

	private static final String MASK = "***";

	/** What is shorter stands in ordinary text, and hiding it would tell more. */
	private static final int SHORTEST = 6;

	private final List<String> words;

	private Secrets(List<String> words) {
		this.words = words;
	}

	static Secrets of(BackendProperties.Auth auth) {
		return new Secrets(secret(Stream.of(optional(auth.token()), optional(auth.clientSecret()),
				optional(auth.password()), optional(auth.username()))));
	}

	/**
	 * Adds the values of headers that a call was authorized with.
	 * @param headers the values, of which the last word is the secret
	 * @return these and those
	 */
	Secrets with(@Nullable String... headers) {
		List<String> more = new ArrayList<>(this.words);
		more.addAll(secret(Stream.of(headers)
			.map((header) -> (header != null) ? header.substring(header.lastIndexOf(' ') + 1) : "")));
		return new Secrets(more);
	}

	String masked(String text) {
		String masked = text;
		for (String word : this.words) {
			masked = masked.replace(word, MASK);
		}
		return masked;
	}

	GatewayException.Upstream masked(GatewayException.Upstream answer) {
		return new GatewayException.Upstream(answer.status(), maskedOrNull(answer.code()),
				maskedOrNull(answer.message()));
	}

	private @Nullable String maskedOrNull(@Nullable String text) {
		return (text != null) ? masked(text) : null;
	}

	private static List<String> secret(Stream<String> words) {
		return words.filter((word) -> word.length() >= SHORTEST).toList();
	}

	private static String optional(@Nullable String word) {
		return (word != null) ? word : "";
	}

	@Override
	public String toString() {
		return "Secrets";
	}

}
