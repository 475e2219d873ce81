package io.patchbay.connection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;

/**
 * What callers do with connections.
 */
@Service
public class ConnectionService {

	private final Backends backends;

	private final Federation federation;

	ConnectionService(Backends backends, Federation federation) {
		this.backends = backends;
		this.federation = federation;
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
		return this.federation.page(chosen, filter.question(), page, (backend, place, seen, limit) -> {
			requireFilterable(backend, filter);
			return backend.list(new ListRequest(filter, include, place, seen, limit));
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
		return Timings.measure(backend.id(), () -> backend.get(id, include));
	}

	private static void requireFilterable(ConnectionBackend backend, ConnectionFilter filter) {
		Set<ConnectionFilter.Aspect> missing = EnumSet.noneOf(ConnectionFilter.Aspect.class);
		missing.addAll(filter.aspects());
		missing.removeAll(backend.filterable());
		if (!missing.isEmpty()) {
			throw new GatewayException.Invalid(ErrorCode.UNSUPPORTED_FILTER, "The backend '" + backend.id()
					+ "' cannot filter by " + String.join(", ", missing.stream().map(Aspects::words).toList()) + ".")
				.at(backend.id());
		}
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
