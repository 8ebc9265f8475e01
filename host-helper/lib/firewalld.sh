# The host's firewalld, runtime and permanent; only what is missing is added, so no reload is needed.
#
# A call of firewall-cmd takes a good tenth of a second, so all zones and rules are listed at once.
# shellcheck shell=sh

firewalld_gone="firewalld runs, but its rules are gone from the kernel; systemctl restart firewalld (a --reload would fail and drop all traffic)"
firewalld_mute="firewalld does not list its zones; see firewall-cmd --list-all-zones, and if it hangs, systemctl restart firewalld"

firewalld=unknown
listed=no

# Is firewalld running, be it that it hangs? Asked once a pass.
firewalld_runs() {
    if [ $firewalld = unknown ]; then
        firewalld=down
        if [ -n "$(program firewall-cmd)" ]; then
            default_zone=$(firewall_cmd --get-default-zone 2>/dev/null) && firewalld=up || { [ $? != 124 ] || firewalld=hung; }
        fi
        [ $firewalld != up ] || is_zone "$default_zone" || firewalld=hung
    fi
    [ $firewalld != down ]
}

# Reads all zones and direct rules, runtime and permanent, without quotes, whose use depends on firewalld's version; fails
# if firewalld ends meanwhile, for what it did not tell may be there all the same.
read_firewalld() {
    [ $firewalld != hung ] && [ $listed != failed ] || return
    listed=failed
    runtime=$(list_firewalld) && permanent=$(list_firewalld --permanent) || return
    listed=yes
}

list_firewalld() {
    listing=$(firewall_cmd "$@" --list-all-zones && firewall_cmd "$@" --direct --get-all-rules) || return
    printf '%s\n' "$listing" | tr -d "\"'"
}

# Prints the zone that DEV's packets belong to; the default one if there is no DEV.
zone_of_device() {
    bound=
    [ -z "$1" ] || bound=$(printf '%s\n' "$runtime" |
        sed -n "/^[^ ]/h; s/\$/ /; /^  interfaces:.* $(literally "$1") /{g; s/ .*//; p; }")
    is_zone "$bound" || bound=$default_zone
    echo "$bound"
}

# Lets VXLAN in from the underlay, where one is known, and the fabric through. Trusted it may enter the host as well, where
# shut hosts have a rule of our own that drops it all the same; 8472 is what open ones have always had.
ensure_firewalld() {
    read_firewalld || { problem "$firewalld_mute"; reclaim firewalld; return; }
    zone=$(zone_of_device "$underlay")
    opened=$(echo "$vxlan_ports" | tr , ' ')
    [ "$host_access" = shut ] || opened="$opened 8472"
    for scope in runtime permanent; do
        [ -z "$underlay" ] || for port in $opened; do
            ensure_firewalld_item "$scope" "$zone" "port=$port/udp"
        done
        ensure_firewalld_item "$scope" trusted "source=$fabric"
    done
    firewalld_is_loaded || problem "$firewalld_gone"
}

# Are firewalld's rules in the kernel? Who flushes nftables' ruleset takes them away, and firewalld does not notice. If
# they are missing because it is reloading, it answers when it has done so.
firewalld_is_loaded() {
    ! grep -qi '^FirewallBackend *= *iptables' /etc/firewalld/firewalld.conf 2>/dev/null || return 0
    has_firewalld_table || { firewall_cmd --state >/dev/null 2>&1 && has_firewalld_table; }
}

has_firewalld_table() {
    nft list tables 2>/dev/null | grep -qx 'table inet firewalld'
}

# Adds ITEM to ZONE at runtime or permanently, if it is not there.
ensure_firewalld_item() {
    if has_firewalld_item "$@" || in_port_range "$@"; then
        claim "firewalld $*" present
        return
    fi
    claim "firewalld $*" absent
    complaint=$(change_firewalld add "$@" 2>&1 >/dev/null) ||
        { problem "firewalld does not take $3 into $2 ($1): $complaint"; return; }
    did "added $3 to firewalld, $2 ($1)"
}

# Was ITEM in ZONE when the zones were read?
has_firewalld_item() { # SCOPE ZONE ITEM
    choose_listing "$1"
    case $3 in
        masquerade=*) line=$(masquerade_rule "${3#*=}") ;;
        ovsdb=*) line="$tab$(ovsdb_rich_rule "${3#*=}")" ;;
        *) case "$(zone_values "$2" "${3%%=*}") " in *" ${3#*=} "*) return ;; *) return 1 ;; esac ;;
    esac
    case $newline$listing$newline in *"$newline$line$newline"*) ;; *) return 1 ;; esac
}

choose_listing() { # SCOPE
    if [ "$1" = runtime ]; then listing=$runtime; else listing=$permanent; fi
}

# Prints what ZONE has of a KIND, in the listing.
zone_values() { # ZONE KIND
    printf '%s\n' "$listing" | sed -n "/^$(literally "$1")\( (.*)\)\{0,1\}\$/,/^\$/s/^  $2s: / /p"
}

# Was ITEM a port of a range in ZONE when the zones were read?
in_port_range() { # SCOPE ZONE ITEM
    case $3 in port=*) ;; *) return 1 ;; esac
    wanted_port=${3#*=}
    choose_listing "$1"
    for range in $(zone_values "$2" port); do
        case $range in *-*"/${wanted_port#*/}") ;; *) continue ;; esac
        range=${range%/*}
        is_number "${range%-*}" 1 65535 && is_number "${range#*-}" 1 65535 || continue
        [ "${wanted_port%/*}" -lt "${range%-*}" ] || [ "${wanted_port%/*}" -gt "${range#*-}" ] || return 0
    done
    return 1
}

# Does VERB (add, remove) with ITEM in ZONE, at runtime or permanently.
change_firewalld() { # VERB SCOPE ZONE ITEM
    verb=$1 scope_name=$2 item=$4
    # shellcheck disable=SC2046 # a direct rule is words
    case $item in
        masquerade=*) set -- --direct "--$verb-rule" $(masquerade_rule "${item#*=}") ;;
        ovsdb=*) set -- "--zone=$3" "--$verb-rich-rule=$(ovsdb_rich_rule "${item#*=}")" ;;
        *) set -- "--zone=$3" "--$verb-$item" ;;
    esac
    [ "$scope_name" = runtime ] || set -- --permanent "$@"
    firewall_cmd "$@"
}

# Prints the direct rule by which an earlier version hid FABRIC behind the host's address: it is taken back.
masquerade_rule() {
    echo "ipv4 nat POSTROUTING 0 -s $1 ! -d $1 -j MASQUERADE"
}

# Prints the rich rule that lets the controller ADDRESS:PORT names dial OVSDB.
ovsdb_rich_rule() {
    echo "rule family=ipv4 source address=${1%:*} port port=${1#*:} protocol=tcp accept"
}

# Removes ITEM if it was absent before, which is no error if it is gone, its zone with it, or has become part of a range of
# ports; fails while firewalld is down.
undo_firewalld() { # FORMER SCOPE ZONE ITEM
    [ "$1" = absent ] || return 0
    shift
    firewalld_runs || return
    [ $listed = yes ] || read_firewalld || return
    has_firewalld_item "$@" || return 0
    change_firewalld remove "$@" >/dev/null 2>&1 && did "removed $3 from firewalld, $2 ($1)"
}
