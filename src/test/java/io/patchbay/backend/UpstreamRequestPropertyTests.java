package io.patchbay.backend;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.patchbay.Seeds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamRequestPropertyTests {

	@Test
	void anyIdIsOneSegmentOfThePath() {
		Seeds.check((random) -> {
			String id = "i" + Seeds.text(random, 30);
			String other = "o" + Seeds.text(random, 30);
			URI target = URI
				.create("http://upstream" + UpstreamRequest.get("/v1/things/{}/parts/{}", id, other).target());
			assertThat(target.getRawQuery()).isNull();
			assertThat(target.getRawFragment()).isNull();
			assertThat(target.getRawAuthority()).isEqualTo("upstream");
			assertThat(target.normalize()).isEqualTo(target);
			String[] segments = target.getRawPath().split("/", -1);
			assertThat(segments).hasSize(6).startsWith("", "v1", "things").doesNotContain(".", "..");
			assertThat(decoded(segments[3])).isEqualTo(id);
			assertThat(decoded(segments[5])).isEqualTo(other);
		});
	}

	@Test
	void anyValueIsOneParameterOfTheQuery() {
		Seeds.check((random) -> {
			String value = Seeds.text(random, 30);
			URI target = URI.create("http://upstream"
					+ UpstreamRequest.get("/v1/things").query("name", value).query("limit", 7).target());
			String[] query = target.getRawQuery().split("&", -1);
			assertThat(query).hasSize(2).contains("limit=7");
			assertThat(decoded(query[0].substring("name=".length()))).isEqualTo(value);
		});
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

}
