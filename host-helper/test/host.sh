# A Docker host without Docker, in the namespaces of this process, and the controller's part, played with ovs-vsctl.
# shellcheck shell=bash

# Makes what a host has before Landbridge comes: an underlay, docker0, Open vSwitch.
make_host() {
    mount -t tmpfs tmpfs /run
    mount -t tmpfs tmpfs /var/log
    mkdir -p /run/host/ovs /run/host/tmp /run/lock
    export OVS_RUNDIR=/run/host/ovs LANDBRIDGE_STATE_DIR=/run/host/state TMPDIR=/run/host/tmp
    # The machine's resolver, and whoever runs the tests by SSH, may be where the fabric is.
    echo nameserver 192.168.10.10 >/run/host/resolv.conf
    mount --bind /run/host/resolv.conf /etc/resolv.conf
    unset SSH_CONNECTION
    ip link set lo up
    ip netns add underlay
    ip link add eth0 type veth peer name wire netns underlay
    ip address add 192.168.10.163/16 dev eth0
    ip link set eth0 up
    ip -n underlay address add 192.168.10.10/16 dev wire
    ip -n underlay address add 192.168.10.11/16 dev wire
    ip -n underlay link set wire up
    ip route add default via 192.168.10.10
    make_docker0
    ovsdb-tool create /run/host/ovs/conf.db /usr/share/openvswitch/vswitch.ovsschema
    ovsdb-server /run/host/ovs/conf.db --remote=punix:/run/host/ovs/db.sock --remote=db:Open_vSwitch,Open_vSwitch,manager_options \
        --pidfile --detach --log-file=/run/host/ovs/db.log -vconsole:off
    ovs-vsctl --no-wait init
    start_vswitchd
}

start_vswitchd() {
    ovs-vswitchd --disable-system --pidfile --detach --log-file=/run/host/ovs/vswitchd.log -vconsole:off
}

make_docker0() {
    ip link add docker0 address 02:42:ac:11:00:01 type bridge
    ip address add 10.1.0.1/16 dev docker0
    ip link set docker0 up
}

# Attaches a container, a namespace by that name with address 10.1.0.N, to docker0.
make_container() { # NAME N
    ip netns add "$1"
    ip link add eth0 netns "$1" type veth peer name "v$1"
    ip link set "v$1" master docker0 up
    ip -n "$1" address add "10.1.0.$2/16" dev eth0
    ip -n "$1" link set eth0 up
    ip -n "$1" route add default via 10.1.0.1
}

# Starts a firewalld that has its own D-Bus and its own copy of the configuration.
start_firewalld() {
    if [ ! -d /run/dbus ]; then
        mkdir -p /run/host/firewalld /run/dbus
        cp -a /etc/firewalld/. /run/host/firewalld
        mount --bind /run/host/firewalld /etc/firewalld
        dbus-daemon --system --fork --nopidfile 2>/dev/null
    fi
    firewalld --nofork --nopid >/run/host/firewalld.log 2>&1 &
    firewalld_pid=$!
    eventually "firewalld runs" firewall-cmd --state
}

stop_firewalld() {
    kill "$firewalld_pid"
    wait "$firewalld_pid" || :
}

# Starts a ufw that has its own copy of the configuration.
start_ufw() {
    mkdir -p /run/host/ufw
    cp -a /etc/ufw/. /run/host/ufw
    mount --bind /run/host/ufw /etc/ufw
    ufw --force enable
}

# Plays a container of another host: namespace remote, 10.2.0.2, and the flows that lead there and back. A veth pair stands
# for the tunnel; a userspace switch does not fill in the checksums that the kernel leaves to its devices.
play_remote() {
    ip netns add remote
    ip link add eth0 netns remote type veth peer name remote
    ip netns exec remote ethtool -K eth0 tx off >/dev/null
    ip -n remote address add 10.2.0.2/8 dev eth0
    ip -n remote link set lo up
    ip -n remote link set eth0 up
    ip link set remote arp off up # else the kernel, too, would answer what Open vSwitch receives there
    ovs-vsctl --timeout=10 add-port ovs_sw0 remote -- set Interface remote ofport_request=64
    ovs-vsctl --timeout=10 set Bridge ovs_sw0 other_config:disable-in-band=true # else ARP of the host goes everywhere
    ovs-ofctl -O OpenFlow13 del-flows ovs_sw0
    ovs-ofctl -O OpenFlow13 add-flows ovs_sw0 - <<'END'
in_port=LOCAL,ip,nw_dst=10.2.0.0/16,actions=output:64
in_port=LOCAL,arp,arp_spa=10.1.0.0/16,arp_tpa=10.2.0.0/16,actions=output:64
in_port=LOCAL,arp,arp_spa=10.100.0.1,arp_tpa=10.2.0.0/16,actions=output:64
in_port=2,arp,arp_op=2,arp_tpa=10.2.0.0/16,actions=output:64
in_port=64,ip,nw_dst=10.1.0.0/16,actions=output:2
in_port=64,arp,arp_tpa=10.1.0.0/16,actions=output:2
in_port=64,ip,nw_dst=10.100.0.1,actions=LOCAL
in_port=64,arp,arp_tpa=10.100.0.1,actions=LOCAL
END
}

