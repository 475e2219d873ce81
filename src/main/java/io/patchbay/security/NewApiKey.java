package io.patchbay.security;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The command {@code new-api-key [client]}: makes a key, and prints what the operator
 * puts into the configuration. The key itself is stored nowhere.
 */
public final class NewApiKey {

	private static final String COMMAND = "new-api-key";

	private static final int KEY_BYTES = 32;

	private NewApiKey() {
	}

	/**
	 * Whether the arguments of the program ask for a key.
	 * @param args the arguments, among which others are let pass
	 * @return whether to call {@link #print}
	 */
	public static boolean requested(String... args) {
		return Arrays.asList(args).contains(COMMAND);
	}

	/**
	 * Makes a key and prints it, with its digest and the configuration that accepts it.
	 * @param out where to print
	 * @param args the arguments of the program; the one after the command, unless it is
	 * an option, names the client
	 */
	public static void print(PrintStream out, String... args) {
		byte[] random = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(random);
		String key = "pb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		String digest = HexFormat.of().formatHex(ApiKeys.digest(key));
		out.printf("""
				The key, for the client alone; it is shown this once:
				  %s

				Its SHA-256:
				  %s

				For the configuration of the gateway; choose the scopes and the backends:
				patchbay:
				  security:
				    api-keys:
				      - client: "%s"
				        sha256: %s
				        scopes: ["backends:read", "connections:read", "workspaces:read", "syncs:read"]
				        backends: ["*"]
				""", key, digest, client(args).replace("\\", "\\\\").replace("\"", "\\\""), digest);
	}

	private static String client(String... args) {
		List<String> given = Arrays.asList(args);
		return given.stream()
			.skip(given.indexOf(COMMAND) + 1L)
			.filter((argument) -> !argument.startsWith("-"))
			.findFirst()
			.orElse("my-client");
	}

}
