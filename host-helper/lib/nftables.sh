# Our own nftables tables; those of others are never touched.
#
# A verdict of accept ends only the table it stands in, so nothing here could open what another table drops;
# with firewalld its own configuration does that, without it nothing but the admin can.
# shellcheck shell=sh

# Makes table ip NAME read as RULES say, in one transaction, if it does not yet. The kernel prints rules its own way,
# so what it printed after the last load is kept and compared.
ensure_table() {
    loaded=$STATE_DIR/nft.$1
    claim "nft $1" absent
    [ "$(table_state "$@")" != "$(cat "$loaded" 2>/dev/null)" ] || return 0
    printf 'table ip %s\ndelete table ip %s\n%s\n' "$1" "$1" "$2" | nft -f - ||
        { problem "nftables refuses table $1; see its message, and that the kernel has nf_tables and nft_fib"; return; }
    table_state "$@" 2>/dev/null >"$loaded" || problem "cannot write $loaded; make room there"
    did "loaded nftables table $1"
}

# Prints the RULES wanted and table NAME as the kernel has it, without counters.
table_state() {
    printf '%s\n' "$2"
    nft -s list table ip "$1" 2>/dev/null || :
}

# Prints the fabric's rules; with-masquerade where there is no firewalld to hide the fabric from the outside.
#
# - What the host routes one way comes back bridged, so that conntrack may see half a connection and call it invalid:
#   the fabric's own traffic is not tracked.
# - The fabric's sources are trusted, so they may come in only where the host's routes say they live, not from the
#   underlay.
# - Under a userspace datapath the kernel, too, sees what OVS receives on its end of the veth pair.
fabric_rules() {
    cat <<END
table ip landbridge {
    chain prerouting {
        type filter hook prerouting priority raw; policy accept;
        iifname "$veth_ovs" drop
        iifname { "$container_bridge", "$bridge" } ip saddr $fabric ip daddr $fabric notrack
        iifname != { "lo", "$container_bridge", "$bridge" } ip saddr $fabric fib saddr . iif oif missing counter drop
    }
END
    [ "$1" = plain ] || cat <<END
    chain postrouting {
        type nat hook postrouting priority srcnat; policy accept;
        ip saddr $fabric ip daddr != $fabric counter masquerade
    }
END
    echo '}'
}

# Prints the rules that shut OVSDB's PORT to all but CONTROLLER: an open OVSDB is an open host.
ovsdb_rules() { # CONTROLLER PORT
    cat <<END
table ip landbridge_ovsdb {
    chain input {
        type filter hook input priority filter; policy accept;
        tcp dport $2 ip saddr != $1 counter drop
    }
}
END
}

undo_table() {
    rm -f "$STATE_DIR/nft.$1"
    nft list table ip "$1" >/dev/null 2>&1 || return 0
    nft delete table ip "$1" && did "removed nftables table $1"
}
