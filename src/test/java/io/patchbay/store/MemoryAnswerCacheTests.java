package io.patchbay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.connection.AnswerCache.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryAnswerCacheTests {

	private final AtomicLong now = new AtomicLong();

	private final MemoryAnswerCache cache = new MemoryAnswerCache(Duration.ofSeconds(10), 1000, this.now::get);

	@Test
	void answerIsAsOldAsItsReading() {
		this.now.set(seconds(4));
		this.cache.keep("x", new Answer("old", 0, 1));
		this.now.set(seconds(10) - 1);
		assertThat(this.cache.find("x")).isEqualTo(new Answer("old", 0, 1));
		this.now.set(seconds(10));
		assertThat(this.cache.find("x")).isNull();
	}

	@Test
	void laterReadingStays() {
		this.cache.keep("x", new Answer("young", 2, 1));
		this.cache.keep("x", new Answer("old", 1, 1));
		assertThat(this.cache.find("x")).isEqualTo(new Answer("young", 2, 1));
		this.cache.keep("x", new Answer("younger", 3, 1));
		assertThat(this.cache.find("x")).isEqualTo(new Answer("younger", 3, 1));
	}

	@Test
	void pageCountsAsItsConnections() {
		for (int i = 0; i < 100; i++) {
			this.cache.keep("page " + i, new Answer("200 connections", 0, 200));
		}
		assertThat(this.cache.size()).isBetween(1L, 5L);
		this.cache.clear();
		assertThat(this.cache.size()).isZero();
	}

	private static long seconds(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
