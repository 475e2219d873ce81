package io.patchbay.sandbox;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxAbsenceTests {

	private static final String PACKAGE = SandboxTestApplication.class.getPackageName();

	@Test
	void contributesNothingWithoutItsProfile() {
		new WebApplicationContextRunner().withUserConfiguration(SandboxScan.class)
			.run((context) -> assertThat(context.getBeansOfType(Object.class).values())
				.filteredOn((bean) -> bean.getClass().getPackageName().startsWith(PACKAGE))
				.filteredOn((bean) -> !(bean instanceof SandboxScan))
				.isEmpty());
	}

	@ComponentScan(basePackageClasses = SandboxClock.class,
			excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
	static class SandboxScan {

	}

}
