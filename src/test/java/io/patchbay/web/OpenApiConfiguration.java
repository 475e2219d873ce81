package io.patchbay.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.Include;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.WorkspaceId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;

/**
 * What the OpenAPI document says about the API as a whole, and who derives the rest of it
 * from the code. It is no configuration that is found by itself: {@link OpenApiTests}
 * wants it, and other tests do not.
 */
class OpenApiConfiguration {

	/** The version of the document: that of the build, which a test compares. */
	private static final String VERSION = "0.1.0";

	static {
		// The caller is known from the credentials; it is no parameter of the API.
		SpringDocUtils.getConfig()
			.addRequestWrapperToIgnore(Caller.class)
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
			.addSimpleTypesForParameterObject(BackendId.class, ConnectionId.class, WorkspaceId.class, SyncId.class,
					SyncListParameters.Order.class);
	}

	@Bean
	OpenAPI patchbayApi() {
		return new OpenAPI()
			.info(new Info().title("Patchbay")
				.version(VERSION)
				.summary("One API over the connections of several data platforms")
				.description(description())
				.contact(new Contact().name("The operator of this gateway"))
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
				.schemas(ProblemDocumentation.schemas())
				.examples(ProblemDocumentation.examples()));
	}

	@Bean
	DocumentPolish documentPolish() {
		return new DocumentPolish();
	}

	@Bean
	OperationDocumentation operationDocumentation(JsonMapper mapper) {
		return new OperationDocumentation(mapper);
	}

	@Bean
	RequiredComponents requiredComponents() {
		return new RequiredComponents();
	}

	@Bean
	IdParameters idParameters() {
		return new IdParameters();
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

	private static String description() {
		ClassPathResource text = new ClassPathResource("openapi/description.md");
		try {
			return text.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The description of the API cannot be read", ex);
		}
	}

}
