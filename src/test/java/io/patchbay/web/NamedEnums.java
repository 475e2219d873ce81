package io.patchbay.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendOutcome;
import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.Include;
import io.patchbay.connection.OnConflict;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.SyncRun;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.jspecify.annotations.Nullable;

/**
 * Gives each list of words a name in the document. Where one stands is a reference to it,
 * so that generated clients have one type of it, and parameters have that type, too.
 */
final class NamedEnums {

	private static final String COMPONENTS = "#/components/schemas/";

	private static final List<Named> ALL = List.of(
			named("BackendStatus", "How a backend's last calls went.", BackendHealth.Status.values()),
			named("CapabilitySupport", "Who does it: the platform, the gateway with other calls, or nobody.",
					lowerCase(BackendResponse.Support.values())),
			named("Cascade", "What a deletion takes along.", lowerCase(DeleteOptions.Cascade.values())),
			named("CircuitState", "Whether calls go through: all, none, or a few to see how the backend is.",
					BackendHealth.Circuit.values()),
			named("CleanupBasis", "What counts as activity.", CleanupBasis.values()),
			named("CleanupItemStatus", "What became of a connection.",
					lowerCase(CleanupReportResponse.Status.values())),
			named("CleanupPlanState", "What can be done with a plan.", CleanupPlan.State.values()),
			named("ConnectionStatus", "The state of a connection.", ConnectionStatus.values()),
			named("Include", "What is added on request.",
					Arrays.stream(Include.values()).map(WebConfiguration::camelCase).toList()),
			named("OnConflict", "What to do when a sync runs already.", OnConflict.values()),
			named("Outcome", "What came of asking a backend.", BackendOutcome.Outcome.values()),
			named("ScheduleType", "How a connection is scheduled.", Schedule.Type.values()),
			named("SortOrder", "Which come first: the oldest or the newest.",
					lowerCase(SyncListParameters.Order.values())),
			named("StateType", "How the state of a connection is kept.", ConnectionState.Type.values()),
			named("SyncStatus", "The state of a run.", SyncRun.Status.values()),
			named("SyncType", "What a run does.", SyncRun.Type.values()));

	private NamedEnums() {
	}

	/**
	 * Adds the names to the schemas.
	 * @param schemas the document's schemas
	 */
	static void addTo(Map<String, Schema<?>> schemas) {
		schemas.values()
			.stream()
			.filter((schema) -> schema.getProperties() != null)
			.forEach((schema) -> schema.getProperties().values().forEach(NamedEnums::refer));
		ALL.forEach((named) -> schemas.put(named.name(), named.schema()));
	}

	/**
	 * Makes a schema a reference when it is one of the lists, or a list of such.
	 * @param schema a schema of a property or a parameter
	 */
	static void refer(@Nullable Schema<?> schema) {
		if (schema == null) {
			return;
		}
		refer(schema.getItems());
		Named named = find(schema.getEnum());
		if (named != null) {
			schema.setEnum(null);
			schema.setTypes(null);
			schema.setType(null);
			schema.set$ref(COMPONENTS + named.name());
		}
	}

	private static @Nullable Named find(@Nullable List<?> words) {
		if (words == null) {
			return null;
		}
		List<String> texts = words.stream().map(String::valueOf).toList();
		return ALL.stream()
			.filter((named) -> named.words().equals(texts))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The document has no name for " + texts));
	}

	private static List<String> lowerCase(Enum<?>[] values) {
		return Arrays.stream(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

	private static Named named(String name, String description, Enum<?>[] values) {
		return named(name, description, Arrays.stream(values).map(Enum::name).toList());
	}

	private static Named named(String name, String description, List<String> words) {
		return new Named(name, description, words);
	}

	private record Named(String name, String description, List<String> words) {

		Schema<?> schema() {
			return new StringSchema()._enum(this.words).description(this.description);
		}

	}

}
