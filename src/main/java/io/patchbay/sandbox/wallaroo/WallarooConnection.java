package io.patchbay.sandbox.wallaroo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A connection of the pretend Wallaroo.
 *
 * @param id the identifier
 * @param name unique across the instance
 * @param type free text
 * @param details free JSON; {@code null} leaves the field out, a JSON null keeps it
 * @param createdAt in any of the formats that were seen
 * @param links by workspace, the ids that attaching gave out
 */
record WallarooConnection(UUID id, String name, String type, @Nullable JsonNode details, String createdAt,
		Map<Integer, UUID> links) {

	WallarooConnection {
		links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
	}

	WallarooConnection withLink(int workspace, UUID link) {
		Map<Integer, UUID> more = new LinkedHashMap<>(this.links);
		more.put(workspace, link);
		return new WallarooConnection(this.id, this.name, this.type, this.details, this.createdAt, more);
	}

	WallarooConnection withoutLink(int workspace) {
		Map<Integer, UUID> fewer = new LinkedHashMap<>(this.links);
		fewer.remove(workspace);
		return new WallarooConnection(this.id, this.name, this.type, this.details, this.createdAt, fewer);
	}

	/**
	 * The connection as the API shows it.
	 *
	 * @param id the identifier
	 * @param name the name
	 * @param type the type
	 * @param details the details, secrets included
	 * @param createdAt when it was created
	 * @param workspaceNames the names, not the ids, of the workspaces it is attached to
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record View(UUID id, String name, String type, @Nullable JsonNode details,
			@JsonProperty("created_at") String createdAt,
			@JsonProperty("workspace_names") List<String> workspaceNames) {
	}

}