# Plays the controller: builds the bridge and writes the keys; KEY=VALUE arguments replace the usual ones.
build_bridge() {
    ovs-vsctl --may-exist add-br ovs_sw0 -- set Bridge ovs_sw0 datapath_type=netdev fail_mode=secure \
        -- set Interface ovs_sw0 mtu_request=1450 -- --may-exist add-port ovs_sw0 veth_sw0 -- set Interface veth_sw0 ofport_request=2
    write_keys host=docker01 state=joined gateway=10.100.0.1/8 fabric=10.0.0.0/8 subnet=10.1.0.0/16 container-bridge=docker0 \
        veth=veth_sw0/veth_d0 mtu=1450 vxlan-port=4789 egress-nat=true vtep=192.168.10.163 generation=one "$@"
}

# Plays the controller: writes keys of the bridge.
write_keys() {
    local pair keys=()
    for pair; do keys+=("external_ids:landbridge-${pair%%=*}=\"${pair#*=}\""); done
    ovs-vsctl --no-wait set Bridge ovs_sw0 "${keys[@]}"
}

# Runs the program under test, by the shell under test.
helper() {
    "${program[@]}" "$@"
}

# Joins and builds the bridge: where most cases begin.
join_and_build() {
    helper join 192.168.10.10 --name docker01 --udp-port 4789,4790
    build_bridge "$@"
}

start_watch() {
    "${program[@]}" watch >/run/host/watch.log 2>&1 &
    watch_pid=$!
    eventually "watch applied generation one" told helper-generation one
}

# Does the helper tell the controller this VALUE of KEY?
told() { # KEY VALUE
    [ "$(ovs-vsctl --no-wait --if-exists get Open_vSwitch . "external_ids:landbridge-$1" | tr -d '"')" = "$2" ]
}

# Prints all that undo must put back.
dump_host() {
    ip -o link | sed 's/^[0-9]*: //; s/ qlen [0-9]*//; s/qdisc [^ ]*//; s/NO-CARRIER,//; s/,LOWER_UP//; s/state [A-Z]* //'
    ip -o -4 address | sed 's/^[0-9]*: //'
    ip route | sed 's/ linkdown//'
    (cd /proc/sys/net/ipv4/conf && grep . ./*/rp_filter ./*/arp_announce)
    ! ufw status | grep -q ': active' || { ufw show added; iptables-save -t filter | grep '^[-:]' | sed 's/ \[.*//'; }
    nft list tables | grep -v -e 'inet firewalld' -e 'ip nat' || :
    iptables-save -t nat | grep '^-A' || :
    if [ -n "${firewalld_pid:-}" ]; then
        firewall-cmd --list-all-zones
        firewall-cmd --permanent --list-all-zones
        firewall-cmd --direct --get-all-rules
        firewall-cmd --permanent --direct --get-all-rules
    fi
}

# Prints how many transactions anyone but the switch has written into OVSDB.
ovsdb_writes() {
    ovsdb-tool show-log /run/host/ovs/conf.db | grep -c 'ovs-vsctl'
}

# Prints everything that helps to see why a case failed.
show_host() {
    echo "--- the host"
    ip -o link
    ip -o -4 address
    nft list table ip landbridge || :
    nft list table ip6 landbridge || :
    ufw show added || :
    ovs-vsctl --no-wait --columns=external_ids list Open_vSwitch
    ovs-vsctl --no-wait --columns=external_ids list Bridge
    head -50 /run/host/state/ledger.* /run/host/watch.log 2>/dev/null || :
}

# Fails the case unless COMMAND succeeds.
expect() { # WHAT COMMAND…
    local what=$1
    shift
    "$@" >/run/host/expect.log 2>&1 || { echo "NOT SO: $what ($*)"; cat /run/host/expect.log; exit 1; }
}

# Fails the case if COMMAND succeeds.
expect_not() { # WHAT COMMAND…
    local what=$1
    shift
    ! "$@" >/dev/null 2>&1 || { echo "IS SO, BUT MUST NOT: $what ($*)"; exit 1; }
}

# Fails the case unless COMMAND succeeds within a minute.
eventually() { # WHAT COMMAND…
    local what=$1 until=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $until ] || { echo "NEVER: $what ($*)"; exit 1; }
        sleep 0.1
    done
}

# Does the text of COMMAND contain TEXT?
says() { # TEXT COMMAND…
    local text=$1
    shift
    grep -qF -- "$text" <<<"$("$@" 2>&1)"
}

# Fails the case unless two dumps are the same.
expect_same() { # WHAT BEFORE AFTER
    diff -u <(echo "$2") <(echo "$3") || { echo "CHANGED: $1"; exit 1; }
}
