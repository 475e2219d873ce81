package io.patchbay.connection;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;

/**
 * What callers learn about backends.
 */
@Service
public class BackendService {

	private final Backends backends;

	BackendService(Backends backends) {
		this.backends = backends;
	}

	/**
	 * Lists the backends that exist for a caller.
	 * @param caller who asks
	 * @return the backends, by id
	 */
	public List<Description> list(Caller caller) {
		return this.backends.visible(caller).stream().map(Description::of).toList();
	}

	/**
	 * Describes one backend.
	 * @param caller who asks
	 * @param id its name
	 * @return the backend
	 * @throws GatewayException.NotFound when there is none for this caller
	 */
	public Description get(Caller caller, BackendId id) {
		return Description.of(this.backends.named(caller, id));
	}

	/**
	 * A backend as callers know it.
	 *
	 * @param id its name
	 * @param platform its kind
	 * @param enabled whether it may be called
	 * @param health how its last calls went
	 * @param capabilities what can be done with it
	 */
	public record Description(BackendId id, Platform platform, boolean enabled, BackendHealth health,
			Map<String, Ability> capabilities) {

		static Description of(ConnectionBackend backend) {
			return new Description(backend.id(), backend.platform(), backend.enabled(), backend.health(),
					Capability.of(backend));
		}

	}

}
