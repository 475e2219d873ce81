package io.patchbay.web;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the OpenAPI document.
 */
@Hidden
@RestController
@ConditionalOnBooleanProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class OpenApiController {

	private final OpenApiDocument document = new OpenApiDocument();

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json() {
		return this.document.json();
	}

	@GetMapping(path = "/v3/api-docs.yaml",
			produces = { "application/vnd.oai.openapi", MediaType.APPLICATION_YAML_VALUE })
	byte[] yaml() {
		return this.document.yaml();
	}

}
