package io.patchbay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends every request of {@code openapi/tour.http}, as the HTTP client of an IDE does.
 */
@GatewayTest
class TourHttpTests {

	private static final Pattern SETTING = Pattern.compile("^@(\\w+) = (.+)$", Pattern.MULTILINE);

	private static final Pattern REQUEST = Pattern.compile(
			"^# answers (\\d{3}) ?(.*)\\n(?:@.*\\n)?([A-Z]+) \\{\\{host}}(\\S+)\\n((?:[\\w-]+: .*\\n?)*)",
			Pattern.MULTILINE);

	private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

	private final Map<String, String> variables = new HashMap<>();

	private GatewayClient gateway;

	@BeforeEach
	void begin(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port).as("");
		this.gateway.heal();
	}

	@AfterEach
	void heal() {
		this.gateway.heal();
	}

	@Test
	void everyRequestIsAnsweredAsItSays() throws IOException {
		String[] parts = Files.readString(Path.of("openapi", "tour.http")).split("(?m)^###.*\\n");
		set(parts[0]);
		assertThat(parts).hasSizeGreaterThan(15);
		for (int i = 1; i < parts.length; i++) {
			set(parts[i]);
			send(parts[i]);
		}
	}

	private void set(String part) {
		SETTING.matcher(part)
			.results()
			// A value in angle brackets is for the reader to fill in, from the answer
			// before.
			.filter((setting) -> !setting.group(2).startsWith("<"))
			.forEach((setting) -> this.variables.put(setting.group(1), setting.group(2)));
	}

	private void send(String part) {
		Matcher request = REQUEST.matcher(part);
		assertThat(request.find()).as(part).isTrue();
		List<String> headers = new ArrayList<>();
		request.group(5).lines().forEach((line) -> headers.addAll(List.of(filled(line).split(": ", 2))));
		int body = part.indexOf("\n\n{");
		HttpResponse<String> response = this.gateway.send(request.group(3), filled(request.group(4)),
				(body >= 0) ? part.substring(body).strip() : null, headers.toArray(String[]::new));
		assertThat(response.statusCode()).as(part + response.body()).isEqualTo(Integer.parseInt(request.group(1)));
		assertThat(response.body()).contains(request.group(2).strip());
		if (part.contains("/cleanup-plans\n")) {
			this.variables.put("plan", GatewayClient.json(response).path("id").stringValue());
		}
	}

	private String filled(String text) {
		return VARIABLE.matcher(text)
			.replaceAll((MatchResult variable) -> Matcher
				.quoteReplacement(this.variables.getOrDefault(variable.group(1), "nothing-is-set")));
	}

}
