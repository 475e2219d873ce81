package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.sandbox.SandboxClock;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The workspaces of the pretend Wallaroo.
 */
@Component
@Profile("sandbox")
class WallarooWorkspaces {

	static final int DEFAULT = 1;

	static final int RESEARCH = 8;

	static final int ANALYTICS = 33;

	static final int MARKETING = 34;

	static final int RETIRED = 41;

	private final SandboxClock clock;

	private final Map<Integer, Workspace> workspaces = new LinkedHashMap<>();

	private final AtomicInteger listings = new AtomicInteger();

	private int lastId;

	WallarooWorkspaces(SandboxClock clock) {
		this.clock = clock;
		reset();
	}

	synchronized void reset() {
		this.workspaces.clear();
		this.listings.set(0);
		this.lastId = RETIRED;
		seed(DEFAULT, WallarooUsers.SANDBOX.email() + " - Default Workspace", false);
		seed(RESEARCH, "ml-research", false);
		seed(ANALYTICS, "analytics", false);
		seed(MARKETING, "marketing", false);
		seed(RETIRED, "retired-2024", true);
	}

	/**
	 * Lists the workspaces.
	 * @param userIds the members to look for, all when empty
	 * @return the workspaces
	 */
	synchronized List<Workspace> list(Set<UUID> userIds) {
		int listing = this.listings.getAndIncrement();
		List<Workspace> found = new ArrayList<>();
		for (Workspace workspace : this.workspaces.values()) {
			if (userIds.isEmpty() || workspace.members().stream().anyMatch(userIds::contains)) {
				found.add((workspace.id() == DEFAULT) ? workspace.asListed(listing) : workspace);
			}
		}
		return found;
	}

	synchronized Workspace get(int id) {
		return Optional.ofNullable(this.workspaces.get(id))
			.orElseThrow(() -> WallarooFailure.badRequest("Workspace " + id + " does not exist"));
	}

	synchronized Workspace create(String name) {
		if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")) {
			throw WallarooFailure.badRequest("Workspace name is not DNS compliant: " + name);
		}
		if (this.workspaces.values().stream().anyMatch((workspace) -> workspace.name().equals(name))) {
			throw WallarooFailure.badRequest("Workspace name already in use: " + name);
		}
		Workspace created = new Workspace(++this.lastId, name, WallarooTime.OFFSET.format(this.clock.instant()),
				WallarooUsers.SANDBOX.id().toString(), false, List.of(), List.of(), Set.of(WallarooUsers.SANDBOX.id()));
		this.workspaces.put(created.id(), created);
		return created;
	}

	synchronized void addUser(int id, UUID user) {
		Set<UUID> members = new TreeSet<>(get(id).members());
		members.add(user);
		this.workspaces.put(id, get(id).withMembers(members));
	}

	synchronized void removeUser(int id, UUID user) {
		Set<UUID> members = new TreeSet<>(get(id).members());
		members.remove(user);
		this.workspaces.put(id, get(id).withMembers(members));
	}

	private void seed(int id, String name, boolean archived) {
		WallarooUsers.User creator = WallarooUsers.SANDBOX;
		this.workspaces.put(id,
				new Workspace(id, name,
						WallarooTime.OFFSET.format(Instant.parse("2024-02-01T10:00:00.5Z").plusSeconds(86_400L * id)),
						(id % 2 == 0) ? creator.email() : creator.id().toString(), archived,
						(id == RESEARCH) ? List.of(1, 2) : List.of(), (id == RESEARCH) ? List.of(1) : List.of(),
						Set.of(creator.id())));
	}

	/**
	 * A workspace.
	 *
	 * @param id an integer, unlike every other id of the platform
	 * @param name unique, and DNS-compliant unless the platform made it
	 * @param createdAt when it was created
	 * @param createdBy the creator's id or e-mail address
	 * @param archived whether it is archived
	 * @param models ids of models
	 * @param pipelines ids of model-serving pipelines
	 * @param members ids of its users
	 */
	record Workspace(int id, String name, @JsonProperty("created_at") String createdAt,
			@JsonProperty("created_by") String createdBy, boolean archived, List<Integer> models,
			List<Integer> pipelines, @JsonIgnore Set<UUID> members) {

		Workspace withMembers(Set<UUID> members) {
			return new Workspace(this.id, this.name, this.createdAt, this.createdBy, this.archived, this.models,
					this.pipelines, Set.copyOf(members));
		}

		// the same row was seen with the creator's id in one answer and the e-mail in the
		// next
		private Workspace asListed(int listing) {
			return new Workspace(this.id, this.name, this.createdAt,
					(listing % 2 == 0) ? WallarooUsers.SANDBOX.email() : WallarooUsers.SANDBOX.id().toString(),
					this.archived, this.models, this.pipelines, this.members);
		}

	}

}
