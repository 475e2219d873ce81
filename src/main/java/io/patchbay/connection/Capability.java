package io.patchbay.connection;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller may want to do with a backend. How far a backend supports it is read off
 * its class: the port that it implements, and {@link Emulated} on the method.
 */
enum Capability {

	LIST("connections.list", ConnectionBackend.class, "list"),

	GET("connections.get", ConnectionBackend.class, "get"),

	CREATE("connections.create", CreateSupport.class, "create"),

	UPDATE("connections.update", UpdateSupport.class, "update"),

	DELETE("connections.delete", DeleteSupport.class, "delete"),

	LIST_WORKSPACES("workspaces.list", ConnectionBackend.class, "workspaces"),

	WORKSPACES_OF("workspaces.ofConnection", ConnectionBackend.class, "workspacesOf"),

	ATTACH("workspaces.attach", WorkspaceSupport.class, "attach"),

	DETACH("workspaces.detach", WorkspaceSupport.class, "detach"),

	START("syncs.start", SyncSupport.class, "start"),

	READ_SYNCS("syncs.read", SyncSupport.class, "syncs"),

	CANCEL("syncs.cancel", CancelSupport.class, "cancel"),

	LOGS("syncs.logs", LogSupport.class, "logs"),

	STATE("connections.state", StateSupport.class, "state"),

	CATALOG("connections.catalog", StateSupport.class, "catalog");

	private final String label;

	private final Class<?> port;

	private final String method;

	Capability(String label, Class<?> port, String method) {
		this.label = label;
		this.port = port;
		this.method = method;
	}

	/**
	 * Reads a backend's abilities off its class.
	 * @param backend the backend
	 * @return each ability by its name
	 */
	static Map<String, Ability> of(ConnectionBackend backend) {
		Map<String, Ability> abilities = new LinkedHashMap<>();
		for (Capability capability : values()) {
			abilities.put(capability.label, capability.in(backend.getClass()));
		}
		return abilities;
	}

	private Ability in(Class<?> adapter) {
		if (!this.port.isAssignableFrom(adapter)) {
			return new Ability(Ability.Support.UNSUPPORTED, null);
		}
		Emulated emulated = implementation(adapter).getAnnotation(Emulated.class);
		return (emulated != null) ? new Ability(Ability.Support.EMULATED, emulated.value())
				: new Ability(Ability.Support.NATIVE, null);
	}

	private Method implementation(Class<?> adapter) {
		return Arrays.stream(adapter.getMethods())
			.filter((candidate) -> candidate.getName().equals(this.method) && !candidate.isBridge())
			.findFirst()
			.orElseThrow();
	}

}
