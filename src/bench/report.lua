-- Prints what Wrk.java reads: one line of numbers, times in microseconds.
done = function(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
		latency:percentile(99), latency.max,
		errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
