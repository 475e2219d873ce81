package io.patchbay.training;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls over HTTP, as any client would, and accepts no other answer than the one that it
 * expects. It uses the client that the gateway uses, so that the cache is not filled with
 * the classes of another.
 */
final class TrainingCaller {

	private static final RequestConfig PATIENCE = RequestConfig.custom()
		.setResponseTimeout(Timeout.ofSeconds(60))
		.build();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final CloseableHttpClient HTTP = HttpClients.custom()
		.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(TrainingCalls.CALLERS)
			.setMaxConnPerRoute(TrainingCalls.CALLERS)
			.build())
		.setDefaultRequestConfig(PATIENCE)
		.disableContentCompression()
		.disableCookieManagement()
		.disableAuthCaching()
		.disableRedirectHandling()
		.disableAutomaticRetries()
		.build();

	private final String root;

	private final String key;

	TrainingCaller(String root, String key) {
		this.root = root;
		this.key = key;
	}

	TrainingCaller as(String other) {
		return new TrainingCaller(this.root, other);
	}

	Answer get(String path, int status, String... headers) throws IOException {
		return send("GET", path, null, status, headers);
	}

	JsonNode json(String path, String... headers) throws IOException {
		return get(path, 200, headers).json();
	}

	Answer send(String method, String path, @Nullable String body, int status, String... headers) throws IOException {
		HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(this.root + path));
		request.setHeader("X-Api-Key", this.key);
		if (body != null) {
			request.setEntity(new StringEntity(body,
					ContentType.create(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")));
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		Answer answer = HTTP.execute(request, TrainingCaller::read);
		if (answer.status() != status) {
			throw new IllegalStateException(method + " " + path + " answered " + answer.status() + " instead of "
					+ status + ": " + answer.body());
		}
		return answer;
	}

	private static Answer read(ClassicHttpResponse response) throws IOException, HttpException {
		Header tag = response.getFirstHeader("ETag");
		String body = (response.getEntity() != null)
				? EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8) : "";
		return new Answer(response.getCode(), (tag != null) ? tag.getValue() : null, body);
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param entityTag the entity tag, if there is one
	 * @param body the body
	 */
	record Answer(int status, @Nullable String entityTag, String body) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

	}

}
