package io.patchbay.connection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether two secrets are the same without keeping either. Who does not have the
 * key cannot try out what the secret may have been.
 */
public final class KeyedHash {

	private static final String ALGORITHM = "HmacSHA256";

	/** 96 bits: no collisions among secrets, and short enough to compare by eye. */
	private static final int BYTES = 12;

	private static final int KEY_BYTES = 32;

	private final SecretKeySpec key;

	private KeyedHash(byte[] key) {
		this.key = new SecretKeySpec(key, ALGORITHM);
	}

	/**
	 * Creates a hash.
	 * @param key its key; random when absent, and then hashes do not outlive this process
	 * @return the hash
	 */
	public static KeyedHash with(@Nullable String key) {
		if (key != null) {
			return new KeyedHash(key.getBytes(StandardCharsets.UTF_8));
		}
		byte[] random = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(random);
		return new KeyedHash(random);
	}

	// Bound to a place, the same secret in two places does not show that it is the same.
	String of(String place, String secret) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(place.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			byte[] digest = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + ALGORITHM, ex);
		}
	}

}
