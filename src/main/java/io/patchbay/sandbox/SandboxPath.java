package io.patchbay.sandbox;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where in the sandbox a request goes.
 *
 * @param platform the emulated platform
 * @param path the path below the platform's root, as it was sent
 */
record SandboxPath(String platform, String path) {

	static final List<String> PLATFORMS = List.of("airbyte", "wallaroo", "maestro");

	private static final String ROOT = "/sandbox/";

	/**
	 * Finds the platform that a request is meant for.
	 * @param request the request
	 * @return the place, or null for the sandbox's own calls: those outside the platforms
	 * and those below a platform's {@code /_}
	 */
	static @Nullable SandboxPath of(HttpServletRequest request) {
		String uri = request.getRequestURI().substring(request.getContextPath().length());
		for (String platform : PLATFORMS) {
			String root = ROOT + platform;
			if (uri.equals(root) || uri.startsWith(root + "/")) {
				String path = uri.substring(root.length());
				return (path.startsWith("/_")) ? null : new SandboxPath(platform, path);
			}
		}
		return null;
	}

}
