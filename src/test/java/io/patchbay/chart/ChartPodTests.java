package io.patchbay.chart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChartPodTests {

	private static final String REPLICATED = "{patchbay: {store: redis}, redis: {host: r}, "
			+ "secrets: {fingerprintKey: {name: f}}, ";

	static List<String> examples() {
		return HelmChart.examples();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void podMeetsTheRestrictedSecurityStandard(String example) {
		Manifests manifests = HelmChart.manifests(example);
		PodSpec test = manifests.of(Pod.class).findFirst().orElseThrow().getSpec();
		for (PodSpec pod : List.of(manifests.deployment().getSpec().getTemplate().getSpec(), test)) {
			assertThat(pod.getAutomountServiceAccountToken()).isFalse();
			assertThat(pod.getEnableServiceLinks()).isFalse();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
			assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
			assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
			Container own = pod.getContainers().getFirst();
			assertThat(own.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
			assertThat(own.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
			assertThat(own.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
			assertThat(own.getResources().getLimits()).containsOnlyKeys("memory");
			assertThat(own.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
		}
		assertThat(manifests.of(ServiceAccount.class))
			.allMatch((account) -> !account.getAutomountServiceAccountToken());
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyMountHasItsVolumeAndEveryVolumeItsMount(String example) {
		PodSpec pod = HelmChart.manifests(example).deployment().getSpec().getTemplate().getSpec();
		Set<String> mounted = Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream())
			.flatMap((container) -> container.getVolumeMounts().stream())
			.map(VolumeMount::getName)
			.collect(Collectors.toSet());
		assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactlyInAnyOrderElementsOf(mounted);
		assertThat(pod.getContainers().getFirst().getVolumeMounts()).allMatch((mount) -> mount.getSubPath() == null,
				"a subPath would never change");
	}

	@ParameterizedTest
	@MethodSource("examples")
	void shutdownFitsIntoTheGracePeriod(String example) {
		Manifests manifests = HelmChart.manifests(example);
		PodSpec pod = manifests.deployment().getSpec().getTemplate().getSpec();
		long drain = manifests.gateway().getLifecycle().getPreStop().getSleep().getSeconds();
		assertThat(manifests.configuration()).contains("timeout-per-shutdown-phase: 60s");
		assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(drain + 60 + 10);
	}

	@Test
	void shutdownFitsIntoAnotherGracePeriod() {
		Manifests manifests = Manifests.of(HelmChart.render("shutdown: {drainSeconds: 0, timeoutSeconds: 120}"));
		PodSpec pod = manifests.deployment().getSpec().getTemplate().getSpec();
		assertThat(manifests.gateway().getLifecycle()).isNull();
		assertThat(manifests.configuration()).contains("timeout-per-shutdown-phase: 120s");
		assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(130);
	}

	@Test
	void podsMayBeReplacedOneAfterTheOther() {
		assertThat(Manifests.of(HelmChart.render("strategy: {type: Recreate}")).deployment().getSpec().getStrategy())
			.satisfies((strategy) -> {
				assertThat(strategy.getType()).isEqualTo("Recreate");
				assertThat(strategy.getRollingUpdate()).isNull();
			});
	}

	@Test
	void probesAskTheManagementPort() {
		Container gateway = HelmChart.manifests("default").gateway();
		assertThat(List.of(gateway.getStartupProbe(), gateway.getLivenessProbe(), gateway.getReadinessProbe()))
			.extracting(Probe::getHttpGet)
			.allMatch((get) -> get.getPort().getStrVal().equals("management"))
			.extracting((get) -> get.getPath())
			.containsExactly("/actuator/health/readiness", "/actuator/health/liveness", "/actuator/health/readiness");
		Probe startup = gateway.getStartupProbe();
		assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isEqualTo(60);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void noCredentialIsInTheEnvironmentOrTheConfigMap(String example) {
		Manifests manifests = HelmChart.manifests(example);
		if (!example.equals("environment")) {
			assertThat(manifests.gateway().getEnv()).noneMatch((variable) -> variable.getValueFrom() != null);
		}
		assertThat(manifests.configuration()).doesNotContainPattern("(password|token|secret|fingerprint-key): (?!\\$)");
		assertThat(manifests.all()).extracting((manifest) -> manifest.getKind()).doesNotContain("Secret");
	}

	@Test
	void podsChangeWithTheConfigurationAndTheRevisionAlone() {
		String before = annotations("{}").get("checksum/config");
		assertThat(annotations("service: {port: 8080}")).containsEntry("checksum/config", before);
		assertThat(annotations("patchbay: {deadline: 9s}").get("checksum/config")).isNotEqualTo(before);
		assertThat(annotations("extraConfig: {server: {compression: {enabled: true}}}").get("checksum/config"))
			.isNotEqualTo(before);
		assertThat(annotations("rolloutRevision: '7'")).containsEntry("patchbay/rollout-revision", "7");
	}

	@Test
	void disruptionsAreLimitedWhereThereAreSeveralReplicas() {
		assertThat(HelmChart.manifests("default").of(PodDisruptionBudget.class)).isEmpty();
		assertThat(Manifests.of(HelmChart.render(REPLICATED + "replicaCount: 2}")).of(PodDisruptionBudget.class))
			.hasSize(1);
		assertThat(HelmChart.manifests("production").of(PodDisruptionBudget.class)).singleElement()
			.satisfies((budget) -> assertThat(budget.getSpec().getSelector().getMatchLabels())
				.isEqualTo(HelmChart.manifests("production").deployment().getSpec().getSelector().getMatchLabels()));
	}

	@Test
	void replicasAreTheAutoscalersWhereThereIsOne() {
		Manifests manifests = HelmChart.manifests("production");
		assertThat(manifests.deployment().getSpec().getReplicas()).isNull();
		HorizontalPodAutoscaler autoscaler = manifests.one(HorizontalPodAutoscaler.class, "patchbay");
		assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
			.isEqualTo(manifests.deployment().getMetadata().getName());
		assertThat(autoscaler.getSpec().getMetrics().getFirst().getContainerResource().getContainer())
			.isEqualTo(manifests.gateway().getName());
	}

	@Test
	void spreadCountsThePodsOfOneRevision() {
		Deployment deployment = HelmChart.manifests("default").deployment();
		assertThat(deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints()).hasSize(2)
			.allSatisfy((constraint) -> {
				assertThat(constraint.getLabelSelector().getMatchLabels())
					.isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
				assertThat(constraint.getMatchLabelKeys()).containsExactly("pod-template-hash");
			});
	}

	@Test
	void replacementsAreReadyBeforeWhatTheyReplaceGoes() {
		assertThat(HelmChart.manifests("default").deployment().getSpec().getStrategy().getRollingUpdate())
			.satisfies((update) -> {
				assertThat(update.getMaxUnavailable().getIntVal()).isZero();
				assertThat(update.getMaxSurge().getIntVal()).isEqualTo(1);
			});
	}

	private static Map<String, String> annotations(String values) {
		return Manifests.of(HelmChart.render(values))
			.deployment()
			.getSpec()
			.getTemplate()
			.getMetadata()
			.getAnnotations();
	}

}
