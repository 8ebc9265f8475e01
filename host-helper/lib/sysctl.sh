# Sysctls of the host's IPv4.
# shellcheck shell=sh

ipv4_sysctls=/proc/sys/net/ipv4

# Lets the host route; never undone, since Docker needs it too.
ensure_forwarding() {
    now=$(cat "$ipv4_sysctls/ip_forward")
    [ "$now" != 1 ] || return 0
    echo 1 >"$ipv4_sysctls/ip_forward" || { problem "cannot set net.ipv4.ip_forward=1"; return; }
    did "set net.ipv4.ip_forward=1"
}

# Makes the container bridge's reverse path filter loose where it is strict: what a peer sends to this bridge's own
# address comes in here though its answer leaves by the fabric's bridge. The kernel takes the greater of all and device.
ensure_loose_rp_filter() {
    key=conf/$container_bridge/rp_filter
    [ -e "$ipv4_sysctls/$key" ] || return 0
    all=$(cat "$ipv4_sysctls/conf/all/rp_filter")
    now=$(cat "$ipv4_sysctls/$key")
    claim "sysctl $key" "$now"
    [ "$now" -le 1 ] && [ "$all" -le 1 ] && [ $((now + all)) -ge 1 ] || return 0
    echo 2 >"$ipv4_sysctls/$key" || { problem "cannot set $key to 2"; return; }
    did "set net.ipv4 $key from $now to 2"
}

undo_sysctl() { # KEY FORMER
    [ -e "$ipv4_sysctls/$1" ] || return 0
    now=$(cat "$ipv4_sysctls/$1")
    [ "$now" = "$2" ] && return
    echo "$2" >"$ipv4_sysctls/$1" && did "set net.ipv4 $1 back to $2"
}
