# shellcheck shell=bash
# Steps of the seed scenario about a host's firewall and the way out. Each prints what it saw;
# the status of its last command is the verdict.

# The seed's ports, trusted source and masquerade: firewall_is_open HOST [--permanent]
firewall_is_open() {
  local host=$1 ports sources rules
  ports=$(firewall_cmd "$@" --zone="$(firewall_cmd "$host" --get-default-zone)" --list-ports)
  sources=$(firewall_cmd "$@" --zone=trusted --list-sources)
  rules=$(firewall_cmd "$@" --direct --get-all-rules | tr -d "'")
  echo "ports ${ports:-none}; trusted ${sources:-none}; ${rules:-no masquerade}"
  has_words "$ports" 4789/udp 8472/udp && has_words "$sources" "$FABRIC" &&
    grep -qF -- "POSTROUTING 0 -s $FABRIC ! -d $FABRIC -j MASQUERADE" <<<"$rules"
}

firewall_cmd() {
  local host=$1
  shift
  in_host "$host" firewall-cmd "$@"
}

# True when a list of words has all of those that follow it.
has_words() {
  local list=" $1 " word
  shift
  for word; do
    [[ $list == *" $word "* ]] || return 1
  done
}

# The outside host answers a TCP connection with the address that it sees at the other end.
outside_sees_host() {
  local seen
  seen=$(in_container "$1" c1 timeout 10 nc "$OUTSIDE_ADDRESS" 8080 </dev/null) || true
  echo "seen as ${seen:-nobody}"
  [ "$seen" = "$(host_vtep "$1")" ]
}
