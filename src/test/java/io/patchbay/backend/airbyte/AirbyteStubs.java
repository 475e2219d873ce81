package io.patchbay.backend.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How Airbyte's public API looks on the wire.
 */
final class AirbyteStubs {

	static final String ROOT = "/api/public/v1";

	static final int PAGE = 100;

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private AirbyteStubs() {
	}

	static String connectionId(int number) {
		return String.format(Locale.ROOT, "0c0ffee0-0000-4000-8000-%012d", number);
	}

	static String workspaceId(int number) {
		return String.format(Locale.ROOT, "3e000000-0000-4000-8000-%012d", number + 1);
	}

	static MappingBuilder get(String path) {
		return WireMock.get(WireMock.urlPathEqualTo(ROOT + path));
	}

	static MappingBuilder signIn() {
		return WireMock.post(WireMock.urlPathEqualTo(ROOT + "/applications/token"));
	}

	static ResponseDefinitionBuilder problem(int status, String file) {
		return WireMock.jsonResponse(text(file), status);
	}

	static String text(String file) {
		try (InputStream stream = Objects.requireNonNull(AirbyteStubs.class.getResourceAsStream(file), file)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ObjectNode object(String file) {
		return (ObjectNode) MAPPER.readTree(text(file));
	}

	static ObjectNode connection(int number) {
		return object("connection.json").put("connectionId", connectionId(number)).put("name", "Connection " + number);
	}

	/**
	 * Answers a list by limit and offset, with a {@code next} that leads nowhere on every
	 * page that is not empty.
	 */
	static void list(WireMockExtension upstream, String path, List<String> items) {
		upstream.stubFor(get(path).atPriority(9).willReturn(WireMock.okJson(page(List.of()))));
		for (int offset = 0; offset <= items.size(); offset++) {
			List<String> rows = items.subList(offset, Math.min(offset + PAGE, items.size()));
			upstream.stubFor(get(path).withQueryParam("limit", WireMock.equalTo("100"))
				.withQueryParam("offset", WireMock.equalTo(String.valueOf(offset)))
				.willReturn(WireMock.okJson(page(rows))));
		}
	}

	static String page(List<String> rows) {
		String next = rows.isEmpty() ? "" : "https://api.example.com/v1/connections?limit=100&offset=100";
		return "{\"previous\":\"\",\"next\":\"" + next + "\",\"data\":[" + String.join(",", rows) + "]}";
	}

}
