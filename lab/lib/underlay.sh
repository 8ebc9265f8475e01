# shellcheck shell=bash
# The underlay: a flat L2 network 192.168.0.0/16 in a namespace of its own, with a router to the outside host.
# Nothing of it is in the root namespace, so no packet of the lab can leave the machine.

UNDERLAY_BRIDGE=underlay0

# Makes a member's network namespace.
make_netns() {
  if ! mountpoint -q "/run/netns/$(netns "$1")"; then
    rm -f "/run/netns/$(netns "$1")"
    ip netns add "$(netns "$1")"
  fi
  ip -n "$(netns "$1")" link set lo up
}

# Runs a command unless a link is there: unless_link MEMBER LINK COMMAND…
unless_link() {
  local member=$1 link=$2
  shift 2
  ip -n "$(netns "$member")" link show "$link" >/dev/null 2>&1 || "$@"
}

# Brings up the underlay's bridge, which is also the router's port on it.
underlay_up() {
  local ns
  ns=$(netns underlay)
  make_netns underlay
  unless_link underlay $UNDERLAY_BRIDGE ip -n "$ns" link add $UNDERLAY_BRIDGE type bridge
  ip -n "$ns" address replace "$UNDERLAY_ROUTER/$UNDERLAY_PREFIX_LENGTH" dev $UNDERLAY_BRIDGE
  ip -n "$ns" link set $UNDERLAY_BRIDGE up
  in_netns underlay sysctl -qw net.ipv4.ip_forward=1
  checksum_in_software underlay $UNDERLAY_BRIDGE
}

# Connects a member's eth0 to the underlay by a veth pair.
connect_to_underlay() {
  local member=$1
  unless_link "$member" eth0 ip -n "$(netns "$member")" link add eth0 type veth peer name "$member" netns "$(netns underlay)"
  ip -n "$(netns underlay)" link set "$member" master $UNDERLAY_BRIDGE up
  ip -n "$(netns "$member")" link set eth0 up
  checksum_in_software underlay "$member"
}

# A userspace bridge hands on what it reads from a veth as it is: a checksum that was left to the network card
# would stay unfinished and the receiver would drop the packet.
checksum_in_software() {
  in_netns "$1" ethtool -K "$2" tx off >/dev/null
}

# The outside host, behind the router: it has a route to the underlay and none to the fabric, so only a masqueraded packet gets an answer.
outside_up() {
  make_netns outside
  unless_link outside eth0 ip -n "$(netns outside)" link add eth0 type veth peer name outside netns "$(netns underlay)"
  ip -n "$(netns underlay)" address replace "$OUTSIDE_ROUTER/24" dev outside
  ip -n "$(netns underlay)" link set outside up
  ip -n "$(netns outside)" address replace "$OUTSIDE_ADDRESS/24" dev eth0
  ip -n "$(netns outside)" link set eth0 up
  ip -n "$(netns outside)" route replace 192.168.0.0/16 via "$OUTSIDE_ROUTER"
  checksum_in_software outside eth0
  # shellcheck disable=SC2016
  start_daemon "$STATE/outside.pid" "$STATE/log/outside.log" nsenter --net="/run/netns/$(netns outside)" -- \
    socat -d -d TCP-LISTEN:8080,fork,reuseaddr SYSTEM:'echo "$SOCAT_PEERADDR"'
}
