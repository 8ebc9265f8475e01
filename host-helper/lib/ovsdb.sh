# The host's own OVSDB, the one channel to the controller.
# shellcheck shell=sh

# Runs ovs-vsctl with a deadline; never waits for ovs-vswitchd, which may be down.
vsctl() {
    ovs-vsctl --timeout=10 --no-wait "$@"
}

# Ends the program because OVSDB does not answer.
no_ovsdb() {
    die "OVSDB does not answer; start Open vSwitch, or set OVS_RUNDIR"
}

# Prints TEXT, or its beginning, without what an OVSDB string would have to escape.
plain() {
    printf '%.2000s' "$1" | tr '"\\\n' "'/ " | harmless
}

# Prints TEXT as an OVSDB string, in which colons, commas and spaces mean nothing.
quoted() {
    printf '"%s"' "$(plain "$1")"
}

# Prints, a line each, the values of TABLE RECORD external_ids:KEY…; a key that is not there gives an empty line.
external_ids() {
    table=$1 record=$2
    shift 2
    for key; do
        set -- "$@" "external_ids:$key"
        shift
    done
    values=$(vsctl --if-exists get "$table" "$record" "$@") || return
    printf '%s\n' "$values" | sed 's/^"\(.*\)"$/\1/'
}

# Prints, a line each, the _uuid of every Manager that these conditions of ovs-vsctl's find.
managers_with() { # CONDITION…
    vsctl --bare --columns=_uuid find Manager "$@" | while IFS= read -r found_uuid; do
        ! is_uuid "$found_uuid" || echo "$found_uuid"
    done
}
