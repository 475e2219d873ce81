package io.patchbay.backend;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
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

	/** The longest first: a new password is often an old one with something behind it. */
	private final Set<String> words = new ConcurrentSkipListSet<>(
			Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

	/**
	 * Adds credentials. Those that were there before stay: who quotes may be late.
	 * @param auth the credentials
	 */
	void add(BackendProperties.Auth auth) {
		this.words.addAll(secret(Stream.of(optional(auth.token()), optional(auth.clientSecret()),
				optional(auth.password()), optional(auth.username()))));
	}

	/**
	 * Adds the values of headers that a call was authorized with.
	 * @param headers the values, of which the last word is the secret
	 * @return these and those
	 */
	Secrets with(@Nullable String... headers) {
		Secrets more = new Secrets();
		more.words.addAll(this.words);
		more.words.addAll(secret(Stream.of(headers)
			.map((header) -> (header != null) ? header.substring(header.lastIndexOf(' ') + 1) : "")));
		return more;
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
