package io.patchbay.sandbox;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Gives the sandbox's filters what the servlet API hides: a way to close the TCP
 * connection without an answer, and the address at its other end.
 */
class WireValve extends ValveBase {

	private static final String ATTRIBUTE = WireValve.class.getName();

	private static final String CLOSED = ATTRIBUTE + ".closed";

	WireValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// A broken request line has no path.
		String path = request.getRequestURI();
		if (path != null && path.startsWith("/sandbox")) {
			request.setAttribute(ATTRIBUTE, new Wire(request, response));
		}
		getNext().invoke(request, response);
	}

	/**
	 * Closes the connection now. What was already written and flushed has left; nothing
	 * more follows, not even a status line.
	 * @param request the request
	 * @throws IllegalStateException when there is no real connection, as in a mock
	 */
	static void close(ServletRequest request) {
		Wire wire = wire(request);
		if (wire == null) {
			throw new IllegalStateException("There is no TCP connection to close");
		}
		request.setAttribute(CLOSED, Boolean.TRUE);
		wire.response().getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
	}

	/**
	 * Whether {@link #close} ended this request.
	 * @param request the request
	 * @return true when its connection was closed without an answer
	 */
	static boolean isClosed(ServletRequest request) {
		return request.getAttribute(CLOSED) != null;
	}

	/**
	 * The address of the TCP peer, which no forwarding header can change.
	 * @param request the request
	 * @return the address
	 */
	static String peer(ServletRequest request) {
		Wire wire = wire(request);
		if (wire == null) {
			return request.getRemoteAddr();
		}
		org.apache.coyote.Request coyote = wire.request().getCoyoteRequest();
		coyote.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, coyote);
		return coyote.remoteAddr().toString();
	}

	private static @Nullable Wire wire(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof Wire wire) ? wire : null;
	}

	private record Wire(Request request, Response response) {
	}

}
