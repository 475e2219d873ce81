package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A user's program, which becomes runnable some time after its upload.
 *
 * @param id the identifier
 * @param workspaceId its workspace
 * @param sha digest of the uploaded file
 * @param name the name, which uploads may leave out
 * @param fileName of the uploaded file
 * @param createdAt when it was uploaded
 * @param packagingTime from then until it is ready; {@code null} if it never will be
 * @param broken whether packaging ends in an error
 * @param content the uploaded file
 */
record WallarooOrchestration(UUID id, int workspaceId, String sha, @Nullable String name, String fileName,
		Instant createdAt, @Nullable Duration packagingTime, boolean broken, byte[] content) {

	/**
	 * The status at a time.
	 * @param now the time
	 * @return the platform's word
	 */
	String status(Instant now) {
		Duration whole = this.packagingTime;
		if (whole == null) {
			return "packaging";
		}
		if (now.isBefore(this.createdAt.plus(whole.dividedBy(3)))) {
			return "pending_packaging";
		}
		if (now.isBefore(this.createdAt.plus(whole))) {
			return "packaging";
		}
		// the failure's word was never seen; this one is our guess
		return (this.broken) ? "error" : "ready";
	}

	/**
	 * The fields that all calls show.
	 * @param now the time
	 * @return the object of {@code get_by_id}
	 */
	Map<String, @Nullable Object> view(Instant now) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", this.id);
		view.put("workspace_id", this.workspaceId);
		view.put("sha", this.sha);
		view.put("name", this.name);
		view.put("file_name", this.fileName);
		view.put("task_id", UUID.nameUUIDFromBytes(this.id.toString().getBytes(StandardCharsets.UTF_8)));
		view.put("owner_id", WallarooUsers.SANDBOX.id());
		view.put("status", status(now));
		view.put("created_at", WallarooTime.OFFSET.format(this.createdAt));
		return view;
	}

	/**
	 * The fields that lists show.
	 * @param now the time
	 * @return a row of a list
	 */
	Map<String, @Nullable Object> row(Instant now) {
		Map<String, @Nullable Object> row = view(now);
		row.put("updated_at", row.get("created_at"));
		row.put("image_path", "ready".equals(status(now)) ? "orchestrations/" + this.sha : null);
		row.put("created_on_version", "2025.2.0");
		return row;
	}

}
