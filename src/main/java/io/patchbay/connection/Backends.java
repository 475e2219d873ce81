package io.patchbay.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds backends for a caller. A backend that the caller may not use is not found.
 */
@Component
class Backends {

	/** An operator has to change the configuration and start again. */
	private static final Duration DISABLED_RETRY = Duration.ofMinutes(10);

	private final SortedMap<BackendId, ConnectionBackend> backends = new TreeMap<>();

	private final Set<BackendId> callerAuthorized;

	Backends(BackendSource source) {
		this.callerAuthorized = source.callerAuthorized();
		source.backends().forEach((backend) -> this.backends.put(backend.id(), backend));
	}

	List<ConnectionBackend> visible(Caller caller) {
		return this.backends.values().stream().filter((backend) -> caller.sees(backend.id())).toList();
	}

	/**
	 * Chooses backends in the order of their ids.
	 * @param caller who asks
	 * @param ids the names, all visible ones when empty
	 * @return the backends, disabled ones included
	 * @throws GatewayException.NotFound when one of the names is not that of a backend
	 * for this caller
	 */
	List<ConnectionBackend> choose(Caller caller, Collection<BackendId> ids) {
		if (ids.isEmpty()) {
			return visible(caller);
		}
		return ids.stream().sorted().distinct().map((id) -> named(caller, id)).toList();
	}

	ConnectionBackend named(Caller caller, BackendId id) {
		ConnectionBackend backend = find(caller, id);
		if (backend == null) {
			throw GatewayException.NotFound.backend(id);
		}
		return backend;
	}

	// Finds a backend, ready to be called.
	ConnectionBackend ready(Caller caller, BackendId id) {
		return ready(named(caller, id));
	}

	/**
	 * Takes a backend by one of its optional ports.
	 * @param <P> the port
	 * @param caller who asks
	 * @param backend the backend
	 * @param port the port
	 * @param what what the caller wants to do, to complete "cannot ..."
	 * @return the backend as the port
	 * @throws GatewayException.NotSupported when it does not have the port, naming those
	 * of the caller's backends that do
	 */
	<P> P port(Caller caller, ConnectionBackend backend, Class<P> port, String what) {
		if (port.isInstance(backend)) {
			return port.cast(backend);
		}
		List<BackendId> able = visible(caller).stream().filter(port::isInstance).map(ConnectionBackend::id).toList();
		throw new GatewayException.NotSupported(
				"The platform of the backend '" + backend.id() + "' cannot " + what + ".")
			.at(backend.id())
			.fact("supportedBackends", able);
	}

	// Finds the backend that a connection lives on, ready to be called.
	ConnectionBackend of(Caller caller, ConnectionId id) {
		return of(caller, id.backend(), "connection", id);
	}

	// Finds the backend that a run lives on, ready to be called.
	ConnectionBackend of(Caller caller, SyncId id) {
		return of(caller, id.backend(), "sync", id);
	}

	private ConnectionBackend of(Caller caller, BackendId backendId, String what, Object id) {
		ConnectionBackend backend = find(caller, backendId);
		if (backend == null) {
			// The same answer as for a resource that is not there: it must not tell which
			// backends exist.
			throw new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no " + what + " '" + id + "'.");
		}
		return ready(backend);
	}

	// Without credentials nothing is begun that needs them at every step.
	private ConnectionBackend ready(ConnectionBackend backend) {
		if (!backend.enabled()) {
			throw disabled(backend.id());
		}
		if (this.callerAuthorized.contains(backend.id())) {
			CallContext.current().credentials().require(backend.id());
		}
		return backend;
	}

	static GatewayException disabled(BackendId id) {
		return new GatewayException.Unavailable(ErrorCode.BACKEND_DISABLED,
				"The backend '" + id + "' is switched off by its operator.", false)
			.at(id)
			.retryAfter(DISABLED_RETRY);
	}

	private @Nullable ConnectionBackend find(Caller caller, BackendId id) {
		return caller.sees(id) ? this.backends.get(id) : null;
	}

}
