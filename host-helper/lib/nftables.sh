# Our own nftables tables; those of others are never touched.
#
# A verdict of accept ends only the chain it stands in, so nothing here could open what another one drops: firewalld's and
# ufw's own rules do that. A drop is final, whatever theirs accept.
# shellcheck shell=sh

# Makes the table TABLE, a name, or a name and ip6, read as RULES say, in one transaction, if it does not yet; fails if it
# cannot. The kernel prints rules its own way, so what it printed after the last load is kept and compared.
ensure_table() { # TABLE RULES
    loaded=$STATE_DIR/nft.$(echo "$1" | tr ' ' .)
    claim "nft $1" absent
    # shellcheck disable=SC2086 # name and family are words
    table=$(table_address $1)
    [ "$(table_state "$2")" != "$(cat "$loaded" 2>/dev/null)" ] || return 0
    printf 'table %s\ndelete table %s\n%s\n' "$table" "$table" "$2" | nft -f - ||
        { problem "nftables refuses table $table; see its message, and that the kernel has nf_tables, nft_fib, nft_ct and nft_nat"; return 1; }
    table_state "$2" 2>/dev/null >"$loaded" || problem "cannot write $loaded; make room there"
    did "loaded nftables table $table"
}

# Prints family and name of table NAME [FAMILY]; the family is ip unless another is said.
table_address() {
    echo "${2:-ip} $1"
}

# Prints the RULES wanted and table $table as the kernel has it, without counters.
table_state() {
    printf '%s\n' "$1"
    # shellcheck disable=SC2086 # family and name are words
    nft -s list table $table 2>/dev/null || :
}

# Prints the fabric's rules, as egress_nat and host_access want them.
#
# - What the host routes one way comes back bridged, so that conntrack may see half a connection and call it invalid:
#   what the host forwards inside the fabric is not tracked. What is for the host itself is, so that answers can be told
#   from new connections.
# - As the answers of containers are not tracked, nothing inside the fabric could translate them back: what is for the
#   host is bound to its own address before anybody's rule sends it on to a published port.
# - The fabric's sources are trusted, so they may come in only where the host's routes say they live, not from the
#   underlay.
# - From elsewhere containers are reached by published ports and answers alone.
# - Under a userspace datapath the kernel, too, sees what OVS receives on its end of the veth pair.
fabric_rules() {
    cat <<END
table ip landbridge {
    chain prerouting {
        type filter hook prerouting priority raw; policy accept;
        iifname "$veth_ovs" drop
        iifname { "$container_bridge", "$bridge" } ip saddr $fabric ip daddr $fabric fib daddr type != local notrack
        iifname != { "lo", "$container_bridge", "$bridge" } ip saddr $fabric fib saddr . iif oif missing counter drop
    }
    chain own_addresses {
        type nat hook prerouting priority dstnat - 1; policy accept;
        iifname { "$container_bridge", "$bridge" } ip saddr $fabric ip daddr $fabric dnat to ip daddr
    }
    chain forward {
        type filter hook forward priority filter; policy accept;
        iifname { "lo", "$container_bridge", "$bridge" } accept
        ip daddr != $subnet accept
        ct state { established, related } accept
        ct status dnat accept
        counter drop
    }
END
    [ "$host_access" = open ] || input_chain "icmp type echo-request"
    [ "$egress_nat" = false ] || cat <<END
    chain postrouting {
        type nat hook postrouting priority srcnat; policy accept;
        ip saddr $fabric ip daddr != $fabric counter masquerade
    }
END
    echo '}'
}

# Prints the chain that shuts the host to new connections of containers, its own and others', save what ALWAYS matches and
# what the admin allows.
input_chain() { # ALWAYS
    cat <<END
    chain input {
        type filter hook input priority filter; policy accept;
        iifname != { "$container_bridge", "$bridge" } accept
        ct state { established, related } accept
        $1 accept
END
    for service in $(echo "$host_access_allow" | tr , ' '); do
        echo "        ${service#*/} dport ${service%/*} accept"
    done
    printf '        counter drop\n    }\n'
}

# Prints the rules that shut the host to its containers' IPv6, which is on every link even if nobody has asked for it.
host_rules_ip6() {
    echo 'table ip6 landbridge {'
    input_chain "icmpv6 type { echo-request, nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }"
    echo '}'
}

# Prints the rules that shut OVSDB's PORT to all but CONTROLLER: an open OVSDB is an open host.
ovsdb_rules() { # CONTROLLER PORT
    cat <<END
table ip landbridge_ovsdb {
    chain input {
        type filter hook input priority filter; policy accept;
        iifname != "lo" tcp dport $2 ip saddr != $1 counter drop
    }
}
END
}

undo_table() { # NAME [FAMILY]
    rm -f "$STATE_DIR/nft.$1${2:+.$2}"
    nft list tables | grep -qx "table $(table_address "$@")" || return 0
    nft delete table "${2:-ip}" "$1" && did "removed nftables table $(table_address "$@")"
}
