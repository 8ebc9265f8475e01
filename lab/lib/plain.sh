# shellcheck shell=bash
# Hosts without Docker (up --no-docker): docker0 is a bridge made here, a container is a network namespace on it,
# and its commands run in busybox's root folder.

plain_bridge_up() {
  local host=$1
  in_host "$host" sysctl -qw net.ipv4.ip_forward=1
  unless_link "$host" docker0 ip -n "$(netns "$host")" link add docker0 type bridge
  ip -n "$(netns "$host")" address replace "$(host_bridge_address "$host")/$(host_prefix_length)" dev docker0
  ip -n "$(netns "$host")" link set docker0 up
}

# Makes a container on docker0; c1 has the address after docker0's own, as Docker gives it.
plain_container_up() {
  local host=$1 name=$2 member=$1.$2
  make_netns "$member"
  unless_link "$member" eth0 ip -n "$(netns "$member")" link add eth0 type veth peer name "veth-$name" netns "$(netns "$host")"
  ip -n "$(netns "$host")" link set "veth-$name" master docker0 up
  ip -n "$(netns "$member")" address replace "$(plain_container_address "$host" "$name")/$(host_prefix_length)" dev eth0
  ip -n "$(netns "$member")" link set eth0 up
  ip -n "$(netns "$member")" route replace default via "$(host_bridge_address "$host")"
}

plain_container_address() {
  address_plus "$(host_bridge_address "$1")" "${2#c}"
}

plain_container_netns() {
  printf '/run/netns/%s' "$(netns "$1.$2")"
}
