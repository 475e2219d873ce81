package io.patchbay.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Rendered manifests, read as strictly as the API server reads them: no field that it
 * does not know, no key twice, no number where it wants text.
 */
final class Manifests {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
			Map.entry("v1/ConfigMap", ConfigMap.class), Map.entry("v1/Pod", Pod.class),
			Map.entry("v1/Service", Service.class), Map.entry("v1/ServiceAccount", ServiceAccount.class),
			Map.entry("apps/v1/Deployment", Deployment.class),
			Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
			Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
			Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
			Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
			Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
			Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
			Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

	private static final JsonMapper STRICT = JsonMapper.builder()
		.annotationIntrospector(new NothingElse())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.build();

	private final List<HasMetadata> all;

	private Manifests(List<HasMetadata> all) {
		this.all = List.copyOf(all);
	}

	static Manifests of(String rendered) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		List<HasMetadata> all = new ArrayList<>();
		for (Object document : new Yaml(options).loadAll(rendered)) {
			if (document instanceof Map<?, ?> map) {
				String kind = map.get("apiVersion") + "/" + map.get("kind");
				Class<? extends HasMetadata> type = KINDS.get(kind);
				all.add(STRICT.convertValue(document, Objects.requireNonNull(type, kind)));
			}
		}
		return new Manifests(all);
	}

	List<HasMetadata> all() {
		return this.all;
	}

	<T extends HasMetadata> Stream<T> of(Class<T> type) {
		return this.all.stream().filter(type::isInstance).map(type::cast);
	}

	<T extends HasMetadata> T one(Class<T> type, String name) {
		return of(type).filter((manifest) -> manifest.getMetadata().getName().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no " + type.getSimpleName() + " " + name));
	}

	Deployment deployment() {
		return one(Deployment.class, "patchbay");
	}

	Container gateway() {
		return deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
	}

	String configuration() {
		return one(ConfigMap.class, "patchbay").getData().get("application.yaml");
	}

	/**
	 * The models keep what they do not know, to be able to pass it on.
	 */
	private static final class NothingElse extends JacksonAnnotationIntrospector {

		private static final long serialVersionUID = 1L;

		@Override
		public Boolean hasAnySetter(Annotated member) {
			return Boolean.FALSE;
		}

	}

}
