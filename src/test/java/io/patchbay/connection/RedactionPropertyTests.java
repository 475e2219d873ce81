package io.patchbay.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.patchbay.Seeds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionPropertyTests {

	private static final List<String> VISIBLE = List.of("host", "port", "ssl");

	private static final Redaction POLICY = new Redaction(Set.copyOf(VISIBLE), "key");

	@Test
	void noLeafIsShownUnlessItsKeyIsHarmless() {
		Seeds.check((random) -> {
			List<String> hidden = new ArrayList<>();
			List<String> shown = new ArrayList<>();
			Map<String, Object> values = map(random, 4, hidden, shown);
			String text = new Settings(values).redacted(POLICY, "wallaroo~1").toString();
			assertThat(hidden).noneMatch(text::contains);
			assertThat(shown).allMatch(text::contains);
			assertThat(new Settings(values).reveal()).isEqualTo(values);
		});
	}

	private static Map<String, Object> map(Random random, int depth, List<String> hidden, List<String> shown) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int left = 1 + random.nextInt(4); left > 0; left--) {
			boolean visible = random.nextInt(3) == 0;
			String key = visible ? VISIBLE.get(random.nextInt(VISIBLE.size())) : "k" + random.nextInt(100);
			if (!map.containsKey(key)) {
				map.put(key, value(random, depth, visible, hidden, shown));
			}
		}
		return map;
	}

	private static Object value(Random random, int depth, boolean visible, List<String> hidden, List<String> shown) {
		int kind = random.nextInt((depth > 0) ? 6 : 4);
		if (kind == 4) {
			return map(random, depth - 1, hidden, shown);
		}
		if (kind == 5) {
			List<Object> list = new ArrayList<>();
			for (int left = random.nextInt(4); left > 0; left--) {
				list.add(value(random, depth - 1, visible, hidden, shown));
			}
			return list;
		}
		// Long enough not to be part of anything else by chance.
		long number = 1_000_000_000_000_000L + random.nextLong(8_000_000_000_000_000L);
		if (kind == 3 && visible) {
			hidden.add("p" + number);
			return "jdbc:x://user:p" + number + "@db/x";
		}
		(visible ? shown : hidden).add(String.valueOf(number));
		return (kind == 0) ? (Object) number : Seeds.text(random, 5).replace("@", "") + number;
	}

}
