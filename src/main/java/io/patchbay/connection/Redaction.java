package io.patchbay.connection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Decides which settings a caller may see, and puts a keyed fingerprint in the place of
 * the others: it changes when the secret does, and tells nothing else.
 */
public final class Redaction {

	private static final String ALGORITHM = "HmacSHA256";

	/** 96 bits: no collisions among secrets, and short enough to compare by eye. */
	private static final int FINGERPRINT_BYTES = 12;

	private final Set<String> visibleKeys;

	private final SecretKeySpec key;

	/**
	 * Creates a policy.
	 * @param visibleKeys the keys whose values are harmless
	 * @param fingerprintKey the secret of the fingerprints; random when absent, and then
	 * fingerprints do not outlive this process
	 */
	public Redaction(Set<String> visibleKeys, @Nullable String fingerprintKey) {
		this.visibleKeys = Set.copyOf(visibleKeys);
		byte[] secret = new byte[32];
		if (fingerprintKey != null) {
			secret = fingerprintKey.getBytes(StandardCharsets.UTF_8);
		}
		else {
			new SecureRandom().nextBytes(secret);
		}
		this.key = new SecretKeySpec(secret, ALGORITHM);
	}

	boolean visible(String settingsKey) {
		return this.visibleKeys.contains(settingsKey);
	}

	// Binding the fingerprint to its place keeps two connections that share a password
	// from showing that they do.
	Map<String, Object> replace(String path, String value) {
		Map<String, Object> replacement = new LinkedHashMap<>();
		replacement.put("redacted", true);
		replacement.put("fingerprint", "hmac:" + fingerprint(path, value));
		return replacement;
	}

	private String fingerprint(String path, String value) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(path.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(java.util.Arrays.copyOf(digest, FINGERPRINT_BYTES));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + ALGORITHM, ex);
		}
	}

}
