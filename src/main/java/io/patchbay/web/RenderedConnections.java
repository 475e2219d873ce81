package io.patchbay.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Redaction;

import org.springframework.stereotype.Component;

/**
 * Writes connections. Callers who share what was read of a platform share what is written
 * of it, too: as long as somebody holds the same connection, which never changes, it is
 * written once with its secrets and once without them.
 */
@Component
class RenderedConnections {

	private static final int MAX_BYTES = 8 * 1024 * 1024;

	private final Cache<Connection, EntityTags.Written> hidden = cache();

	private final Cache<Connection, EntityTags.Written> revealed = cache();

	private final EntityTags tags;

	private final Redaction redaction;

	RenderedConnections(EntityTags tags, Redaction redaction) {
		this.tags = tags;
		this.redaction = redaction;
	}

	/**
	 * Writes a connection.
	 * @param connection the connection
	 * @param reveal whether its secrets are shown
	 * @return its JSON and its tag
	 */
	EntityTags.Written write(Connection connection, boolean reveal) {
		Cache<Connection, EntityTags.Written> cache = reveal ? this.revealed : this.hidden;
		EntityTags.Written known = cache.getIfPresent(connection);
		if (known != null) {
			return known;
		}
		EntityTags.Written written = this.tags
			.written(ConnectionResponse.of(connection, reveal ? null : this.redaction));
		cache.put(connection, written);
		return written;
	}

	// By identity, which weak keys are compared by: to compare connections would take
	// longer than to write them. In the caller's thread, which is done with it sooner
	// than another would have begun.
	private static Cache<Connection, EntityTags.Written> cache() {
		return Caffeine.newBuilder()
			.weakKeys()
			.maximumWeight(MAX_BYTES)
			.weigher((Connection _, EntityTags.Written written) -> written.json().length)
			.executor(Runnable::run)
			.build();
	}

}
