# shellcheck shell=bash
# Bringing the lab up: every part is made or started where it is missing, so a second run repairs and continues.

lab_up() {
  parse_up_options "$@"
  lock_lab
  parse_up_options "$@" # while this waited for the lock, another may have brought the lab up, or down
  install_missing "$LAB_PACKAGES"
  require_kernel
  build_if_missing
  save_settings
  step "underlay 192.168.0.0/16, outside host $OUTSIDE_ADDRESS"
  underlay_up
  outside_up
  step "controller $CONTROLLER_ADDRESS starts"
  controller_up
  hosts_up
  controller_ready
  step "controller ready"
  relay_up
  join_hosts
  wait_for_convergence
  step "converged: $(host_ids | paste -sd' ')"
}

# Reads the options; what is not said stays as it is in a lab that is up.
parse_up_options() {
  local hosts='' fabric='' docker=''
  load_settings || default_settings
  while [ $# -gt 0 ]; do
    case $1 in
    --hosts | --fabric | --bridge-nf) [ $# -ge 2 ] || die "up: $1 needs a value; see lab/lab up --help" ;;&
    --hosts) hosts=$2 && shift 2 ;;
    --fabric) fabric=$2 && shift 2 ;;
    --bridge-nf) BRIDGE_NF=$2 && shift 2 ;;
    --no-docker) docker=no && shift ;;
    *) die "up: unknown option $1; see lab/lab up --help" ;;
    esac
  done
  [[ $BRIDGE_NF =~ ^[01]$ ]] || die "--bridge-nf: 0 or 1"
  keep_or_set FABRIC "$fabric"
  keep_or_set DOCKER "$docker"
  check_fabric
  set_hosts "${hosts:-$HOSTS}"
}

# A running lab can grow; to shrink it is to take it down.
set_hosts() {
  local most
  most=$(most_hosts)
  [[ $1 =~ ^[1-9][0-9]?$ && $1 -le $most ]] || die "--hosts: a number from 1 to $most"
  [ ! -f "$(settings_file)" ] || [ "$1" -ge "$HOSTS" ] ||
    die "the lab is up with $HOSTS hosts; for fewer take it down first with: lab/lab down"
  HOSTS=$1
}

# A running lab keeps its fabric and its kind of containers.
keep_or_set() {
  [ -n "$2" ] && [ "${!1}" != "$2" ] || return 0
  [ ! -f "$(settings_file)" ] || die "the lab is up with $1=${!1}; take it down first with: lab/lab down"
  printf -v "$1" '%s' "$2"
}

# Starts all hosts, then waits for their daemons, so that these start side by side.
hosts_up() {
  local host
  mount_namespaces_up
  for host in $(host_ids); do
    step "$host: VTEP $(host_vtep "$host"), docker0 $(host_bridge_address "$host")/$(host_prefix_length)"
    host_up "$host"
    ovs_up "$host"
    br_phy_up "$host"
    firewalld_up "$host"
    if [ "$DOCKER" = yes ]; then dockerd_up "$host"; else plain_bridge_up "$host"; fi
  done
  for host in $(host_ids); do
    firewalld_ready "$host"
    [ "$DOCKER" = no ] || docker_ready "$host"
    container_up "$host" c1
    step "$host: container c1 $(container_address "$host" c1)"
  done
}

# Registers every host with the controller and starts its helper.
join_hosts() {
  local host
  register_fabric
  for host in $(host_ids); do
    register_host "$host"
    helper_up "$host"
    step "$host: registered, subnet $(host_subnet "$host"), gateway $(host_gateway "$host")"
  done
}
