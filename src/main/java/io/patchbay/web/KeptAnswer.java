package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer that can be given again.
 *
 * @param status its HTTP status
 * @param headers its headers
 * @param body its body, JSON
 */
record KeptAnswer(int status, Map<String, List<String>> headers, @Nullable String body) {

	static KeptAnswer of(ResponseEntity<?> answer, JsonMapper mapper) {
		Map<String, List<String>> headers = new TreeMap<>();
		answer.getHeaders().forEach(headers::put);
		Object body = answer.getBody();
		if (body != null) {
			headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, List.of(MediaType.APPLICATION_JSON_VALUE));
		}
		return new KeptAnswer(answer.getStatusCode().value(), headers,
				(body != null) ? mapper.writeValueAsString(body) : null);
	}

	ResponseEntity<byte[]> toResponse() {
		ResponseEntity.BodyBuilder response = ResponseEntity.status(this.status);
		this.headers.forEach((name, values) -> response.header(name, values.toArray(String[]::new)));
		return response.body((this.body != null) ? this.body.getBytes(StandardCharsets.UTF_8) : null);
	}

	KeptAnswer with(String header, String value) {
		Map<String, List<String>> more = new TreeMap<>(this.headers);
		more.put(header, List.of(value));
		return new KeptAnswer(this.status, more, this.body);
	}

}
