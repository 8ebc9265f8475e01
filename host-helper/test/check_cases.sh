# The cases of the preflight: each finding provoked on a host that is fit without it.
# shellcheck shell=bash

# Makes the host one that check has nothing to say against, whatever machine the tests run on.
fit_host() {
    mount -t tmpfs tmpfs /proc/sys/net/ipv4/neigh
    mkdir /proc/sys/net/ipv4/neigh/default
    set_neighbours 16384
    echo 1 >/proc/sys/net/ipv4/ip_forward
    expect_fit
}

# Sets what the kernel shows in its first network namespace alone.
set_neighbours() { echo "$1" >/proc/sys/net/ipv4/neigh/default/gc_thresh3; }

# Fails the case unless check finds all well.
expect_fit() {
    expect "check exits 0" helper check
    expect_same "warnings and errors" "" "$(helper check | grep -v '^\(ok\|skipped\) ' || :)"
}

# Fails the case unless check finds this, alone of its kind, and its exit status fits.
expect_finding() { # warning|error TEXT ARGUMENT…
    local level=$1 text=$2 output status=0
    shift 2
    output=$(helper check "$@" 2>&1) || status=$?
    expect_same "exit status" "$([ "$level" = error ] && echo 1 || echo 0)" "$status"
    [[ $(grep "^$level " <<<"$output") == *"$text"* && $(grep -vc '^\(ok\|skipped\) ' <<<"$output") = 1 ]] ||
        { echo "NOT FOUND ALONE: $level $text"; echo "$output"; exit 1; }
}

case_check_of_a_fit_host_changes_nothing() {
    fit_host
    local before writes
    before=$(dump_host) writes=$(ovsdb_writes)
    expect "a controller" helper check 192.168.10.10 --fabric 10.0.0.0/8
    expect_same "by check" "$before" "$(dump_host)"
    expect_same "OVSDB, by check" "$writes" "$(ovsdb_writes)"
    expect_not "a state folder" [ -e "$LANDBRIDGE_STATE_DIR" ]
    join_and_build
    helper apply
    expect_fit
    local wrong
    for wrong in "--fabric" "--fabric 10.0.0.0" "--fabric 10.08.0.0/16" "host" "10.0.0.1 10.0.0.2" "--x"; do
        # shellcheck disable=SC2086 # words
        expect "check $wrong" says "see landbridge-host --help" helper check $wrong
    done
}

# Plays an ovs-vswitchd of this version.
play_vswitchd() {
    mkdir /run/host/bin
    printf '#!/bin/sh\necho "ovs-vswitchd (Open vSwitch) %s"\n' "$1" >/run/host/bin/ovs-appctl
    chmod +x /run/host/bin/ovs-appctl
    PATH=/run/host/bin:$PATH
}

stop_vswitchd() {
    ovs-appctl -t ovs-vswitchd exit
    eventually "vswitchd gone" [ ! -e /run/host/ovs/ovs-vswitchd.pid ]
}

case_check_looks_at_the_switch() {
    fit_host
    (play_vswitchd 2.9.8 && expect_finding error "Open vSwitch 2.9.8: older than 2.15: upgrade it; tested is 3.1")
    stop_vswitchd
    expect_finding error "ovs-vswitchd does not: start ovs-vswitchd"
    OVS_RUNDIR=/run/host/none expect_finding error "OVSDB does not answer: start Open vSwitch"
}

# Plays a switch that offers these kinds of datapath; a real one would put its own back.
offer_datapaths() { ovs-vsctl --no-wait set Open_vSwitch . "datapath_types=[$1]"; }

case_check_looks_for_a_datapath() {
    mount -t tmpfs tmpfs /sys/module
    mount --bind /dev/null "$(command -v modprobe || echo /run/host/ovs/conf.db)"
    fit_host
    stop_vswitchd
    play_vswitchd 3.1.0
    offer_datapaths netdev,system
    expect_finding warning "datapath: netdev alone"
    offer_datapaths system
    expect_finding error "datapath: none, the kernel has no module openvswitch"
    offer_datapaths ''
    expect_finding error "offers neither system nor netdev"
    offer_datapaths netdev,system
    mkdir /sys/module/openvswitch
    expect_fit
}

case_check_looks_at_the_programs() {
    fit_host
    mount --bind /dev/null "$(readlink -f "$(command -v nft)")"
    expect_finding error "missing nft: install"
}

case_check_looks_at_the_container_bridge() {
    fit_host
    ip address replace 172.17.0.1/16 dev docker0
    ip address delete 10.1.0.1/16 dev docker0
    expect_finding warning "container bridge docker0: has 172.17.0.1/16, outside the fabric 10.0.0.0/8"
    helper join 192.168.10.10 --name docker01
    build_bridge
    expect_finding error "has 172.17.0.1/16, not 10.1.0.1/16: start Docker with --bip=10.1.0.1/16"
    ip link delete docker0
    expect_finding error "container bridge docker0: no such Linux bridge: start Docker"
}

