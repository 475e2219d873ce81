package io.patchbay.web;

import org.webjars.WebJarVersionLocator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves Swagger UI, which shows the document, and leads people there who come without a
 * path. Two keys of springdoc switch it off, as they do where springdoc serves it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = { "springdoc.api-docs.enabled", "springdoc.swagger-ui.enabled" },
		matchIfMissing = true)
class SwaggerUiConfiguration implements WebMvcConfigurer {

	private static final String WEBJAR = "swagger-ui";

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "/swagger-ui.html");
		for (String path : new String[] { "/swagger-ui.html", "/swagger-ui", "/swagger-ui/" }) {
			registry.addRedirectViewController(path, "/swagger-ui/index.html");
		}
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		String webjar = WebJarVersionLocator.WEBJARS_PATH_PREFIX + "/" + WEBJAR + "/"
				+ new WebJarVersionLocator().version(WEBJAR) + "/";
		// Ours come first: the script that says which document to show, and how.
		registry.addResourceHandler("/swagger-ui/**")
			.addResourceLocations("classpath:/swagger-ui/", "classpath:/" + webjar)
			// Asked for each time, answered with 304: after an upgrade they are others.
			.setCacheControl(CacheControl.noCache());
	}

}
