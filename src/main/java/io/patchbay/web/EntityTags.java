package io.patchbay.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Makes the strong entity tags of connections: a digest of the connection's state, which
 * {@code If-Match} compares, then one of the whole representation, which also changes
 * with what time alone changes and with what was included.
 */
@Component
class EntityTags {

	private static final int DIGEST_BYTES = 12;

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	// Quotes, which no tag has inside, keep these from being one.
	private static final String ANY = "\"any\"";

	private static final String WEAK = "\"weak\"";

	private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

	private static final Pattern LIST = Pattern
		.compile("[\\s,]*" + TAG.pattern() + "(?:\\s*,[\\s,]*" + TAG.pattern() + ")*[\\s,]*");

	private final JsonMapper mapper;

	EntityTags(JsonMapper mapper) {
		this.mapper = mapper;
	}

	String of(ConnectionResponse connection) {
		return written(connection).tag();
	}

	/**
	 * Writes a connection once, for its tag and for the answer.
	 * @param connection the connection
	 * @return its JSON and its tag
	 */
	Written written(ConnectionResponse connection) {
		byte[] json = this.mapper.writeValueAsBytes(connection);
		return new Written(json, '"' + state(connection) + '.' + digest(json) + '"');
	}

	private String state(ConnectionResponse connection) {
		return digest(this.mapper.writeValueAsBytes(connection.state()));
	}

	/**
	 * Whether a connection is still the one that {@code If-Match} names.
	 * @param states what is to be compared, of {@link #states(List)}
	 * @param connection the connection
	 * @return whether one of them is its state
	 */
	boolean match(List<String> states, ConnectionResponse connection) {
		return states.isEmpty() || states.contains(ANY) || states.contains(state(connection));
	}

	/**
	 * Reads {@code If-Match}.
	 * @param header the header's values with commas between them, {@code null} when it
	 * was not sent
	 * @return what is to be compared, of each tag the part before the dot; empty only
	 * when the header was not sent
	 * @throws GatewayException.Invalid when the header is no list of entity tags
	 */
	static List<String> states(@Nullable String header) {
		if (header == null) {
			return List.of();
		}
		String list = header.trim();
		if (list.equals("*")) {
			return List.of(ANY);
		}
		if (!LIST.matcher(list).matches()) {
			throw GatewayException.Invalid.parameter("If-Match", "it is a list of entity tags in quotes, or *");
		}
		// A weak tag never matches: it does not promise that nothing has changed.
		return TAG.matcher(list)
			.results()
			.map((tag) -> (tag.group(1) != null) ? WEAK : tag.group(2).split("\\.", 2)[0])
			.toList();
	}

	private static String digest(byte[] json) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
			return BASE64.encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

	/**
	 * A connection as it is answered.
	 *
	 * @param json its JSON
	 * @param tag its entity tag, with its quotes
	 */
	record Written(byte[] json, String tag) {

	}

}
