package io.patchbay;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;

/**
 * The emulated platforms. Without the profile none of their classes is even looked at,
 * which a start would have to wait for.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@ComponentScan(basePackages = "io.patchbay.sandbox", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class SandboxRoom {

}
