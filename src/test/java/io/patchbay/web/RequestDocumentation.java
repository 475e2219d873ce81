package io.patchbay.web;

import java.util.Map;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;

import org.springframework.http.HttpHeaders;

/**
 * Documents what requests of some operations have in common.
 */
final class RequestDocumentation {

	private static final String KEY = """
			Names this call, so that sending it again within 24 hours does not do it twice: the same call is answered the \
			same, with `Idempotency-Replayed: true`. Calls that were refused before anything began, and those that surely \
			did nothing, may be sent again. When nobody knows what the first try did, the second first looks for the \
			effect and adopts it, with `Idempotency-Outcome: reconciled`; when there is none it is done again. With the \
			store `memory`, keys do not outlive the gateway's process.""";

	private static final String FRESHNESS = """
			How old an answer may be that the gateway gives again (`cache-ttl` of a backend, off by default): `no-cache` \
			and `max-age=0` for one that is read anew and then given to others, `no-store` for one that is not, \
			`max-age=<seconds>` for one up to that age.""";

	private RequestDocumentation() {
	}

	/**
	 * Adds the header {@code Idempotency-Key}.
	 * @param operation an operation that honours it
	 */
	static void addKey(Operation operation) {
		operation.addParametersItem(new HeaderParameter().name(IdempotentCall.HEADER)
			.required(false)
			.description(KEY)
			.schema(new StringSchema().minLength(1).maxLength(255).pattern("^[!-~]+$"))
			.example("6f1e8c52-7f0b-4a55-9d39-d2d5d5f3a1b7"));
	}

	/**
	 * Adds the header {@code Cache-Control}.
	 * @param operation an operation whose answer may have been kept
	 */
	static void addFreshness(Operation operation) {
		operation.addParametersItem(new HeaderParameter().name(HttpHeaders.CACHE_CONTROL)
			.required(false)
			.description(FRESHNESS)
			.schema(new StringSchema())
			.example("no-cache"));
	}

	/**
	 * Adds examples to the body.
	 * @param operation the operation
	 * @param examples bodies by what they are
	 */
	static void addExamples(Operation operation, Map<?, ?> examples) {
		for (MediaType content : operation.getRequestBody().getContent().values()) {
			examples.forEach((name, body) -> content.addExamples(String.valueOf(name), new Example().value(body)));
		}
	}

}
