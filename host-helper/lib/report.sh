# What the helper tells the controller, in Open_vSwitch external_ids.
# shellcheck shell=sh

# Writes GENERATION and STATUS and what was seen of the host, in one transaction, and only what is not there yet.
# Without a bridge nothing says which addresses are the container bridge's and the VTEP's: what was told of them stays.
report() {
    facts="landbridge-helper-generation=$1
landbridge-helper-status=$(plain "$2")
landbridge-helper-version=$VERSION
landbridge-vtep-addresses=$(vtep_addresses)"
    [ -z "$bridge" ] || facts="$facts
landbridge-underlay-mtu=$([ -z "$underlay" ] || link_mtu "$underlay")
landbridge-container-bridge-address=$(first_address "$container_bridge")"
    # shellcheck disable=SC2046 # keys are words
    told=$(external_ids Open_vSwitch . $(printf '%s\n' "$facts" | sed 's/=.*//')) || return
    set --
    while IFS='=' read -r key value; do
        IFS= read -r told_value <&3 || told_value=
        [ "$value" != "$told_value" ] || continue
        if [ -n "$value" ]; then
            set -- "$@" -- set Open_vSwitch . "external_ids:$key=$(quoted "$value")"
        else
            set -- "$@" -- remove Open_vSwitch . external_ids "$key"
        fi
        [ "$key" != landbridge-helper-status ] || did "status: $value"
    done 3<<TOLD <<FACTS
$told
TOLD
$facts
FACTS
    [ $# -eq 0 ] || vsctl "$@"
}

# Prints the IPv4 addresses by which peers could reach this host, sorted, with commas between.
vtep_addresses() {
    ip -o -4 address show scope global | while read -r _ device _ address _; do
        case $device in
            "$container_bridge" | "$bridge") ;;
            *) echo "${address%/*}" ;;
        esac
    done | sort | paste -s -d , -
}

# Prints the first IPv4 address of DEV with its prefix length.
first_address() {
    ip -o -4 address show dev "$1" scope global 2>/dev/null | sed -n '1s/.* inet \([^ ]*\) .*/\1/p'
}
