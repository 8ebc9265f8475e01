# shellcheck shell=bash
# Steps of the seed scenario inside the overlay. Each prints what it saw; the status of its last command is the verdict.

# Three of three echoes with one TTL, from what ping prints.
all_answered_with_ttl() {
  local ttl=$1 output=$2
  grep -E 'packets transmitted' <<<"$output" | sed 's/ packets transmitted, \([0-9]*\).*/ sent, \1 answered/'
  echo "ttl $(grep -o 'ttl=[0-9]*' <<<"$output" | cut -d= -f2 | sort -u | paste -sd,)"
  [ "$(grep -c " ttl=$ttl " <<<"$output")" -eq 3 ]
}

gateways_ping() {
  all_answered_with_ttl 64 "$(in_host "$1" ping -n -c 3 -i 0.2 -W 5 "$(host_gateway "$2")")"
}

containers_ping() {
  all_answered_with_ttl 63 "$(in_container "$1" c1 ping -c 3 -i 0.2 -W 5 "$(container_address "$2" c1)")"
}

# The seed's own test: one container listens once, the other sends a line. The listener's input stays open, as a
# terminal's would: at its end nc closes the connection, and the line may come too late.
line_arrives() {
  local receiver=$1 sender=$2 line="Test from $2 container..." folder received open
  folder=$(mktemp -d)
  mkfifo "$folder/input"
  exec {open}<>"$folder/input"
  in_container "$receiver" c1 timeout 15 nc -l -p 8080 >"$folder/line" <&"$open" &
  if wait_for 10 is_listening "$receiver" 8080; then
    in_container "$sender" c1 timeout 10 nc "$(container_address "$receiver" c1)" 8080 <<<"$line" >/dev/null
  fi
  wait $! || true
  exec {open}>&-
  received=$(cat "$folder/line")
  rm -rf "$folder"
  echo "received: ${received:-nothing}"
  [ "$received" = "$line" ]
}

# True when a TCP port of a host's c1 is listened on.
is_listening() {
  [ -n "$(beside_container "$1" c1 ss -Hltn "sport = :$2")" ]
}

# A bulk transfer between two containers, by the machine's own iperf3: bulk_transfer CLIENT SERVER [SECONDS MBIT/S]
bulk_transfer() {
  local client=$1 server=$2 seconds=${3:-4} least=${4:-100} report speed
  beside_container "$server" c1 timeout 12 iperf3 -s -1 >/dev/null &
  wait_for 10 is_listening "$server" 5201
  report=$(beside_container "$client" c1 timeout 12 iperf3 -c "$(container_address "$server" c1)" -t "$seconds" --connect-timeout 3000 -J) || true
  wait $! || true
  speed=$(jq '.end.sum_received.bits_per_second // 0 | . / 1e6 | floor' <<<"$report")
  echo "${speed:-0} Mbit/s$(jq -r 'if .error then ", " + .error else "" end' <<<"$report")"
  [ "${speed:-0}" -gt "$least" ]
}

# The first may be lost to learning the path's MTU; the ones after it must pass.
full_size_pings() {
  local output answered
  beside_container "$1" c1 ip route flush cache
  output=$(beside_container "$1" c1 ping -n -c 5 -i 0.3 -W 3 -s 1472 "$(container_address "$2" c1)") || true
  answered=$(grep -o 'icmp_seq=[0-9]* ttl' <<<"$output" | grep -o '[0-9]*' | sort -un | paste -sd' ')
  echo "answered: ${answered:-none} of 5"
  [[ $answered =~ ^(1 )?2\ 3\ 4\ 5$ ]]
}

# What VXLAN leaves of the underlay's MTU: 50 bytes less (RFC 7348 section 5: Ethernet, IPv4, UDP and VXLAN headers).
path_mtu_is_told() {
  local output mtu
  mtu=$(($(in_host "$1" ip -j link show br-phy | jq '.[0].mtu') - 50))
  output=$(beside_container "$1" c1 ping -n -c 2 -i 0.3 -W 3 -M "do" -s 1472 "$(container_address "$2" c1)" 2>&1) || true
  grep -o 'message too long, mtu=[0-9]*' <<<"$output" | sort -u || echo "no answer names an MTU"
  grep -q "message too long, mtu=$mtu\$" <<<"$output"
}

# The controller knows every host, and from a fresh reading of all of them finds nothing to change.
plan_is_empty() {
  local hosts plan
  hosts=$(api GET /api/v1/hosts | jq '.items | length')
  plan=$(api GET /api/v1/plan | jq -c .items)
  echo "${hosts:-0} hosts, plan ${plan:-unknown}"
  [ "$hosts" = "$HOSTS" ] && [ "$plan" = '[]' ]
}
