# The host's firewalld, runtime and permanent; only what is missing is added, so no reload is needed.
# shellcheck shell=sh

# Is firewalld running?
firewalld_runs() {
    command -v firewall-cmd >/dev/null && firewall-cmd --state >/dev/null 2>&1
}

# Prints the zone that DEV's packets belong to.
zone_of_device() {
    if bound=$(firewall-cmd --get-zone-of-interface="$1" 2>/dev/null); then
        echo "$bound"
    else
        firewall-cmd --get-default-zone
    fi
}

# Lets VXLAN in from the underlay, trusts the fabric, and hides it from the outside behind the host's address.
ensure_firewalld() {
    zone=$(zone_of_device "$underlay")
    for scope in runtime permanent; do
        ensure_firewalld_item "$scope" "$zone" "port=$vxlan_port/udp"
        ensure_firewalld_item "$scope" "$zone" port=8472/udp
        ensure_firewalld_item "$scope" trusted "source=$fabric"
        [ "$egress_nat" = false ] || ensure_firewalld_item "$scope" direct "masquerade=$fabric"
    done
}

# Adds ITEM to ZONE at runtime or permanently, if it is not there.
ensure_firewalld_item() {
    if firewalld_item query "$@" >/dev/null 2>&1; then
        claim "firewalld $*" present
        return
    fi
    claim "firewalld $*" absent
    complaint=$(firewalld_item add "$@" 2>&1 >/dev/null) ||
        { problem "firewalld does not take $3 into $2 ($1): $complaint"; return; }
    did "added $3 to firewalld, $2 ($1)"
}

# Does VERB (query, add, remove) with ITEM in ZONE, at runtime or permanently.
firewalld_item() {
    verb=$1 scope=$2 zone_name=$3 item=$4
    case $item in
        masquerade=*)
            set -- --direct "--$verb-rule" ipv4 nat POSTROUTING 0 \
                -s "${item#*=}" ! -d "${item#*=}" -j MASQUERADE
            ;;
        ovsdb=*)
            set -- "--zone=$zone_name" "--$verb-rich-rule=rule family=ipv4 source address=$(
                echo "${item#*=}" | sed 's/:/ port port=/') protocol=tcp accept"
            ;;
        *) set -- "--zone=$zone_name" "--$verb-$item" ;;
    esac
    [ "$scope" = runtime ] || set -- --permanent "$@"
    firewall-cmd "$@"
}

# Removes ITEM if it was absent before; keeps it in the ledger while firewalld is down.
undo_firewalld() { # FORMER SCOPE ZONE ITEM
    [ "$1" = absent ] || return 0
    shift
    firewalld_runs || return 1
    firewalld_item query "$@" >/dev/null 2>&1 || return 0
    firewalld_item remove "$@" >/dev/null && did "removed $3 from firewalld, $2 ($1)"
}
