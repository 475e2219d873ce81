package io.patchbay.connection;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which connections a caller asks for. Absent components let everything pass.
 *
 * @param backends the backends to ask, all when empty
 * @param workspace the workspace that they are attached to
 * @param type their type, exactly
 * @param status their status
 * @param name their name, exactly
 * @param q a part of their name, in any case
 * @param createdAfter the first instant of creation that passes
 * @param createdBefore the first instant of creation that passes no more
 * @param updatedAfter the first instant of the last edit that passes
 * @param updatedBefore the first instant of the last edit that passes no more
 */
public record ConnectionFilter(Set<BackendId> backends, @Nullable WorkspaceId workspace, @Nullable String type,
		@Nullable ConnectionStatus status, @Nullable String name, @Nullable String q, @Nullable Instant createdAfter,
		@Nullable Instant createdBefore, @Nullable Instant updatedAfter, @Nullable Instant updatedBefore) {

	/** Lets everything pass. */
	public static final ConnectionFilter NONE = new ConnectionFilter(Set.of(), null, null, null, null, null, null, null,
			null, null);

	public ConnectionFilter {
		backends = Set.copyOf(backends);
	}

	/**
	 * The aspects that this filter looks at, beside backend and workspace.
	 * @return the aspects, empty when it looks at none
	 */
	public Set<Aspect> aspects() {
		java.util.EnumSet<Aspect> aspects = java.util.EnumSet.noneOf(Aspect.class);
		if (this.type != null) {
			aspects.add(Aspect.TYPE);
		}
		if (this.status != null) {
			aspects.add(Aspect.STATUS);
		}
		if (this.name != null || this.q != null) {
			aspects.add(Aspect.NAME);
		}
		if (this.createdAfter != null || this.createdBefore != null) {
			aspects.add(Aspect.CREATED);
		}
		if (this.updatedAfter != null || this.updatedBefore != null) {
			aspects.add(Aspect.UPDATED);
		}
		return aspects;
	}

	/**
	 * Decides over one connection. Backend and workspace are not looked at: they choose
	 * what is asked. A deleted connection passes only when deleted ones are asked for.
	 * @param connection the connection
	 * @return whether it passes
	 */
	public boolean matches(Connection connection) {
		if (this.status == null && connection.status() == ConnectionStatus.DELETED) {
			return false;
		}
		return (this.status == null || this.status == connection.status())
				&& (this.type == null || this.type.equals(connection.type()))
				&& (this.name == null || this.name.equals(connection.name())) && nameContains(connection.name())
				&& within(connection.createdAt(), this.createdAfter, this.createdBefore)
				&& within(connection.updatedAt(), this.updatedAfter, this.updatedBefore);
	}

	// What one backend is asked, which others are asked as well makes no difference to.
	ConnectionFilter ofOneBackend() {
		return this.backends.isEmpty() ? this : new ConnectionFilter(Set.of(), this.workspace, this.type, this.status,
				this.name, this.q, this.createdAfter, this.createdBefore, this.updatedAfter, this.updatedBefore);
	}

	/**
	 * A digest of this filter, by which a cursor knows the list that it belongs to.
	 * @return the digest
	 */
	long question() {
		String text = new java.util.TreeSet<>(this.backends).toString() + '\n' + this.workspace + '\n' + this.type
				+ '\n' + this.status + '\n' + this.name + '\n' + this.q + '\n' + this.createdAfter + '\n'
				+ this.createdBefore + '\n' + this.updatedAfter + '\n' + this.updatedBefore;
		return Seen.mark(text);
	}

	private boolean nameContains(@Nullable String text) {
		return this.q == null
				|| (text != null && text.toLowerCase(Locale.ROOT).contains(this.q.toLowerCase(Locale.ROOT)));
	}

	private static boolean within(@Nullable Instant instant, @Nullable Instant from, @Nullable Instant to) {
		if (from == null && to == null) {
			return true;
		}
		return instant != null && (from == null || !instant.isBefore(from)) && (to == null || instant.isBefore(to));
	}

	/**
	 * What a filter can look at, and a platform may not be able to say.
	 */
	public enum Aspect {

		/** The parameter {@code type}. */
		TYPE,
		/** The parameter {@code status}. */
		STATUS,
		/** The parameters {@code name} and {@code q}. */
		NAME,
		/** The parameters {@code createdAfter} and {@code createdBefore}. */
		CREATED,
		/** The parameters {@code updatedAfter} and {@code updatedBefore}. */
		UPDATED

	}

}
