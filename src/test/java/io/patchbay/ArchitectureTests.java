package io.patchbay;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.patchbay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule modelIsPlainJava = classes().that()
		.resideInAPackage("io.patchbay.connection")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection", "java..", "javax.crypto..", "org.jspecify..",
				"org.springframework.stereotype")
		.because("the model knows no HTTP, no JSON and no platform; put those into web or backend");

	@ArchTest
	static final ArchRule platformsDoNotKnowEachOther = slices().matching("io.patchbay.backend.(*)..")
		.should()
		.notDependOnEachOther()
		.because("a platform comes and goes as one folder; what two of them share belongs to the kit");

	@ArchTest
	static final ArchRule kitKnowsNoPlatform = noClasses().that()
		.resideInAPackage("io.patchbay.backend")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.backend.*..")
		.because("a platform's quirks stay in its folder");

	@ArchTest
	static final ArchRule adaptersAreHidden = classes().that()
		.resideInAPackage("io.patchbay.backend.*..")
		.and()
		.areTopLevelClasses()
		.should()
		.notBePublic()
		.because("Spring wires a platform; nothing else needs its types");

	@ArchTest
	static final ArchRule webKnowsNoBackend = noClasses().that()
		.resideInAnyPackage("io.patchbay.web..", "io.patchbay.security..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.backend..")
		.because("controllers go through the services of the model");

	@ArchTest
	static final ArchRule securityStandsAlone = noClasses().that()
		.resideInAPackage("io.patchbay.security..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.sandbox..")
		.because("who may call is a matter of authorities, not of the model");

	@ArchTest
	static final ArchRule nobodyUsesSecurity = noClasses().that()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.backend..",
				"io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.security..")
		.because("the authorities of the authentication are all that it says");

	@ArchTest
	static final ArchRule nobodyUsesTheSandbox = noClasses().that()
		.resideOutsideOfPackage("io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.patchbay.sandbox..")
		.because("the emulators are upstreams: they are reached over HTTP");

	@ArchTest
	static final ArchRule sandboxUsesNobody = noClasses().that()
		.resideInAPackage("io.patchbay.sandbox..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.patchbay.connection..", "io.patchbay.web..", "io.patchbay.backend..",
				"io.patchbay.security..")
		.because("an emulator that shares code with the adapter shares its mistakes");

	@ArchTest
	static final ArchRule onlyBackendsCallOut = noClasses().that()
		.resideOutsideOfPackage("io.patchbay.backend..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.hc..", "org.springframework.web.client..", "io.github.resilience4j..",
				"java.net.http..")
		.because("calls to the outside go through UpstreamCalls");

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.patchbay.(*)..").should().beFreeOfCycles();

}
