# To be sourced: brings up a Docker engine where none answers, and stops what it brought up.
# The engine does not log into the build's own output.

engine_log="${TMPDIR:-/tmp}/patchbay-dockerd.log"
engine_pid=

engine_answers() {
	docker info >/dev/null 2>&1
}

engine_tools() {
	command -v dockerd && command -v iptables
} >/dev/null

install_engine() {
	engine_tools && return
	command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
	{
		apt-get update &&
			DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends docker.io iptables
	} >"$engine_log" 2>&1
}

start_engine() {
	engine_answers && return
	install_engine || return 1
	dockerd >"$engine_log" 2>&1 &
	engine_pid=$!
	for _ in $(seq 60); do
		engine_answers && return
		kill -0 "$engine_pid" 2>/dev/null || break
		sleep 1
	done
	echo "The Docker engine does not come up; the end of $engine_log:" >&2
	tail -n 5 "$engine_log" >&2
	return 1
}

stop_engine() {
	if [ -n "$engine_pid" ]; then
		kill "$engine_pid" 2>/dev/null || true
		wait "$engine_pid" 2>/dev/null || true
		engine_pid=
	fi
}
