package io.patchbay.backend;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.BackendProperties.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CurrentAuthTests {

	private final Auth first = auth(Mode.HELD, "password-one");

	private final Secrets secrets = new Secrets();

	private final AtomicReference<Supplier<Auth>> configuration = new AtomicReference<>(() -> this.first);

	private long time;

	private final CurrentAuth current = new CurrentAuth("eu", this.first, () -> this.configuration.get().get(),
			this.secrets, () -> this.time);

	@Test
	void exchangedValuesAreUsedAndHidden(CapturedOutput output) {
		assertThat(this.current.get()).isSameAs(this.first);
		Auth other = auth(Mode.HELD, "password-two");
		this.configuration.set(() -> other);
		this.time += 999_999_999;
		assertThat(this.current.get()).as("once a second at most").isSameAs(this.first);
		this.time++;
		assertThat(this.current.get()).isSameAs(other);
		assertThat(later()).isSameAs(other);
		assertThat(this.secrets.masked("password-two")).isEqualTo("***");
		assertThat(output).containsOnlyOnce("The credentials of the backend 'eu' have changed")
			.doesNotContain("password");
	}

	@Test
	void whatCannotBeReadOrIsOfAnotherKindChangesNothing(CapturedOutput output) {
		this.configuration.set(() -> {
			throw new IllegalArgumentException("password-bad");
		});
		assertThat(later()).isSameAs(this.first);
		assertThat(later()).isSameAs(this.first);
		assertThat(output).containsOnlyOnce("'eu' cannot be read (IllegalArgumentException)")
			.doesNotContain("password-bad");
		for (Auth unlike : new Auth[] { auth(Mode.CALLER, "password-two"), auth(Mode.HELD, " "),
				new Auth(Mode.HELD, "token", null, null, null, null, null, null, null) }) {
			this.configuration.set(() -> unlike);
			assertThat(later()).isSameAs(this.first);
		}
	}

	private Auth later() {
		this.time += 1_000_000_000;
		return this.current.get();
	}

	private static Auth auth(Mode mode, String password) {
		return new Auth(mode, null, null, null, "somebody", password, null, null, null);
	}

}
