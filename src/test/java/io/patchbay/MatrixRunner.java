package io.patchbay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Does the cells of one operation on one platform, one after the other.
 */
final class MatrixRunner {

	private static final long PATIENCE_MILLIS = 1200;

	private final GatewayClient client;

	private final MatrixPlatforms platforms;

	private final MatrixClientLog log;

	private final MatrixContract contract;

	private final MatrixTarget target;

	private final MatrixLeaks leaks;

	private final Map<MatrixFault, MatrixSubject> subjects = new EnumMap<>(MatrixFault.class);

	private int startedBefore;

	MatrixRunner(GatewayClient client, MatrixPlatforms platforms, MatrixClientLog log, MatrixContract contract,
			MatrixTarget target, MatrixLeaks leaks) {
		this.client = client;
		this.platforms = platforms;
		this.log = log;
		this.contract = contract;
		this.target = target;
		this.leaks = leaks;
	}

	void prepare(MatrixSubjects factory, List<MatrixFault> faults) {
		if (this.target.startsSync() && this.subjects.isEmpty()) {
			this.startedBefore = factory.prepare(this.target, MatrixFault.NONE).effects().getAsInt();
		}
		faults.forEach((fault) -> this.subjects.put(fault, factory.prepare(this.target, fault)));
	}

	MatrixCell cell(MatrixFault fault) {
		MatrixContract.Expected expected = this.contract.of(this.target, fault);
		MatrixChecks checks = new MatrixChecks(this.target, fault, expected);
		try {
			return (fault.way() == MatrixFault.Way.WIRE) ? overTheWire(fault, expected, checks)
					: inTheSandbox(fault, expected, checks);
		}
		catch (Exception ex) {
			checks.that(String.valueOf(ex), false);
			return new MatrixCell(this.target, fault, "nothing", 0, Duration.ZERO, checks.wrong());
		}
	}

	private MatrixCell inTheSandbox(MatrixFault fault, MatrixContract.Expected expected, MatrixChecks checks)
			throws Exception {
		MatrixSubject subject = this.subjects.get(fault);
		int did = subject.effects().getAsInt();
		int before = recorded();
		int id = breakPlatform(fault);
		try {
			long start = System.nanoTime();
			HttpResponse<String> answer = (fault == MatrixFault.HANG && this.target.patient()) ? impatient(subject, id)
					: subject.call(this.client);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			int tries = recorded() - before;
			String told = checks.answer(answer, took);
			checks.same("tries", tries, expected.tries());
			if (this.target.kind() == MatrixTarget.Kind.LIST && !expected.ok() && !fault.slow()) {
				this.leaks.refill();
				checks.strict(subject.call(this.client, "Prefer", "handling=strict"));
			}
			mend(id);
			settle(subject, did, fault, expected, checks);
			return new MatrixCell(this.target, fault, told, tries, took, checks.wrong());
		}
		finally {
			mend(id);
		}
	}

	private MatrixCell overTheWire(MatrixFault fault, MatrixContract.Expected expected, MatrixChecks checks)
			throws Exception {
		MatrixWire wire = this.platforms.wire(this.target);
		MatrixSubject subject = this.subjects.get(fault);
		int did = subject.effects().getAsInt();
		int connected = this.log.attempts(wire.port());
		AtomicInteger reset = new AtomicInteger();
		this.leaks.refill();
		wire.cut(fault, this.target.before());
		if (fault == MatrixFault.RESET_BEFORE) {
			this.log.listen(wire.port(), (request, client) -> {
				boolean aimed = this.target.meets(request);
				reset.addAndGet((aimed) ? 1 : 0);
				wire.decide(client, aimed);
			});
		}
		try {
			long start = System.nanoTime();
			HttpResponse<String> answer = subject.call(this.client);
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			String told = checks.answer(answer, took);
			int tries = (fault == MatrixFault.RESET_BEFORE) ? reset.get()
					: connections(wire.port(), connected, expected.tries(), checks);
			checks.same("tries", tries, expected.tries());
			checks.that("arrived: " + wire.passed(), wire.passed().stream().noneMatch(this.target::meets));
			wire.mend();
			settle(subject, did, fault, expected, checks);
			return new MatrixCell(this.target, fault, told, tries, took, checks.wrong());
		}
		finally {
			this.log.ignore(wire.port());
			wire.mend();
		}
	}

