package io.patchbay.sandbox.maestro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The two documented calls about connections.
 */
@RestController
@RequestMapping("/sandbox/maestro/connections")
@Profile("sandbox")
class MaestroConnectionController {

	private final MaestroConnections connections;

	private final MaestroAccess access;

	private final SandboxSwitches<MaestroSwitches> switches;

	MaestroConnectionController(MaestroConnections connections, MaestroAccess access,
			SandboxSwitches<MaestroSwitches> switches) {
		this.connections = connections;
		this.access = access;
		this.switches = switches;
	}

	/**
	 * Lists the tenant's connections. Filters that it does not know, {@code status} among
	 * them, change nothing.
	 * @param request the call
	 * @return a page without any hint at what follows
	 */
	@GetMapping
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		this.access.require(MaestroAccess.LIST_CONNECTIONS);
		Map<String, Object> answer = new LinkedHashMap<>();
		if (!this.switches.get().withoutConnections()) {
			// this parameter was seen to empty lists of the same API
			boolean emptied = request.getParameter("limit") != null;
			answer.put("connections", (emptied) ? List.of() : page(matching(request), request));
		}
		answer.put("message", "ok");
		return SandboxJson.answer(200, answer);
	}

	@DeleteMapping("/{id}")
	ResponseEntity<byte[]> delete(@PathVariable String id) {
		this.access.require(MaestroAccess.DELETE_CONNECTION);
		if (!this.connections.delete(id)) {
			throw unknown(id);
		}
		if (this.switches.get().deleteStatus() == 204) {
			return ResponseEntity.noContent().build();
		}
		return SandboxJson.answer(this.switches.get().deleteStatus(), Map.of("message", "ok"));
	}

	static MaestroFailure unknown(String id) {
		return MaestroFailure.coded(404, "Connection " + id + " not found", "Not Found", "CONNECTION.NOT_FOUND");
	}

	private List<MaestroConnection> matching(HttpServletRequest request) {
		Stream<MaestroConnection> found = this.connections.all().stream();
		String id = request.getParameter("connection_id");
		if (id != null) {
			found = found.filter((connection) -> connection.id().equals(id));
		}
		String type = request.getParameter("type");
		if (type != null) {
			found = found.filter((connection) -> connection.type().equals(type));
		}
		String name = request.getParameter("name");
		if (name != null) {
			String part = name.toLowerCase(Locale.ROOT);
			found = found.filter((connection) -> connection.name().toLowerCase(Locale.ROOT).contains(part));
		}
		return found.toList();
	}

	private List<MaestroConnection> page(List<MaestroConnection> all, HttpServletRequest request) {
		MaestroSwitches settings = this.switches.get();
		int size = positive("size", request.getParameter("size"), settings.pageSize());
		String page = switch (settings.paging()) {
			case PAGE, REPEAT_LAST -> request.getParameter("page");
			case START_PAGE -> request.getParameter("start_page");
			case IGNORE -> null;
		};
		if (settings.paging() == MaestroSwitches.Paging.IGNORE) {
			return all;
		}
		long from = (positive("page", page, 1) - 1L) * size;
		if (from >= all.size() && settings.paging() == MaestroSwitches.Paging.REPEAT_LAST) {
			from = (all.size() - 1L) / size * size;
		}
		return all.stream().skip(Math.max(0, from)).limit(size).toList();
	}

	private static int positive(String parameter, @Nullable String value, int fallback) {
		if (value == null || value.isEmpty()) {
			return fallback;
		}
		if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) == 0) {
			throw MaestroFailure.message(400, parameter + " must be greater than zero");
		}
		return Integer.parseInt(value);
	}

}
