package io.patchbay.web;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupReport;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of the connections of a cleanup plan.
 *
 * @param deleted how many are gone
 * @param skipped how many were left alone on purpose
 * @param failed how many could not be deleted
 * @param items each of them, in the plan's order
 */
@Schema(name = "CleanupReport")
record CleanupReportResponse(@Schema(example = "1") int deleted, @Schema(example = "1") int skipped,
		@Schema(example = "0") int failed, List<Item> items) {

	static CleanupReportResponse of(CleanupReport report) {
		return new CleanupReportResponse(report.count(CleanupItem.Status.DELETED),
				report.count(CleanupItem.Status.SKIPPED), report.count(CleanupItem.Status.FAILED),
				report.items().stream().map(Item::of).toList());
	}

	/**
	 * What became of one connection.
	 *
	 * @param id the connection
	 * @param status what became of it
	 * @param reason why it is not deleted
	 */
	@Schema(name = "CleanupItem")
	record Item(@Schema(example = "maestro~1671904800000_old00001_mysql-1.0.0") String id,
			@Schema(example = "skipped") Status status,
			@Schema(description = "`changed-since-plan`, `already-gone`, or the code of a problem.",
					example = "changed-since-plan") @Nullable String reason) {

		static Item of(CleanupItem item) {
			return new Item(item.id().toString(), Status.valueOf(item.status().name()), item.reason());
		}

	}

	/**
	 * What became of a connection, in the words of the answer.
	 */
	enum Status {

		DELETED, SKIPPED, FAILED;

		@JsonValue
		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * The counts alone, which end an event stream.
	 *
	 * @param deleted how many are gone
	 * @param skipped how many were left alone on purpose
	 * @param failed how many could not be deleted
	 */
	record Counts(int deleted, int skipped, int failed) {

		static Counts of(CleanupReport report) {
			CleanupReportResponse all = CleanupReportResponse.of(report);
			return new Counts(all.deleted(), all.skipped(), all.failed());
		}

	}

}
