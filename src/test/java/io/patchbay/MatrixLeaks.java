package io.patchbay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.resilience4j.bulkhead.Bulkhead;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Looks into backends for what calls may have left behind. No bean shows it, so that the
 * fields are followed from the backend on.
 */
final class MatrixLeaks {

	private static final String OURS = "io.patchbay.";

	/** More than any call needs. */
	private static final double PLENTY = 10;

	private final List<Bulkhead> bulkheads = new ArrayList<>();

	private final List<CloseableHttpClient> clients = new ArrayList<>();

	private final List<Object> budgets = new ArrayList<>();

	MatrixLeaks(Collection<?> backends) {
		Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> left = new ArrayDeque<>(backends);
		while (!left.isEmpty()) {
			Object next = left.pop();
			if (met.add(next)) {
				follow(next, left);
			}
		}
		if (this.clients.isEmpty() || this.bulkheads.isEmpty() || this.budgets.isEmpty()) {
			throw new IllegalStateException("The backends hold no HTTP client, no bulkhead, or no budget");
		}
	}

	private void follow(Object object, Deque<Object> left) {
		if (object instanceof Bulkhead bulkhead) {
			this.bulkheads.add(bulkhead);
		}
		else if (object instanceof CloseableHttpClient client) {
			this.clients.add(client);
		}
		else if (object.getClass().getName().startsWith(OURS) && !object.getClass().isEnum()) {
			if (object.getClass().getSimpleName().equals("RetryBudget")) {
				this.budgets.add(object);
			}
			for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
						field.setAccessible(true);
						Object value = ReflectionTestUtils.getField(object, field.getName());
						if (value != null) {
							left.push(value);
						}
					}
				}
			}
		}
	}

	/**
	 * Lets each read be repeated as often as may be, however many were before.
	 */
	void refill() {
		this.budgets.forEach((budget) -> ReflectionTestUtils.setField(budget, "left", PLENTY));
	}

	/**
	 * Whether no call is under way any more.
	 * @return what is still in use, empty when nothing is
	 */
	List<String> inUse() {
		List<String> used = new ArrayList<>();
		for (Bulkhead bulkhead : this.bulkheads) {
			Bulkhead.Metrics metrics = bulkhead.getMetrics();
			int taken = metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
			if (taken != 0) {
				used.add(taken + " places of " + bulkhead.getName());
			}
		}
		for (CloseableHttpClient client : this.clients) {
			PoolStats stats = ((ConnPoolControl<?>) ReflectionTestUtils.getField(client, "connManager"))
				.getTotalStats();
			if (stats.getLeased() != 0 || stats.getPending() != 0) {
				used.add("connections: " + stats);
			}
		}
		return used;
	}

	int watched() {
		return this.bulkheads.size() + this.clients.size();
	}

	/**
	 * The threads, virtual ones included, that are at work in some code.
	 * @param code a part of the names of its classes
	 * @return how many there are
	 */
	static long threadsIn(String code) {
		try {
			Path file = Files.createTempFile("threads", ".txt");
			Files.delete(file);
			ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
				.dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
			String dump = Files.readString(file);
			Files.delete(file);
			return List.of(dump.split("\n\n")).stream().filter((thread) -> thread.contains(code)).count();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/**
	 * The threads of the platform, by name.
	 * @return their names without numbers, each with how many there are
	 */
	static Map<String, Long> platformThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.collect(java.util.stream.Collectors.groupingBy((thread) -> thread.getName().replaceAll("\\d+", "N"),
					java.util.TreeMap::new, java.util.stream.Collectors.counting()));
	}

}
