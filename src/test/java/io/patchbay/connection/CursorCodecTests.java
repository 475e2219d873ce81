package io.patchbay.connection;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorCodecTests {

	private final CursorCodec codec = new CursorCodec();

	@Test
	void cursorSurvivesTheRoundTrip() {
		Seen seen = Seen.NOTHING.plus(List.of("a", "b", "1700000000000_ab12cd34_mysql-1.0.0"));
		Cursor cursor = new Cursor(42,
				Map.of(new BackendId("alpha"), Cursor.Place.END, new BackendId("beta"),
						new Cursor.Place(false, "3.17.9f", seen), new BackendId("gamma"),
						new Cursor.Place(false, null, Seen.NOTHING)));
		Cursor read = this.codec.read(this.codec.write(cursor));
		assertThat(read.question()).isEqualTo(42);
		assertThat(read.place(new BackendId("alpha")).done()).isTrue();
		assertThat(read.place(new BackendId("beta")).at()).isEqualTo("3.17.9f");
		assertThat(read.place(new BackendId("beta")).seen().contains("b")).isTrue();
		assertThat(read.place(new BackendId("beta")).seen().contains("c")).isFalse();
		assertThat(read.place(new BackendId("beta")).seen().last("1700000000000_ab12cd34_mysql-1.0.0")).isTrue();
		assertThat(read.place(new BackendId("gamma")).at()).isNull();
	}

	@Test
	void everyChangedCharacterIsNoticed() {
		String text = this.codec
			.write(new Cursor(7, Map.of(new BackendId("alpha"), new Cursor.Place(false, "120", Seen.NOTHING))));
		for (int i = 0; i < text.length(); i++) {
			String changed = text.substring(0, i) + ((text.charAt(i) != 'A') ? 'A' : 'B') + text.substring(i + 1);
			refused(changed);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "../../etc" })
	void nonsenseIsRefused(String text) {
		refused(text);
	}

	@Test
	void memoryOfSeenItemsIsBounded() {
		Seen seen = Seen.NOTHING;
		for (int i = 0; i < 1000; i++) {
			seen = seen.plus(List.of("id" + i));
		}
		assertThat(seen.marks()).hasSize(Seen.CAPACITY);
		assertThat(seen.contains("id999")).isTrue();
		assertThat(seen.contains("id936")).isTrue();
		assertThat(seen.contains("id935")).isFalse();
	}

	private void refused(String text) {
		assertThatExceptionOfType(GatewayException.Invalid.class).isThrownBy(() -> this.codec.read(text))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.INVALID_CURSOR));
	}

}
