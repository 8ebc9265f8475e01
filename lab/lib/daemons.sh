# shellcheck shell=bash
# Daemons by pid file. A file holds the pid and the kernel's start time of the process, so that a number
# which the kernel has given to somebody else is never taken for ours.

# The start time of a process in clock ticks since boot: field 22 of proc(5) stat, counted after the name.
process_start_time() {
  local stat
  stat=$(cat "/proc/${1:-none}/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  [ "$1" != Z ] && echo "${20}"
}

# True while the process that a pid file names is running.
is_running() {
  local pid started
  [ -f "$1" ] && read -r pid started <"$1" && [ "$(process_start_time "$pid")" = "$started" ]
}

# The pid in a pid file.
daemon_pid() {
  local pid
  read -r pid _ <"$1" && echo "$pid"
}

# No daemon inherits the lock of the lab; where none is held, this number stands for it.
: "${LOCK_FD:=9}"

# Starts a daemon unless it runs: start_daemon PIDFILE LOGFILE COMMAND…
start_daemon() {
  local pidfile=$1 logfile=$2
  shift 2
  ! is_running "$pidfile" || return 0
  mkdir -p "$(dirname "$pidfile")" "$(dirname "$logfile")"
  setsid "$@" </dev/null >>"$logfile" 2>&1 {LOCK_FD}>&- &
  local pid=$!
  disown "$pid"
  printf '%s %s\n' "$pid" "$(process_start_time "$pid")" >"$pidfile"
}

# Ends the daemon of a pid file, if it is still ours: stop_daemon PIDFILE SECONDS
stop_daemon() {
  if is_running "$1"; then end_processes "$2" < <(daemon_pid "$1"); fi
  rm -f "$1"
}

# Asks the processes on standard input to end, and kills those that are left after so many seconds.
end_processes() {
  local ours
  ours=$(identify)
  signal TERM <<<"$ours"
  if ! wait_for "$1" all_ended "$ours"; then
    still_running <<<"$ours" | signal KILL
    wait_for 20 all_ended "$ours" || die "these processes do not end: $(still_running <<<"$ours" | paste -sd' ')"
  fi
}

# Of the pids on standard input, those that exist, each with its start time.
identify() {
  local pid started
  while read -r pid; do
    if started=$(process_start_time "$pid"); then echo "$pid $started"; fi
  done
}

# Of the processes on standard input, those that still run.
still_running() {
  local pid started
  while read -r pid started; do
    if [ -n "$pid" ] && [ "$(process_start_time "$pid")" = "$started" ]; then echo "$pid $started"; fi
  done
}

all_ended() {
  [ -z "$(still_running <<<"$1")" ]
}

# Sends a signal to every process on standard input.
signal() {
  local pid
  while read -r pid _; do
    [ -z "$pid" ] || kill -s "$1" "$pid" 2>/dev/null || true
  done
}
