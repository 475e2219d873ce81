package io.patchbay.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.function.SingletonSupplier;

/**
 * The OpenAPI document as it was published with this version. A test derives it from the
 * code and compares, so that the gateway need not do so at each start.
 */
final class OpenApiDocument {

	private static final ClassPathResource PUBLISHED = new ClassPathResource("META-INF/patchbay/patchbay.yaml");

	private final SingletonSupplier<byte[]> yaml = SingletonSupplier.of(OpenApiDocument::read);

	private final SingletonSupplier<byte[]> json = SingletonSupplier.of(this::convert);

	/**
	 * The document as people read it.
	 * @return YAML, in UTF-8
	 */
	byte[] yaml() {
		return this.yaml.obtain();
	}

	/**
	 * The document as programs read it.
	 * @return JSON, in UTF-8
	 */
	byte[] json() {
		return this.json.obtain();
	}

	private static byte[] read() {
		try {
			return PUBLISHED.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The OpenAPI document cannot be read", ex);
		}
	}

	private byte[] convert() {
		LoaderOptions loading = new LoaderOptions();
		DumperOptions dumping = new DumperOptions();
		Yaml reader = new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading,
				new TimesAsText());
		Object content = reader.load(new String(yaml(), StandardCharsets.UTF_8));
		return JsonMapper.shared().writeValueAsBytes(Objects.requireNonNull(content));
	}

	/** Examples have times, which JSON has no type for. */
	private static final class TimesAsText extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, Pattern pattern, @Nullable String first, int limit) {
			if (!Tag.TIMESTAMP.equals(tag)) {
				super.addImplicitResolver(tag, pattern, first, limit);
			}
		}

	}

}
