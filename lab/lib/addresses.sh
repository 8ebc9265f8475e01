# shellcheck shell=bash
# Every address of the lab, derived from the fabric and a host's number; the rules are the controller's defaults.

UNDERLAY_PREFIX_LENGTH=16
UNDERLAY_ROUTER=192.168.0.1
CONTROLLER_ADDRESS=192.168.10.10
FIRST_VTEP=192.168.10.163
OUTSIDE_ROUTER=203.0.113.1
OUTSIDE_ADDRESS=203.0.113.10

# An IPv4 address as a number.
address_to_number() {
  local a b c d
  IFS=. read -r a b c d <<<"$1"
  printf '%d' $(((a << 24) + (b << 16) + (c << 8) + d))
}

# A number as an IPv4 address.
number_to_address() {
  printf '%d.%d.%d.%d' $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255))
}

# The address so many steps after another: address_plus 10.0.0.0 2.
address_plus() {
  number_to_address $(($(address_to_number "$1") + $2))
}

# The prefix length of a container subnet: 16 where the fabric holds enough of them, else 256 subnets a fabric.
host_prefix_length() {
  local length=${FABRIC#*/}
  if [ "$length" -le 12 ]; then echo 16; else echo $((length + 8)); fi
}

# The block of a subnet's size at an index of the fabric: fabric_block 1 is 10.1.0.0 in 10.0.0.0/8.
fabric_block() {
  address_plus "${FABRIC%/*}" $(($1 << (32 - $(host_prefix_length))))
}

# The range of the gateways: 10.100.0.0/16 in 10.0.0.0/8, else the fabric's last block.
gateway_cidr() {
  if [ "$FABRIC" = 10.0.0.0/8 ]; then
    echo 10.100.0.0/16
  else
    echo "$(fabric_block $(((1 << ($(host_prefix_length) - ${FABRIC#*/})) - 1)))/$(host_prefix_length)"
  fi
}

# How many hosts the fabric has subnets for, the first block and the gateways' block left out; a machine carries no more than 50.
most_hosts() {
  local blocks=$((1 << ($(host_prefix_length) - ${FABRIC#*/})))
  echo $((blocks - 2 < 50 ? blocks - 2 : 50))
}

host_subnet() {
  echo "$(fabric_block "$(host_number "$1")")/$(host_prefix_length)"
}

# The address of docker0, a subnet's first.
host_bridge_address() {
  address_plus "$(fabric_block "$(host_number "$1")")" 1
}

host_gateway() {
  local range
  range=$(gateway_cidr)
  address_plus "${range%/*}" "$(host_number "$1")"
}

host_vtep() {
  address_plus "$FIRST_VTEP" $(($(host_number "$1") - 1))
}

# True when two prefixes share an address.
prefixes_overlap() {
  local length=$((${1#*/} < ${2#*/} ? ${1#*/} : ${2#*/}))
  local shift=$((32 - length))
  [ $(($(address_to_number "${1%/*}") >> shift)) -eq $(($(address_to_number "${2%/*}") >> shift)) ]
}

# Refuses a fabric that the lab cannot carry, before anything is started.
check_fabric() {
  local octet='(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])'
  [[ $FABRIC =~ ^($octet\.){3}$octet/[1-9][0-9]?$ ]] || die "--fabric $FABRIC: not an IPv4 prefix such as 172.16.0.0/12"
  local length=${FABRIC#*/} number
  number=$(address_to_number "${FABRIC%/*}")
  [[ $length -ge 8 && $length -le 20 ]] || die "--fabric $FABRIC: choose a prefix length from 8 to 20"
  [ $((number & ((1 << (32 - length)) - 1))) -eq 0 ] || die "--fabric $FABRIC: bits are set beyond the prefix length"
  local taken
  for taken in 192.168.0.0/16 203.0.113.0/24 127.0.0.0/8; do
    ! prefixes_overlap "$FABRIC" "$taken" || die "--fabric $FABRIC overlaps $taken, which the lab uses itself"
  done
}
