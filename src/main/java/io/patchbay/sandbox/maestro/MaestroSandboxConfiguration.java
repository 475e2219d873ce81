package io.patchbay.sandbox.maestro;

import java.util.Map;

import io.patchbay.sandbox.SandboxEmulator;
import io.patchbay.sandbox.SandboxSwitches;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires the pretend Maestro.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class MaestroSandboxConfiguration implements WebMvcConfigurer, SandboxEmulator {

	private final ObjectProvider<MaestroAccess> access;

	MaestroSandboxConfiguration(ObjectProvider<MaestroAccess> access) {
		this.access = access;
	}

	@Bean
	static SandboxSwitches<MaestroSwitches> maestroSwitches() {
		return new SandboxSwitches<>(MaestroSwitches.class, MaestroSwitches.defaults());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.access.getObject())
			.addPathPatterns("/sandbox/maestro/**")
			.excludePathPatterns("/sandbox/maestro/auth/**", "/sandbox/maestro/_control/**");
	}

	@Override
	public String platform() {
		return "maestro";
	}

	@Override
	public Map<String, Object> index() {
		return Map.of("baseUrl", "/sandbox/maestro", "control", "/sandbox/maestro/_control", "username",
				MaestroTenant.USERNAME, "password", MaestroTenant.PASSWORD, "customerName", MaestroTenant.NAME);
	}

}
