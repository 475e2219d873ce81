package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a connection. Absent components stay as they are.
 *
 * @param name its new name
 * @param tablePrefix its new prefix, empty for none
 * @param streams the streams that are to be selected, and no others; of a stream that was
 * selected before, absent components stay as they are
 * @param schedule its new schedule
 * @param enabled whether it is to run
 */
public record ConnectionChange(@Nullable String name, @Nullable String tablePrefix, @Nullable List<Stream> streams,
		@Nullable Schedule schedule, @Nullable Boolean enabled) {

	public ConnectionChange {
		streams = (streams != null) ? List.copyOf(streams) : null;
	}

	/**
	 * Whether nothing is to be different.
	 * @return {@code true} when all components are absent
	 */
	public boolean isEmpty() {
		return this.name == null && this.tablePrefix == null && this.streams == null && this.schedule == null
				&& this.enabled == null;
	}

}
