package io.patchbay.web;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ServerConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(JsonMapper.class, JsonMapper::shared)
		.withUserConfiguration(ServerConfiguration.class);

	@Test
	void serverKeepsItsNameToItself() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("server.server-header=Anything")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("server.server-header"));
	}

}
