package io.patchbay.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

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

	private final JsonMapper mapper;

	EntityTags(JsonMapper mapper) {
		this.mapper = mapper;
	}

	String of(ConnectionResponse connection) {
		return '"' + digest(connection.state()) + '.' + digest(connection) + '"';
	}

	private String digest(ConnectionResponse connection) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(this.mapper.writeValueAsBytes(connection));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
