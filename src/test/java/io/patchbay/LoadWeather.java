package io.patchbay;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Breaks a platform, heals it, and lets tokens expire, in turns.
 */
final class LoadWeather implements Runnable {

	private static final Duration SPELL = Duration.ofMillis(1500);

	private static final List<String> PLATFORMS = List.of("airbyte", "maestro", "wallaroo");

	private static final List<String> FAULTS = List.of("'kind':'hang'", "'kind':'status','status':500",
			"'kind':'status','status':503", "'kind':'html-502'", "'kind':'drop'", "'kind':'commit-then-drop'",
			"'kind':'rate-limit'", "'kind':'unauthorized'", "'kind':'malformed-json'", "'kind':'truncated'",
			"'kind':'wrong-content-type'", "'kind':'slow-drip'", "'kind':'redirect'", "'kind':'delay','delayMs':300");

	private final Random random = new Random(1);

	private final GatewayClient client;

	private final long end;

	LoadWeather(GatewayClient client, long end) {
		this.client = client;
		this.end = end;
	}

	@Override
	public void run() {
		for (int turn = 0; System.nanoTime() < this.end; turn++) {
			if (turn % 3 == 2) {
				this.client.send("DELETE", "/sandbox/faults", null);
			}
			else {
				this.client.breakPlatform("{'platform':'" + oneOf(PLATFORMS) + "'," + oneOf(FAULTS) + "}");
			}
			this.client.send("POST", "/sandbox/clock", "{\"advance\":\"PT20M\"}", "Content-Type", "application/json");
			// A spell of weather has a length; nothing is waited for here.
			LockSupport.parkNanos(SPELL.toNanos());
		}
		this.client.send("DELETE", "/sandbox/faults", null);
	}

	private String oneOf(List<String> some) {
		return some.get(this.random.nextInt(some.size()));
	}

}
