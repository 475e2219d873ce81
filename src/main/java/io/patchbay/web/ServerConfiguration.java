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

	private static final String MAX_CONNECTIONS = "server.tomcat.max-connections";

	/** Tomcat's own bound. */
	private static final int MOST_CONNECTIONS = 8192;

	/**
	 * Twice what a connection takes at most, in bytes: its buffers, above all the one for
	 * headers of 32 KB, and the stack of the thread that waits.
	 */
	private static final long HEAP_PER_CONNECTION = 256 * 1024;

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

	// Callers who wait for runs, or watch them, come by the thousand. Who finds no room
	// is
	// accepted later, which is better than a heap that is full.
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectionsThatFitIntoTheHeap(
			Environment environment) {
		int most = (int) Math.min(MOST_CONNECTIONS, Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION);
		return (factory) -> {
			if (!environment.containsProperty(MAX_CONNECTIONS)) {
				factory.addConnectorCustomizers((connector) -> connector.setProperty("maxConnections", "" + most));
			}
		};
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
