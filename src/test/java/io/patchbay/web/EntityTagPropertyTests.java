package io.patchbay.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.patchbay.Seeds;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagPropertyTests {

	private static final String TAG = "!#$%&'()*+,-/:;<=>?@[]^_`{|}~abcXYZ019\\";

	@Test
	void everyListOfTagsIsReadAndWeakOnesAreNone() {
		Seeds.check((random) -> {
			List<String> strong = new ArrayList<>();
			StringBuilder header = new StringBuilder(random.nextBoolean() ? "" : " , ");
			int tags = 1 + random.nextInt(5);
			for (int i = 0; i < tags; i++) {
				String state = tag(random);
				boolean weak = random.nextInt(4) == 0;
				header.append((i > 0) ? (random.nextBoolean() ? "," : " ,  ") : "")
					.append(weak ? "W/" : "")
					.append('"')
					.append(state)
					.append('.')
					.append(tag(random))
					.append('"');
				if (!weak) {
					strong.add(state);
				}
			}
			List<String> states = EntityTags.states(header.toString());
			assertThat(states).describedAs(header.toString()).hasSize(tags).containsAll(strong);
			// What stands for a weak tag has quotes, which no state has.
			assertThat(states.stream().filter((state) -> !state.contains("\""))).containsExactlyElementsOf(strong);
		});
	}

	@Test
	void anyOtherTextIsRefusedAndNeverTakenForNothing() {
		Seeds.check((random) -> {
			String header = Seeds.text(random, 20);
			try {
				assertThat(EntityTags.states(header)).isNotEmpty();
			}
			catch (GatewayException.Invalid ex) {
				assertThat(ex.errors()).isNotEmpty();
			}
		});
	}

	private static String tag(Random random) {
		StringBuilder tag = new StringBuilder();
		for (int left = random.nextInt(12); left > 0; left--) {
			tag.append(TAG.charAt(random.nextInt(TAG.length())));
		}
		return tag.toString();
	}

}
