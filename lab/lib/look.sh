# shellcheck shell=bash
# Looking at a lab that is up.

# The lab's parts, a line each, and the controller's view of the hosts.
lab_status() {
  require_lab
  printf 'lab %s: %s hosts, fabric %s, state in %s\n' "$LAB_NAME" "$HOSTS" "$FABRIC" "$STATE"
  printf '%-10s  %-15s  %-15s  %-18s  %s\n' member vtep gateway docker0 daemons
  printf '%-10s  %-15s  %-15s  %-18s  %s\n' controller "$CONTROLLER_ADDRESS" - - "$(daemon_states "$STATE"/controller.pid)"
  printf '%-10s  %-15s  %-15s  %-18s  %s\n' outside "$OUTSIDE_ADDRESS" - - "$(daemon_states "$STATE"/outside.pid)"
  local host
  for host in $(host_ids); do
    printf '%-10s  %-15s  %-15s  %-18s  %s\n' "$host" "$(host_vtep "$host")" "$(host_gateway "$host")" \
      "$(host_bridge_address "$host")/$(host_prefix_length)" "$(daemon_states "$(host_dir "$host")"/*.pid)"
  done
  for host in $(host_ids); do
    show_conditions "$host"
  done
  ! is_running "$STATE/relay.pid" || echo "REST API: curl --config $CONTROLLER/curlrc $CONTROLLER_URL/api/v1/hosts"
}

# The daemons of pid files, those that do not run marked.
daemon_states() {
  local pidfile name
  for pidfile; do
    [ -e "$pidfile" ] || continue
    name=$(basename "$pidfile" .pid)
    if is_running "$pidfile"; then echo "$name"; else echo "$name(DOWN)"; fi
  done | paste -sd' '
}

# The logs of all members or of one; -f follows them.
lab_logs() {
  require_lab
  local member='' follow=()
  while [ $# -gt 0 ]; do
    case $1 in
    -f | --follow) follow=(-F) ;;
    -*) die "logs: unknown option $1; see lab/lab logs --help" ;;
    *) member=$1 ;;
    esac
    shift
  done
  local -a files
  mapfile -t files < <(log_files "$member")
  [ "${#files[@]}" -gt 0 ] || die "logs: no member '$member' with logs; members are controller, outside and $(host_ids | paste -sd' ')"
  tail -n 30 "${follow[@]}" "${files[@]}"
}

# The log files of a member, or of all; a member that has not logged yet has none.
log_files() {
  local -a places=("$STATE/log/${1:-}"*.log "$STATE/hosts/${1:-*}"/var/log)
  case $1 in '' | controller) places+=("$CONTROLLER/data/log") ;; esac
  find "${places[@]}" -type f -size +0 2>/dev/null | sort || true
}
