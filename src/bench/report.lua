-- With "various" after the URL, each request asks for another size of the page than those around it, so that
-- none can share the answer of another.
local various = false
local number = 0

init = function(args)
	various = args[1] == "various"
end

request = function()
	if not various then
		return wrk.format()
	end
	number = number + 1
	return wrk.format(nil, wrk.path .. "?limit=" .. (21 + number % 180))
end

-- Prints what Wrk.java reads: one line of numbers, times in microseconds.
done = function(summary, latency, requests)
	local errors = summary.errors
	io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
		latency:percentile(99), latency.max,
		errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
