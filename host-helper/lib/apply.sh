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
    bridge='' container_bridge='' underlay='' generation='' address=''
    settle_forced
    read_host || no_ovsdb
    [ -n "$host$refusals" ] || die "this host has not joined; run landbridge-host join CONTROLLER --name ID"
    guard_ovsdb_port
    use_ledger fabric
    if [ -n "$host" ]; then follow_bridge; else problem "$refusals"; fi
    conclude
)

# Does what the keys of the host's bridge ask for.
follow_bridge() {
    read_bridge || no_ovsdb
    if [ -z "$bridge" ]; then
        problem "${refusals:-no bridge has landbridge-host=$host; add the host at the controller, and see landbridge-host status}"
        return
    fi
    read_desired || no_ovsdb
    [ -z "$vtep" ] || underlay=$(device_with "$vtep")
    if [ "$state" = leaving ]; then leave; else make; fi
}

# Tells the controller how the pass went; fails if the host is not as wanted.
conclude() {
    if [ -z "$problems" ]; then
        report "$generation" ok
    else
        report "$(reported_generation)" "error: $problems"
        return 1
    fi
}

# Prints the generation that was last applied in full.
reported_generation() {
    told_generation=$(external_ids Open_vSwitch . landbridge-helper-generation)
    ! is_generation "$told_generation" || echo "$told_generation"
}

# Ends the pass, or what else is under way, because of a problem that leaves nothing to be done.
give_up() {
    problem "$1"
    [ -z "$host" ] || conclude || exit 1
    die "$problems"
}

# Makes everything that is wanted, then takes back what is wanted no longer; what fails does not keep the rest from work.
# If a key makes no sense, is outside the pins or asks for what would lock the admin out, all stays as it was.
make() {
    accepts_desired && range_may_come || return 0
    [ -n "$underlay" ] ||
        problem "no device has the VTEP address $vtep; give it to the host, or change the host's vtep at the controller"
    ensure_forwarding
    ensure_gateway
    ensure_veth
    ensure_loose_rp_filter
    ensure_arp_announce
    ensure_firewall
    [ -z "$problems" ] || return 0
    release_unclaimed
    accept_range
}

# Does every key make sense, and is all of it inside the pins? Notes what is not.
accepts_desired() {
    read_pins
    [ -n "$refusals" ] || pin_what_is_applied
    [ -n "$refusals" ] || hold_to_pins
    [ -z "$refusals" ] || problem "$refusals"
    [ -z "$refusals" ]
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

# Prints what the firewall is to do, and the kernel's whole ruleset without counters and the elements of sets, of which
# there may be half a million.
firewall_state() {
    echo "$generation $underlay"
    nft -t -s list ruleset 2>/dev/null
}

# Puts everything back; what cannot be is a problem and stays in the ledger.
leave() {
    claims=$newline
    release_unclaimed
    rm -f "$STATE_DIR/firewall" "$STATE_DIR/accepted" "$STATE_DIR/forced"
    [ -s "$ledger" ] || return 0
    left=$(cut -f 1 "$ledger" | paste -s -d , - | tr -d '\n' | harmless)
    problem "not yet undone: $left; if firewalld is down start it, if it hangs restart it, then undo again"
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
        rm -f "$STATE_DIR/rolled-back"
        if [ "${1:-}" = --join ]; then
            forget_controller
        elif [ -n "$(external_ids Open_vSwitch . landbridge-host)" ]; then
            report '' "error: undone on the host; start landbridge-host to join again"
        fi
        [ -z "$problems" ] || die "$problems"
    )
}
