package io.patchbay.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault in force: a rule, and how often it has struck.
 */
final class Fault {

	private final int id;

	private final FaultRule rule;

	private final CountDownLatch removed = new CountDownLatch(1);

	private int seen;

	private int struck;

	Fault(int id, FaultRule rule) {
		this.id = id;
		this.rule = rule;
	}

	int id() {
		return this.id;
	}

	FaultRule rule() {
		return this.rule;
	}

	/**
	 * Counts a matching call and decides whether it is hit.
	 * @param taken whether an older fault hits it already
	 * @return true when this fault strikes
	 */
	synchronized boolean strikes(boolean taken) {
		boolean passes = this.seen < this.rule.after();
		if (passes) {
			this.seen++;
		}
		Integer times = this.rule.times();
		if (taken || passes || (times != null && this.struck >= times)) {
			return false;
		}
		this.struck++;
		return true;
	}

	/**
	 * Waits, but not longer than this fault exists.
	 * @param time how long
	 */
	void await(Duration time) {
		try {
			this.removed.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void remove() {
		this.removed.countDown();
	}

	synchronized ObjectNode json() {
		ObjectNode json = SandboxJson.object();
		json.put("id", this.id);
		json.put("platform", this.rule.platform());
		json.put("kind", this.rule.kind().label());
		put(json, "method", this.rule.method());
		put(json, "path", (this.rule.path() != null) ? this.rule.path().pattern() : null);
		put(json, "times", this.rule.times());
		json.put("after", this.rule.after());
		json.put("delayMs", this.rule.delayMs());
		put(json, "status", this.rule.status());
		json.set("headers", SandboxJson.tree(this.rule.headers()));
		put(json, "body", this.rule.body());
		json.put("struck", this.struck);
		return json;
	}

	private static void put(ObjectNode json, String field, @Nullable Object value) {
		if (value != null) {
			json.set(field, SandboxJson.tree(value));
		}
	}

}
