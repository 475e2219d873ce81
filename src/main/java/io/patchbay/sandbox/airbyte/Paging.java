package io.patchbay.sandbox.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Airbyte's way of turning pages: there is a next one until an empty one was read.
 *
 * @param request the request
 * @param limit the size of a page
 * @param offset how many items come before it
 */
record Paging(HttpServletRequest request, int limit, int offset) {

	static Paging of(HttpServletRequest request) {
		int limit = number(request, "limit", 20);
		int offset = number(request, "offset", 0);
		if (limit < 1 || limit > 100 || offset < 0) {
			throw AirbyteException.errorId(400);
		}
		return new Paging(request, limit, offset);
	}

	/**
	 * Reads a list parameter, repeated or joined by commas.
	 * @param request the request
	 * @param name the parameter
	 * @return its values, none when absent
	 */
	static List<String> ids(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		if (values == null) {
			return List.of();
		}
		List<String> ids = new ArrayList<>();
		for (String value : values) {
			for (String id : value.split(",")) {
				if (!id.isBlank()) {
					ids.add(Body.id(id.strip()));
				}
			}
		}
		return ids;
	}

	static boolean flag(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		if (value == null || value.isEmpty()) {
			return false;
		}
		return Boolean.parseBoolean(Body.match(value, List.of("true", "false")));
	}

	/**
	 * Builds a page.
	 * @param path the list's path below the public root
	 * @param parameters what the links repeat
	 * @param items the page's items
	 * @return the page
	 */
	ObjectNode page(String path, Map<String, String> parameters, List<ObjectNode> items) {
		String next = "";
		UriComponentsBuilder links = links(path, parameters);
		if (!items.isEmpty()) {
			links.queryParam("limit", this.limit).queryParam("offset", this.offset + this.limit);
			next = links.toUriString();
		}
		String previous = "";
		if (this.offset > 0) {
			// Airbyte shares one builder: behind a page with items the limit comes twice
			links.queryParam("limit", this.limit).replaceQueryParam("offset", Math.max(this.offset - this.limit, 0));
			previous = links.toUriString();
		}
		ObjectNode page = SandboxJson.object().put("previous", previous).put("next", next);
		page.putArray("data").addAll(items);
		return page;
	}

	// The host is the public one, the path never has the self-managed prefix
	private UriComponentsBuilder links(String path, Map<String, String> parameters) {
		UriComponentsBuilder links = UriComponentsBuilder.newInstance()
			.scheme(this.request.getScheme())
			.host(this.request.getServerName())
			.port(this.request.getServerPort())
			.path(Roots.PUBLIC_CLOUD + path);
		parameters.forEach(links::queryParam);
		return links;
	}

	private static int number(HttpServletRequest request, String name, int fallback) {
		@Nullable String value = request.getParameter(name);
		if (value == null) {
			return fallback;
		}
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw AirbyteException.conversion("Failed to convert argument [" + name + "]: not a number");
		}
	}

}
