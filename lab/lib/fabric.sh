# shellcheck shell=bash
# Telling the controller about the fabric and its hosts, and waiting until it has made them so.

HELPER=$PROJECT/host-helper/landbridge-host

# Points a host at the controller under a name, and pins what the lab gives it: join_controller HOST NAME [VTEP]. The second port is
# the one that tests change to.
join_controller() {
  in_host "$1" "$HELPER" join "$CONTROLLER_ADDRESS" --name "$2" --fabric "$FABRIC" --vtep "${3:-$(host_vtep "$1")}" \
    --container-bridge docker0 --udp-port 4789,4790
}

# Starts a host's helper, which points the host at the controller and then watches.
helper_up() {
  local host=$1
  join_controller "$host" "$host" >>"$(host_dir "$host")/var/log/landbridge-host.log" 2>&1 ||
    die "$host: the helper cannot join; see $(host_dir "$host")/var/log/landbridge-host.log"
  host_daemon "$host" landbridge-host "$HELPER" watch
}

# Puts the fabric where it is not the lab's: its range, and hosts that containers reach, as the seed scenario has it. What
# else was changed of a fabric of that range stays.
register_fabric() {
  local present body
  present=$(api GET /api/v1/fabric | jq -c .)
  body=$(jq -c --arg cidr "$FABRIC" --arg gateways "$(gateway_cidr)" --argjson length "$(host_prefix_length)" \
    'if .cidr == $cidr then . else {cidr: $cidr, gatewayCidr: $gateways, hostPrefixLength: $length} end
      | .hostAccess = "open"' <<<"$present")
  [ "$body" = "$present" ] || api PUT /api/v1/fabric "$body" >/dev/null || die "the controller refuses the fabric $body"
}

register_host() {
  local host=$1 answer
  answer=$(api PUT "/api/v1/hosts/$host" "$(host_specification "$host")") || die "the controller refuses $host: $answer"
}

host_specification() {
  jq -nc --arg vtep "$(host_vtep "$1")" --arg subnet "$(host_subnet "$1")" --arg gateway "$(host_gateway "$1")" \
    '{vtep: $vtep, subnet: $subnet, gateway: $gateway}'
}

# True when the controller has read back what it wanted on a host.
is_converged() {
  api GET "/api/v1/hosts/$1" | jq -e '.status.converged'
}

# Waits until all hosts are converged, and says what is in the way of those that are not.
wait_for_convergence() {
  local host
  for host in $(host_ids); do
    wait_for 90 is_converged "$host" || {
      show_conditions "$host" >&2
      die "$host has not converged; lab/lab logs shows what its daemons and the controller say"
    }
  done
}

# A host's conditions, a line each.
show_conditions() {
  local view
  printf '%s:\n' "$1"
  if view=$(api GET "/api/v1/hosts/$1" 2>&1); then
    jq -r '.status.conditions[] | "  \(.type) \(.status) \(.reason // "") \(.message // "")"' <<<"$view"
  else
    printf '  the controller does not say: %s\n' "$view"
  fi
}