case_check_looks_at_the_rules_of_others() {
    fit_host
    nft add table ip filter
    nft add chain ip filter FORWARD '{ type filter hook forward priority filter; policy drop; }'
    expect_finding warning "chain ip filter FORWARD drops by default"
    nft delete table ip filter
    iptables-legacy -P INPUT DROP
    expect_finding warning "chain iptables-legacy filter INPUT drops by default"
    iptables-legacy -P INPUT ACCEPT
    iptables-nft -N DOCKER-ISOLATION-STAGE-1
    iptables-nft -A FORWARD -j DOCKER-ISOLATION-STAGE-1
    expect_finding warning "Docker's own rules filter"
    nft delete table ip filter
    ip6tables-nft -P FORWARD DROP
    ip6tables-nft -N DOCKER-USER
    ip6tables-nft -A FORWARD -j DOCKER-USER
    expect_fit
    iptables-legacy -N DOCKER-USER
    iptables-legacy -A FORWARD -j DOCKER-USER
    expect_finding warning "Docker's own rules filter"
}

case_check_loads_the_rules_for_trial() {
    fit_host
    program=(setpriv --bounding-set=-net_admin "${program[@]}")
    expect_finding error "nftables: refuses the fabric's rules"
}

case_check_finds_what_the_fabric_would_capture() {
    fit_host
    ip route add 10.77.0.0/16 via 192.168.10.11
    expect_finding error "routes: the fabric 10.0.0.0/8 would capture 10.77.0.0/16:"
    ip route delete 10.77.0.0/16
    ip route add blackhole 10.78.0.0/16
    expect_finding error "would capture 10.78.0.0/16:"
    expect "a fabric not given in canonical form" says "routes: the fabric 192.0.0.1/2 would capture 192.168.0.0/16" \
        helper check --fabric 192.0.0.1/2
    ip route delete blackhole 10.78.0.0/16

    echo "nameserver 10.2.0.53" >/run/host/resolv.conf
    expect_finding error "resolvers: the fabric 10.0.0.0/8 would capture 10.2.0.53:"
    echo "nameserver 192.168.10.10" >/run/host/resolv.conf

    SSH_CONNECTION="10.3.0.1 50000 192.168.10.163 22" expect_finding error "clients: the fabric 10.0.0.0/8 would capture 10.3.0.1:"
    expect_finding error "controllers: the fabric 10.0.0.0/8 would capture 10.4.0.1:" tcp:10.4.0.1:6640
    ovs-vsctl --no-wait set-manager tcp:10.5.0.1:6640
    expect_finding error "controllers: the fabric 10.0.0.0/8 would capture 10.5.0.1:"
    ovs-vsctl --no-wait del-manager
    expect_fit
}

case_check_leaves_what_is_behind_docker0_to_the_host() {
    fit_host
    echo "nameserver 10.1.0.1" >/run/host/resolv.conf
    (SSH_CONNECTION="10.1.0.7 50000 10.1.0.1 22" && export SSH_CONNECTION && expect_fit)
    ip route add 10.1.0.53 dev eth0
    echo "nameserver 10.1.0.53" >/run/host/resolv.conf
    expect "a route elsewhere" says "resolvers: the fabric 10.0.0.0/8 would capture 10.1.0.53:" helper check
}

case_check_finds_an_ssh_session_that_sudo_hides() {
    fit_host
    ip -n underlay address add 10.77.0.9/32 dev wire
    sleep 60 | busybox nc -l -p 22 >/dev/null &
    eventually "a listener on 22" says ":22 " ss -Hltn
    ip -n underlay route change 192.168.0.0/16 dev wire src 10.77.0.9
    sleep 60 | ip netns exec underlay busybox nc 192.168.10.163 22 &
    eventually "a session" says 10.77.0.9 ss -Htn state established
    expect_finding error "clients: the fabric 10.0.0.0/8 would capture 10.77.0.9:"
}

case_check_looks_at_the_underlay() {
    fit_host
    ip link set eth0 mtu 1400
    expect_finding warning "underlay eth0: MTU 1400: raise it on all hosts, or let Docker make containers with --mtu=1350"
    ip link set eth0 mtu 625
    expect_finding error "underlay eth0: MTU 625"
    ip route delete default
    expect_finding warning "underlay: no default route"
    expect_finding error "underlay eth0: MTU 625" 192.168.10.11
    ip link set eth0 mtu 1500
    join_and_build vtep=192.168.10.200
    expect_finding error "underlay: no device has the VTEP address 192.168.10.200"
}

case_check_looks_at_the_kernels_limits() {
    fit_host
    set_neighbours 1024
    expect_finding warning "gc_thresh3 is 1024, and beyond"
    expect "the remedy" says gc_thresh3=16384 helper check
    set_neighbours 16384
    echo 0 >/proc/sys/net/ipv4/ip_forward
    expect_finding warning "net.ipv4.ip_forward: 0"
    echo 1 >/proc/sys/net/ipv4/ip_forward
    umount /proc/sys/net/ipv4/neigh
    [ -e /proc/sys/net/ipv4/neigh/default/gc_thresh3 ] || expect "what was not looked at" says "skipped  neighbours: gc_thresh3 cannot be read" helper check
}

case_check_refuses_keys_that_make_no_sense() {
    fit_host
    join_and_build mtu=15
    expect_finding error "controller's keys: bridge ovs_sw0 has landbridge-mtu='15'"
}

case_check_has_nothing_against_firewalld() {
    start_firewalld
    fit_host
    join_and_build
    helper apply
    expect_fit
}
