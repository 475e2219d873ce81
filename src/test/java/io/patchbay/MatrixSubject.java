package io.patchbay;

import java.net.http.HttpResponse;
import java.util.function.IntSupplier;

/**
 * What a cell does.
 *
 * @param method the caller's method
 * @param path the path to call
 * @param body the body, {@code null} for none
 * @param effects how often the platform has done it so far, -1 when it has done half
 */
record MatrixSubject(String method, String path, String body, IntSupplier effects) {

	HttpResponse<String> call(GatewayClient client, String... headers) {
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 2, headers.length);
		all[0] = "Content-Type";
		all[1] = this.method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
		return client.send(this.method, this.path, this.body, all);
	}

}
