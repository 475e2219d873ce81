package io.patchbay.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.RateAllowance;
import io.patchbay.connection.RateLimiter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets a client call the API so often and no more, and tells it with every answer how
 * often that is: {@code draft-ietf-httpapi-ratelimit-headers}. It runs once it is known
 * who calls.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class RateLimitFilter extends OncePerRequestFilter implements MeterBinder {

	static final String LIMIT = "RateLimit";

	static final String POLICY = "RateLimit-Policy";

	private final Supplier<Optional<RateLimiter>> limiter;

	private final HandlerExceptionResolver resolver;

	private volatile @Nullable Counter refused;

	RateLimitFilter(ObjectProvider<RateLimiter> limiter,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.limiter = SingletonSupplier.of(() -> Optional.ofNullable(limiter.getIfAvailable()));
		this.resolver = resolver;
	}

	// Without the client: tokens have as many as there are users.
	@Override
	public void bindTo(MeterRegistry registry) {
		this.refused = Counter.builder("patchbay.rate.limited")
			.description("Calls that were refused because their client had used up its rate")
			.register(registry);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !ApiPath.isOf(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RateLimiter counting = this.limiter.get().orElse(null);
		if (counting == null
				|| !(SecurityContextHolder.getContext().getAuthentication() instanceof Authentication client)) {
			chain.doFilter(request, response);
			return;
		}
		RateAllowance allowance = counting.take(client.getName());
		response.setHeader(POLICY, "\"default\";q=" + allowance.limit() + ";w=" + roundedUp(allowance.window()));
		response.setHeader(LIMIT, "\"default\";r=" + allowance.remaining() + ";t=" + roundedUp(allowance.untilFull()));
		if (allowance.granted()) {
			chain.doFilter(request, response);
		}
		else {
			refuse(request, response, allowance);
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, RateAllowance allowance)
			throws IOException {
		Counter counter = this.refused;
		if (counter != null) {
			counter.increment();
		}
		GatewayException refusal = new GatewayException.RateLimited(ErrorCode.RATE_LIMITED,
				"Your client has used up its " + allowance.limit() + " requests per minute.")
			.retryAfter(allowance.untilNext());
		if (this.resolver.resolveException(request, response, null, refusal) == null) {
			response.sendError(429);
		}
	}

	private static long roundedUp(Duration duration) {
		return duration.plusSeconds(1).minusNanos(1).toSeconds();
	}

}
