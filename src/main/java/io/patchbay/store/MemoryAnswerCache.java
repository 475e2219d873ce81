package io.patchbay.store;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.AnswerCache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers in this process. It is bounded by what is in the answers, not by their
 * number: a page weighs as much as its connections.
 */
public class MemoryAnswerCache implements AnswerCache {

	private final Cache<Object, Answer> cache;

	private final ConcurrentMap<Object, Answer> answers;

	private final long ttl;

	private final Ticker ticker;

	/**
	 * Makes an empty cache.
	 * @param ttl how long answers are given again
	 * @param most how much all answers may weigh
	 * @param ticker tells the time
	 */
	public MemoryAnswerCache(Duration ttl, long most, Ticker ticker) {
		this.cache = Caffeine.newBuilder()
			.maximumWeight(most)
			.weigher((Object question, Answer answer) -> answer.weight())
			.expireAfterWrite(ttl)
			.ticker(ticker)
			.build();
		this.answers = this.cache.asMap();
		this.ttl = ttl.toNanos();
		this.ticker = ticker;
	}

	@Override
	public long now() {
		return this.ticker.read();
	}

	// Caffeine counts from when an answer was put here, which its reading was older than.
	@Override
	public @Nullable Answer find(Object question) {
		Answer answer = this.cache.getIfPresent(question);
		return (answer != null && now() - answer.begun() < this.ttl) ? answer : null;
	}

	@Override
	public void keep(Object question, Answer answer) {
		this.answers.merge(question, answer, (old, young) -> (old.begun() - young.begun() > 0) ? old : young);
	}

	@Override
	public void clear() {
		this.cache.invalidateAll();
	}

	// How many answers there are once the bound has been enforced.
	long size() {
		this.cache.cleanUp();
		return this.cache.estimatedSize();
	}

}
