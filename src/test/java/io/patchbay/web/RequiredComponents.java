package io.patchbay.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Marks what an answer always has as required: the components of our records that are not
 * nullable, which springdoc does not read from JSpecify by itself.
 */
class RequiredComponents implements ModelConverter {

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		if (!chain.hasNext()) {
			return null;
		}
		Schema<?> schema = chain.next().resolve(type, context, chain);
		JavaType javaType = TypeFactory.defaultInstance().constructType(type.getType());
		Class<?> raw = javaType.getRawClass();
		if (schema != null && raw.isRecord() && raw.getPackage().equals(RequiredComponents.class.getPackage())) {
			target(schema, context).setRequired(required(raw));
		}
		return schema;
	}

	private static Schema<?> target(Schema<?> schema, ModelConverterContext context) {
		String reference = schema.get$ref();
		if (reference == null) {
			return schema;
		}
		Schema<?> target = context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
		return (target != null) ? target : schema;
	}

	private static List<String> required(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
			.map(RecordComponent::getName)
			.toList();
	}

}
