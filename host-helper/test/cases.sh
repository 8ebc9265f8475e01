# The cases: what landbridge-host must do, each on a host of its own.
# shellcheck shell=bash

# Fails the case unless links, addresses and sysctls are as the keys say.
expect_links() {
    expect "veth_d0 in docker0" says "master docker0" ip -o link show veth_d0
    expect "MTU of veth_d0" says "mtu 1450" ip -o link show veth_d0
    expect "MTU of veth_sw0" says "mtu 1450" ip -o link show veth_sw0
    expect "no kernel ARP on veth_sw0" says NOARP ip -o link show veth_sw0
    expect "docker0 keeps its MTU" says "mtu 1500" ip -o link show docker0
    expect "gateway" says "inet 10.100.0.1/8" ip -o -4 address show ovs_sw0
    expect "ovs_sw0 up" says ",UP" ip -o link show ovs_sw0
    expect "fabric on-link" says "10.0.0.0/8 dev ovs_sw0" ip route
    expect "ip_forward" grep -qx 1 /proc/sys/net/ipv4/ip_forward
}

# Has firewalld all of it, at runtime and permanently?
has_firewalld() {
    local scope
    for scope in --quiet --permanent; do
        firewall-cmd $scope --query-port=4789/udp &&
            firewall-cmd $scope --query-port=8472/udp &&
            firewall-cmd $scope --zone=trusted --query-source=10.0.0.0/8 ||
            return
    done
}

has_notrack() { says "ip daddr 10.0.0.0/8 fib daddr type != local notrack" nft list table ip landbridge; }
has_masquerade() { says "masquerade" nft list table ip landbridge; }

case_apply_makes_all_of_it_and_a_second_one_changes_nothing() {
    start_firewalld
    echo 1 >/proc/sys/net/ipv4/conf/docker0/rp_filter
    join_and_build
    expect "apply" helper apply
    expect_links
    expect "firewalld" has_firewalld
    expect "notrack" has_notrack
    expect "masquerade" has_masquerade
    expect_not "a direct rule of firewalld's" says MASQUERADE firewall-cmd --direct --get-all-rules
    expect "arp_announce" grep -qx 2 /proc/sys/net/ipv4/conf/ovs_sw0/arp_announce
    expect "loose rp_filter" grep -qx 2 /proc/sys/net/ipv4/conf/docker0/rp_filter
    expect "generation" told helper-generation one
    expect "status" told helper-status ok
    expect "version" told helper-version 0.1.0
    expect "underlay MTU" told underlay-mtu 1500
    expect "docker0's address" told container-bridge-address 10.1.0.1/16
    expect "VTEP addresses" told vtep-addresses 192.168.10.163
    expect "OVS took the veth" says '2' ovs-vsctl --timeout=5 get Interface veth_sw0 ofport
    expect "status exits 0" helper status

    local before writes output
    before=$(dump_host; cat /run/host/state/ledger.*) writes=$(ovsdb_writes)
    output=$(helper apply)
    expect_same "by a second apply" "$before" "$(dump_host; cat /run/host/state/ledger.*)"
    expect_same "OVSDB, by a second apply" "$writes" "$(ovsdb_writes)"
    expect_same "what a second apply says" "" "$output"
}

case_apply_without_firewalld_masquerades_with_nftables() {
    join_and_build
    expect "apply" helper apply
    expect_links
    expect "notrack" has_notrack
    expect "masquerade" has_masquerade
    local before
    before=$(dump_host)
    helper apply
    expect_same "by a second apply" "$before" "$(dump_host)"
    write_keys egress-nat=false generation=two
    expect "apply" helper apply
    expect_not "masquerade" has_masquerade
    expect "notrack" has_notrack
}

