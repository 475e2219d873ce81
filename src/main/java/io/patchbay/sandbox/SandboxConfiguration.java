package io.patchbay.sandbox;

import jakarta.servlet.Filter;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * The filters that every request to the sandbox passes, ahead of the security chain: the
 * guard first, so that a stranger leaves no trace in the recording.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {

	private static final int GUARD_ORDER = -130;

	private static final int RECORDING_ORDER = -120;

	private static final int FAULTS_ORDER = -110;

	@Bean
	FilterRegistrationBean<Filter> sandboxGuard(Environment environment) {
		boolean strangers = "any".equals(environment.getProperty("sandbox.callers"));
		return registration(new LoopbackGuardFilter(strangers), GUARD_ORDER);
	}

	@Bean
	FilterRegistrationBean<Filter> sandboxRecording(RequestRecording recording) {
		return registration(new RecordingFilter(recording), RECORDING_ORDER);
	}

	@Bean
	FilterRegistrationBean<Filter> sandboxFaults(Faults faults) {
		return registration(new FaultFilter(faults), FAULTS_ORDER);
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> sandboxWire() {
		return (factory) -> factory.addEngineValves(new WireValve());
	}

	private static FilterRegistrationBean<Filter> registration(Filter filter, int order) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns("/sandbox", "/sandbox/*");
		registration.setOrder(order);
		return registration;
	}

}
