# shellcheck shell=bash
# What every part of the lab shares: names and places, a line a step, and waiting with a deadline.

LAB_NAME=${LANDBRIDGE_LAB:-landbridge}
STATE=/var/lib/$LAB_NAME-lab
PROJECT=$(cd "$LAB_HOME/.." && pwd)

# Says what is wrong and what mends it, and ends the command.
die() {
  printf 'lab: %s\n' "$*" >&2
  exit 1
}

# One line of progress.
step() {
  printf '  %s\n' "$*"
}

# Polls a command until it succeeds: wait_for SECONDS COMMAND…; fails at the deadline.
wait_for() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# The lab lives in namespaces, so it needs root and a name that makes a unique prefix.
require_root_and_name() {
  [ "$(id -u)" = 0 ] || die "needs root for network namespaces; run it as root or with sudo"
  [[ $LAB_NAME =~ ^[a-z][a-z0-9]{0,15}$ ]] ||
    die "LANDBRIDGE_LAB=$LAB_NAME: a lab's name is 1 to 16 lower-case letters and digits, a letter first"
}

# One `up` or `down` of a lab at a time; daemons and builds do not inherit the lock, see start_daemon.
lock_lab() {
  local file=/run/lock/$LAB_NAME-lab.lock
  exec {LOCK_FD}>"$file"
  flock -w 600 "$LOCK_FD" || die "another command has been changing lab $LAB_NAME for ten minutes"
  # `down` removes the file, so the lock may have been won on one that nobody else will see.
  [ "/proc/$BASHPID/fd/$LOCK_FD" -ef "$file" ] || lock_lab
}

# The network namespace of one of the lab's members.
netns() {
  printf '%s-%s' "$LAB_NAME" "$1"
}

# Runs a command in a member's network namespace: in_netns MEMBER COMMAND…
in_netns() {
  local member=$1
  shift
  nsenter --net="/run/netns/$(netns "$member")" -- "$@"
}

# The directory of a host's files; its run, log and configuration folders appear in the host as /run, /var/log, …
host_dir() {
  printf '%s/hosts/%s' "$STATE" "$1"
}

# Runs a command as on a host: in its network and mount namespaces.
in_host() {
  enter_host "$1"
  shift
  "${ENTER[@]}" "$@"
}

# Starts one of a host's daemons: host_daemon HOST NAME COMMAND…
host_daemon() {
  local host=$1 name=$2
  shift 2
  enter_host "$host"
  start_daemon "$(host_dir "$host")/$name.pid" "$(host_dir "$host")/var/log/$name.log" "${ENTER[@]}" "$@"
}

# Puts into ENTER the command that enters a host; the variables tell the tools there where the host's own files are.
enter_host() {
  ENTER=(nsenter --net="/run/netns/$(netns "$1")" --mount="$STATE/mount-namespaces/$1" --wdns=/ --
    env OVS_RUNDIR=/run/openvswitch LANDBRIDGE_STATE_DIR="$(host_dir "$1")/landbridge-host")
}