	// What goes on beside the call that failed first fails a little later.
	private int connections(int port, int before, int tries, MatrixChecks checks) {
		int wanted = this.target.before() + this.target.hopeless() * tries;
		try {
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> this.log.attempts(port) - before >= wanted);
		}
		catch (ConditionTimeoutException ex) {
			// The comparison tells more.
		}
		int attempts = this.log.attempts(port) - before;
		checks.same("connections tried", attempts, wanted);
		return (this.target.hopeless() == 0) ? attempts : (attempts - this.target.before()) / this.target.hopeless();
	}

	private void settle(MatrixSubject subject, int did, MatrixFault fault, MatrixContract.Expected expected,
			MatrixChecks checks) {
		boolean changes = this.target.kind() == MatrixTarget.Kind.WRITE
				|| this.target.kind() == MatrixTarget.Kind.STATUS;
		checks.same("how often it was done", subject.effects().getAsInt() - did, (changes && fault.worked()) ? 1 : 0);
	}

	// The platform gets two minutes: that the gateway waits longer than for other calls
	// is seen, and then the connection is lost.
	private HttpResponse<String> impatient(MatrixSubject subject, int fault) throws Exception {
		CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> subject.call(this.client),
				(task) -> Thread.ofVirtual().start(task));
		try {
			call.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			throw new AssertionError("The gateway did not wait");
		}
		catch (TimeoutException ex) {
			mend(fault);
		}
		return call.get(10, TimeUnit.SECONDS);
	}

	private int breakPlatform(MatrixFault fault) {
		this.leaks.refill();
		if (fault.sandbox().isEmpty()) {
			return 0;
		}
		String kind = fault.sandbox().replace("TRAP", this.platforms.trap());
		if (this.target.patient()) {
			kind = kind.replace("'delayMs':200", "'delayMs':20");
		}
		String aim = (this.target.unsupported()) ? ""
				: "'method':'" + this.target.method() + "','path':'" + this.target.path() + "',";
		HttpResponse<String> made = this.client.send("POST", "/sandbox/faults",
				("{'platform':'" + this.target.platform() + "'," + aim + kind + "}").replace('\'', '"'), "Content-Type",
				"application/json");
		if (made.statusCode() != 201) {
			throw new IllegalStateException(made.body());
		}
		return GatewayClient.json(made).path("id").intValue();
	}

	private void mend(int fault) {
		if (fault > 0) {
			this.client.send("DELETE", "/sandbox/faults/" + fault, null);
		}
	}

	MatrixTarget target() {
		return this.target;
	}

	/**
	 * Looks once more at what must be there once or never, when all that may have been
	 * under way has ended.
	 * @return what is there too often, empty when all is well
	 */
	List<String> remains() {
		List<String> remains = new ArrayList<>();
		if (this.target.startsSync()) {
			int started = this.subjects.get(MatrixFault.NONE).effects().getAsInt() - this.startedBefore;
			long wanted = this.subjects.keySet().stream().filter(MatrixFault::worked).count();
			if (started != wanted) {
				remains.add(started + " runs instead of " + wanted);
			}
		}
		else if (this.target.kind() == MatrixTarget.Kind.WRITE && !this.target.operation().equals("patch")) {
			this.subjects.forEach((fault, subject) -> {
				int made = subject.effects().getAsInt();
				if (made != (fault.worked() ? 1 : 0)) {
					remains.add(made + " made by " + fault.label());
				}
			});
		}
		return remains;
	}

	/**
	 * How often the call was made so far; of an operation that the platform does not
	 * have, how often the platform was called at all.
	 * @return the number of requests that the emulator has received
	 */
	int recorded() {
		boolean none = this.target.unsupported();
		String query = "?platform=" + this.target.platform()
				+ ((none) ? "" : "&method=" + this.target.method() + "&path=" + this.target.literal());
		return (int) this.client.read("/sandbox/requests" + query)
			.path("items")
			.valueStream()
			.filter((item) -> this.target.pattern().matcher(item.path("path").stringValue()).find())
			.count();
	}

}
