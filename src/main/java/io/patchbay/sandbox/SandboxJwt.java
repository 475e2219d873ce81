package io.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs and checks the emulators' tokens: real JSON Web Tokens, because the platforms'
 * own clients read their claims, and self-contained, so that nothing has to be kept.
 */
public final class SandboxJwt {

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private static final String HEADER = encode(Map.of("alg", "HS256", "typ", "JWT"));

	private final SecretKeySpec key;

	/**
	 * Creates the signer of one emulator.
	 * @param key the HMAC key; every emulator has its own, so that the token of one is
	 * worth nothing to the other
	 */
	public SandboxJwt(String key) {
		this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
	}

	/**
	 * Signs claims.
	 * @param claims what the token says
	 * @return the compact form
	 */
	public String sign(Map<String, ?> claims) {
		String content = HEADER + '.' + encode(claims);
		return content + '.' + ENCODER.encodeToString(mac(content));
	}

	/**
	 * Checks the signature. Expiry is the emulator's business.
	 * @param token the compact form
	 * @return the claims, or {@code null} when this emulator did not sign the token
	 */
	public @Nullable ObjectNode claims(String token) {
		int dot = token.lastIndexOf('.');
		if (dot < 0 || !token.startsWith(HEADER + '.') || dot <= HEADER.length()) {
			return null;
		}
		try {
			byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
			if (!MessageDigest.isEqual(signature, mac(token.substring(0, dot)))) {
				return null;
			}
			return SandboxBody.object(Base64.getUrlDecoder().decode(token.substring(HEADER.length() + 1, dot)));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private byte[] mac(String content) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.key);
			return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(Map<String, ?> value) {
		return ENCODER.encodeToString(SandboxJson.bytes(value));
	}

}
