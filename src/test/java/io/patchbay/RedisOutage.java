package io.patchbay;

import java.util.function.Consumer;

import io.patchbay.store.RedisServer;

/**
 * How a Redis can be away.
 */
enum RedisOutage {

	/** It keeps its connections and answers nothing. */
	HANGS(RedisServer::pause, RedisServer::unpause),

	/** It takes no connections. */
	IS_DOWN(RedisServer::halt, RedisServer::resume);

	private final Consumer<RedisServer> begin;

	private final Consumer<RedisServer> end;

	RedisOutage(Consumer<RedisServer> begin, Consumer<RedisServer> end) {
		this.begin = begin;
		this.end = end;
	}

	void begin(RedisServer redis) {
		this.begin.accept(redis);
	}

	void end(RedisServer redis) {
		this.end.accept(redis);
	}

}
