# What a person at the host wants to know first.
# shellcheck shell=sh

# Prints what is wanted and what was applied; fails unless the newest generation is applied and all is well.
status() {
    read_host || no_ovsdb
    [ -z "$refusals" ] || die "$refusals"
    [ -n "$host" ] || die "this host has not joined; run landbridge-host join CONTROLLER --name ID"
    read_bridge || no_ovsdb
    generation=none fabric=
    [ -z "$bridge" ] || read_desired || no_ovsdb
    { IFS= read -r applied; IFS= read -r verdict; } <<END || :
$(external_ids Open_vSwitch . landbridge-helper-generation landbridge-helper-status)
END
    row host "$host"
    row managers "$(vsctl --bare --columns=target,is_connected list Manager | paste -s -d ' ' - | tr -c ' -~\n' '?' |
        sed 's/ true/ (connected)/g; s/ false/ (not connected)/g')"
    row helper "$(watch_runs && echo watching || echo 'not running; systemctl start landbridge-host')"
    read_pins
    row pinned "$(show_pins)"
    [ ! -e "$STATE_DIR/forced" ] || row forced "a fabric that waits for landbridge-host apply --confirm, and is taken back without"
    row bridge "${bridge:-none yet}"
    [ -z "$bridge" ] || {
        row wanted "$generation ($state)"
        row gateway "$gateway on $bridge, fabric $fabric"
        row containers "$container_bridge, through $veth, MTU $mtu"
        row vtep "$vtep, port $vxlan_port/udp"
        row access "$host_access: $(describe_access)"
    }
    [ -z "$refusals" ] || row refused "$refusals"
    row applied "${applied:-nothing}"
    row status "${verdict:-unknown}"
    show_findings
    [ "$verdict" = ok ] && [ "$applied" = "$generation" ]
}

# Prints which new connections of containers the host takes.
describe_access() {
    if [ "$host_access" = open ]; then
        echo "containers reach this host as its firewall has it"
    else
        echo "containers reach nothing of this host but pings${host_access_allow:+ and $host_access_allow}"
    fi
}

# Prints what check found when it was last told; before that, what matters most of it.
show_findings() {
    findings=$(list_findings)
    case $findings in
        ok) row findings none ;;
        '')
            dropping_chains | while read -r chain; do
                row warning "chain $chain drops by default; see that it accepts the fabric${fabric:+, $fabric}"
            done
            ;;
        *) printf '%s\n' "$findings" | while IFS= read -r line; do row "${line%%: *}" "${line#*: }"; done ;;
    esac
}

# Prints the chains of others whose verdict ours cannot change, such as Docker's FORWARD unless it runs with --iptables=false;
# not ufw's, which gets rules of ours. The fabric has no IPv6, so what is done to that is nothing to it.
dropping_chains() {
    all_dropping_chains | if ufw_is_enabled; then sed '/ filter \(INPUT\|FORWARD\)$/d'; else cat; fi
}

all_dropping_chains() {
    legacy_iptables | sed -n 's/^-P \([FI][A-Z]*\) DROP$/iptables-legacy filter \1/p'
    nft -t list chains 2>/dev/null | while read -r word name rest; do
        case $word in
            table) table="$name ${rest% *}" ;;
            chain) chain=$name ;;
            type)
                case $table:$rest in
                    ip6\ *) ;;
                    *":hook forward "*"policy drop;" | *":hook input "*"policy drop;") echo "$table $chain" ;;
                esac
                ;;
        esac
    done
}

# Prints the filter rules of iptables' older kind, of which nft knows nothing; asking where there are none would make them.
legacy_iptables() {
    ! grep -qsx filter /proc/net/ip_tables_names || within 10 iptables-legacy -S 2>/dev/null
}

# Do Docker's own rules stand in the way of what is forwarded?
docker_filters() {
    {
        legacy_iptables
        for family in ip inet bridge; do nft -t list ruleset $family 2>/dev/null || :; done
    } | grep -q -e 'jump DOCKER-' -e '-A FORWARD.* -j DOCKER-'
}

# Prints one line of the table.
row() {
    printf '%-11s %s\n' "$1" "$2"
}
