package io.patchbay.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides which settings a caller may see, and puts a keyed fingerprint in the place of
 * the others: it changes when the secret does, and tells nothing else.
 */
public final class Redaction {

	private final Set<String> visibleKeys;

	private final KeyedHash fingerprints;

	/**
	 * Creates a policy.
	 * @param visibleKeys the keys whose values are harmless
	 * @param fingerprintKey the secret of the fingerprints; random when absent, and then
	 * fingerprints do not outlive this process
	 */
	public Redaction(Set<String> visibleKeys, @Nullable String fingerprintKey) {
		this.visibleKeys = Set.copyOf(visibleKeys);
		this.fingerprints = KeyedHash.with(fingerprintKey);
	}

	boolean visible(String settingsKey) {
		return this.visibleKeys.contains(settingsKey);
	}

	// Binding the fingerprint to its place keeps two connections that share a password
	// from showing that they do.
	Map<String, Object> replace(String path, String value) {
		Map<String, Object> replacement = new LinkedHashMap<>();
		replacement.put("redacted", true);
		replacement.put("fingerprint", "hmac:" + this.fingerprints.of(path, value));
		return replacement;
	}

}
