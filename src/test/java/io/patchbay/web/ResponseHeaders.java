package io.patchbay.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springframework.http.HttpHeaders;

/**
 * Documents the headers of answers: which there are, and which answer has which.
 */
final class ResponseHeaders {

	private static final String SERVER_TIMING = "Server-Timing";

	private static final String PREFERENCE_APPLIED = "Preference-Applied";

	private static final Set<String> PAUSE = Set.of("429", "503", "504");

	private ResponseHeaders() {
	}

	static Map<String, Header> all() {
		Map<String, Header> headers = new LinkedHashMap<>();
		headers.put(RequestIds.HEADER,
				header("The request's id: the caller's own when it sent one.", new StringSchema().example("7f3k2m9q")));
		headers.put(SERVER_TIMING, header("The milliseconds spent waiting for each backend that was called.",
				new StringSchema().example("airbyte;dur=113.4, wallaroo;dur=96.1")));
		headers.put(HttpHeaders.AGE,
				header("The seconds since the answer was read from the platform, of a list since its oldest part was. "
						+ "Absent when all of it was read for this request.",
						new IntegerSchema().minimum(BigDecimal.ZERO).example(7)));
		headers.put(RateLimitFilter.POLICY, header(
				"How many requests (`q`) a client has in how many seconds (`w`). Absent when the operator does not "
						+ "limit them.",
				new StringSchema().example("\"default\";q=600;w=60")));
		headers.put(RateLimitFilter.LIMIT,
				header("How many requests are left (`r`), and the seconds until all of them are there again (`t`).",
						new StringSchema().example("\"default\";r=599;t=1")));
		headers.put(HttpHeaders.ETAG, header("The strong entity tag of the connection.",
				new StringSchema().example("\"ahIbY09dQ5Wza9u6.Qq1Y3m0tV7cK2xNf\"")));
		headers.put(HttpHeaders.RETRY_AFTER,
				header("Seconds after which asking again makes sense.", new IntegerSchema().example(15)));
		headers.put(HttpHeaders.WWW_AUTHENTICATE, header("What credentials are taken.",
				new StringSchema().example("ApiKey realm=\"patchbay\", header=\"X-Api-Key\"")));
		headers.put(HttpHeaders.LOCATION, header("Where the new resource is.",
				new StringSchema().example("/api/v1/connections/wallaroo~11111111-1111-4111-8111-111111111111")));
		headers.put(Idempotency.REPLAYED,
				header("The answer is that of an earlier call with the same key.", new StringSchema().example("true")));
		headers.put(Idempotency.OUTCOME,
				header("The call had been carried out by an earlier try whose answer was lost.",
						new StringSchema().example("reconciled")));
		headers.put(PREFERENCE_APPLIED,
				header("The preference that was honoured.", new StringSchema().example("handling=strict")));
		return headers;
	}

	static void addTo(Operation operation, boolean limited) {
		operation.getResponses().forEach((status, response) -> {
			add(response, RequestIds.HEADER);
			// Who is not known has no limit.
			if (limited && !"401".equals(status)) {
				add(response, RateLimitFilter.POLICY);
				add(response, RateLimitFilter.LIMIT);
			}
			boolean answered = status.startsWith("2");
			if (answered && operation.getResponses().containsKey("504")) {
				add(response, SERVER_TIMING);
			}
			if ((answered || "304".equals(status)) && has(operation, HttpHeaders.CACHE_CONTROL)) {
				add(response, HttpHeaders.AGE);
			}
			if (answered && isConnection(response) || "304".equals(status)) {
				add(response, HttpHeaders.ETAG);
			}
			if (answered && has(operation, IdempotentCall.HEADER)) {
				if ("201".equals(status)) {
					add(response, HttpHeaders.LOCATION);
				}
				add(response, Idempotency.REPLAYED);
				add(response, Idempotency.OUTCOME);
			}
			if (answered && has(operation, "Prefer")) {
				add(response, PREFERENCE_APPLIED);
			}
			boolean busy = "409".equals(status) && has(operation, IdempotentCall.HEADER);
			if (busy || PAUSE.contains(status)) {
				add(response, HttpHeaders.RETRY_AFTER);
			}
			if ("401".equals(status)) {
				add(response, HttpHeaders.WWW_AUTHENTICATE);
			}
		});
	}

	private static boolean isConnection(ApiResponse response) {
		return response.getContent() != null && response.getContent()
			.values()
			.stream()
			.anyMatch((content) -> content.getSchema() != null
					&& "#/components/schemas/Connection".equals(content.getSchema().get$ref()));
	}

	static boolean hasEntityTag(Operation operation) {
		return has(operation, HttpHeaders.IF_NONE_MATCH);
	}

	private static boolean has(Operation operation, String parameter) {
		return operation.getParameters() != null
				&& operation.getParameters().stream().anyMatch((candidate) -> parameter.equals(candidate.getName()));
	}

	private static void add(ApiResponse response, String name) {
		response.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
	}

	private static Header header(String description, Schema<?> schema) {
		return new Header().description(description).schema(schema);
	}

}
