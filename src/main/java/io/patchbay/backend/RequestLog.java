package io.patchbay.backend;

import io.patchbay.connection.CallContext;
import org.slf4j.MDC;

/**
 * Lets what is logged in another thread than that of the request tell which request it
 * was. It is done when there is something to log: most calls log nothing.
 */
final class RequestLog {

	private static final String REQUEST_ID = "requestId";

	private RequestLog() {
	}

	static void within(Runnable logging) {
		String id = CallContext.current().requestId();
		if (id == null || MDC.get(REQUEST_ID) != null) {
			logging.run();
			return;
		}
		try (MDC.MDCCloseable _ = MDC.putCloseable(REQUEST_ID, id)) {
			logging.run();
		}
	}

}
