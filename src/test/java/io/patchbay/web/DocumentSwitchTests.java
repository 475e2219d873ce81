package io.patchbay.web;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys that switch the document and Swagger UI off.
 */
class DocumentSwitchTests {

	private final WebApplicationContextRunner gateway = new WebApplicationContextRunner()
		.withUserConfiguration(OpenApiController.class, SwaggerUiConfiguration.class);

	@Test
	void bothAreThereUnlessTheyAreSwitchedOff() {
		this.gateway.run((context) -> assertThat(context).hasSingleBean(OpenApiController.class)
			.hasSingleBean(SwaggerUiConfiguration.class));
	}

	@Test
	void pageGoesAlone() {
		this.gateway.withPropertyValues("springdoc.swagger-ui.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(OpenApiController.class)
				.doesNotHaveBean(SwaggerUiConfiguration.class));
	}

	@Test
	void documentTakesThePageAlong() {
		this.gateway.withPropertyValues("springdoc.api-docs.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OpenApiController.class)
				.doesNotHaveBean(SwaggerUiConfiguration.class));
	}

}
