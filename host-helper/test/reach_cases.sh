# The cases of what the preflight asks of others, and of what is told of it.
# shellcheck shell=bash

# Plays a controller's REST API whose clock shows what date -d makes of WHEN.
play_clock() { # WHEN
    cat >/run/host/clock <<END
#!/bin/sh
while IFS= read -r line && [ "\${#line}" -gt 1 ]; do :; done
printf 'HTTP/1.1 401 Unauthorized\r\nDate: %s\r\nContent-Length: 0\r\n\r\n' "\$(LC_ALL=C date -u -d '$1' '+%a, %d %b %Y %T GMT')"
END
    chmod +x /run/host/clock
    clock_stop
    ip netns exec underlay busybox nc -ll -p 8181 -e /run/host/clock &
    clock_pid=$!
    eventually "a clock" says ":8181 " ip netns exec underlay ss -Hltn
}

clock_stop() {
    [ -n "${clock_pid:-}" ] || return 0
    kill "$clock_pid"
    wait "$clock_pid" || :
}

case_check_compares_the_clock_with_the_controllers() {
    fit_host
    expect "without a controller" says "skipped  clock: not compared: name the controller" helper check
    expect "without an answer" says "skipped  clock: not compared: 192.168.10.10 tells no time" helper check 192.168.10.10
    play_clock "now"
    expect "the same time" says "ok       clock: within 30 s of the controller's" helper check 192.168.10.10
    play_clock "1 hour ago"
    expect_finding warning "clock: about 60 min ahead of the controller's: let chrony or systemd-timesyncd keep the time" 192.168.10.10
    play_clock "400 days"
    expect_finding warning "clock: about 576000 min behind the controller's" 192.168.10.10
    helper join 192.168.10.10 --name docker01
    expect_finding warning "clock: about 576000 min behind the controller's"
    mount --bind /dev/null "$(readlink -f "$(command -v curl)")"
    expect_finding warning "clock: about 576000 min behind the controller's"
    play_clock "@0"
    sed -i 's/Date: %s/Date: soon/' /run/host/clock
    expect "no date" says "skipped  clock: not compared" helper check
}

# Plays peer 10.100.0.N and the flows that lead there; a veth pair stands for the tunnel.
play_peer() { # N
    ip netns add "peer$1"
    ip link add eth0 netns "peer$1" type veth peer name "peer$1"
    ip -n "peer$1" address add "10.100.0.$1/8" dev eth0
    ip -n "peer$1" link set eth0 up
    ip link set "peer$1" up
    ovs-vsctl --timeout=10 add-port ovs_sw0 "peer$1" -- set Interface "peer$1" ofport_request="$1"
    local there="set_field:0x1->tun_id,set_field:192.168.10.$1->tun_dst,output:$1"
    ovs-ofctl -O OpenFlow13 add-flows ovs_sw0 - <<END
table=0,in_port=LOCAL,actions=goto_table:7
table=0,in_port=$1,actions=LOCAL
table=7,ip,nw_dst=10.100.0.$1,actions=$there
table=7,arp,arp_tpa=10.100.0.$1,actions=$there
table=7,ip,nw_dst=10.$1.0.0/16,actions=$there
END
}

case_check_asks_the_peers() {
    fit_host
    expect "no bridge" says "skipped  peers: no flow of bridge ovs_sw0 leads to one" helper check
    join_and_build
    play_peer 64
    play_peer 65
    expect "no gateway yet" says "skipped  peers: not asked: ping from 10.100.0.1 does not work here: apply" helper check
    helper apply
    expect "all answer" says "ok       peers: all answer through VXLAN, at the fabric's MTU 1450" helper check
    expect_fit
    ip -n peer65 link set eth0 mtu 1400
    expect_finding warning "peer 192.168.10.65 (10.100.0.65): answers, but not to packets of the fabric's MTU 1450: let what is between carry 1500"
    ip -n peer65 link set eth0 mtu 1500
    ip -n peer64 link set eth0 down
    expect_finding warning "peer 192.168.10.64 (10.100.0.64): does not answer through VXLAN: if it is up, let UDP 4789 in on both hosts"
    ip -n peer64 link set eth0 up
    eventually "all answer again" says "ok       peers: all answer" helper check
}

case_check_asks_many_peers_at_once() {
    join_and_build
    helper apply
    local peer
    for peer in $(seq 2 100); do
        echo "table=0,ip,nw_dst=10.100.0.$peer,actions=set_field:192.168.10.$peer->tun_dst,output:1"
    done | ovs-ofctl -O OpenFlow13 add-flows ovs_sw0 -
    expect_same "silent peers" 99 "$(helper check | grep -c '^warning  peer ')"
    helper check --tell >/dev/null || :
    expect "told in part" [ "$(ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-findings | wc -c)" -le 2003 ]
}

case_check_tells_the_controller_if_asked() {
    fit_host
    local writes
    writes=$(ovsdb_writes)
    expect "a host of no fabric" helper check --tell
    expect_same "OVSDB, by a host of no fabric" "$writes" "$(ovsdb_writes)"
    join_and_build
    helper apply
    helper check --tell
    expect "all well" told helper-findings ok
    expect "status" says "findings    none" helper status
    writes=$(ovsdb_writes)
    helper check --tell
    expect_same "OVSDB, by a second time" "$writes" "$(ovsdb_writes)"
    set_neighbours 1024
    nft add table ip filter
    nft add chain ip filter FORWARD '{ type filter hook forward priority filter; policy drop; }'
    ip link set eth0 mtu 625
    expect_not "exit status 0" helper check --tell
    expect "errors come first" says '"error: underlay eth0: MTU 625' \
        ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-findings
    expect "the warnings follow" says "; warning: firewall: chain ip filter FORWARD" helper_findings
    expect "in status, a line each" says "error       underlay eth0: MTU 625" helper status
    expect "in status, a line each" says "warning     neighbours: gc_thresh3 is 1024" helper status
    write_keys state=leaving
    helper check --tell >/dev/null || :
    expect "nothing of a host that leaves" told helper-findings ""
}

helper_findings() { ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-findings; }

case_watch_tells_what_check_finds() {
    fit_host
    set_neighbours 1024
    join_and_build
    start_watch
    eventually "told" says "warning: neighbours: gc_thresh3 is 1024" helper_findings
    set_neighbours 16384
    write_keys generation=two
    eventually "told after another generation" told helper-findings ok
    kill "$watch_pid"
    expect "exit status 0" wait "$watch_pid"
    expect_no_watch
}

case_watch_ends_a_look_under_way() {
    join_and_build
    play_peer 64
    ip -n peer64 link set eth0 down
    start_watch
    eventually "a peer is asked" pgrep -x ping
    kill "$watch_pid"
    expect "exit status 0" wait "$watch_pid"
    expect_same "processes" "" "$(pgrep -af 'landbridge-host|^/[a-z/]*ping' || :)"
}

case_the_units_rights_suffice_to_look() {
    fit_host
    with_rights_of_the_unit
    join_and_build
    play_peer 64
    helper apply
    expect "peers asked" says "ok       peers: all answer" helper check
    expect_fit
}
