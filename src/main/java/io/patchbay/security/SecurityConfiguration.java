package io.patchbay.security;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.DispatcherTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
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

	// Put together by hand: of the filters that the builder adds, half are for sessions,
	// forms and single observations, of which there are none here, and each costs every
	// call.
	@Bean
	SecurityFilterChain securityFilterChain(SecurityProperties properties, ObjectProvider<JwtDecoder> decoder,
			ObjectProvider<Clock> clock, Refusals refusals, Environment environment) {
		SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
		JwtDecoder jwtDecoder = decoder.getIfAvailable();
		CredentialsFilter credentials = new CredentialsFilter(
				new ApiKeys(properties.apiKeys(), clock.getIfAvailable(Clock::systemUTC)),
				(jwtDecoder != null) ? new BearerTokens(jwtDecoder, properties.jwtDefaultBackends()) : null, refusals,
				contexts);
		HeaderWriterFilter headers = new HeaderWriterFilter(
				List.of(SecurityConfiguration::writeHeaders, new HstsHeaderWriter()));
		headers.setShouldWriteHeadersEagerly(true);
		ExceptionTranslationFilter refused = new ExceptionTranslationFilter(refusals, new NullRequestCache());
		refused.setAccessDeniedHandler(refusals);
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, new SecurityContextHolderFilter(contexts),
				headers, credentials, new AnonymousAuthenticationFilter("anonymous"), refused,
				new AuthorizationFilter(authorization(ManagementPortType.get(environment))));
	}

	// One observation per call is enough, and the web layer's tells more.
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	// The same as by default, without a regular expression for each header that is read.
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames((name) -> isPrintable(name, false));
		firewall.setAllowedHeaderValues((value) -> isPrintable(value, true));
		firewall.setAllowedParameterNames((name) -> isPrintable(name, false));
		return firewall;
	}

	private static boolean isPrintable(String text, boolean tab) {
		int index = 0;
		while (index < text.length()) {
			int character = text.codePointAt(index);
			if (!Character.isDefined(character) || Character.isISOControl(character) && !(tab && character == '\t')) {
				return false;
			}
			index += Character.charCount(character);
		}
		return true;
	}

	private static void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		boolean page = path.startsWith("/swagger-ui") || path.startsWith("/problems");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("X-XSS-Protection", "0");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Content-Security-Policy", page ? PAGE : NO_PAGE);
		// Swagger UI's own files are the same for everybody and may be kept.
		if (!path.startsWith("/swagger-ui/")) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
	}

	private static AuthorizationManager<HttpServletRequest> authorization(ManagementPortType actuator) {
		RequestMatcherDelegatingAuthorizationManager.Builder rules = RequestMatcherDelegatingAuthorizationManager
			.builder();
		// A dispatch that ends a request that was authorized, or that reports its
		// failure.
		rules
			.requestMatchers(new DispatcherTypeRequestMatcher(DispatcherType.ASYNC),
					new DispatcherTypeRequestMatcher(DispatcherType.ERROR))
			.permitAll();
		// Before all paths: an operator may move the actuator anywhere, below the API,
		// too.
		rules.requestMatchers(EndpointRequest.to("health")).permitAll();
		if (actuator == ManagementPortType.DIFFERENT) {
			// Who scrapes has no key of the API, and gets there by the port alone. What
			// tells or does more than metrics stays the operator's there, too.
			rules.requestMatchers(EndpointRequest.to("prometheus")).permitAll();
		}
		// By kind and by path: the first follows a changed base path, the second covers
		// what is not exposed.
		rules.requestMatchers(EndpointRequest.toAnyEndpoint(), PathPatternRequestMatcher.pathPattern("/actuator/**"))
			.hasAuthority(Authorities.ALL_SCOPES);
		rules
			.requestMatchers(Stream.of(OPEN).map(PathPatternRequestMatcher::pathPattern).toArray(RequestMatcher[]::new))
			.permitAll();
		return rules.anyRequest().authenticated().build();
	}

}
