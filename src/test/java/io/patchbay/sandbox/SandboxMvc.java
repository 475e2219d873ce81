package io.patchbay.sandbox;

import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * Starts one emulator alone, without security and without the gateway.
 */
public final class SandboxMvc implements AutoCloseable {

	private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

	private final MockMvcTester mvc;

	public SandboxMvc(Package emulator) {
		this.context.setServletContext(new MockServletContext());
		this.context.getEnvironment().setActiveProfiles("sandbox");
		this.context.register(Mvc.class, SandboxClock.class);
		this.context.scan(emulator.getName());
		this.context.refresh();
		this.mvc = MockMvcTester.from(this.context);
	}

	public MockMvcTester mvc() {
		return this.mvc;
	}

	public SandboxClock clock() {
		return this.context.getBean(SandboxClock.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableWebMvc
	static class Mvc {

	}

}
