package io.patchbay.web;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.UpstreamCredentials;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the headers in which callers bring credentials for backends.
 */
final class UpstreamAuthorization {

	private static final String PREFIX = UpstreamCredentials.HEADER_PREFIX.toLowerCase(Locale.ROOT);

	/** Visible ASCII, with blanks between the words, as in a scheme and its token. */
	private static final Pattern SYNTAX = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,8190}[\\x21-\\x7E])?");

	private final Map<String, BackendId> backends;

	private final KeyedHash sharedMarks;

	UpstreamAuthorization(Set<BackendId> backends, KeyedHash sharedMarks) {
		this.backends = backends.stream()
			.collect(Collectors.toMap((backend) -> PREFIX + backend, (backend) -> backend));
		this.sharedMarks = sharedMarks;
	}

	/**
	 * Reads the credentials. The form of a header is looked at whatever backend it names,
	 * which must not tell callers which backends there are; what is in it is taken for
	 * those alone that are called with it.
	 * @param request the request
	 * @return what it brings
	 * @throws GatewayException.Invalid when one of the headers is malformed
	 */
	UpstreamCredentials read(HttpServletRequest request) {
		Map<BackendId, String> values = Map.of();
		Enumeration<String> names = request.getHeaderNames();
		while (names.hasMoreElements()) {
			String name = names.nextElement();
			if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
				String value = value(name, Collections.list(request.getHeaders(name)));
				BackendId backend = this.backends.get(name.toLowerCase(Locale.ROOT));
				if (backend != null) {
					values = (values.isEmpty()) ? new HashMap<>() : values;
					values.put(backend, value);
				}
			}
		}
		return (values.isEmpty()) ? UpstreamCredentials.NONE : new UpstreamCredentials(values, this.sharedMarks);
	}

	private static String value(String name, List<String> values) {
		if (values.size() > 1 || !SYNTAX.matcher(values.getFirst()).matches()) {
			throw GatewayException.Invalid.parameter(name,
					"it is one value of 1 to 8192 visible ASCII characters, such as 'Bearer' and a token");
		}
		return values.getFirst();
	}

}
