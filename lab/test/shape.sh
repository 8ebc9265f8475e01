# shellcheck shell=bash
# What a host looks like, to compare before and after.

# What joining may change on a host, without what counts and what the kernel numbers: shape HOST
shape() {
  echo "# links"
  in_host "$1" ip -j link | jq -cS '.[] | {ifname, address, mtu, master, up: (.flags | index("UP") != null)}' | sort
  echo "# addresses and routes"
  in_host "$1" ip -o -4 address | cut -d' ' -f2-
  in_host "$1" ip -4 route show table all
  echo "# sysctls"
  in_host "$1" sysctl -a -r '^net\.ipv4\.(ip_forward|conf\.(all|default|docker0|ovs_sw0)\.)' 2>/dev/null
  echo "# nftables"
  rules_in_force "$1"
  echo "# firewalld"
  firewalld_shape "$1"
  firewalld_shape "$1" --permanent
  echo "# bridges"
  rows "$1" Bridge name,fail_mode,protocols,datapath_type,other_config,external_ids,controller
  rows "$1" Interface name,type,options,mtu_request,ofport_request,external_ids
}

# Rows of a host's Open vSwitch, sorted: rows HOST TABLE COLUMNS
rows() {
  in_host "$1" ovs-vsctl --format=csv --no-headings --columns="$3" list "$2" | sort
}

# The rules of a host that a packet can meet, by table: rules_in_force HOST
# firewalld leaves a zone's chains behind when nothing leads to them any more, and iptables an empty chain: these do
# nothing.
rules_in_force() {
  in_host "$1" nft -j list ruleset | jq -c '
    def where: [.family, .table, .chain // .name];
    def reach($rules): . as $known
      | ($known + [$rules[] | select(where as $at | $known | index([$at]))
          | .family as $family | .table as $table | .expr[] | (.jump // .goto // empty) | [$family, $table, .target]] | unique)
      | if . == $known then . else reach($rules) end;
    [.nftables[].rule // empty | del(.handle) | walk(if type == "object" and has("counter") then .counter = null else . end)] as $rules
    | [.nftables[].chain // empty | select(.hook)] as $hooked
    | ([$hooked[] | where] | unique | reach($rules)) as $reached
    | [$rules[] | select(where as $at | $reached | index([$at]))] + [$hooked[] | select(.policy == "drop") | del(.handle)]
    | group_by([.family, .table])[][]'
}

# What firewalld has: firewalld_shape HOST [--permanent]
firewalld_shape() {
  firewall_cmd "$@" --list-all-zones
  firewall_cmd "$@" --direct --get-all-rules
}
