package io.patchbay.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The API key of one training.
 *
 * @param value what the caller sends
 */
record TrainingKey(String value) {

	static TrainingKey random() {
		return new TrainingKey(UUID.randomUUID().toString());
	}

	String sha256() {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(this.value.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "TrainingKey";
	}

}
