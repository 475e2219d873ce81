package io.patchbay.backend.airbyte;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says about an Airbyte beyond what all backends have. Both roots are
 * known by themselves for Airbyte's cloud and for a base URL that ends in
 * {@code /api/public/v1}.
 *
 * @param configApiUrl the root of the Config API, which has state, catalog and logs
 * @param webUrl the root of the web pages that links lead to
 */
record AirbyteProperties(@Nullable URI configApiUrl, @Nullable URI webUrl) {

	private static final String CLOUD = "https://api.airbyte.com/v1";

	private static final String CLOUD_WEB = "https://cloud.airbyte.com";

	private static final String PUBLIC_API = "/api/public/v1";

	private static final String CONFIG_API = "/api/v1";

	/**
	 * Fills in what follows from the base URL.
	 * @param baseUrl the root of the public API
	 * @return the settings, with roots still absent where nothing is known of them
	 */
	AirbyteProperties completed(URI baseUrl) {
		String base = withoutSlash(baseUrl);
		String root = null;
		if (base.equals(CLOUD)) {
			root = CLOUD_WEB;
		}
		else if (base.endsWith(PUBLIC_API)) {
			root = base.substring(0, base.length() - PUBLIC_API.length());
		}
		if (root == null) {
			return this;
		}
		return new AirbyteProperties((this.configApiUrl != null) ? this.configApiUrl : URI.create(root + CONFIG_API),
				(this.webUrl != null) ? this.webUrl : URI.create(root));
	}

	/**
	 * The pages of the web UI about a connection.
	 * @param workspace the workspace that it belongs to
	 * @param connection its id
	 * @return the pages by their name, none when the web root is not known
	 */
	Map<String, String> links(@Nullable String workspace, String connection) {
		if (this.webUrl == null || workspace == null) {
			return Map.of();
		}
		String page = withoutSlash(this.webUrl) + "/workspaces/" + workspace + "/connections/" + connection;
		return Map.of("web", page, "jobHistory", page + "/timeline");
	}

	Map<String, String> problems() {
		Map<String, String> problems = new LinkedHashMap<>();
		check("config-api-url", this.configApiUrl, problems);
		check("web-url", this.webUrl, problems);
		return problems;
	}

	private static void check(String key, @Nullable URI url, Map<String, String> problems) {
		if (url != null && (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
				|| url.getHost() == null || url.getQuery() != null || url.getUserInfo() != null)) {
			problems.put(key, "is an absolute http or https URL without query and user");
		}
	}

	private static String withoutSlash(URI url) {
		String text = url.toString();
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == '/') {
			end--;
		}
		return text.substring(0, end);
	}

}
