package io.patchbay.web;

import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.RequestContextFilter;

/**
 * Makes Tomcat answer like the rest of the gateway, and keep its name to itself.
 */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	private static final String SERVER_HEADER = "server.server-header";

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemServer(JsonMapper mapper,
			Environment environment) {
		String name = environment.getProperty(SERVER_HEADER);
		if (name != null && !name.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException(SERVER_HEADER, name,
					"The gateway never tells what it runs on. Remove the key.");
		}
		return (factory) -> factory.addContextCustomizers((context) -> prepare(context, mapper));
	}

	// The dispatcher does the same for all that asks for it.
	@Bean
	FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> registration = new FilterRegistrationBean<>(
				new RequestContextFilter());
		registration.setEnabled(false);
		return registration;
	}

	private static void prepare(Context context, JsonMapper mapper) {
		context.getPipeline().addValve(new HangUpValve());
		if (context.getParent() instanceof StandardHost host) {
			host.getPipeline().addValve(new ProblemValve(mapper));
			// By this name the host finds the valve that it has, and makes no other.
			host.setErrorReportValveClass(ProblemValve.class.getName());
		}
	}

}
