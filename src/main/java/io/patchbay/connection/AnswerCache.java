package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * Keeps answers of one backend for a while.
 */
public interface AnswerCache {

	/**
	 * The time by which answers age.
	 * @return nanoseconds since whenever
	 */
	long now();

	/**
	 * Looks for an answer.
	 * @param question equal for what has the same answer
	 * @return the answer, {@code null} when none is kept or it is too old
	 */
	@Nullable Answer find(Object question);

	/**
	 * Keeps an answer, unless there is one that was begun later.
	 * @param question equal for what has the same answer
	 * @param answer the answer
	 */
	void keep(Object question, Answer answer);

	/**
	 * Forgets all answers.
	 */
	void clear();

	/**
	 * An answer that may be given again.
	 *
	 * @param content what was read, which never changes
	 * @param begun when the reading began, by {@link AnswerCache#now()}
	 * @param weight how much there is to keep, 1 for a connection
	 */
	record Answer(Object content, long begun, int weight) {

	}

	/**
	 * Where the caches come from.
	 */
	@FunctionalInterface
	interface Source {

		/**
		 * The cache of a backend.
		 * @param backend the backend
		 * @return its cache, {@code null} when nothing is kept of it
		 */
		@Nullable AnswerCache of(BackendId backend);

	}

}
