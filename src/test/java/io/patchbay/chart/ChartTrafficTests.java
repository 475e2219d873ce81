package io.patchbay.chart;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTrafficTests {

	static List<String> examples() {
		return HelmChart.examples();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void servicesSelectThePodsAndTheirPorts(String example) {
		Manifests manifests = HelmChart.manifests(example);
		Map<String, String> labels = manifests.deployment().getSpec().getTemplate().getMetadata().getLabels();
		assertThat(labels).containsAllEntriesOf(manifests.deployment().getSpec().getSelector().getMatchLabels());
		assertThat(manifests.of(Service.class)).hasSize(2).allSatisfy((service) -> {
			assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
			assertThat(service.getSpec().getPorts()).singleElement()
				.satisfies((port) -> assertThat(manifests.gateway().getPorts()).extracting(ContainerPort::getName)
					.contains(port.getTargetPort().getStrVal()));
		});
		// The pod that tests is no gateway.
		Map<String, String> test = manifests.of(Pod.class).findFirst().orElseThrow().getMetadata().getLabels();
		assertThat(manifests.of(Service.class))
			.noneMatch((service) -> test.entrySet().containsAll(service.getSpec().getSelector().entrySet()));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void managementIsReachedInsideTheClusterAlone(String example) {
		Manifests manifests = HelmChart.manifests(example);
		Service api = manifests.one(Service.class, "patchbay");
		Service management = manifests.one(Service.class, "patchbay-management");
		assertThat(api.getSpec().getPorts()).extracting((port) -> port.getTargetPort().getStrVal())
			.containsExactly("http");
		assertThat(management.getSpec().getType()).isEqualTo("ClusterIP");
		assertThat(manifests.of(Ingress.class)).allSatisfy((ingress) -> assertThat(ingress.getSpec().getRules())
			.flatExtracting((rule) -> rule.getHttp().getPaths())
			.allMatch((path) -> path.getBackend().getService().getName().equals("patchbay")));
		assertThat(manifests.of(HTTPRoute.class)).allSatisfy(
				(route) -> assertThat(route.getSpec().getRules()).flatExtracting((rule) -> rule.getBackendRefs())
					.allMatch((backend) -> backend.getName().equals("patchbay")
							&& backend.getPort().equals(api.getSpec().getPorts().getFirst().getPort())));
	}

	@Test
	void serviceMonitorFindsTheManagementServiceAlone() {
		Manifests manifests = HelmChart.manifests("production");
		ServiceMonitor monitor = manifests.one(ServiceMonitor.class, "patchbay");
		Map<String, String> wanted = monitor.getSpec().getSelector().getMatchLabels();
		assertThat(manifests.of(Service.class)
			.filter((service) -> service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet())))
			.singleElement()
			.satisfies((service) -> {
				assertThat(service.getMetadata().getName()).isEqualTo("patchbay-management");
				assertThat(service.getSpec().getPorts().getFirst().getName())
					.isEqualTo(monitor.getSpec().getEndpoints().getFirst().getPort());
			});
		assertThat(monitor.getSpec().getEndpoints().getFirst().getPath()).isEqualTo("/actuator/prometheus");
	}

	@Test
	void networkPolicyOpensWhatTheConfigurationNeeds() {
		assertThat(egress("default")).containsExactly(List.of(53, 53));
		assertThat(egress("single")).containsExactly(List.of(53, 53), List.of(443, 8443));
		assertThat(egress("production")).containsExactly(List.of(53, 53), List.of(443, 8001), List.of(6380));
		assertThat(egress("gateway-api")).containsExactly(List.of(53, 53), List.of(443, 8443));
		assertThat(egress("environment")).containsExactly(List.of(53, 53), List.of(443), List.of(26379, 6379),
				List.of(4318), List.of(5353));
	}

	@Test
	void networkPolicyKeepsTheCloudsMetadataShut() {
		NetworkPolicy policy = HelmChart.manifests("single").one(NetworkPolicy.class, "patchbay");
		assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
		assertThat(policy.getSpec().getEgress().get(1).getTo()).filteredOn((peer) -> peer.getIpBlock() != null)
			.hasSize(2)
			.allMatch((peer) -> !peer.getIpBlock().getExcept().isEmpty());
	}

	@Test
	void networkPolicyLetsCallersAndTheTestIn() {
		List<NetworkPolicyIngressRule> rules = HelmChart.manifests("production")
			.one(NetworkPolicy.class, "patchbay")
			.getSpec()
			.getIngress();
		Map<String, String> test = HelmChart.manifests("production")
			.of(Pod.class)
			.findFirst()
			.orElseThrow()
			.getMetadata()
			.getLabels();
		assertThat(rules).hasSize(2).allSatisfy((rule) -> {
			assertThat(rule.getFrom()).hasSize(2);
			assertThat(test).containsAllEntriesOf(rule.getFrom().get(1).getPodSelector().getMatchLabels());
		});
		assertThat(rules).extracting((rule) -> rule.getPorts().getFirst().getPort().getStrVal())
			.containsExactly("http", "management");
	}

	@Test
	void headersOfProxiesAreBelievedBehindOneAlone() {
		assertThat(HelmChart.manifests("single").configuration()).doesNotContain("forward-headers-strategy");
		assertThat(HelmChart.manifests("production").configuration()).contains("forward-headers-strategy: framework");
		assertThat(HelmChart.manifests("gateway-api").configuration()).contains("forward-headers-strategy: framework");
	}

	@Test
	void notesTellHowToAsk() {
		assertThat(notes("production")).contains("'https://patchbay.example.com/api/v1/backends'")
			.doesNotContain("port-forward");
		assertThat(notes("gateway-api")).contains("Authorization: Bearer $TOKEN",
				"https://patchbay.example.com/api/v1");
		assertThat(notes("sandbox")).contains("port-forward service/patchbay 8080:80",
				"--retry-connrefused -H 'X-Api-Key: sandbox' 'http://localhost:8080/api/v1/connections?limit=5'");
		assertThat(notes("default")).contains("No backend is configured", "Nobody may call it");
		assertThat(notes("single")).doesNotContain("No backend is configured", "Nobody may call it");
	}

	@Test
	void notesAskWhatTheFirstCallerMayAsk() {
		String key = "patchbay: {security: {api-keys: [{client: a, sha256: " + "a".repeat(64) + ", scopes: [%s]}]}}%n";
		assertThat(HelmChart.notes(key.formatted("\"connections:read\""))).contains("/api/v1/connections?limit=5'");
		assertThat(HelmChart.notes(key.formatted("\"workspaces:read\""))).contains("/api/v1/workspaces?limit=5'");
		assertThat(HelmChart.notes(key.formatted("\"*\""))).contains("/api/v1/backends'");
		assertThat(HelmChart.notes("ingress: {enabled: true, hosts: ['*.example.com']}"))
			.contains("'http://patchbay.example.com/api/v1/backends'");
	}

	@Test
	void notesTellOfCallsThatAPodDoesNotWaitFor() {
		assertThat(notes("single")).doesNotContain("shutdown.timeoutSeconds");
		assertThat(HelmChart.notes(HelmChart.example("single") + "shutdown: {timeoutSeconds: 30}"))
			.contains("The backend maestro may take longer", "shutdown.timeoutSeconds")
			.doesNotContain("The backend wallaroo may take longer");
	}

	@Test
	void notesTellWhatTheNetworkPolicyCannotKnow() {
		assertThat(HelmChart.notes("secrets: {config: {name: c}}")).contains("networkPolicy.egress.extra");
		assertThat(notes("production")).doesNotContain("networkPolicy.egress.extra");
	}

	private static String notes(String example) {
		return HelmChart.notes(HelmChart.example(example));
	}

	private static List<List<Integer>> egress(String example) {
		return HelmChart.manifests(example)
			.one(NetworkPolicy.class, "patchbay")
			.getSpec()
			.getEgress()
			.stream()
			.map(NetworkPolicyEgressRule::getPorts)
			.map((ports) -> ports.stream().map(NetworkPolicyPort::getPort).map((port) -> port.getIntVal()).toList())
			.toList();
	}

}
