package io.patchbay;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayStoreTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void nothingOfRedisIsThereWithTheMemoryStore() {
		assertThat(this.context.getBeanDefinitionNames()).isNotEmpty()
			.noneMatch((name) -> name.toLowerCase(java.util.Locale.ROOT).contains("redis")
					&& !name.contains("RedisReplicaTests"))
			.noneMatch((name) -> name.toLowerCase(java.util.Locale.ROOT).contains("lettuce"));
	}

}
