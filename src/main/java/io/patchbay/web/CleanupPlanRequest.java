package io.patchbay.web;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.patchbay.connection.Age;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupRequest;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.WorkspaceId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a cleanup plan is about.
 *
 * @param backend where they live
 * @param olderThan how long ago their last activity is, at the least
 * @param basis what counts as activity
 * @param filter what else has to be true of them
 */
@Schema(name = "CleanupPlanRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CleanupPlanRequest(
		@Schema(description = "The backend whose connections are looked at.", example = "maestro",
				pattern = IdPatterns.BACKEND) String backend,
		@Schema(description = "An ISO 8601 period or duration, in UTC. A connection is inactive when its last activity "
				+ "is strictly earlier than now minus this.", defaultValue = "P60D",
				example = "P60D") @Nullable String olderThan,
		@Schema(description = "What counts as activity: the last edit, the end of the newest sync run, or the creation. "
				+ "A basis that the platform does not tell is refused.",
				defaultValue = "UPDATED_AT") @Nullable CleanupBasis basis,
		@Schema(description = "What else has to be true. All that is given must hold; what the platform cannot "
				+ "answer is refused.") @Nullable Filter filter) {

	static CleanupRequest read(byte[] body) {
		JsonFields root = JsonBodies.object(body);
		root.require("backend");
		BackendId backend = root.parsed("backend", BackendId::new);
		Age age = given(root, "olderThan", Age::parse);
		CleanupBasis basis = given(root, "basis", word(CleanupBasis.values()));
		ConnectionFilter filter = filter(root, backend);
		root.check();
		return new CleanupRequest(Objects.requireNonNull(backend), (age != null) ? age : CleanupRequest.DEFAULT_AGE,
				(basis != null) ? basis : CleanupBasis.UPDATED_AT, filter);
	}

	private static ConnectionFilter filter(JsonFields root, @Nullable BackendId backend) {
		JsonFields filter = root.object("filter");
		if (filter == null) {
			refuseNull(root, "filter");
			return ConnectionFilter.NONE;
		}
		String type = given(filter, "type", Function.identity());
		ConnectionStatus status = given(filter, "status", word(ConnectionStatus.values()));
		String name = given(filter, "name", Function.identity());
		String part = given(filter, "q", Function.identity());
		WorkspaceId workspace = given(filter, "workspace", WorkspaceId::parse);
		if (status == ConnectionStatus.DELETED) {
			filter.wrong("status", "what is deleted already cannot be deleted");
		}
		if (workspace != null && backend != null && !workspace.backend().equals(backend)) {
			filter.wrong("workspace", "it is on another backend");
		}
		filter.finish();
		return new ConnectionFilter(Set.of(), workspace, type, status, name, part, null, null, null, null);
	}

	// A caller who sends null or a blank has lost a value on the way, and would delete
	// more than meant if that were taken for nothing.
	private static <T> @Nullable T given(JsonFields fields, String name, Function<String, T> meaning) {
		refuseNull(fields, name);
		return fields.parsed(name, (text) -> {
			if (text.isBlank()) {
				throw new IllegalArgumentException("it is not blank");
			}
			return meaning.apply(text);
		});
	}

	private static void refuseNull(JsonFields fields, String name) {
		if (fields.isNull(name)) {
			fields.wrong(name, "it is not null: leave it out");
		}
	}

	private static <E extends Enum<E>> Function<String, E> word(E[] values) {
		return (text) -> Arrays.stream(values)
			.filter((value) -> value.name().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"it is one of " + String.join(", ", Arrays.stream(values).map(Enum::name).toList())));
	}

	/**
	 * What else has to be true of a connection.
	 *
	 * @param type its exact type
	 * @param status its status
	 * @param name its exact name
	 * @param q a part of its name
	 * @param workspace where it is attached
	 */
	@Schema(name = "CleanupFilter", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
	record Filter(
			@Schema(description = "Its exact type: Wallaroo's type, Maestro's plugin.", example = "postgresql",
					pattern = "\\S") @Nullable String type,
			@Schema(description = "Its status, other than `DELETED`.") @Nullable ConnectionStatus status,
			@Schema(description = "Its exact name.", pattern = "\\S") @Nullable String name,
			@Schema(description = "A part of its name, in upper or lower case.", example = "test",
					pattern = "\\S") @Nullable String q,
			@Schema(description = "The id of a workspace of this backend that it is attached to.") @Nullable String workspace) {

	}

}
