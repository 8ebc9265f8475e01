# shellcheck shell=bash
# The seed scenario as a list of steps, each with what was seen; the steps themselves are in check-*.sh.

# Runs all steps; fails unless every one holds.
lab_check() {
  local host pair senders
  CHECKS_FAILED=0
  while read -r -a pair; do
    check "${pair[0]} pings the gateway of ${pair[1]}, ttl 64" gateways_ping "${pair[@]}"
    check "c1 of ${pair[0]} pings c1 of ${pair[1]} over one routed hop, ttl 63" containers_ping "${pair[@]}"
  done < <(host_pairs)
  while read -r -a pair; do
    check "a line reaches nc -l -p 8080, from ${pair[1]} to ${pair[0]}" line_arrives "${pair[@]}"
    check "iperf3 from ${pair[0]} to ${pair[1]}, over 100 Mbit/s" bulk_transfer "${pair[@]}"
    check "1,472-byte pings from ${pair[0]} to ${pair[1]}, all but the first" full_size_pings "${pair[@]}"
    check "DF ping from ${pair[0]} to ${pair[1]} is told the fabric's MTU" path_mtu_is_told "${pair[@]}"
  done < <(neighbours)
  for host in $(host_ids); do
    mapfile -t senders < <(echo "$host" && neighbours | sed -n "s/^$host //p")
    check "firewall of $host lets VXLAN in" vxlan_is_let_in "$host"
    check "containers reach $host itself as hostAccess says" host_is_reached "$host" "${senders[@]}"
    check "container of $host reaches the outside as its host" outside_sees_host_by_our_rule "$host"
  done
  check "nothing is left to change" plan_is_empty
  [ "$CHECKS_FAILED" -eq 0 ] || die "$CHECKS_FAILED of the steps above failed"
}

# One step: check TITLE COMMAND…; the command prints what it saw and says by its status whether that is right.
check() {
  local title=$1 seen verdict=ok
  shift
  if ! seen=$("$@" 2>&1 </dev/null); then
    verdict=FAILED
    CHECKS_FAILED=$((CHECKS_FAILED + 1))
  fi
  printf '%-6s  %s%s\n' "$verdict" "$title" "${seen:+ ($(paste -sd' ' <<<"$seen"))}"
}

# Ordered pairs of hosts: all of them in a small lab, each host and its next two in a large one.
host_pairs() {
  local -a ids
  mapfile -t ids < <(host_ids)
  local reach=$((HOSTS <= 5 ? HOSTS - 1 : 2)) i step
  for ((i = 0; i < HOSTS; i++)); do
    for ((step = 1; step <= reach; step++)); do
      echo "${ids[i]} ${ids[(i + step) % HOSTS]}"
    done
  done
}

# Each host and its next, so that every host sends and receives once; for two hosts that is one pair a direction.
neighbours() {
  local -a ids
  mapfile -t ids < <(host_ids)
  local i
  [ "$HOSTS" -gt 1 ] || return 0
  for ((i = 0; i < HOSTS; i++)); do
    echo "${ids[i]} ${ids[(i + 1) % HOSTS]}"
  done
}
