package io.patchbay.sandbox;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * The sandbox without the gateway. Not a configuration class by annotation, so that the
 * gateway's own tests do not find it.
 */
@EnableAutoConfiguration
@ComponentScan
class SandboxTestApplication {

}
