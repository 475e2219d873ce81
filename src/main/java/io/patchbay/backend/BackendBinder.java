package io.patchbay.backend;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.ConfigTreePropertySource.Option;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Reads {@code patchbay.backends}. Each platform has keys of its own, so that the tree is
 * bound backend by backend, and a key that the backend's platform does not know is a
 * mistake.
 */
final class BackendBinder {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("patchbay.backends");

	private static final int DEPTH = ROOT.getNumberOfElements();

	private final Environment environment;

	private final Binder binder;

	BackendBinder(Environment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	// An environment variable cannot say "airbyte-eu", only "airbyteeu": such names are
	// one, and the written one wins.
	Set<String> names() {
		Map<String, String> names = new TreeMap<>();
		keys().filter((key) -> key.getNumberOfElements() > DEPTH).forEach((key) -> {
			String name = key.getElement(DEPTH, Form.ORIGINAL);
			names.merge(key.getElement(DEPTH, Form.UNIFORM), name,
					(one, other) -> (one.length() >= other.length()) ? one : other);
		});
		return Set.copyOf(names.values());
	}

	<T> T bind(String backend, Class<T> type) {
		return bind(this.binder, backend, type);
	}

	/**
	 * Binds again, with files of a configuration tree as they are now. Nothing else of
	 * the environment can change.
	 * @param <T> the type
	 * @param backend the backend's name
	 * @param type what to bind to
	 * @return what is said now
	 */
	<T> T rebind(String backend, Class<T> type) {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return bind(backend, type);
		}
		MutablePropertySources sources = new MutablePropertySources();
		configurable.getPropertySources()
			.stream()
			// A view of the others, which would answer placeholders with what it has
			// seen.
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.map(BackendBinder::read)
			.forEach(sources::addLast);
		return bind(new Binder(ConfigurationPropertySources.from(sources),
				new PropertySourcesPlaceholdersResolver(sources)), backend, type);
	}

	// A tree keeps what it has read, so that a new one is needed.
	private static PropertySource<?> read(PropertySource<?> source) {
		return (source instanceof ConfigTreePropertySource tree)
				? new ConfigTreePropertySource(tree.getName(), tree.getSource(), Option.AUTO_TRIM_TRAILING_NEW_LINE)
				: source;
	}

	private static <T> T bind(Binder binder, String backend, Class<T> type) {
		try {
			return binder.bindOrCreate(root(backend).toString(),
					org.springframework.boot.context.properties.bind.Bindable.of(type));
		}
		catch (BindException ex) {
			Throwable root = org.springframework.core.NestedExceptionUtils.getMostSpecificCause(ex);
			throw new BackendConfigurationException(
					Map.of(ex.getName().toString(), "cannot be read (" + root.getMessage() + ")"));
		}
	}

	Map<String, String> unknownKeys(String backend, Class<?>... types) {
		Map<String, String> problems = new LinkedHashMap<>();
		ConfigurationPropertyName root = root(backend);
		keys().filter(root::isAncestorOf).forEach((key) -> {
			if (Stream.of(types).noneMatch((type) -> known(type, key, root.getNumberOfElements()))) {
				problems.put(key.toString(), "is not a key of this platform's backends");
			}
		});
		return problems;
	}

	private static ConfigurationPropertyName root(String backend) {
		return ROOT.append(backend);
	}

	private static boolean known(Class<?> type, ConfigurationPropertyName key, int depth) {
		if (!type.isRecord() || depth >= key.getNumberOfElements()) {
			return true;
		}
		RecordComponent component = component(type, key.getElement(depth, Form.UNIFORM));
		return component != null && known(component.getType(), key, depth + 1);
	}

	private static @Nullable RecordComponent component(Class<?> type, String uniformName) {
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getName().toLowerCase(java.util.Locale.ROOT).equals(uniformName)) {
				return component;
			}
		}
		return null;
	}

	private Stream<ConfigurationPropertyName> keys() {
		return Stream.of(ConfigurationPropertySources.get(this.environment).spliterator())
			.flatMap((sources) -> java.util.stream.StreamSupport.stream(sources, false))
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.map(IterableConfigurationPropertySource.class::cast)
			.flatMap(IterableConfigurationPropertySource::stream)
			.filter(ROOT::isAncestorOf)
			.collect(Collectors.toCollection(java.util.LinkedHashSet::new))
			.stream();
	}

}
