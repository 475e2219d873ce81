package io.patchbay.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.util.UrlPathHelper;

/**
 * Tells calls of the API from all others.
 */
final class ApiPath {

	private static final String API = "/api/";

	private ApiPath() {
	}

	/**
	 * Whether a request is for the API.
	 * @param request the request
	 * @return {@code false} for pages, documents and the actuator
	 */
	static boolean isOf(HttpServletRequest request) {
		return request.getRequestURI().startsWith(API, request.getContextPath().length())
				// Decoded, as it is when the controller is looked for: %61pi is the API,
				// too.
				|| UrlPathHelper.defaultInstance.getPathWithinApplication(request).startsWith(API);
	}

}
