package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxEmulator;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Wires the emulator's authentication, behind the sandbox's faults.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class AirbyteSandboxConfiguration implements SandboxEmulator {

	@Bean
	FilterRegistrationBean<AirbyteAuthFilter> airbyteSandboxAuth(AirbyteTokens tokens) {
		FilterRegistrationBean<AirbyteAuthFilter> registration = new FilterRegistrationBean<>(
				new AirbyteAuthFilter(tokens));
		registration.addUrlPatterns(Roots.EMULATOR + "/*");
		registration.setOrder(-105);
		return registration;
	}

	@Override
	public String platform() {
		return "airbyte";
	}

	@Override
	public Map<String, Object> index() {
		return Map.of("publicApi", List.of(Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED), "configApi", Roots.CONFIG,
				"control", Roots.CONTROL, "clientId", AirbyteTokens.CLIENT_ID, "clientSecret",
				AirbyteTokens.CLIENT_SECRET);
	}

}
