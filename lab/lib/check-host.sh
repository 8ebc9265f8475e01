# shellcheck shell=bash
# Steps of the seed scenario about a host's firewall and the way out. Each prints what it saw;
# the status of its last command is the verdict.

# The port on which a host listens to learn whom its firewall lets in.
PROBE_PORT=7901

firewall_cmd() {
  local host=$1
  shift
  in_host "$host" firewall-cmd "$@"
}

# What containers may reach of their hosts, by the fabric: open or shut.
host_access() {
  api GET /api/v1/fabric | jq -r '.hostAccess // "open"'
}

# The kernel lets in the ports of VXLAN, and on an open host beside firewalld the seed's other one. A userspace switch takes
# these packets before any firewall, so what would happen to them is read from the rules.
vxlan_is_let_in() {
  local host=$1 ports port rules
  if ! is_running "$(host_dir "$host")/firewalld.pid"; then
    rules=$(in_host "$host" nft list chains | grep 'hook input .*policy drop') || true
    echo "${rules:-nothing drops}"
    [ -z "$rules" ]
    return
  fi
  ports="$(api GET /api/v1/fabric | jq -r .vxlanPort)$([ "$(host_access)" = shut ] || echo ' 8472')"
  rules=$(in_host "$host" nft list chain inet firewalld "filter_IN_$(firewall_cmd "$host" --get-default-zone)_allow") ||
    { echo "firewalld's rules are gone" && return 1; }
  for port in $ports; do
    grep -q "udp dport $port .*accept" <<<"$rules" || { echo "udp $port is not let in" && return 1; }
  done
  echo "udp $ports"
}

# New connections of containers reach a host at its gateway and at docker0 if the fabric's hostAccess is open, and none if it
# is shut; pings always do: host_is_reached HOST CONTAINER'S-HOST…
host_is_reached() {
  local host=$1 access wanted from address listener answer verdict=0
  shift
  access=$(host_access)
  if [ "$access" = open ]; then wanted=$host; else wanted=shut; fi
  enter_host "$host"
  "${ENTER[@]}" timeout 60 socat TCP-LISTEN:$PROBE_PORT,fork,reuseaddr "SYSTEM:echo $host" &
  listener=$!
  wait_for 10 listens "$host" $PROBE_PORT
  for from; do
    for address in "$(host_gateway "$host")" "$(host_bridge_address "$host")"; do
      answer=$(greeting_from "$from" "$address" $PROBE_PORT)
      [ "${answer:-shut}" = "$wanted" ] ||
        { echo "$address answers $from ${answer:-not}" && verdict=1; }
      in_container "$from" c1 ping -c 2 -i 0.2 -W 5 "$address" >/dev/null || { echo "$address answers no ping of $from" && verdict=1; }
    done
  done
  kill "$listener"
  wait "$listener" || true
  echo "$access"
  return $verdict
}

# True when a host listens on a TCP port.
listens() {
  [ -n "$(in_host "$1" ss -Hltn "sport = :$2")" ]
}

# What a TCP port says to whoever connects, here a host's c1: greeting_from HOST ADDRESS PORT
greeting_from() {
  in_container "$1" c1 timeout 3 nc -w 2 "$2" "$3" </dev/null 2>/dev/null || true
}

# The outside host answers a TCP connection with the address that it sees at the other end.
outside_sees_host() {
  local seen
  seen=$(in_container "$1" c1 timeout 10 nc "$OUTSIDE_ADDRESS" 8080 </dev/null) || true
  echo "seen as ${seen:-nobody}"
  [ "$seen" = "$(host_vtep "$1")" ]
}

# It does so because the kernel masquerades by the helper's own rule.
outside_sees_host_by_our_rule() {
  local before
  before=$(masqueraded "$1")
  outside_sees_host "$1" && [ "$(masqueraded "$1")" -gt "$before" ]
}

# How many connections a host has masqueraded.
masqueraded() {
  in_host "$1" nft -j list chain ip landbridge postrouting |
    jq '[.nftables[].rule.expr[]?.counter.packets // empty] | add // 0'
}
