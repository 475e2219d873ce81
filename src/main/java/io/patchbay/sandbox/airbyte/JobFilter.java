package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a list of jobs is narrowed to, and its order.
 *
 * @param type the type, null for all
 * @param status the status, null for all
 * @param created the span of creation
 * @param updated the span of the last update
 * @param orderByUpdate whether to order by the last update, not by creation
 * @param descending whether the newest come first
 */
record JobFilter(@Nullable String type, @Nullable String status, Span created, Span updated, boolean orderByUpdate,
		boolean descending) {

	static final List<String> TYPES = List.of("sync", "reset", "refresh", "clear");

	static final List<String> STATUSES = List.of("pending", "queued", "running", "incomplete", "failed", "succeeded",
			"cancelled");

	private static final List<String> ORDERS = List.of("CREATEDAT|ASC", "CREATEDAT|DESC", "UPDATEDAT|ASC",
			"UPDATEDAT|DESC");

	static JobFilter of(HttpServletRequest request) {
		String type = request.getParameter("jobType");
		String status = request.getParameter("status");
		String order = request.getParameter("orderBy");
		String normal = (order != null) ? order.toUpperCase(Locale.ROOT) : "CREATEDAT|ASC";
		if (!ORDERS.contains(normal)) {
			throw AirbyteException.badRequest("Invalid order by clause provided: " + order);
		}
		return new JobFilter((type != null) ? Body.match(type, TYPES) : null,
				(status != null) ? Body.match(status, STATUSES) : null,
				Span.of(request.getParameter("createdAtStart"), request.getParameter("createdAtEnd")),
				Span.of(request.getParameter("updatedAtStart"), request.getParameter("updatedAtEnd")),
				normal.startsWith("UPDATEDAT"), normal.endsWith("DESC"));
	}

	boolean admits(Job job, String shownStatus, Instant now) {
		return (this.type == null || this.type.equals(job.type()))
				&& (this.status == null || this.status.equals(shownStatus)) && this.created.contains(job.createdAt())
				&& this.updated.contains(job.updatedAt(now));
	}

	Comparator<Job> order(Instant now) {
		Comparator<Job> order = (this.orderByUpdate) ? Comparator.comparing((job) -> job.updatedAt(now))
				: Comparator.comparing(Job::createdAt);
		order = order.thenComparing(Job::id);
		return (this.descending) ? order.reversed() : order;
	}

	/**
	 * A span of time, both ends included.
	 *
	 * @param start its start, null when open
	 * @param end its end, null when open
	 */
	record Span(@Nullable Instant start, @Nullable Instant end) {

		static Span of(@Nullable String start, @Nullable String end) {
			return new Span(parse(start), parse(end));
		}

		boolean contains(Instant instant) {
			Instant time = AirbyteJobView.seconds(instant);
			return (this.start == null || !time.isBefore(this.start)) && (this.end == null || !time.isAfter(this.end));
		}

		private static @Nullable Instant parse(@Nullable String text) {
			if (text == null) {
				return null;
			}
			try {
				return OffsetDateTime.parse(text).toInstant();
			}
			catch (DateTimeParseException ex) {
				throw AirbyteException.conversion("Failed to convert argument for value [" + text + "]: not a time");
			}
		}

	}

}
