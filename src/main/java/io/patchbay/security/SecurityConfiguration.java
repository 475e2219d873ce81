package io.patchbay.security;

import java.time.Clock;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What is open, and what needs credentials. There is no session, and no page to sign in
 * at: each request brings its credentials along.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

	// Answers of the API are no pages: a browser that is made to show one loads nothing,
	// and runs nothing.
	private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

	// Swagger UI sets styles inline and draws its icons from data; it needs nothing else
	// that is not its own. The pages about problems need less.
	private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final String[] OPEN = { "/", "/problems", "/problems/*", "/v3/api-docs", "/v3/api-docs/**",
			"/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**" };

	@Bean
	Refusals refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
			ObjectProvider<JwtDecoder> decoder) {
		return new Refusals(resolver, decoder.getIfAvailable() != null);
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, SecurityProperties properties,
			ObjectProvider<JwtDecoder> decoder, ObjectProvider<Clock> clock, Refusals refusals) {
		SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
		JwtDecoder jwtDecoder = decoder.getIfAvailable();
		CredentialsFilter credentials = new CredentialsFilter(
				new ApiKeys(properties.apiKeys(), clock.getIfAvailable(Clock::systemUTC)),
				(jwtDecoder != null) ? new BearerTokens(jwtDecoder, properties.jwtDefaultBackends()) : null, refusals,
				contexts);
		return http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.securityContext((context) -> context.securityContextRepository(contexts))
			.headers(SecurityConfiguration::headers)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.addFilterBefore(credentials, AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests(SecurityConfiguration::authorize)
			.build();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
			// Swagger UI's own files are the same for everybody and may be kept.
			.addHeaderWriter((request, response) -> {
				if (!request.getRequestURI().startsWith(request.getContextPath() + "/swagger-ui/")) {
					new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store").writeHeaders(request, response);
				}
			})
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
			.addHeaderWriter(
					(request, response) -> new ContentSecurityPolicyHeaderWriter(isPage(request) ? PAGE : NO_PAGE)
						.writeHeaders(request, response));
	}

	private static boolean isPage(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return path.startsWith("/swagger-ui") || path.startsWith("/problems");
	}

	private static void authorize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		// A dispatch that ends a request that was authorized, or that reports its
		// failure.
		requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(EndpointRequest.to("health"))
			.permitAll()
			// By kind and by path: the first follows a changed base path, the second
			// covers
			// what is not exposed.
			.requestMatchers(EndpointRequest.toAnyEndpoint())
			.hasAuthority(Authorities.ALL_SCOPES)
			.requestMatchers("/actuator/**")
			.hasAuthority(Authorities.ALL_SCOPES)
			.requestMatchers(OPEN)
			.permitAll()
			.anyRequest()
			.authenticated();
	}

}
