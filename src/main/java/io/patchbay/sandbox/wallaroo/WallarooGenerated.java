package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;

/**
 * Any number of connections that exist only as a count: each is made from its index when
 * somebody looks at it.
 */
class WallarooGenerated {

	private static final int KIND = 0x9e;

	private static final String PREFIX = "generated-";

	private static final Instant EPOCH = Instant.parse("2025-06-01T00:00:00.123456Z");

	// those deleted, and those that became ordinary connections by being changed
	private final BitSet gone = new BitSet();

	private int count;

	void add(int more) {
		this.count += more;
	}

	int size() {
		return this.count - this.gone.cardinality();
	}

	void clear() {
		this.count = 0;
		this.gone.clear();
	}

	@Nullable WallarooConnection find(UUID id) {
		long index = id.getLeastSignificantBits() & 0xffffffffL;
		return (index < this.count && id.equals(WallarooUsers.id(KIND, index))) ? present((int) index) : null;
	}

	@Nullable WallarooConnection find(String name) {
		if (!name.matches(PREFIX + "[0-9]{7}")) {
			return null;
		}
		return present(Integer.parseInt(name.substring(PREFIX.length())));
	}

	/**
	 * Forgets a connection, if it is one of these.
	 * @param connection the connection
	 */
	void remove(WallarooConnection connection) {
		if (find(connection.id()) != null) {
			this.gone.set((int) (connection.id().getLeastSignificantBits() & 0xffffffffL));
		}
	}

	/**
	 * All of them, made one by one while they are read.
	 * @return a stream over the state of now
	 */
	Stream<WallarooConnection> stream() {
		BitSet hidden = (BitSet) this.gone.clone();
		return IntStream.range(0, this.count).filter((index) -> !hidden.get(index)).mapToObj(WallarooGenerated::make);
	}

	private @Nullable WallarooConnection present(int index) {
		return (index < this.count && !this.gone.get(index)) ? make(index) : null;
	}

	private static WallarooConnection make(int index) {
		return new WallarooConnection(WallarooUsers.id(KIND, index), PREFIX + "%07d".formatted(index),
				(index % 2 == 0) ? "POSTGRES" : "HTTPFILE",
				SandboxJson
					.tree(Map.of("host", "db-" + index + ".example", "password", "s3cr3t-canary-generated-" + index)),
				WallarooTime.ZULU.format(EPOCH.plusSeconds(index)), Map.of());
	}

}
