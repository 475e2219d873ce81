package io.patchbay.backend;

import java.io.IOException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a connection is lost before anything of the request has left, as happens
 * to one that was kept and that the platform has closed meanwhile. The client throws the
 * same exception for a request that may have arrived, but counts the bytes that it sends.
 */
final class RequestSender extends HttpRequestExecutor {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
			@Nullable HttpResponseInformationCallback information, HttpContext context)
			throws IOException, HttpException {
		EndpointDetails details = connection.getEndpointDetails();
		long before = (details != null) ? details.getSentBytesCount() : -1;
		try {
			return super.execute(request, connection, information, context);
		}
		catch (IOException ex) {
			throw (details != null && details.getSentBytesCount() == before) ? new NotSentException(ex) : ex;
		}
	}

}
