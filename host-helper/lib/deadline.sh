# Programs of others, each with a deadline: what hangs becomes a failure that somebody is told of.
# shellcheck shell=sh

# Runs COMMAND, and ends it after SECONDS; the exit status is 124 then. It stays in the group of its caller, whose end is its own.
within() { # SECONDS COMMAND…
    "$TIMEOUT" --foreground -k 2 "$@"
}

# Runs ip itself: a busybox shell would take its own, which cannot do all that is needed here.
ip() {
    within 10 "$IP" "$@"
}

nft() {
    within 30 "$NFT" "$@"
}

ss() {
    within 10 "$SS" "$@"
}

firewall_cmd() {
    within 20 firewall-cmd "$@"
}

# Runs ufw, which would ask questions if somebody could answer.
ufw() {
    within 30 ufw "$@" </dev/null
}

# Prints the path of the program NAME.
program() (
    IFS=:
    for folder in $PATH; do
        [ ! -x "$folder/$1" ] || { echo "$folder/$1"; break; }
    done
)

# Prints the programs that are not here, a space before each.
missing_tools() {
    for tool in ovs-vsctl ovs-appctl ovs-ofctl ovsdb-client ip ss nft flock setsid; do
        [ -n "$(program $tool)" ] || printf ' %s' "$tool"
    done
    within 5 true 2>/dev/null || printf ' timeout' # busybox's own has no --foreground
}

tool_packages="install openvswitch, iproute2, nftables, util-linux and coreutils"
