# shellcheck shell=bash
# What tests watch on a host: its flows and its OVSDB.

# A host's flows, sorted, without what counts and ages.
flows() {
  in_host "$1" ovs-ofctl -O OpenFlow13 --no-stats --no-names dump-flows ovs_sw0 | sed -n 's/^ *cookie/cookie/p' | sort
}

# How many transactions a host's OVSDB has stored.
stored_transactions() {
  in_host "$1" ovsdb-tool show-log /etc/openvswitch/conf.db | grep -c '^record'
}

# What was stored since a number of transactions, without what the helper reports and the columns that vswitchd writes of
# itself.
written_since() {
  in_host "$1" ovsdb-tool -mm show-log /etc/openvswitch/conf.db | awk -v seen="$2" '
    /^record / { number = $2 + 0; reported = /landbridge-helper-/ }
    number >= seen && !reported' | grep -vE '^ *(cur_cfg|link_state|link_resets|admin_state|ifindex|mac_in_use|mtu|ofport|status|error)='
}