case_watch_repairs_drift_of_links() {
    join_and_build
    start_watch
    ip link delete veth_sw0
    eventually "veth pair back" says "master docker0" ip -o link show veth_d0
    ip address flush dev ovs_sw0
    eventually "gateway back" says "inet 10.100.0.1/8" ip -o -4 address show ovs_sw0
    ip link set veth_d0 nomaster
    eventually "veth_d0 in docker0 again" says "master docker0" ip -o link show veth_d0
    ip link set veth_d0 down
    eventually "veth_d0 up" says ",UP" ip -o link show veth_d0
    ip link set veth_sw0 mtu 1400
    eventually "MTU back" says "mtu 1450" ip -o link show veth_sw0
    ip link delete docker0
    eventually "docker0 missed" says "docker0 does not exist" ovs-vsctl get Open_vSwitch . external_ids
    make_docker0
    eventually "status ok again" told helper-status ok
    expect_links
    nft flush ruleset
    eventually "notrack back" has_notrack
}

case_watch_repairs_drift_of_firewalld() {
    start_firewalld
    join_and_build
    start_watch
    expect "firewalld" has_firewalld
    firewall-cmd --remove-port=4789/udp
    eventually "VXLAN port back" firewall-cmd --query-port=4789/udp
    firewall-cmd --permanent --remove-port=4789/udp
    firewall-cmd --permanent --zone=trusted --remove-source=10.0.0.0/8
    firewall-cmd --reload
    eventually "firewalld whole again" has_firewalld
}

case_watch_looks_at_everything_though_the_clock_was_set_back() {
    mkdir /run/host/bin
    printf '#!/bin/sh\ncat /run/host/time\n' >/run/host/bin/date
    chmod +x /run/host/bin/date
    echo 1800000000 >/run/host/time
    start_firewalld
    join_and_build
    PATH=/run/host/bin:$PATH start_watch
    eventually "a look" says landbridge-helper-findings ovs-vsctl get Open_vSwitch . external_ids
    firewall-cmd --permanent --remove-port=4789/udp
    ovs-vsctl remove Open_vSwitch . external_ids landbridge-helper-findings
    echo 1799967600 >/run/host/time
    ip link add wakeup type bridge
    eventually "permanent port back" firewall-cmd --permanent --query-port=4789/udp
    eventually "another look" says landbridge-helper-findings ovs-vsctl get Open_vSwitch . external_ids
}

case_watch_rebuilds_on_a_bridge_made_anew() {
    join_and_build
    start_watch
    ovs-vsctl del-br ovs_sw0
    eventually "bridge missed" says "no bridge has" ovs-vsctl --no-wait get Open_vSwitch . external_ids
    expect "nothing undone: veth" ip link show veth_d0
    expect "nothing undone: notrack" has_notrack
    build_bridge generation=two
    eventually "generation two" told helper-generation two
    expect_links
}

case_watch_survives_the_end_of_vswitchd_and_ovsdb() {
    join_and_build
    start_watch
    kill -9 "$(cat /run/host/ovs/ovs-vswitchd.pid)"
    eventually "vswitchd gone" [ ! -d "/proc/$(cat /run/host/ovs/ovs-vswitchd.pid)" ]
    start_vswitchd
    eventually "ovs_sw0 up" says LOWER_UP ip -o link show ovs_sw0
    ovs-appctl -t ovsdb-server exit
    ovsdb-server /run/host/ovs/conf.db --remote=punix:/run/host/ovs/db.sock --pidfile --detach --log-file=/run/host/ovs/db.log -vconsole:off
    write_keys generation=two
    eventually "generation two" told helper-generation two
    expect_links
}

case_watch_follows_changes_and_drops_the_old() {
    start_firewalld
    join_and_build
    start_watch
    write_keys vxlan-port=4790,4789 generation=both
    eventually "both ports reported" told helper-generation both
    expect "new port" firewall-cmd --query-port=4790/udp
    expect "former port" firewall-cmd --query-port=4789/udp
    write_keys gateway=10.100.0.9/8 vxlan-port=4790 egress-nat=false generation=two
    eventually "generation two" told helper-generation two
    expect "new gateway" says "inet 10.100.0.9/8" ip -o -4 address show ovs_sw0
    expect_not "old gateway" says "10.100.0.1/8" ip -o -4 address show ovs_sw0
    expect "new port" firewall-cmd --query-port=4790/udp
    expect_not "old port" firewall-cmd --query-port=4789/udp
    expect_not "old permanent port" firewall-cmd --permanent --query-port=4789/udp
    expect "port 8472 stays" firewall-cmd --permanent --query-port=8472/udp
    expect_not "masquerade" has_masquerade
}

