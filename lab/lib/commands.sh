# shellcheck shell=bash
# The commands of lab/lab, and what --help says of each.

command_up() { lab_up "$@"; }

# LANDBRIDGE_LAST_WORDS names a file that the end of every log goes to before the logs go.
command_down() {
  lock_lab
  [ -z "${LANDBRIDGE_LAST_WORDS:-}" ] || (lab_logs) >"$LANDBRIDGE_LAST_WORDS" 2>&1 || true
  lab_down
}

command_status() { lab_status; }

command_check() {
  require_lab
  lab_check
}

command_logs() { lab_logs "$@"; }

command_exec() {
  host_arguments "$@"
  in_host "${ARGUMENTS[@]}"
}

command_docker() {
  host_arguments "$@"
  [ "$DOCKER" = yes ] || die "this lab was brought up with --no-docker"
  docker_of "${ARGUMENTS[@]}"
}

command_container() {
  host_arguments "$@"
  in_container "${ARGUMENTS[0]}" c1 "${ARGUMENTS[@]:1}"
}

command_api() {
  require_lab
  [[ $# -ge 2 && $# -le 3 ]] || die "api METHOD PATH [JSON], for example: lab/lab api GET /api/v1/hosts"
  api "$@"
}

command_console() {
  require_lab
  [ $# -ge 1 ] || die "console COMMAND, for example: lab/lab console 'overlay:host-list'"
  console "$@"
}

# Reads HOST -- WORDS… into ARGUMENTS, the host first.
host_arguments() {
  require_lab
  require_host "${1:-}"
  ARGUMENTS=("$1")
  shift
  [ "${1:-}" != -- ] || shift
  [ $# -gt 0 ] || die "say what to run: HOST -- COMMAND…"
  ARGUMENTS+=("$@")
}

command_help() {
  case $1 in
  up) cat <<'HELP' ;;
lab/lab up [--hosts N] [--fabric CIDR] [--no-docker] [--bridge-nf 0|1]

Installs what is missing, builds the controller if it is not built, starts the underlay, the controller, an outside
host and N Docker hosts (default 2), registers the hosts and waits until they are converged. Run again, it starts
what has died, makes what is gone, and adds hosts.

  --hosts N         docker01 to dockerNN
  --fabric CIDR     the overlay's range (default 10.0.0.0/8)
  --no-docker       plain bridges and namespaces in the place of Docker: faster, lighter, the same data plane
  --bridge-nf 0|1   bridge-nf-call-iptables of every host (default 1): whether bridged packets pass netfilter
HELP
  down) cat <<'HELP' ;;
lab/lab down

Ends the lab's processes, and removes its namespaces, mounts, control groups and files. It goes by what it finds,
so it also clears away what a crash or half an `up` has left.
HELP
  status) cat <<'HELP' ;;
lab/lab status

The members with their addresses and daemons, a daemon that has died marked DOWN, and each host's conditions.
HELP
  check) cat <<'HELP' ;;
lab/lab check

Runs the seed scenario on the lab that is up: gateways and containers ping, a line arrives by nc, a bulk transfer,
full-size packets and the path's MTU, the firewall, the way out through masquerade, and an empty plan. Each step
prints ok or FAILED with what was seen. Exit status 0 only if all hold.
HELP
  logs) cat <<'HELP' ;;
lab/lab logs [-f] [MEMBER]

The end of every log, or of one member's: controller, outside, docker01, … With -f it follows them.
HELP
  exec) cat <<'HELP' ;;
lab/lab exec HOST -- COMMAND…

Runs a command on a host, for example: lab/lab exec docker01 -- ovs-vsctl show
HELP
  docker) cat <<'HELP' ;;
lab/lab docker HOST -- ARGUMENTS…

Runs a host's docker client, for example: lab/lab docker docker01 -- ps
HELP
  container) cat <<'HELP' ;;
lab/lab container HOST -- COMMAND…

Runs a command in a host's container c1, for example: lab/lab container docker01 -- ping -c 3 10.2.0.2
HELP
  api) cat <<'HELP' ;;
lab/lab api METHOD PATH [JSON]

Calls the REST API with the lab's credentials and prints the body; exit status 0 on 2xx. For example:
  lab/lab api GET /api/v1/hosts/docker01
HELP
  console) cat <<'HELP' ;;
lab/lab console COMMAND

Runs a command of the Karaf console, for example: lab/lab console 'overlay:host-list'
HELP
  *) usage ;;
  esac
}
