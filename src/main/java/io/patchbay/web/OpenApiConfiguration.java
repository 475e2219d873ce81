package io.patchbay.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.Include;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.WorkspaceId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the OpenAPI document says about the API as a whole.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String DESCRIPTION = """
			One API over the connections of several data platforms: Airbyte, Wallaroo and Dadosfera Maestro.

			**Model.** A *platform* is a kind of upstream. A *backend* is one configured instance of it, named by the \
			operator. *Connections* and *workspaces* live on a backend; their id is `<backend>~<upstream id>`, \
			the upstream part being the platform's own. Whatever is absent from an answer, the platform does not say: \
			no date, status or zero is made up.

			**Lists** ask all backends at the same time and answer within a deadline, in the order of backend ids and then \
			in the platform's own. A backend that fails is told in `backends`, makes `complete` false, and keeps its place: \
			following `next` asks it again. With `Prefer: handling=strict` any failure fails the page instead. When all \
			fail, the answer is a problem of the cause that most of them share. A page may hold fewer items than `limit`, \
			even none, while `next` is there: a search through a long listing hands over what it has found when half of \
			its time is spent. Keep the filters and follow `next` until it is absent; `limit` and `include` may change on \
			the way. An unknown backend or workspace in a filter is a 404, not an empty list. A parameter of the query that \
			is empty, or there twice without being a list, is a 400. An item that a platform \
			sent broken is left out and counted in `invalidItems`.

			**Entity tags.** The `ETag` of a connection changes with anything in its representation, the next runs of a \
			schedule included. `If-Match` compares the part before the dot alone, which changes with the connection \
			itself.

			**Writing.** The gateway never sends a change twice. When a platform does not answer a change, the problem is \
			`upstream-outcome-unknown`. Name each `POST` with an `Idempotency-Key` of your own: sent again, it is answered \
			the same, and what is unknown is looked for before it is done again. `If-Match` on `PATCH` and `DELETE` is \
			compared with the connection as it is read right before. Bodies are taken strictly: a field that is not \
			known, or cannot be set, is a 400 that points at it.

			**Your own credentials.** A backend may be set up to be called with each caller's own credentials. Send them \
			in the header `Upstream-Authorization-<backend>`, such as `Upstream-Authorization-airbyte-eu`, with every call \
			about that backend: its value goes to that platform as `Authorization`, whole (`Bearer <token>`; to Maestro \
			the token alone), and nowhere else. Without it, or when the platform refuses it, the answer is a 403 \
			`upstream-credentials-rejected` that names the header; in a list it is the outcome `UNAUTHORIZED` of that \
			backend. For other backends the header is ignored. A call that is sent again under its `Idempotency-Key` needs \
			the same credentials, else it is `idempotency-key-reused`.

			**Secrets.** Leaves of `details` are replaced by `{"redacted":true,"fingerprint":"hmac:..."}` unless their \
			key is known to be harmless or the caller holds `connections:secrets`. The fingerprint changes when the \
			secret does.

			**Failures** are `application/problem+json` (RFC 9457) on every path; `code` is stable, and `/problems` lists \
			all of them. `retryable` says whether the same request may succeed later; `Retry-After` says when.

			**Headers.** `X-Request-Id` is taken over when sent, and always answered. `Server-Timing` tells the time \
			spent in each backend, in milliseconds. `Age` tells that an answer is one that the \
			gateway had kept, where the operator lets it; `Cache-Control: no-cache` asks for a new one. A write through the \
			gateway makes it forget what it has kept of that backend.
			""";

	static {
		SpringDocUtils.getConfig()
			.replaceWithSchema(BackendId.class, new StringSchema().pattern(IdPatterns.BACKEND))
			.replaceWithSchema(ConnectionId.class, new StringSchema())
			.replaceWithSchema(WorkspaceId.class, new StringSchema())
			.replaceWithSchema(SyncId.class, new StringSchema())
			.replaceWithSchema(SyncListParameters.Order.class, new StringSchema()._enum(List.of("asc", "desc")))
			.replaceWithSchema(Include.class,
					new StringSchema()._enum(Arrays.stream(Include.values()).map(WebConfiguration::camelCase).toList()))
			.replaceWithSchema(DeleteOptions.Cascade.class,
					new StringSchema()
						._enum(Arrays.stream(DeleteOptions.Cascade.values()).map(WebConfiguration::camelCase).toList()))
			.addSimpleTypesForParameterObject(BackendId.class, WorkspaceId.class, SyncListParameters.Order.class);
	}

	@Bean
	OpenAPI patchbayApi() {
		return new OpenAPI()
			.info(new Info().title("Patchbay")
				.version("v1")
				.description(DESCRIPTION)
				.license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
			.servers(List.of(new Server().url("/").description("This gateway")))
			.tags(List.of(tag("Connections", "Links between two systems that a platform moves data over."),
					tag("Workspaces", "Groups of connections, and which connection is attached where."),
					tag("Syncs", "Runs of the work behind connections: start, wait, watch, read, cancel."),
					tag("Cleanup", "Bulk deletion of inactive connections, in two steps."),
					tag("Backends", "The configured upstream instances, their health and what each can do."),
					tag("Problems", "Everything that can go wrong, for people and programs.")))
			.components(new Components()
				.addSecuritySchemes("apiKey",
						new SecurityScheme().type(SecurityScheme.Type.APIKEY)
							.in(SecurityScheme.In.HEADER)
							.name("X-Api-Key")
							.description("A key that the operator gave out. In the sandbox: `sandbox`."))
				.addSecuritySchemes("bearer",
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("bearer")
							.bearerFormat("JWT")
							.description("A token whose `scope` or `scp` claim holds the scopes, and whose `backends` "
									+ "claim names the backends."))
				.headers(ResponseHeaders.all())
				.addSchemas("Problem", problemSchema())
				.examples(problemExamples()));
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

	private static Schema<?> problemSchema() {
		Schema<?> upstream = new ObjectSchema().description("What the platform answered.")
			.addProperty("status", new IntegerSchema().description("Its HTTP status."))
			.addProperty("code", new StringSchema().description("Its own name for the failure."))
			.addProperty("message", new StringSchema().description("Its own words, cut at 300 characters."));
		Schema<?> error = new ObjectSchema()
			.addProperty("pointer",
					new StringSchema().description("A JSON pointer into the body, or the name of a parameter."))
			.addProperty("detail", new StringSchema().description("What is wrong there."));
		Schema<?> problem = new ObjectSchema().description("A failure, RFC 9457. Some carry further members.")
			.addProperty("type", new StringSchema().format("uri-reference").description("The page about the code."))
			.addProperty("title", new StringSchema().description("The code in words."))
			.addProperty("status", new IntegerSchema().description("The HTTP status."))
			.addProperty("detail", new StringSchema().description("What went wrong this time."))
			.addProperty("instance", new StringSchema().format("uri-reference").description("The path of the request."))
			.addProperty("code", new StringSchema().description("The stable name of the failure."))
			.addProperty("requestId", new StringSchema().description("The request's id, for the operator's logs."))
			.addProperty("backend", new StringSchema().description("The backend that failed."))
			.addProperty("retryable",
					new BooleanSchema().description("Whether the same request may succeed when it is sent again."))
			.addProperty("errors",
					new ArraySchema().items(error).description("The places in the request that are wrong."))
			.addProperty("upstream", upstream);
		error.setRequired(List.of("pointer", "detail"));
		upstream.setRequired(List.of("status"));
		problem.setAdditionalProperties(true);
		problem.setRequired(List.of("type", "title", "status", "code", "requestId", "retryable"));
		return problem;
	}

	private static Map<String, Example> problemExamples() {
		Map<String, Example> examples = new LinkedHashMap<>();
		for (ProblemType type : ProblemType.values()) {
			Map<String, Object> problem = new LinkedHashMap<>();
			problem.put("type", type.uri());
			problem.put("title", type.title());
			problem.put("status", type.status());
			problem.put("detail", type.explanation());
			problem.put("instance", "/api/v1/connections");
			problem.put("code", type.code());
			problem.put("requestId", "7f3k2m9q");
			problem.put("retryable", type.retryable());
			examples.put(type.code(), new Example().summary(type.title()).value(problem));
		}
		return examples;
	}

}
