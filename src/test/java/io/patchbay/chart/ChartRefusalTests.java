package io.patchbay.chart;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChartRefusalTests {

	// A backend of each platform without anything about credentials.
	private static final String BACKENDS = """
			patchbay:
			  backends:
			    a: { platform: airbyte, base-url: "https://a.example.com/v1"%s }
			    w: { platform: wallaroo, base-url: "https://w.example.com", auth: { mode: caller } }
			    m: { platform: maestro, base-url: "https://m.example.com", auth: { mode: caller } }
			""";

	// Values, and what the refusal says: where, and what to do.
	private static final String MISTAKES = """
			colour: blue                                              | at '' | 'colour' not allowed
			image: {colour: blue}                                     | at '/image' | 'colour' not allowed
			patchbay: {colour: blue}                                  | at '/patchbay' | 'colour' not allowed
			patchbay: {security: {api-keys: [{client: a, sha256: abc, scopes: [x]}]}} | at '/patchbay/security/api-keys/0/sha256' | pattern
			patchbay: {security: {api-keys: [{client: a, key: s3cr3t}]}} | at '/patchbay/security/api-keys/0' | 'key' not allowed
			patchbay: {store: postgres}                               | at '/patchbay/store' | 'memory', 'redis'
			patchbay: {backends: {Air_Byte: {}}}                      | at '/patchbay/backends' | 'Air_Byte' not allowed
			patchbay: {backends: {a: {platform: fivetran}}}           | at '/patchbay/backends/a/platform' | 'airbyte', 'wallaroo', 'maestro'
			patchbay: {backends: {a: {platform: airbyte}}}            | at '/patchbay/backends/a' | missing property 'base-url'
			patchbay: {backends: {a: {platform: airbyte, base-url: "https://u:p@h"}}} | at '/patchbay/backends/a/base-url' | pattern
			patchbay: {backends: {a: {platform: airbyte, base-url: "h"}}} | at '/patchbay/backends/a/base-url' | pattern
			patchbay: {deadline: soon}                                | at '/patchbay/deadline' | pattern
			patchbay: {rate-limit: {requests-per-minute: 0}}          | at '/patchbay/rate-limit/requests-per-minute' | minimum
			replicaCount: 2                                           | at '/patchbay/store' | 'redis', '(memory is for one replica)'
			autoscaling: {enabled: true}                              | at '/patchbay/store' | 'redis', '(memory is for one replica)'
			{autoscaling: {enabled: true, maxReplicas: 2}, replicaCount: 1} | at '/patchbay/store' | 'redis', '(memory is for one replica)'
			{sandbox: {enabled: true}, patchbay: {store: redis}}      | at '/patchbay/store' | 'memory', '(a sandbox
			{sandbox: {enabled: true}, replicaCount: 2}               | at '/replicaCount' | got 2, want 1
			secrets: {backends: {a: {name: a, keys: {colour: c}}}}    | at '/secrets/backends/a/keys' | 'colour' not allowed
			secrets: {backends: {a: {name: a, keys: {}}}}             | at '/secrets/backends/a/keys' | minProperties
			ports: {http: 80}                                         | at '/ports/http' | want 1,024
			service: {type: ExternalName}                             | at '/service/type' | 'LoadBalancer'
			shutdown: {timeoutSeconds: 0}                             | at '/shutdown/timeoutSeconds' | minimum
			ingress: {hosts: ["https://example.com"]}                 | at '/ingress/hosts/0' | pattern
			probes: {liveness: {httpGet: {}}}                         | at '/probes/liveness' | 'httpGet' not allowed
			{replicaCount: 2, patchbay: {store: redis}, redis: {host: r}} | secrets.fingerprintKey.name: | name a Secret
			patchbay: {store: redis}                                  | redis.host: | nothing says where it is
			redis: {host: r}                                          | patchbay.store: | set it to redis
			{patchbay: {store: redis}, redis: {host: r, cluster: {nodes: ["c:1"]}}} | redis: | keep one of
			{patchbay: {store: redis}, redis: {sentinel: {master: m}}} | redis.sentinel: | belong together
			secrets: {redis: {name: r}}                               | secrets.redis: | belong together
			{patchbay: {store: redis}, redis: {host: r}, secrets: {fingerprintKey: {name: f}}, autoscaling: {enabled: true, minReplicas: 7}} | autoscaling.minReplicas: | more than maxReplicas
			{sandbox: {enabled: true}, service: {type: LoadBalancer}} | sandbox.enabled: | port-forward
			{sandbox: {enabled: true}, ingress: {enabled: true, hosts: [h]}} | sandbox.enabled: | everybody knows its API key
			{sandbox: {enabled: true}, patchbay: {backends: {a: {platform: airbyte, base-url: "https://h"}}}} | sandbox.enabled: | remove patchbay.backends
			ports: {management: 8080}                                 | ports.management: | choose another one
			httpRoute: {enabled: true}                                | httpRoute.parentRefs: | names no Gateway
			ingress: {enabled: true}                                  | ingress.hosts: | names no host
			service: {nodePort: 30080}                                | service.nodePort: | change service.type
			service: {externalTrafficPolicy: Local}                   | service.externalTrafficPolicy: | change service.type
			trustStore: {configMapName: a, secretName: b}             | trustStore: | remove one
			extraConfig: {patchbay: {store: redis}}                   | extraConfig.patchbay: | belongs under patchbay
			serviceAccount: {name: default}                           | serviceAccount.name: | set create to false
			patchbay: null                                            | at '' | missing property 'patchbay'
			redis: {sentinel: null}                                   | at '/redis' | missing property 'sentinel'
			replicaCount: -1                                          | at '/replicaCount' | minimum
			fullnameOverride: "Bad_Name"                              | at '/fullnameOverride' | pattern
			httpRoute: {hostnames: ["https://h"]}                     | at '/httpRoute/hostnames/0' | pattern
			probes: {liveness: {successThreshold: 2}}                 | at '/probes/liveness/successThreshold' | must be 1
			tracing: {probability: 5}                                 | at '/tracing/probability' | maximum
			{patchbay: {store: redis}, redis: {host: r}, secrets: {fingerprintKey: {name: f}}, autoscaling: {enabled: true, targetCPUUtilizationPercentage: null}} | autoscaling.metrics: | nothing says what to follow
			{patchbay: {store: redis}, redis: {host: r}, secrets: {fingerprintKey: {name: f}}, autoscaling: {enabled: true}, resources: {requests: {cpu: null}}} | autoscaling.targetCPUUtilizationPercentage: | resources.requests.cpu is not set
			service: {loadBalancerClass: c}                           | service.loadBalancerClass: | change service.type
			service: {type: NodePort, loadBalancerSourceRanges: [10.0.0.0/8]} | service.loadBalancerSourceRanges: | networkPolicy.ingress.from
			jwt: {audiences: [a]}                                     | jwt.audiences: | set jwt.issuerUri
			extraConfig: {spring: {data: {redis: {password: s3cr3t}}}} | extraConfig: password looks like a credential | name a Secret
			extraConfig: {spring: {data: {redis: {url: "redis://u:s3cr3t@r"}}}} | extraConfig: url looks like | name a Secret
			extraConfig: {a: [{b.client-secret: s3cr3t}]}             | extraConfig: b.client-secret | name a Secret
			extraEnv: [{name: SERVER_PORT, value: "9"}]               | extraEnv: SERVER_PORT | use ports.http
			serviceMonitor: {enabled: true, interval: 5s}             | serviceMonitor.scrapeTimeout: | longer than the interval
			{serviceMonitor: {enabled: true, interval: 2m}, prometheusRule: {enabled: true}} | serviceMonitor.interval: | 75s at most
			prometheusRule: {enabled: true}                           | prometheusRule.selector: | set serviceMonitor.enabled
			{serviceMonitor: {enabled: true}, prometheusRule: {enabled: true, disabled: [PatchbayUp]}} | no alert PatchbayUp | there are PatchbayDown
			patchbay: {redaction: {fingerprint-key: s3cr3t}}          | patchbay.redaction.fingerprint-key: | name a Secret
			""";

	// What is added to the backend of Airbyte, and what is mounted for it.
	private static final String CREDENTIALS = """
			                                   |                              | patchbay.backends.a.auth: there are no credentials; name a Secret with client-id and client-secret
			                                   | {client-id: i}               | client-secret is missing
			auth: {client-id: i}               |                              | client-secret is missing
			                                   | {token: t, client-id: i, client-secret: s} | keep the one or the others
			                                   | {username: u, token: t}      | patchbay.backends.a.auth.username: is not used with airbyte
			auth: {mode: caller}               | {token: t}                   | remove token
			auth: {token: s3cr3t}              |                              | patchbay.backends.a.auth.token: credentials are not written here
			auth: {token: '${TOKEN}'}          | {token: t}                   | is in secrets.backends.a, too
			page-parameter: p                  | {token: t}                   | patchbay.backends.a.page-parameter: is for maestro; remove it
			sync-targets: {}                   | {token: t}                   | is for wallaroo and maestro
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = MISTAKES)
	void refusalSaysWhereAndWhatToDo(String values, String place, String advice) {
		assertThatThrownBy(() -> HelmChart.render(values)).hasMessageContaining(place)
			.hasMessageContaining(advice)
			.hasMessageNotContaining("s3cr3t");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = CREDENTIALS)
	void credentialsFitThePlatform(String backend, String mounted, String advice) {
		String values = BACKENDS.formatted((backend != null) ? ", " + backend : "")
				+ ((mounted != null) ? "secrets: {backends: {a: {name: a, keys: " + mounted + "}}}" : "");
		assertThatThrownBy(() -> HelmChart.render(values)).hasMessageContaining(advice)
			.hasMessageNotContaining("s3cr3t");
	}

	@Test
	void mountedCredentialsNeedTheirBackend() {
		assertThatThrownBy(() -> HelmChart.render("secrets: {backends: {a: {name: a, keys: {token: t}}}}"))
			.hasMessageContaining("secrets.backends.a: there is no backend of this name");
	}

	@Test
	void allMistakesAreToldAtOnce() {
		assertThatThrownBy(() -> HelmChart.render(BACKENDS.formatted("") + "httpRoute: {enabled: true}"))
			.hasMessageContaining("patchbay.backends.a.auth")
			.hasMessageContaining("httpRoute.parentRefs");
	}

	@Test
	void credentialsMayComeFromWhereTheChartCannotLook() {
		String values = BACKENDS.formatted("");
		assertThatCode(() -> HelmChart.render(values + "extraEnvFrom: [{secretRef: {name: a}}]"))
			.doesNotThrowAnyException();
		assertThatCode(() -> HelmChart.render(values + "secrets: {config: {name: a}}")).doesNotThrowAnyException();
	}

	@Test
	void configurationMayTellOfCredentialsThatComeFromElsewhere() {
		assertThatCode(() -> HelmChart.render("""
				extraConfig:
				  spring: {data: {redis: {url: "redis://${USER}:${PASSWORD}@r", password: "${PASSWORD}"}}}
				  server: {ssl: {key-store-password: "${KEY}"}}
				  a.token-uri: https://login.example.com/token
				""")).doesNotThrowAnyException();
	}

	// Whose kubelet could not wait before it stops a pod.
	@Test
	void oldKubernetesIsRefused() {
		assertThatThrownBy(
				() -> new Helm(HelmChart.HOME).template().withName("patchbay").withKubeVersion("1.29.9").call())
			.hasMessageContaining("requires kubeVersion: >=1.30.0-0");
	}

}