case_watch_turns_a_burst_into_few_passes() {
    mkdir /run/host/bin
    printf '#!/bin/sh\necho "$*" >>/run/host/calls\nexec /usr/bin/ovs-vsctl "$@"\n' >/run/host/bin/ovs-vsctl
    chmod +x /run/host/bin/ovs-vsctl
    join_and_build
    PATH=/run/host/bin:$PATH start_watch
    : >/run/host/calls
    local i
    for i in $(seq 200); do echo "link add burst$i type bridge"; echo "link delete burst$i"; done | ip -batch -
    ip link delete veth_sw0
    eventually "veth pair back" says "master docker0" ip -o link show veth_d0
    expect "at most a pass for four events" [ "$(grep -c 'Open_vSwitch . external_ids:landbridge-host$' /run/host/calls)" -le 100 ]
}

# Fails the case unless nothing of a watch is left.
expect_no_watch() {
    expect_same "processes" "" "$(pgrep -af '^(ovsdb-client|/[a-z/]*ip monitor|nft monitor|sleep)|landbridge-host watch' || :)"
    expect "no files left" [ -z "$(find "$TMPDIR" -mindepth 1)" ]
}

case_watch_leaves_no_process_behind() {
    join_and_build
    start_watch
    eventually "event sources" says "nft monitor" ps -ef
    pkill -x ovsdb-client # in this process namespace, which is ours alone
    write_keys generation=two
    eventually "generation two" told helper-generation two
    expect_not "a second watch" helper watch
    kill "$watch_pid"
    expect "exit status 0" wait "$watch_pid"
    expect_no_watch
    expect "what it made stays" has_notrack

    start_firewalld
    "${program[@]}" watch &
    watch_pid=$!
    eventually "a pass is under way" pgrep -f firewall-cmd
    kill "$watch_pid"
    expect "exit status 0" wait "$watch_pid"
    expect_no_watch
}

case_leaving_undoes_and_reports() {
    start_firewalld
    local before
    helper join 192.168.10.10 --name docker01
    before=$(dump_host | grep -v ovs)
    build_bridge
    start_watch
    write_keys state=leaving generation=two
    eventually "leaving applied" told helper-generation two
    expect "status" told helper-status ok
    ovs-vsctl del-br ovs_sw0
    eventually "bridge missed" says "no bridge has" ovs-vsctl --no-wait get Open_vSwitch . external_ids
    expect_same "by joining and leaving" "$before" "$(dump_host | grep -v ovs)"
    build_bridge generation=three
    eventually "joined again" told helper-generation three
    expect_links
}

case_undo_puts_a_bare_host_back() {
    start_firewalld
    echo 1 >/proc/sys/net/ipv4/conf/docker0/rp_filter
    join_and_build
    local before after
    before=$(dump_host)
    helper apply
    expect "undo" helper undo
    after=$(dump_host)
    expect_same "by apply and undo" "$before" "$after"
    expect_not "generation" told helper-generation one
    expect "join undone" helper undo --join
    expect_not "manager" says 192.168.10.10 ovs-vsctl --no-wait get-manager
    expect_not "keys" says landbridge ovs-vsctl --no-wait get Open_vSwitch . external_ids
}

