package io.patchbay.connection;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.patchbay.Seeds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorPropertyTests {

	private final CursorCodec codec = new CursorCodec();

	@Test
	void everyCursorSurvivesTheRoundTrip() {
		Seeds.check((random) -> {
			Cursor cursor = cursor(random);
			Cursor read = this.codec.read(this.codec.write(cursor));
			assertThat(read.question()).isEqualTo(cursor.question());
			assertThat(read.places()).usingRecursiveComparison().isEqualTo(cursor.places());
		});
	}

	@Test
	void everyChangedByteIsNoticed() {
		Seeds.check((random) -> {
			byte[] bytes = Base64.getUrlDecoder().decode(this.codec.write(cursor(random)));
			bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			assertThatExceptionOfType(GatewayException.Invalid.class)
				.isThrownBy(() -> this.codec.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
		});
	}

	@Test
	void anyTextIsRefusedAndNeverFailsOtherwise() {
		Seeds.check((random) -> {
			String text = Seeds.text(random, 80);
			assertThatExceptionOfType(GatewayException.Invalid.class).isThrownBy(() -> this.codec.read(text));
		});
	}

	private static Cursor cursor(Random random) {
		Map<BackendId, Cursor.Place> places = new HashMap<>();
		for (int left = random.nextInt(6); left > 0; left--) {
			places.put(new BackendId("b" + random.nextInt(1000)), place(random));
		}
		return new Cursor(random.nextLong(), places);
	}

	private static Cursor.Place place(Random random) {
		if (random.nextInt(4) == 0) {
			return Cursor.Place.END;
		}
		List<String> ids = new ArrayList<>();
		for (int left = random.nextInt(100); left > 0; left--) {
			ids.add(Seeds.text(random, 30));
		}
		String at = Seeds.text(random, 60);
		return new Cursor.Place(false, at.isEmpty() ? null : at, Seen.NOTHING.plus(ids));
	}

}
