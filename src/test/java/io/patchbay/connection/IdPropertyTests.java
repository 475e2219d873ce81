package io.patchbay.connection;

import io.patchbay.Seeds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdPropertyTests {

	@Test
	void everyIdIsSplitAtItsFirstTildeAndWrittenAsItWasRead() {
		Seeds.check((random) -> {
			String backend = "b" + random.nextInt(1000);
			String upstream = Seeds.text(random, 60);
			String text = backend + "~" + upstream;
			boolean fine = !upstream.isEmpty() && !upstream.equals(".") && !upstream.equals("..")
					&& upstream.chars().noneMatch(Character::isISOControl);
			if (!fine) {
				assertThatIllegalArgumentException().isThrownBy(() -> ConnectionId.parse(text));
				return;
			}
			ConnectionId id = ConnectionId.parse(text);
			assertThat(id).hasToString(text).isEqualTo(new ConnectionId(new BackendId(backend), upstream));
			assertThat(id.backend()).hasToString(backend);
			assertThat(id.upstreamId()).isEqualTo(upstream);
			assertThat(WorkspaceId.parse(text)).hasToString(text);
			assertThat(SyncId.parse(text)).hasToString(text);
		});
	}

	@Test
	void whatIsReadIsWhatWasWrittenOrRefused() {
		Seeds.check((random) -> {
			String text = Seeds.text(random, 10);
			try {
				assertThat(ConnectionId.parse(text)).hasToString(text);
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

}
