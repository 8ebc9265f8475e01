# Links and addresses: the veth pair between the bridges, and the gateway address.
# shellcheck shell=sh

# Prints what PATTERN, a sed expression with one group, finds in the kernel's line about DEV.
link_field() {
    ip -o link show dev "$1" 2>/dev/null | sed -n "s/$2/\1/p"
}

link_mtu() { link_field "$1" '.* mtu \([0-9]*\) .*'; }
link_master() { link_field "$1" '.* master \([^ ]*\) .*'; }
link_peer() { link_field "$1" '^[0-9]*: [^@: ]*@\([^:]*\): .*'; }

# Does DEV exist?
has_link() {
    ip link show dev "$1" >/dev/null 2>&1
}

# Prints on or off: does DEV bear FLAG, as the kernel spells it?
link_flag() {
    case ,$(link_field "$1" '[^<]*<\([^>]*\)>.*'), in *",$2,"*) echo on ;; *) echo off ;; esac
}

# Makes the veth pair, each end with the fabric's MTU, and the docker end a port of the container bridge, whose own MTU
# stays: left alone, the kernel lowers it to the smallest port's, and what comes from outside for the containers would
# depend on path MTU discovery.
ensure_veth() {
    bridge_mtu=$(link_mtu "$container_bridge")
    if ! has_link "$veth_ovs" && ! has_link "$veth_docker"; then
        claim "veth $veth_ovs $veth_docker" absent
        forget_port "$veth_ovs"
        ip link add "$veth_ovs" mtu "$mtu" arp off type veth peer name "$veth_docker" mtu "$mtu" ||
            { problem "cannot make the veth pair $veth; load the kernel module veth"; return; }
        did "made the veth pair $veth"
    elif [ "$(link_peer "$veth_ovs")" = "$veth_docker" ]; then
        claim "veth $veth_ovs $veth_docker" present
    else
        problem "$veth_ovs and $veth_docker exist but are no veth pair; remove or rename the device in the way"
        return
    fi
    ensure_mtu "$veth_ovs"
    ensure_mtu "$veth_docker"
    ensure_no_arp "$veth_ovs"
    ensure_enslaved
    [ "$(link_mtu "$container_bridge")" = "$bridge_mtu" ] || ip link set dev "$container_bridge" mtu "$bridge_mtu" || :
    ensure_up "$veth_ovs"
    ensure_up "$veth_docker"
}

# Has Open vSwitch let go of DEV, which is gone, before another takes its name: it may not have noticed, and would stay on
# the old one, deaf, while all that it says of the port looks well. The port is put in again without a device.
forget_port() {
    number=$(vsctl --if-exists get Interface "$1" ofport) || return 0
    is_number "$number" 1 65279 || return 0
    ovs-vsctl --timeout=10 --if-exists del-port "$bridge" "$1" 2>/dev/null || :
    vsctl --may-exist add-port "$bridge" "$1" -- set Interface "$1" "ofport_request=$number" ||
        problem "cannot put $1 back into $bridge; see the log of ovs-vswitchd"
}

# Gives DEV the fabric's MTU.
ensure_mtu() {
    now=$(link_mtu "$1")
    claim "mtu $1" "$now"
    [ "$now" != "$mtu" ] || return 0
    ip link set dev "$1" mtu "$mtu" || { problem "$1 does not take an MTU of $mtu"; return; }
    did "set the MTU of $1 from $now to $mtu"
}

# Keeps the kernel from answering ARP on DEV. Under a userspace datapath the kernel sees what OVS receives there,
# and would answer for the container bridge's address a second time, with DEV's MAC.
ensure_no_arp() {
    now=$(link_flag "$1" NOARP)
    claim "arp $1" "$([ "$now" = on ] && echo off || echo on)"
    [ "$now" = off ] || return 0
    ip link set dev "$1" arp off || { problem "cannot turn off ARP on $1"; return; }
    did "turned off the kernel's ARP on $1"
}

# Puts the docker end into the container bridge.
ensure_enslaved() {
    now=$(link_master "$veth_docker")
    claim "master $veth_docker" "${now:-none}"
    [ "$now" != "$container_bridge" ] || return 0
    has_link "$container_bridge" ||
        { problem "container bridge $container_bridge does not exist; start Docker, or set the fabric's containerBridge"; return; }
    ip link set dev "$veth_docker" master "$container_bridge" ||
        { problem "$container_bridge takes no ports; the fabric's containerBridge must be a Linux bridge"; return; }
    did "put $veth_docker into $container_bridge"
}

# Brings DEV up.
ensure_up() {
    now=$(link_flag "$1" UP)
    claim "up $1" "$now"
    [ "$now" = off ] || return 0
    ip link set dev "$1" up || { problem "cannot bring $1 up"; return; }
    did "brought $1 up"
}

# Gives the bridge's own device the gateway address and brings it up.
ensure_gateway() {
    has_link "$bridge" ||
        { problem "bridge $bridge has no network device; start ovs-vswitchd"; return; }
    ensure_up "$bridge"
    if has_address "$bridge" "$gateway"; then
        claim "address $bridge $gateway" present
        return
    fi
    claim "address $bridge $gateway" absent
    ip address add "$gateway" dev "$bridge" || { problem "cannot add $gateway to $bridge"; return; }
    did "added $gateway to $bridge"
}

# Has DEV this address with this prefix length?
has_address() {
    [ -n "$(ip -o -4 address show dev "$1" to "${2%/*}" | sed -n "\# inet $2 #p")" ]
}

# Prints the device that has the IPv4 address.
device_with() {
    ip -o -4 address show to "$1" | sed -n '1s/^[0-9]*: *\([^ ]*\) .*/\1/p'
}

# Prints the device by which packets to the IPv4 address leave.
device_towards() {
    ip -o route get "$1" | sed -n 's/.* dev \([^ ]*\) .*/\1/p'
}

undo_veth() { # veth OVS-END DOCKER-END FORMER
    [ "$4" = absent ] && [ "$(link_peer "$2")" = "$3" ] || return 0
    ip link delete "$2" && did "removed the veth pair $2/$3"
}

undo_master() { # master DEV FORMER
    [ -n "$3" ] && has_link "$2" && [ "$(link_master "$2")" != "${3#none}" ] || return 0
    [ "$3" = none ] || has_link "$3" || return 0
    if [ "$3" = none ]; then ip link set dev "$2" nomaster; else ip link set dev "$2" master "$3"; fi
}

undo_mtu() { # mtu DEV FORMER
    has_link "$2" && [ "$(link_mtu "$2")" != "$3" ] || return 0
    ip link set dev "$2" mtu "$3"
}

undo_arp() { # arp DEV FORMER
    ! has_link "$2" || ip link set dev "$2" arp "$3"
}

undo_up() { # up DEV FORMER
    [ "$3" = off ] && has_link "$2" || return 0
    ip link set dev "$2" down && did "took $2 down"
}

# An address that came later within the same prefix is secondary, and would go with the first unless promoted.
undo_address() { # address DEV ADDRESS FORMER
    [ "$4" = absent ] && has_link "$2" && has_address "$2" "$3" || return 0
    promotion=$(read_sysctl "conf/$2/promote_secondaries")
    write_sysctl "conf/$2/promote_secondaries" 1
    removed=yes
    ip address delete "$3" dev "$2" || removed=no
    write_sysctl "conf/$2/promote_secondaries" "$promotion"
    [ $removed = yes ] && did "removed $3 from $2"
}
