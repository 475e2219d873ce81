package io.patchbay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which answers there were under load.
 */
final class LoadLog {

	private static final int TOLD = 20;

	private final AtomicLong asked = new AtomicLong();

	private final AtomicLong succeeded = new AtomicLong();

	private final AtomicLong slowest = new AtomicLong();

	private final Map<String, AtomicLong> answers = new ConcurrentSkipListMap<>();

	private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();

	void asking() {
		this.asked.incrementAndGet();
	}

	void answered(String call, HttpResponse<String> answer, long nanos) {
		this.slowest.accumulateAndGet(Duration.ofNanos(nanos).toMillis(), Math::max);
		int status = answer.statusCode();
		if (status < 400) {
			this.succeeded.incrementAndGet();
			count(String.valueOf(status));
			return;
		}
		String type = answer.headers().firstValue("Content-Type").orElse("");
		String code = type.equals("application/problem+json")
				? GatewayClient.json(answer).path("code").stringValue("none") : "no problem but " + type;
		count(status + " " + code);
		if (status == 500 || status == 400 || status == 401 || !type.equals("application/problem+json")) {
			unexpected(call + " answered " + status + " " + answer.body());
		}
	}

	void unexpected(String what) {
		if (this.unexpected.size() < TOLD) {
			this.unexpected.add(what);
		}
		count("unexpected");
	}

	List<String> unexpected() {
		return List.copyOf(this.unexpected);
	}

	long asked() {
		return this.asked.get();
	}

	long answered() {
		return this.answers.values().stream().mapToLong(AtomicLong::get).sum();
	}

	long succeeded() {
		return this.succeeded.get();
	}

	/** How many answers told of a platform that was broken. */
	long failed() {
		return this.answers.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("5"))
			.mapToLong((entry) -> entry.getValue().get())
			.sum();
	}

	String report(Duration length) {
		return String.format("%d calls in %d s (%d/s), all answered: %s; slowest %d ms", asked(), length.toSeconds(),
				asked() / length.toSeconds(), this.answers, this.slowest.get());
	}

	private void count(String kind) {
		this.answers.computeIfAbsent(kind, (_) -> new AtomicLong()).incrementAndGet();
	}

}