case_undo_keeps_what_was_built_by_hand() {
    start_firewalld
    join_and_build
    ip link add veth_sw0 type veth peer name veth_d0
    ip link set veth_d0 master docker0 up
    ip address add 10.100.0.1/8 dev ovs_sw0
    ip link set ovs_sw0 up
    firewall-cmd --add-port=4789/udp
    firewall-cmd --zone=trusted --permanent --add-source=10.0.0.0/8
    local before
    before=$(dump_host)
    helper apply
    expect_links
    expect "firewalld" has_firewalld
    expect "undo" helper undo
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_undo_leaves_an_rp_filter_that_was_not_changed() {
    local filter=/proc/sys/net/ipv4/conf/docker0/rp_filter
    echo 0 >/proc/sys/net/ipv4/conf/all/rp_filter
    echo 0 >$filter
    join_and_build
    helper apply
    echo 2 >$filter
    helper apply
    helper undo
    expect "the admin's 2" grep -qx 2 $filter

    echo 0 >$filter
    helper apply
    echo 1 >$filter
    helper apply
    expect "loose" grep -qx 2 $filter
    helper apply
    expect "still loose" grep -qx 2 $filter
    helper undo
    expect "the admin's 1" grep -qx 1 $filter

    helper apply
    echo 0 >$filter
    helper apply
    helper undo
    expect "the admin's 0" grep -qx 0 $filter
}

case_undo_waits_for_a_stopped_firewalld() {
    start_firewalld
    local before
    before=$(dump_host)
    join_and_build
    helper apply
    stop_firewalld
    expect_not "undo without firewalld" helper undo
    expect "undo names the remedy" says "start it" helper undo
    start_firewalld
    expect "undo" helper undo
    ovs-vsctl del-br ovs_sw0
    expect_same "by apply and undo" "$(grep -v ovs <<<"$before")" "$(dump_host | grep -v ovs)"
}

case_undo_refuses_while_watch_runs() {
    join_and_build
    start_watch
    expect "remedy" says "systemctl stop landbridge-host" helper undo
    expect_not "undo" helper undo
    expect_links
}

case_a_missing_docker0_is_said_and_then_found() {
    ip link delete docker0
    join_and_build
    expect_not "apply" helper apply
    expect "remedy" says "container bridge docker0 does not exist; start Docker" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    expect_not "generation" told helper-generation one
    expect_not "status exits 0" helper status
    make_docker0
    expect "apply" helper apply
    expect "status" told helper-status ok
    expect_links
}

case_keys_that_make_no_sense_are_refused() {
    join_and_build 'gateway=10.100.0.1; reboot' mtu=15 veth=a/a 'container-bridge=../../x' fabric=10.0.0.0/33 vtep=1.2.3
    expect_not "apply" helper apply
    local key
    for key in gateway mtu veth container-bridge fabric vtep; do
        expect "$key refused" says "landbridge-$key=" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    done
    expect_not "anything made" ip link show veth_d0
    ovs-vsctl remove Bridge ovs_sw0 external_ids landbridge-vtep
    expect_not "apply" helper apply
}

case_a_foreign_device_in_the_way_is_not_touched() {
    ip link add veth_sw0 type bridge
    join_and_build
    expect_not "apply" helper apply
    expect "remedy" says "no veth pair" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    expect "still a bridge" says bridge ip -d link show veth_sw0
}

case_a_vtep_the_host_does_not_have_is_said() {
    join_and_build vtep=192.168.10.200
    expect_not "apply" helper apply
    expect "remedy" says "no device has the VTEP address 192.168.10.200" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    expect "the rest is made" says "master docker0" ip -o link show veth_d0
}

case_fabric_sources_from_the_underlay_are_dropped() {
    join_and_build
    helper apply
    nft -f - <<<'table ip arrived { chain input { type filter hook input priority 100; ip saddr 10.2.0.9 counter; }; }'
    ip -n underlay address add 10.2.0.9/32 dev wire
    ip -n underlay route add 10.1.0.1 via 192.168.10.163
    ip netns exec underlay ping -c 2 -W 1 -I 10.2.0.9 10.1.0.1 || :
    expect "two drops counted" says "fib saddr . iif oif missing counter packets 2" nft list table ip landbridge
    expect "none arrived" says "counter packets 0" nft list table ip arrived
    ip route add 10.77.0.0/16 dev eth0
    ip -n underlay address add 10.77.0.9/32 dev wire
    expect "a route of the host's own passes" ip netns exec underlay ping -c 1 -W 5 -I 10.77.0.9 192.168.10.163
    make_container box 2
    expect "the container reaches the outside, masqueraded" ip netns exec box ping -c 1 -W 5 192.168.10.10
}

case_docker0_answers_arp_once() {
    join_and_build
    helper apply
    make_container box 2
    eventually "OVS took the veth" says 2 ovs-vsctl --timeout=5 get Interface veth_sw0 ofport
    local answers
    answers=$(ip netns exec box busybox arping -I eth0 -c 3 10.1.0.1 | grep -c 'reply from' || :)
    expect_same "ARP answers to 3 questions" 3 "$answers"
}

case_the_vxlan_port_opens_in_the_zone_of_the_underlay() {
    start_firewalld
    firewall-cmd --zone=work --add-interface=eth0
    join_and_build
    helper apply
    expect "port in zone work" firewall-cmd --zone=work --query-port=4789/udp
    expect_not "port in the default zone" firewall-cmd --zone=public --query-port=4789/udp
}

case_without_a_known_underlay_no_zone_is_opened() {
    start_firewalld
    join_and_build vtep=192.168.10.200
    expect_not "apply" helper apply
    expect_not "a complaint about firewalld" says firewalld ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    expect_not "the default zone is opened" firewall-cmd --query-port=4789/udp
    expect "the rest is made" firewall-cmd --zone=trusted --query-source=10.0.0.0/8
    expect_not "a ledger of broken lines" grep -v "$(printf '\t')" /run/host/state/ledger.fabric
    ip route delete default
    helper join 203.0.113.1 --name docker01 --listen
    expect "a dialler without a route, in the default zone" says 'source address="203.0.113.1"' firewall-cmd --list-rich-rules
}

# Prints the ports that are open at runtime and permanently.
open_ports() { firewall-cmd --list-all-zones | grep ' ports: .'; firewall-cmd --permanent --list-all-zones | grep ' ports: .'; }

case_a_range_of_ports_that_was_open_stays_whole() {
    start_firewalld
    firewall-cmd --permanent --add-port=4700-4800/udp
    firewall-cmd --permanent --add-port=8000-9000/tcp
    firewall-cmd --reload
    local before
    before=$(open_ports)
    join_and_build
    helper apply
    expect "8472 is in no range of its protocol" firewall-cmd --permanent --query-port=8472/udp
    expect_same "what a second apply says" "" "$(helper apply)"
    helper undo
    expect_same "ports" "$before" "$(open_ports)"

    helper apply
    firewall-cmd --add-port=8400-8500/udp
    firewall-cmd --permanent --add-port=8400-8500/udp
    before=$(open_ports)
    helper undo
    expect_same "ports, with a range that came later" "$before" "$(open_ports)"
}

case_undo_does_without_a_zone_that_is_gone() {
    start_firewalld
    firewall-cmd --permanent --new-zone=wires
    firewall-cmd --permanent --zone=wires --add-interface=eth0
    firewall-cmd --reload
    join_and_build
    helper apply
    expect "port in zone wires" firewall-cmd --permanent --zone=wires --query-port=4789/udp
    firewall-cmd --permanent --delete-zone=wires
    firewall-cmd --reload
    expect "undo" helper undo
}

case_undo_does_without_a_container_bridge_that_is_gone() {
    ip link add veth_sw0 type veth peer name veth_d0
    ip link set veth_d0 master docker0 up
    join_and_build
    helper apply
    ip link delete docker0
    expect "undo" helper undo
    expect "the pair that was built by hand" says veth_sw0 ip -o link show veth_d0
}

case_what_could_not_be_undone_stays_in_the_ledger() {
    join_and_build
    local before
    before=$(dump_host)
    helper apply
    mkdir /run/host/bin
    printf '#!/bin/sh\ncase $* in "address delete "*) exit 2 ;; esac\nexec %s "$@"\n' "$(command -v ip)" >/run/host/bin/ip
    chmod +x /run/host/bin/ip
    PATH=/run/host/bin:$PATH expect "what is left" says "not yet undone: address ovs_sw0 10.100.0.1/8" helper undo
    expect "undo" helper undo
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_what_firewalld_does_not_tell_is_not_taken_for_absent() {
    start_firewalld
    firewall-cmd --permanent --add-port=4789/udp
    firewall-cmd --reload
    join_and_build
    mkdir /run/host/bin
    printf '#!/bin/sh\ncase $* in *--list-all-zones) exit 252 ;; esac\nexec /usr/bin/firewall-cmd "$@"\n' >/run/host/bin/firewall-cmd
    chmod +x /run/host/bin/firewall-cmd
    PATH=/run/host/bin:$PATH expect_not "apply" helper apply
    expect "the reason" says "firewalld does not list its zones" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    expect "apply" helper apply
    expect "undo" helper undo
    expect "the port that was open" firewall-cmd --permanent --query-port=4789/udp
}

case_what_cannot_be_noted_is_not_changed() {
    mkdir /run/host/state
    mount -t tmpfs -o size=64k tmpfs /run/host/state
    join_and_build
    local before
    before=$(dump_host)
    dd if=/dev/zero of=/run/host/state/full bs=1k count=64 || :
    "${program[@]}" watch >/run/host/watch.log 2>&1 &
    watch_pid=$!
    eventually "the reason" says "cannot write /run/host/state/ledger.fabric; make room there" ovs-vsctl get Open_vSwitch . external_ids
    expect_not "apply" helper apply
    expect_same "without room for the ledger" "$before" "$(dump_host)"
    rm /run/host/state/full
    write_keys generation=two
    eventually "generation two" told helper-generation two
    kill "$watch_pid"
    wait "$watch_pid"
    dd if=/dev/zero of=/run/host/state/full bs=1k count=64 || :
    expect "apply, which has nothing to note" helper apply
    rm /run/host/state/full
    expect "undo" helper undo
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_a_half_written_ledger_can_be_undone() {
    join_and_build
    local before
    before=$(dump_host)
    helper apply
    printf 'veth veth_sw' >>/run/host/state/ledger.fabric
    write_keys gateway=10.100.0.9/8 generation=two
    expect "apply" helper apply
    expect "undo" helper undo
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_status_warns_of_a_chain_that_drops() {
    join_and_build
    helper apply
    expect_not "warning without cause" says warning helper status
    nft add table ip6 filter
    nft add chain ip6 filter FORWARD '{ type filter hook forward priority filter; policy drop; }'
    expect_not "warning of IPv6" says warning helper status
    nft add table ip filter
    nft add chain ip filter FORWARD '{ type filter hook forward priority filter; policy drop; }'
    expect "warning" says "chain ip filter FORWARD drops by default" helper status
    nft delete table ip filter
    iptables-legacy -P INPUT DROP
    expect "warning" says "chain iptables-legacy filter INPUT drops by default" helper status
}

# Gives the program under test no more rights than the service has.
with_rights_of_the_unit() {
    local right rights=-all granted
    read -ra granted <<<"$(sed -n 's/^CapabilityBoundingSet=//p' "$here/../landbridge-host.service")"
    for right in "${granted[@]}"; do
        right=${right#CAP_}
        rights+=,+${right,,}
    done
    program=(setpriv "--bounding-set=$rights" --no-new-privs "${program[@]}")
}

case_the_service_units_rights_suffice() {
    start_firewalld
    with_rights_of_the_unit
    join_and_build
    expect "apply" helper apply
    expect_links
    expect "firewalld" has_firewalld
    expect "undo" helper undo
}

case_install_puts_it_where_the_unit_looks() {
    "$here/../install.sh" --prefix /run/host/prefix
    expect "it runs" says "landbridge-host 0.1.0" /run/host/prefix/sbin/landbridge-host --version
    expect "the unit starts it" grep -qx "ExecStart=/run/host/prefix/sbin/landbridge-host watch" \
        /run/host/prefix/lib/systemd/system/landbridge-host.service
}

case_join_keeps_other_managers() {
    ovs-vsctl --no-wait set-manager ptcp:6639:127.0.0.1
    helper join 192.168.10.10 --name docker01
    expect "the other manager" says ptcp:6639:127.0.0.1 ovs-vsctl --no-wait get-manager
    expect "ours" says tcp:192.168.10.10:6640 ovs-vsctl --no-wait get-manager
    expect "the id" says docker01 ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-host
    local writes
    writes=$(ovsdb_writes)
    helper join 192.168.10.10 --name docker01
    expect_same "OVSDB, by a second join" "$writes" "$(ovsdb_writes)"
    helper join tcp:192.168.10.11:7000 --name docker01
    expect_same "managers" "$(printf '%s\n' ptcp:6639:127.0.0.1 tcp:192.168.10.11:7000)" "$(ovs-vsctl --no-wait get-manager | sort)"
    local wrong
    for wrong in "" "host --name a" "10.0.0.1" "10.0.0.1 --name a/b" "10.0.0.1:99999 --name a" "10.0.0.1 --name a --x"; do
        # shellcheck disable=SC2086 # words
        expect_not "join $wrong" helper join $wrong
    done
}

case_join_takes_the_controllers_host_names_alone() {
    local wrong label
    label=$(printf 'a%.0s' {1..63})
    for wrong in "-a" "a-" "A" "a.b" "a_b" "é" "${label}a"; do
        expect "'$wrong' refused" says "is no host id" helper join 192.168.10.10 --name "$wrong"
    done
    expect "63 characters" helper join 192.168.10.10 --name "$label"
    expect "digits and dashes" helper join 192.168.10.10 --name 0--9
    expect "the id" told host 0--9
}

# Does OVSDB answer the underlay's ADDRESS?
ovsdb_answers() { # ADDRESS
    ip -n underlay route change 192.168.0.0/16 dev wire src "$1"
    ip netns exec underlay ovsdb-client --timeout=3 list-dbs tcp:192.168.10.163:6640
}

case_join_listen_opens_for_the_controller_alone() {
    start_firewalld
    firewall-cmd --zone=trusted --add-source=192.168.10.11
    helper join 192.168.10.10 --name docker01 --listen
    eventually "controller gets in" ovsdb_answers 192.168.10.10
    expect_not "another gets in, though trusted" ovsdb_answers 192.168.10.11
    expect "the host itself gets in" ovsdb-client --timeout=3 list-dbs tcp:127.0.0.1:6640
    build_bridge
    nft delete table ip landbridge_ovsdb
    helper apply
    expect_not "another gets in after repair" ovsdb_answers 192.168.10.11
    helper join 192.168.10.10 --name docker01
    expect_not "the port is open after joining the usual way" ovsdb_answers 192.168.10.10
    expect_not "guard left after joining the usual way" nft list table ip landbridge_ovsdb
    helper join 192.168.10.10 --name docker01 --listen
    helper undo --join
    expect_not "rich rule left" says 6640 firewall-cmd --permanent --list-all-zones
    expect_not "guard left" nft list table ip landbridge_ovsdb
}

case_nobody_else_can_hold_the_locks() {
    mkdir /run/host/state
    touch /run/host/state/lock # as an earlier version made it
    join_and_build
    helper status || :
    local lock
    for lock in lock watch.lock; do
        expect "a $lock" [ -e "/run/host/state/$lock" ]
        expect_not "another user takes $lock" setpriv --reuid nobody --clear-groups flock -n "/run/host/state/$lock" true
    done
    expect "the service keeps it so" grep -qx StateDirectoryMode=0700 "$here/../landbridge-host.service"
}

case_removing_the_package_says_what_stays_open() {
    mount -t tmpfs tmpfs /var/lib
    unset LANDBRIDGE_STATE_DIR
    local remove=(sh "$here/../deb/control/prerm" remove)
    helper join 192.168.10.10 --name docker01
    expect_same "of a host that dials" "" "$("${remove[@]}" 2>&1)"
    helper join 192.168.10.10 --name docker01 --listen
    expect "what was made" says "what it made on this host stays" "${remove[@]}"
    expect "the port" says "OVSDB goes on listening for the controller" "${remove[@]}"
    helper undo --join
    expect_same "of a host that is none of ours" "" "$("${remove[@]}" 2>&1)"
}

case_an_unjoined_host_is_told_so() {
    expect_not "apply" helper apply
    expect "remedy" says "landbridge-host join CONTROLLER --name ID" helper apply
    expect "help" says "Usage:" helper --help
    expect "version" says "landbridge-host 0.1.0" helper --version
    expect_not "unknown command" helper frobnicate
}
