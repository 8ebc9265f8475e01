# The host's ufw: what it is to let through is added by its own command, tagged, and holds after a reboot, too.
# shellcheck shell=sh

ufw_tag=landbridge
ufw_gone="ufw is enabled, but its rules are gone from the kernel; ufw reload"

# Is ufw the host's firewall?
ufw_is_enabled() {
    [ -n "$(program ufw)" ] && grep -qix 'ENABLED=yes' /etc/ufw/ufw.conf 2>/dev/null
}

# Are ufw's rules in the kernel? Who flushes nftables' ruleset takes them away, and ufw does not notice.
ufw_is_loaded() {
    ufw status 2>/dev/null | grep -qx 'Status: active'
}

# Lets the fabric and VXLAN through ufw, which drops by default what comes in and what is forwarded.
ensure_ufw() {
    ufw_is_loaded || { problem "$ufw_gone"; reclaim ufw; return; }
    ufw_rules=$(list_ufw_rules) || { problem "ufw does not list its rules; see ufw show added"; reclaim ufw; return; }
    while read -r rule; do ensure_ufw_rule "$rule"; done <<END
$(wanted_ufw_rules)
END
}

# Prints the rules that were added to ufw, as the arguments that add them.
list_ufw_rules() {
    added=$(ufw show added 2>/dev/null) && printf '%s\n' "$added" | sed -n 's/^ufw //p'
}

# Prints the rules that ufw is to have. Containers speak to each other and to the outside by forwarding; what of the host
# they may reach themselves is host_access's business, which our own table watches over.
wanted_ufw_rules() {
    for port in $(echo "$vxlan_ports" | tr , ' '); do echo "allow $port/udp"; done
    echo "route allow from $fabric to $fabric"
    echo "route allow in on $container_bridge from $fabric"
    for device in "$container_bridge" "$bridge"; do
        if [ "$host_access" = open ]; then echo "allow in on $device from $fabric"; fi
        for service in $(echo "$host_access_allow" | tr , ' '); do
            [ "$host_access" = open ] || echo "allow in on $device from $fabric to any port ${service%/*} proto ${service#*/}"
        done
    done
}

# Adds RULE if it is not there; one without our tag is the admin's.
ensure_ufw_rule() {
    case $newline$ufw_rules$newline in
        *"$newline$1 comment '$ufw_tag'$newline"*) claim "ufw $1" absent; return ;;
        *"$newline$1$newline"* | *"$newline$1 comment "*) claim "ufw $1" present; return ;;
    esac
    claim "ufw $1" absent
    # shellcheck disable=SC2086 # a rule is words
    complaint=$(ufw $1 comment "$ufw_tag" 2>&1 >/dev/null) || { problem "ufw does not take '$1': $complaint"; return; }
    did "added '$1' to ufw"
}

# Removes a rule that is still ours; without ufw there is nothing that it could do.
undo_ufw() { # FORMER RULE…
    [ "$1" = absent ] && [ -n "$(program ufw)" ] || return 0
    shift
    rule=$*
    ufw_rules=$(list_ufw_rules) || return
    case $newline$ufw_rules$newline in *"$newline$rule comment '$ufw_tag'$newline"*) ;; *) return 0 ;; esac
    if [ "$1" = route ]; then
        shift
        set -- route delete "$@"
    else
        set -- delete "$@"
    fi
    ufw "$@" >/dev/null 2>&1 && did "removed '$rule' from ufw"
}
