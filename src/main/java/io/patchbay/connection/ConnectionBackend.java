package io.patchbay.connection;

import java.util.List;
import java.util.Set;

/**
 * A configured upstream: what every platform can do. Further abilities are further
 * interfaces that its class implements.
 */
public interface ConnectionBackend {

	/**
	 * The name that the operator gave it.
	 * @return the name
	 */
	BackendId id();

	/**
	 * Its kind.
	 * @return the platform
	 */
	Platform platform();

	/**
	 * Whether the operator lets it be called.
	 * @return {@code false} when every call is to be refused
	 */
	boolean enabled();

	/**
	 * How its last calls went.
	 * @return its health, known without a call
	 */
	BackendHealth health();

	/**
	 * The aspects that a filter may look at here.
	 * @return the aspects of which this platform says something
	 */
	Set<ConnectionFilter.Aspect> filterable();

	/**
	 * What can be added to a connection here.
	 * @return the includes that are not ignored, none unless an adapter says otherwise
	 */
	default Set<Include> includable() {
		return Set.of();
	}

	/**
	 * Reads one connection.
	 * @param id the connection, which lives here
	 * @param include what to add
	 * @return the connection
	 * @throws GatewayException.NotFound when there is none that we may see
	 */
	Connection get(ConnectionId id, Set<Include> include);

	/**
	 * Reads a part of the listing. The filter has no aspect that is not filterable here,
	 * and its workspace, if any, lives here.
	 * @param request the question
	 * @return the connections that pass, in the platform's order
	 * @throws GatewayException.NotFound when the filter's workspace is none that we may
	 * see
	 */
	Slice<Connection> list(ListRequest request);

	/**
	 * Reads a part of the list of workspaces.
	 * @param request the question, whose filter and includes do not matter
	 * @return the workspaces that we may see
	 */
	Slice<Workspace> workspaces(ListRequest request);

	/**
	 * Reads where a connection is attached.
	 * @param id the connection, which lives here
	 * @return the workspaces, with their names where the platform has them
	 * @throws GatewayException.NotFound when there is no such connection that we may see
	 */
	List<WorkspaceRef> workspacesOf(ConnectionId id);

}
