package io.patchbay.backend.airbyte;

import java.util.List;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;

/**
 * What is said of requests that Airbyte would refuse, or misunderstand.
 */
final class AirbyteRefusals {

	private AirbyteRefusals() {
	}

	/**
	 * A member of the body that is malformed.
	 * @param pointer where it is
	 * @param detail what is wrong with it
	 * @return the failure
	 */
	static GatewayException invalid(String pointer, String detail) {
		return invalid(List.of(new FieldError(pointer, detail)));
	}

	/**
	 * Members of the body that are malformed.
	 * @param places where, and what is wrong there
	 * @return the failure
	 */
	static GatewayException invalid(List<FieldError> places) {
		return new GatewayException.Invalid(ErrorCode.INVALID_REQUEST, sentence(places)).errors(places);
	}

	/**
	 * A member of the body that is well formed, and that Airbyte cannot store.
	 * @param pointer where it is
	 * @param detail why not
	 * @return the failure
	 */
	static GatewayException unsupported(String pointer, String detail) {
		List<FieldError> places = List.of(new FieldError(pointer, detail));
		return new GatewayException.Unprocessable(ErrorCode.UNSUPPORTED_VALUE, sentence(places)).errors(places);
	}

	/**
	 * A source or a destination that does not exist for us.
	 * @param places where it is named
	 * @return the failure
	 */
	static GatewayException unknown(List<FieldError> places) {
		return new GatewayException.Unprocessable(ErrorCode.UPSTREAM_REJECTED, sentence(places)).errors(places);
	}

	private static String sentence(List<FieldError> places) {
		FieldError first = places.getFirst();
		String more = (places.size() > 1) ? " There are more mistakes." : "";
		return "'" + first.pointer() + "' " + first.detail() + "." + more;
	}

}
