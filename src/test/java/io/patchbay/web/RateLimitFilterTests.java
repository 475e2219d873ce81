package io.patchbay.web;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.patchbay.connection.BackendService;
import io.patchbay.connection.RateAllowance;
import io.patchbay.connection.RateLimiter;
import io.patchbay.security.WithSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

@WebApiTests(BackendController.class)
class RateLimitFilterTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private RateLimitFilter filter;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@MockitoBean
	private RateLimiter limiter;

	@MockitoBean
	private BackendService backends;

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/backends", "/api/v1/nowhere", "/api/v1/backends/NONSENSE", "/%61pi/v1/backends" })
	void everyAnswerTellsWhatIsLeft(String path) {
		given(this.limiter.take(any())).willReturn(
				new RateAllowance(true, 600, Duration.ofMinutes(1), 598, Duration.ZERO, Duration.ofMillis(150)));
		MvcTestResult result = get(path, WithSecurity.READER_KEY);
		assertThat(result).hasHeader("RateLimit-Policy", "\"default\";q=600;w=60")
			.hasHeader("RateLimit", "\"default\";r=598;t=1");
		then(this.limiter).should().take("reader");
	}

	@Test
	void callAboveTheRateIsRefusedAndCounted() {
		this.filter.bindTo(this.meters);
		given(this.limiter.take(any())).willReturn(new RateAllowance(false, 600, Duration.ofMinutes(1), 0,
				Duration.ofMillis(1001), Duration.ofSeconds(60)));
		MvcTestResult result = get("/api/v1/backends", WithSecurity.READER_KEY);
		assertThat(result).hasStatus(429)
			.hasContentType("application/problem+json")
			.hasHeader("Retry-After", "2")
			.hasHeader("RateLimit", "\"default\";r=0;t=60")
			.bodyJson()
			.isLenientlyEqualTo("{\"code\":\"rate-limited\",\"retryable\":true,\"instance\":\"/api/v1/backends\"}");
		then(this.backends).shouldHaveNoInteractions();
		assertThat(this.meters.get("patchbay.rate.limited").counter().count()).isEqualTo(1);
	}

	@Test
	void whoIsNotKnownAndWhatIsNotTheApiIsNotCounted() {
		for (MvcTestResult result : List.of(get("/api/v1/backends", "wrong"),
				get("/problems", WithSecurity.READER_KEY))) {
			assertThat(result).doesNotContainHeader("RateLimit").doesNotContainHeader("RateLimit-Policy");
		}
		then(this.limiter).should(never()).take(any());
	}

	private MvcTestResult get(String path, String key) {
		return this.mvc.get().uri(java.net.URI.create(path)).header("X-Api-Key", key).exchange();
	}

}
