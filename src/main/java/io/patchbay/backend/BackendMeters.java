package io.patchbay.backend;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;

/**
 * What is counted of one backend: its calls, and how those who guard them stand. Each
 * meter is looked up once, as every call passes here. What has no other tags is there
 * from the start, so that its first count is seen as one.
 */
final class BackendMeters {

	private static final String PREFIX = "patchbay.upstream.";

	private final MeterRegistry registry;

	private final Tags tags;

	private final Map<String, Map<String, CallMeters>> calls = new ConcurrentHashMap<>();

	private final List<Guards> guards = new CopyOnWriteArrayList<>();

	private final Counter renewed;

	private final Counter notRenewed;

	private final Counter noRoom;

	private final Counter circuitOpen;

	private final Counter unknown;

	private final CrowdLog crowd;

	/**
	 * Starts to count.
	 * @param registry where the meters are
	 * @param backend the backend
	 * @param mostCalls how many calls of a kind may be under way at once
	 */
	BackendMeters(MeterRegistry registry, BackendId backend, int mostCalls) {
		this.registry = registry;
		this.tags = Tags.of("backend", backend.value());
		this.crowd = new CrowdLog(backend, mostCalls, System::nanoTime);
		this.renewed = tokens("success");
		this.notRenewed = tokens("failure");
		this.noRoom = refused("concurrency");
		this.circuitOpen = refused("circuit");
		this.unknown = Counter.builder(PREFIX + "unknown.outcomes")
			.description("Changes that may have arrived, and of which no answer tells whether they happened")
			.tags(this.tags)
			.register(registry);
		Gauge.builder(PREFIX + "max.concurrent.calls", () -> mostCalls)
			.description("How many reads, how many writes and how many sign-ins may be under way at once")
			.tags(this.tags)
			.register(registry);
		Gauge.builder(PREFIX + "concurrent.calls", this, BackendMeters::underWay)
			.description("Reads, writes or sign-ins under way, whichever are the most")
			.tags(this.tags)
			.strongReference(true)
			.register(registry);
		for (BackendHealth.Circuit state : BackendHealth.Circuit.values()) {
			Gauge.builder(PREFIX + "circuit.state", this, (meters) -> (meters.circuit() == state) ? 1 : 0)
				.description("1 for the state of the circuit that is the least closed of the backend's")
				.tags(this.tags)
				.tag("state", state.name().toLowerCase(Locale.ROOT))
				.strongReference(true)
				.register(registry);
		}
	}

	private Counter tokens(String outcome) {
		return Counter.builder(PREFIX + "token.refreshes")
			.description("Tokens that were asked for because there was none, or none that would last")
			.tags(this.tags)
			.tag("outcome", outcome)
			.register(this.registry);
	}

	private Counter refused(String reason) {
		return Counter.builder(PREFIX + "refused")
			.description("Calls that the gateway did not make: too many under way, or an open circuit")
			.tags(this.tags)
			.tag("reason", reason)
			.register(this.registry);
	}

	/**
	 * Takes guards in, whose state is shown.
	 * @param guard the guards of one kind of calls
	 */
	void watch(Guards guard) {
		this.guards.add(guard);
	}

	/**
	 * The meters of one kind of call.
	 * @param method the HTTP method
	 * @param path the path, with holes for what differs from call to call
	 * @return the meters, the same ones every time
	 */
	CallMeters of(String method, String path) {
		Map<String, CallMeters> byMethod = this.calls.get(path);
		CallMeters known = (byMethod != null) ? byMethod.get(method) : null;
		return (known != null) ? known : named(path, method, method + " " + CallMeters.template(path));
	}

	/**
	 * The meters of the calls that get a token, whatever the platform has for it.
	 * @return the meters, the same ones every time
	 */
	CallMeters ofSignIn() {
		return named("sign-in", "", "sign-in");
	}

	private CallMeters named(String path, String method, String operation) {
		return this.calls.computeIfAbsent(path, (_) -> new ConcurrentHashMap<>())
			.computeIfAbsent(method,
					(_) -> new CallMeters(this.registry, this.tags.and(Tag.of("operation", operation)), this));
	}

	void renewed(boolean success) {
		(success ? this.renewed : this.notRenewed).increment();
	}

	// The call itself is told by what became of it: a time-out, a lost connection.
	void outcomeUnknown() {
		this.unknown.increment();
	}

	void refusedByCircuit() {
		this.circuitOpen.increment();
	}

	void refusedForWantOfRoom() {
		this.noRoom.increment();
		this.crowd.refused();
	}

	private int underWay() {
		return this.guards.stream().mapToInt(Guards::underWay).max().orElse(0);
	}

	// The constants go from good to bad to in between.
	private BackendHealth.Circuit circuit() {
		return this.guards.stream()
			.map(Guards::circuitNow)
			.max(Comparator.comparing((state) -> (state == BackendHealth.Circuit.OPEN) ? 2 : state.ordinal() / 2))
			.orElse(BackendHealth.Circuit.CLOSED);
	}

}
