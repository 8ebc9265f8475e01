# shellcheck shell=bash
# Datagrams and frames made by hand, to send what no well-behaved peer would.

# Sends a payload in so many datagrams: send_datagrams COUNT HEX SOCAT-ADDRESS COMMAND…; the command enters the sender.
# They are read from a file, since a pipe would hand over parts of them.
send_datagrams() {
  local count=$1 hex=$2 address=$3 file i
  shift 3
  file=$(mktemp)
  for ((i = 0; i < count; i++)); do
    bytes "$hex"
  done >"$file"
  "$@" socat -u -b $((${#hex} / 2)) STDIN "$address" <"$file"
  rm "$file"
}

# The payload of a VXLAN datagram (RFC 7348 section 5) that carries a line of text over UDP, in hexadecimal digits:
# vxlan_payload VNI DESTINATION-MAC SOURCE DESTINATION PORT TEXT
vxlan_payload() {
  local vni=$1 mac=$2 source=$3 destination=$4 port=$5 text
  text=$(line_in_hex "$6")
  printf '08000000%06x00' "$vni"
  printf '%s0200000000010800' "${mac//:/}"
  ipv4_header "$source" "$destination" $((8 + ${#text} / 2))
  # A UDP checksum of zero says that there is none (RFC 768).
  printf '%04x%04x%04x0000%s' "$port" "$port" $((8 + ${#text} / 2)) "$text"
}

# A frame in which a device answers that it has an address (RFC 826), in hexadecimal digits, told to everybody:
# arp_reply MAC SENDER TARGET
arp_reply() {
  local mac=${1//:/}
  printf 'ffffffffffff%s0806%s' "$mac" 0001080006040002
  printf '%s%08xffffffffffff%08x' "$mac" "$(address_to_number "$2")" "$(address_to_number "$3")"
}

# An IPv4 header for so many bytes of UDP, its checksum (RFC 1071) included.
ipv4_header() {
  local start end checksum
  start=$(printf '4500%04x000040004011' $((20 + $3)))
  end=$(printf '%08x%08x' "$(address_to_number "$1")" "$(address_to_number "$2")")
  checksum=$(ones_complement_sum "$start$end")
  printf '%s%04x%s' "$start" $((checksum ^ 65535)) "$end"
}

# The sum of 16-bit words, carries added back.
ones_complement_sum() {
  local hex=$1 sum=0 i
  for ((i = 0; i < ${#hex}; i += 4)); do
    sum=$((sum + 16#${hex:i:4}))
  done
  echo $(((sum & 65535) + (sum >> 16)))
}

line_in_hex() {
  printf '%s\n' "$1" | od -An -v -tx1 | tr -d ' \n'
}

# Hexadecimal digits as bytes.
bytes() {
  local i
  for ((i = 0; i < ${#1}; i += 2)); do
    printf '%b' "\\x${1:i:2}"
  done
}
