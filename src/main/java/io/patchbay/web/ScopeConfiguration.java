package io.patchbay.web;

import java.util.List;

import io.patchbay.connection.Caller;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes {@link RequiresScope} and {@link Caller} arguments work, and looks at queries
 * before they are taken.
 */
@Configuration(proxyBeanMethods = false)
class ScopeConfiguration implements WebMvcConfigurer {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new ScopeInterceptor());
		registry.addInterceptor(new QueryInterceptor());
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new CallerArgumentResolver());
		resolvers.add(new FilterArgumentResolver());
	}

}
