# Sysctls of the host's IPv4.
# shellcheck shell=sh

# Prints the value of net.ipv4's KEY, its parts joined by slashes since a device's name may have dots.
read_sysctl() {
    cat "/proc/sys/net/ipv4/$1"
}

# Sets net.ipv4's KEY to VALUE.
write_sysctl() {
    echo "$2" >"/proc/sys/net/ipv4/$1"
}

# Lets the host route; never undone, since Docker needs it too.
ensure_forwarding() {
    [ "$(read_sysctl ip_forward)" = 0 ] || return 0
    write_sysctl ip_forward 1 || { problem "cannot set net.ipv4.ip_forward to 1"; return; }
    did "set net.ipv4.ip_forward to 1"
}

# Makes the container bridge's reverse path filter loose where it is strict: what a peer sends to this bridge's own
# address comes in here though its answer leaves by the fabric's bridge. The kernel takes the greater of all and device.
# What need not be changed is the admin's, now and when it is undone.
ensure_loose_rp_filter() {
    has_link "$container_bridge" || return 0
    key=conf/$container_bridge/rp_filter
    now=$(read_sysctl "$key")
    all=$(read_sysctl conf/all/rp_filter)
    case $now$all in
        01 | 10 | 11) claim "sysctl $key" "$now" ;;
        *) reclaim "sysctl $key"; return ;;
    esac
    set_to_two
}

# Lets the kernel ask by ARP on the fabric's bridge with that bridge's own address alone. With another one of the host's,
# as when it answers a container that has asked the container bridge's address, the answer would go there and not to it.
ensure_arp_announce() {
    has_link "$bridge" || return 0
    key=conf/$bridge/arp_announce
    now=$(read_sysctl "$key")
    all=$(read_sysctl conf/all/arp_announce)
    if [ "$now" = 2 ] || [ "$all" = 2 ]; then
        reclaim "sysctl $key"
        return
    fi
    claim "sysctl $key" "$now"
    set_to_two
}

# Sets net.ipv4's $key from $now to 2.
set_to_two() {
    write_sysctl "$key" 2 || { problem "cannot set net.ipv4 $key to 2"; return; }
    did "set net.ipv4 $key from $now to 2"
}

undo_sysctl() { # KEY FORMER
    [ -e "/proc/sys/net/ipv4/$1" ] && [ "$(read_sysctl "$1")" = 2 ] || return 0
    write_sysctl "$1" "$2" && did "set net.ipv4 $1 back to $2"
}
