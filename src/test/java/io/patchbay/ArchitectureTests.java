package io.patchbay;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.patchbay",
		importOptions = { ImportOption.DoNotIncludeTests.class, ArchitectureTests.DoNotIncludeGenerated.class })
class ArchitectureTests {

	@ArchTest
	final ArchRule modelIsPlainJava = ArchRuleDefinition.classes()
		.that()
		.resideInAPackage("io.patchbay.connection")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection", "java..", "javax.crypto..", "org.jspecify..",
				"org.springframework.stereotype")
		.because("the model knows no HTTP, no JSON and no platform; put those into web or backend");

	@ArchTest
	final ArchRule platformsDoNotKnowEachOther = SlicesRuleDefinition.slices()
		.matching("io.patchbay.backend.(*)..")
		.should()
		.notDependOnEachOther()
		.because("a platform comes and goes as one folder; what two of them share belongs to the kit");

	@ArchTest
	final ArchRule kitKnowsNoPlatform = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.backend")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.backend.*..")
		.because("a platform's quirks stay in its folder");

	@ArchTest
	final ArchRule adaptersAreHidden = ArchRuleDefinition.classes()
		.that()
		.resideInAPackage("io.patchbay.backend.*..")
		.and()
		.areTopLevelClasses()
		.should()
		.notBePublic()
		.because("Spring wires a platform; nothing else needs its types");

	@ArchTest
	final ArchRule webKnowsNoBackend = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage("io.patchbay.web..", "io.patchbay.security..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.backend..")
		.because("controllers go through the services of the model");

	@ArchTest
	final ArchRule securityStandsAlone = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.security..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.sandbox..")
		.because("who may call is a matter of authorities, not of the model");

	@ArchTest
	final ArchRule nobodyUsesSecurity = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.backend..",
				"io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.security..")
		.because("the authorities of the authentication are all that it says");

	@ArchTest
	final ArchRule nobodyUsesTheSandbox = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.sandbox..")
		.because("the emulators are upstreams: they are reached over HTTP");

	@ArchTest
	final ArchRule sandboxUsesNobody = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.backend..",
				"io.patchbay.security..")
		.because("an emulator that shares code with the adapter shares its mistakes");

	@ArchTest
	final ArchRule onlyBackendsCallOut = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages("io.patchbay.backend..", "io.patchbay.training..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.hc..", "org.springframework.web.client..", "io.github.resilience4j..",
				"java.net.http..")
		.because("calls to the outside go through UpstreamCalls");

	@ArchTest
	final ArchRule trainingUsesNobody = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.training..")
		.should()
		.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.patchbay..")
			.and(JavaClass.Predicates.resideOutsideOfPackage("io.patchbay.training..")))
		.because("it calls the gateway over HTTP, as its callers do");

	@ArchTest
	final ArchRule nobodyUsesTheTraining = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.*..")
		.and()
		.resideOutsideOfPackage("io.patchbay.training..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.training..")
		.because("a gateway that serves never trains");

	@ArchTest
	final ArchRule onlyTheStoreKnowsRedis = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("io.patchbay.store..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.data..", "io.lettuce..", "io.github.bucket4j..")
		.because("what replicas share is behind the ports of the model");

	@ArchTest
	final ArchRule nobodyUsesTheTelemetry = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.patchbay.*..")
		.and()
		.resideOutsideOfPackage("io.patchbay.telemetry..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.telemetry..")
		.because("what happens is told to the model's Tally, whoever counts it");

	@ArchTest
	final ArchRule noCycles = SlicesRuleDefinition.slices().matching("io.patchbay.(*)..").should().beFreeOfCycles();

	/**
	 * Leaves out what a build of the jar has generated beside the classes.
	 */
	static final class DoNotIncludeGenerated implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("__");
		}

	}

}
