# One pass: read what is wanted, make it so, report. And the way back.
# shellcheck shell=sh

host= # its id, in a pass

# Makes the host as wanted, once; fails if it is not so afterwards.
apply() {
    reconcile thorough
}

# Does one pass in a subshell, so that nothing of it outlives it. A quick pass asks firewalld, whose answers are
# slow, only if the kernel's ruleset has changed since a pass that found all well.
reconcile() ( # thorough|quick
    effort=$1
    lock_host
    bridge='' container_bridge='' underlay='' generation=''
    host=$(joined_id) || no_ovsdb
    [ -n "$host" ] || die "this host has not joined; run landbridge-host join CONTROLLER --name ID"
    guard_ovsdb_port
    use_ledger fabric
    found=$(bridge_of "$host") || no_ovsdb
    case $found in
        '') problem "no bridge has landbridge-host=$host; add the host at the controller, and see landbridge-host status" ;;
        *"$newline"*) problem "several bridges have landbridge-host=$host; remove that key from all but one" ;;
        *)
            bridge=$found
            read_desired || no_ovsdb
            ! is_ipv4 "$vtep" || underlay=$(device_with "$vtep")
            if [ "$state" = leaving ]; then leave; else make; fi
            ;;
    esac
    conclude
)

# Tells the controller how the pass went; fails if the host is not as wanted.
conclude() {
    if [ -z "$problems" ]; then
        report "$generation" ok
    else
        report "$(external_ids Open_vSwitch . landbridge-helper-generation)" "error: $problems"
        return 1
    fi
}

# Ends the pass, or what else is under way, because of a problem that leaves nothing to be done.
give_up() {
    problem "$1"
    [ -z "$host" ] || conclude || exit 1
    die "$problems"
}

# Makes everything that is wanted, then takes back what is wanted no longer; what fails does not keep the rest from work.
make() {
    valid_desired || return 0
    [ -n "$underlay" ] ||
        problem "no device has the VTEP address $vtep; give it to the host, or change the host's vtep at the controller"
    ensure_forwarding
    ensure_gateway
    ensure_veth
    ensure_loose_rp_filter
    ensure_arp_announce
    ensure_firewall
    [ -n "$problems" ] || release_unclaimed
}

# Makes the firewall as wanted: our own tables, which shut what is to be shut before firewalld and ufw, where they are,
# open what is to be open. A ruleset counts as good only if it was the same before and after a look at all of it:
# firewalld may have been reloaded in between.
ensure_firewall() {
    before=$(firewall_state)
    if [ "$effort" = quick ] && [ "$before" = "$(cat "$STATE_DIR/firewall" 2>/dev/null)" ]; then
        reclaim nft
        reclaim firewalld
        reclaim ufw
        return
    fi
    rm -f "$STATE_DIR/firewall"
    ensure_tables || return 0
    ! firewalld_runs || ensure_firewalld
    ! ufw_is_enabled || ensure_ufw
    [ -n "$problems" ] || [ "$(firewall_state)" != "$before" ] || echo "$before" 2>/dev/null >"$STATE_DIR/firewall" || :
}

# Makes our own tables; fails if one cannot be loaded, and then nothing more may be opened.
ensure_tables() {
    ensure_table landbridge "$(fabric_rules)" || return
    [ "$host_access" = open ] || [ ! -d /proc/sys/net/ipv6 ] || ensure_table "landbridge ip6" "$(host_rules_ip6)"
}

# Prints what the firewall is to do, and the kernel's whole ruleset without counters.
firewall_state() {
    echo "$generation $underlay"
    nft -s list ruleset 2>/dev/null
}

# Puts everything back; what cannot be is a problem and stays in the ledger.
leave() {
    claims=$newline
    release_unclaimed
    rm -f "$STATE_DIR/firewall"
    [ ! -s "$ledger" ] ||
        problem "not yet undone: $(cut -f 1 "$ledger" | paste -s -d , -); if firewalld is down start it, then undo again"
}

# Puts the host back as it was, by hand.
undo() {
    case $* in '' | --join) ;; *) misuse "undo takes --join or nothing" ;; esac
    ! watch_runs || die "landbridge-host watch runs and would make all of it again; systemctl stop landbridge-host"
    (
        lock_host
        bridge='' container_bridge=''
        use_ledger fabric
        leave
        if [ "${1:-}" = --join ]; then
            forget_controller
        elif [ -n "$(joined_id)" ]; then
            report '' "error: undone on the host; start landbridge-host to join again"
        fi
        [ -z "$problems" ] || die "$problems"
    )
}
