package io.patchbay.sandbox.wallaroo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The orchestrations of the pretend Wallaroo.
 */
@Component
@Profile("sandbox")
class WallarooOrchestrations {

	private static final Instant EPOCH = Instant.parse("2025-05-01T10:00:00.654321Z");

	private final Map<UUID, WallarooOrchestration> orchestrations = new LinkedHashMap<>();

	private final WallarooWorkspaces workspaces;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooOrchestrations(WallarooWorkspaces workspaces, SandboxSwitches<WallarooSwitches> switches,
			SandboxClock clock) {
		this.workspaces = workspaces;
		this.switches = switches;
		this.clock = clock;
		reset();
	}

	synchronized void reset() {
		this.orchestrations.clear();
		seed(1, "load-analytics", EPOCH, Duration.ZERO, false);
		seed(2, "nightly-failure", EPOCH, Duration.ZERO, false);
		seed(3, "huge-load-timed-out", EPOCH, Duration.ZERO, false);
		seed(4, "stuck-loader", EPOCH, Duration.ZERO, false);
		seed(5, "still-packaging", this.clock.instant(), this.switches.get().packagingTime(), false);
		seed(6, "forever-packaging", EPOCH, null, false);
		seed(7, "broken-archive", EPOCH, Duration.ZERO, true);
	}

	synchronized List<WallarooOrchestration> all() {
		return List.copyOf(this.orchestrations.values());
	}

	synchronized @Nullable WallarooOrchestration find(UUID id) {
		return this.orchestrations.get(id);
	}

	WallarooOrchestration get(UUID id) {
		WallarooOrchestration found = find(id);
		if (found == null) {
			throw WallarooFailure.notFound("Orchestration not found: " + id);
		}
		return found;
	}

	synchronized WallarooOrchestration upload(int workspace, @Nullable String name, String fileName, byte[] content) {
		this.workspaces.get(workspace);
		WallarooOrchestration uploaded = new WallarooOrchestration(UUID.randomUUID(), workspace, sha(content), name,
				fileName, this.clock.instant(), this.switches.get().packagingTime(), false, content);
		this.orchestrations.put(uploaded.id(), uploaded);
		return uploaded;
	}

	private void seed(int number, String name, Instant createdAt, @Nullable Duration packagingTime, boolean broken) {
		byte[] content = zip("print('" + name + "')\n");
		UUID id = WallarooUsers.id(0x0a, number);
		this.orchestrations.put(id, new WallarooOrchestration(id, WallarooWorkspaces.ANALYTICS, sha(content), name,
				name + ".zip", createdAt, packagingTime, broken, content));
	}

	private static byte[] zip(String program) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			ZipEntry entry = new ZipEntry("main.py");
			// a fixed time keeps the digest the same at every start
			entry.setTime(0);
			zip.putNextEntry(entry);
			zip.write(program.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static String sha(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
