package io.patchbay.backend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.connection.BackendId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CrowdLogTests {

	@Test
	void refusalsAreToldAtOnceAndThenTogetherEveryTenSeconds(CapturedOutput output) {
		AtomicLong now = new AtomicLong();
		CrowdLog log = new CrowdLog(new BackendId("full"), 64, now::get);
		log.refused();
		assertThat(output).containsOnlyOnce("1 calls of backend full were refused since the last such line");
		for (int i = 0; i < 600; i++) {
			now.addAndGet(TimeUnit.MILLISECONDS.toNanos(16));
			log.refused();
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("refused"))).hasSize(1);
		now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		log.refused();
		assertThat(output).contains("601 calls of backend full were refused", "as 64 are under way");
	}

}
