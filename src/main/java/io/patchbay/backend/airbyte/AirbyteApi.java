package io.patchbay.backend.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The calls of Airbyte's public API that the gateway makes.
 */
final class AirbyteApi {

	/** The most items that Airbyte gives at once. */
	static final int PAGE_SIZE = 100;

	private static final int UUID_LENGTH = 36;

	private static final String LICENSE = "License Entitlement";

	private static final String UNKNOWN_RESOURCE = "resource-not-found";

	private static final BodyReader<AirbyteConnection> CONNECTION = UpstreamJson.object(AirbyteConnection.class);

	private final UpstreamCalls calls;

	AirbyteApi(UpstreamCalls calls) {
		this.calls = calls;
	}

	/**
	 * Whether something can be an id of Airbyte's connections, workspaces, sources and
	 * destinations.
	 * @param id the candidate
	 * @return whether it is a UUID
	 */
	static boolean isId(@Nullable String id) {
		if (id == null || id.length() != UUID_LENGTH) {
			return false;
		}
		for (int index = 0; index < UUID_LENGTH; index++) {
			char character = id.charAt(index);
			boolean hyphen = index == 8 || index == 13 || index == 18 || index == 23;
			if (hyphen ? character != '-' : !HexFormat.isHexDigit(character)) {
				return false;
			}
		}
		return true;
	}

	AirbyteConnection connection(ConnectionId id) {
		UpstreamRequest request = byId("/connections/{}", id.upstreamId(),
				() -> GatewayException.NotFound.connection(id));
		AirbyteConnection connection = this.calls.read(request, CONNECTION);
		if (!connection.sound()) {
			throw this.calls.invalidResponse("it is not a connection");
		}
		return connection;
	}

	Page<AirbyteConnection> connections(boolean deletedToo, Collection<String> workspaces, @Nullable WorkspaceId asked,
			int offset) {
		UpstreamRequest request = page("/connections", workspaces, offset).query("includeDeleted", deletedToo);
		if (asked != null) {
			// One workspace that we may not see makes Airbyte refuse the whole list.
			request.on(403, (answer) -> license(answer) ? null : GatewayException.NotFound.workspace(asked));
			request.on(404, (answer) -> UNKNOWN_RESOURCE.equals(answer.code())
					? GatewayException.NotFound.workspace(asked) : noSuchList());
		}
		return read(request, (item) -> {
			AirbyteConnection connection = UpstreamJson.convert(item, AirbyteConnection.class);
			return new Item<>((connection != null && connection.sound()) ? connection : null);
		});
	}

	@Nullable AirbyteJob newestJob(ConnectionId id) {
		UpstreamRequest request = UpstreamRequest.get("/jobs")
			.query("connectionId", id.upstreamId())
			.query("limit", 1)
			.query("orderBy", "createdAt|DESC");
		List<Item<AirbyteJob>> jobs = unlessHidden(request, items(1, (item) -> {
			AirbyteJob job = UpstreamJson.convert(item, AirbyteJob.class);
			return new Item<>((job != null && job.of(id)) ? job : null);
		}));
		return (jobs != null && !jobs.isEmpty()) ? jobs.getFirst().value() : null;
	}

	@Nullable Source source(String id) {
		return unlessHidden(UpstreamRequest.get("/sources/{}", id), UpstreamJson.object(Source.class));
	}

	@Nullable Destination destination(String id) {
		return unlessHidden(UpstreamRequest.get("/destinations/{}", id), UpstreamJson.object(Destination.class));
	}

	@Nullable Workspace workspace(String id) {
		return unlessHidden(UpstreamRequest.get("/workspaces/{}", id), UpstreamJson.object(Workspace.class));
	}

	Page<Workspace> workspaces(Collection<String> workspaces, int offset) {
		return read(page("/workspaces", workspaces, offset), (item) -> {
			Workspace workspace = UpstreamJson.convert(item, Workspace.class);
			return new Item<>((workspace != null && isId(workspace.workspaceId())) ? workspace : null);
		});
	}

	// Airbyte answers 403 for an id that does not exist, and 404 to administrators alone.
	private static UpstreamRequest byId(String path, String id, Supplier<GatewayException> missing) {
		return UpstreamRequest.get(path, id)
			.on(403, (answer) -> license(answer) ? null : missing.get())
			.on(404, (_) -> missing.get());
	}

	// Reads what only adorns an answer: absent when we may not see it.
	private <T> @Nullable T unlessHidden(UpstreamRequest request, BodyReader<T> reader) {
		request.on(403, (_) -> new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no such resource."));
		try {
			return this.calls.read(request, reader);
		}
		catch (GatewayException.NotFound ex) {
			return null;
		}
	}

	private static UpstreamRequest page(String path, Collection<String> workspaces, int offset) {
		UpstreamRequest request = UpstreamRequest.get(path).on(404, (_) -> noSuchList());
		workspaces.forEach((workspace) -> request.query("workspaceIds", workspace));
		return request.query("limit", PAGE_SIZE).query("offset", offset);
	}

	// The platform's own "next" is there even on the last page: a short page is the end.
	private <T> Page<T> read(UpstreamRequest request, Function<JsonNode, Item<T>> mapper) {
		List<Item<T>> items = this.calls.read(request, items(PAGE_SIZE, mapper));
		if (items.size() == PAGE_SIZE && items.stream().allMatch((item) -> item.value() == null)) {
			// To go on would be to ask for page after page of an endless list of nothing.
			throw this.calls.invalidResponse("nothing in a full page of its list can be read");
		}
		return new Page<>(items, items.size() < PAGE_SIZE);
	}

	static <T> BodyReader<List<Item<T>>> items(int most, Function<JsonNode, Item<T>> mapper) {
		return new BodyReader<>() {

			// Collected anew by each attempt: a read that breaks off may be repeated.
			@Override
			public List<Item<T>> read(InputStream body) throws IOException {
				List<Item<T>> items = new ArrayList<>();
				UpstreamJson.items("data", (item) -> {
					boolean wanted = items.size() < most;
					if (wanted) {
						items.add(mapper.apply(item));
					}
					return wanted;
				}).read(body);
				return items;
			}

			@Override
			public boolean json() {
				return true;
			}

		};
	}

	static boolean license(GatewayException.Upstream answer) {
		return answer.code() != null && answer.code().startsWith(LICENSE);
	}

	private static GatewayException noSuchList() {
		return new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
				"The list is not there below the backend's base URL.");
	}

	/**
	 * One answer to a list.
	 *
	 * @param <T> what is listed
	 * @param items the items, in the platform's order
	 * @param last whether there are no more
	 */
	record Page<T>(List<Item<T>> items, boolean last) {

		<R> Page<R> map(Function<T, R> mapper) {
			return new Page<>(this.items.stream().map((item) -> item.map(mapper)).toList(), this.last);
		}

	}

	/**
	 * One place in a list.
	 *
	 * @param <T> what is listed
	 * @param value the item, {@code null} when it is broken
	 */
	record Item<T>(@Nullable T value) {

		<R> Item<R> map(Function<T, R> mapper) {
			return new Item<>((this.value != null) ? mapper.apply(this.value) : null);
		}

	}

	record Source(@Nullable String name, @Nullable String sourceType, @Nullable String workspaceId) {

	}

	record Destination(@Nullable String name, @Nullable String destinationType) {

	}

	record Workspace(@Nullable String workspaceId, @Nullable String name, @Nullable String dataResidency) {

	}

}
