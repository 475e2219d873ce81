package io.patchbay.connection;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * What callers do with connections.
 */
@Service
public class ConnectionService {

	private final Backends backends;

	private final Federation federation;

	private final SharedReads reads;

	ConnectionService(Backends backends, Federation federation, SharedReads reads) {
		this.backends = backends;
		this.federation = federation;
		this.reads = reads;
	}

	/**
	 * Lists connections over all backends that the filter chooses.
	 * @param caller who asks
	 * @param filter which connections
	 * @param include what to add to each
	 * @param page which page
	 * @return the page
	 * @throws GatewayException when all backends fail, or any in a strict page
	 */
	public FederatedPage<Connection> list(Caller caller, ConnectionFilter filter, Set<Include> include,
			PageRequest page) {
		List<ConnectionBackend> chosen = this.backends.choose(caller, filter.backends());
		WorkspaceId workspace = filter.workspace();
		if (workspace != null) {
			chosen = chosen.stream().filter((backend) -> backend.id().equals(workspace.backend())).toList();
			if (chosen.isEmpty() && filter.backends().isEmpty()) {
				throw GatewayException.NotFound.workspace(workspace);
			}
		}
		ConnectionFilter asked = filter.ofOneBackend();
		return this.federation.page(chosen, filter.question(), page, (backend, place, seen, limit) -> {
			requireFilterable(backend, asked);
			ListRequest request = new ListRequest(asked, include, place, seen, limit);
			return this.reads.read(backend.id(), request, () -> backend.list(request),
					(slice) -> keeps(include) ? slice.weight() : 0);
		});
	}

	/**
	 * Reads one connection.
	 * @param caller who asks
	 * @param id the connection
	 * @param include what to add
	 * @return the connection
	 */
	public Connection get(Caller caller, ConnectionId id, Set<Include> include) {
		ConnectionBackend backend = this.backends.of(caller, id);
		return this.reads.read(backend.id(), new Reading(id, Set.copyOf(include)), () -> backend.get(id, include),
				(_) -> keeps(include) ? 1 : 0);
	}

	/**
	 * Makes a connection.
	 * @param caller who asks
	 * @param draft the connection
	 * @return the connection as it is now
	 * @throws GatewayException.NotSupported when the platform cannot make any
	 */
	public Connection create(Caller caller, ConnectionDraft draft) {
		CreateSupport creator = creator(caller, draft);
		return this.reads.change(draft.backend(), () -> creator.create(draft));
	}

	/**
	 * Looks whether an earlier attempt, whose fate nobody knows, has made a connection.
	 * @param caller who asks
	 * @param draft the connection
	 * @param since when the attempt began
	 * @return the connection, if there is one that only the attempt can have made
	 */
	public Optional<Connection> findCreated(Caller caller, ConnectionDraft draft, Instant since) {
		CreateSupport creator = creator(caller, draft);
		return this.reads.change(draft.backend(), () -> creator.findCreated(draft, since));
	}

	private CreateSupport creator(Caller caller, ConnectionDraft draft) {
		ConnectionBackend backend = this.backends.ready(caller, draft.backend());
		return this.backends.port(caller, backend, CreateSupport.class, "make connections");
	}

	/**
	 * Changes a connection, which is read right before. Nothing is written when nothing
	 * is to be different.
	 * @param caller who asks
	 * @param id the connection
	 * @param change makes the change out of the connection as it is
	 * @param precondition what must hold of the connection as it is
	 * @return the connection as it is now
	 * @throws GatewayException.NotSupported when the platform cannot change any
	 * @throws GatewayException.PreconditionFailed when the precondition does not hold
	 * @throws GatewayException.Conflict when the connection was deleted
	 */
	public Connection update(Caller caller, ConnectionId id, Function<Connection, ConnectionChange> change,
			Predicate<Connection> precondition) {
		ConnectionBackend backend = this.backends.of(caller, id);
		UpdateSupport updater = this.backends.port(caller, backend, UpdateSupport.class, "change connections");
		return this.reads.change(backend.id(), () -> {
			Connection current = backend.get(id, Set.of());
			require(precondition, current);
			if (current.status() == ConnectionStatus.DELETED) {
				throw new GatewayException.Conflict(ErrorCode.CONFLICT,
						"The connection '" + id + "' was deleted, and cannot be changed any more.")
					.at(backend.id());
			}
			ConnectionChange wanted = change.apply(current);
			return wanted.isEmpty() ? current : updater.update(current, wanted);
		});
	}

	/**
	 * Deletes a connection, which is read right before.
	 * @param caller who asks
	 * @param id the connection
	 * @param options how far to go
	 * @param precondition what must hold of the connection as it is
	 * @throws GatewayException.NotSupported when the platform cannot delete any
	 * @throws GatewayException.PreconditionFailed when the precondition does not hold
	 */
	public void delete(Caller caller, ConnectionId id, DeleteOptions options, Predicate<Connection> precondition) {
		ConnectionBackend backend = this.backends.of(caller, id);
		DeleteSupport deleter = this.backends.port(caller, backend, DeleteSupport.class, "delete connections");
		this.reads.<@Nullable Void>change(backend.id(), () -> {
			Connection current = backend.get(id, Set.of());
			require(precondition, current);
			deleter.delete(current, options);
			return null;
		});
	}

	// Runs go on by themselves, and people wait for them.
	private static boolean keeps(Set<Include> include) {
		return !include.contains(Include.LAST_SYNC);
	}

	private static void require(Predicate<Connection> precondition, Connection current) {
		if (!precondition.test(current)) {
			throw new GatewayException.PreconditionFailed(
					"The connection '" + current.id() + "' was changed since it was read.")
				.at(current.id().backend());
		}
	}

	static void requireFilterable(ConnectionBackend backend, ConnectionFilter filter) {
		Set<ConnectionFilter.Aspect> missing = EnumSet.noneOf(ConnectionFilter.Aspect.class);
		missing.addAll(filter.aspects());
		missing.removeAll(backend.filterable());
		if (!missing.isEmpty()) {
			throw new GatewayException.Invalid(ErrorCode.UNSUPPORTED_FILTER, "The backend '" + backend.id()
					+ "' cannot filter by " + String.join(", ", missing.stream().map(Aspects::words).toList()) + ".")
				.at(backend.id());
		}
	}

	private record Reading(ConnectionId id, Set<Include> include) {

	}

	private static final class Aspects {

		static String words(ConnectionFilter.Aspect aspect) {
			return switch (aspect) {
				case TYPE -> "type";
				case STATUS -> "status";
				case NAME -> "name";
				case CREATED -> "the time of creation";
				case UPDATED -> "the time of the last edit";
			};
		}

	}

}
