package io.patchbay.sandbox.wallaroo;

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
 * Wires the pretend Wallaroo.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class WallarooSandboxConfiguration implements WebMvcConfigurer, SandboxEmulator {

	private final ObjectProvider<WallarooGuard> guard;

	WallarooSandboxConfiguration(ObjectProvider<WallarooGuard> guard) {
		this.guard = guard;
	}

	@Bean
	static SandboxSwitches<WallarooSwitches> wallarooSwitches() {
		return new SandboxSwitches<>(WallarooSwitches.class, WallarooSwitches.defaults());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.guard.getObject())
			.addPathPatterns("/sandbox/wallaroo/v1/**")
			// this one call carries its token in the query
			.excludePathPatterns("/sandbox/wallaroo/v1/api/orchestration/download");
	}

	@Override
	public String platform() {
		return "wallaroo";
	}

	@Override
	public Map<String, Object> index() {
		return Map.of("baseUrl", "/sandbox/wallaroo", "token",
				"/sandbox/wallaroo/auth/realms/master/protocol/openid-connect/token", "control",
				"/sandbox/wallaroo/_control", "clientId", WallarooTokens.API_CLIENT, "clientSecret",
				WallarooUsers.API_CLIENT_SECRET, "publicClientId", WallarooTokens.SDK_CLIENT, "username",
				WallarooUsers.SANDBOX.email(), "password", WallarooUsers.PASSWORD);
	}

}
