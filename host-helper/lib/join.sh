# Joining: how the controller reaches this host's OVSDB, and the name it knows the host by.
# shellcheck shell=sh

# Lets CONTROLLER manage this host's Open vSwitch under an id; other managers stay.
join() {
    controller='' name='' listen=no
    while [ $# -gt 0 ]; do
        case $1 in
            --name) [ $# -gt 1 ] || misuse "--name needs an id"; name=$2; shift ;;
            --listen) listen=yes ;;
            -*) misuse "unknown option '$1'" ;;
            *) [ -z "$controller" ] || misuse "more than one controller"; controller=$1 ;;
        esac
        shift
    done
    case $name in
        '') misuse "join needs --name ID" ;;
        *) is_host_id "$name" || misuse "'$name' is no host id; use 1 to 63 of a-z, 0-9 and '-', not first or last '-'" ;;
    esac
    parse_controller "$controller"
    (
        lock_host
        use_ledger join
        if [ "$listen" = yes ]; then
            listen_for_controller
        else
            set_manager "tcp:$address:$port"
            rm -f "$STATE_DIR/listen"
        fi
        release_unclaimed
    )
    echo "landbridge-host: joined $controller as $name; now: systemctl enable --now landbridge-host"
}

# Is it a DNS label (RFC 1123), as the controller wants its hosts' names? Under another it would never know this host.
is_host_id() {
    case $1 in '' | -* | *- | *[!a-z0-9-]*) return 1 ;; esac
    [ ${#1} -le 63 ]
}

# Reads a CONTROLLER of the command line: address, address:port or tcp:address:port.
parse_controller() {
    address=${1#tcp:}
    case $address in *:*) port=${address##*:} address=${address%:*} ;; *) port=6640 ;; esac
    { is_ipv4 "$address" && is_number "$port" 1 65535; } ||
        misuse "'$1' is no controller; give its IPv4 address, or address:port"
}

# Lets OVSDB listen, after its port was shut to all but the controller.
listen_for_controller() {
    echo "$address $port" >"$STATE_DIR/listen"
    effort=thorough
    guard_ovsdb_port
    [ -z "$problems" ] || die "$problems"
    set_manager "ptcp:$port"
}

# Keeps OVSDB's port open for the controller and shut for everyone else, if OVSDB listens.
guard_ovsdb_port() {
    use_ledger join
    [ -e "$STATE_DIR/listen" ] || return 0
    read -r dialler dialled_port <"$STATE_DIR/listen"
    ensure_table landbridge_ovsdb "$(ovsdb_rules "$dialler" "$dialled_port")"
    if [ "$effort" = quick ] || ! firewalld_runs; then
        reclaim firewalld
        return
    fi
    read_firewalld || { problem "firewalld does not list its zones; see firewall-cmd --list-all-zones"; reclaim firewalld; return; }
    zone=$(zone_of_device "$(device_towards "$dialler")")
    ensure_firewalld_item runtime "$zone" "ovsdb=$dialler:$dialled_port"
    ensure_firewalld_item permanent "$zone" "ovsdb=$dialler:$dialled_port"
}

# Makes TARGET the manager of ours, in the place of an earlier one of ours, and writes the host's id.
set_manager() {
    set -- "$1" set Open_vSwitch . "external_ids:landbridge-host=$(quoted "$name")"
    for manager in $(vsctl --bare --columns=_uuid find Manager external_ids:landbridge=joined "target!=$(quoted "$1")"); do
        set -- "$@" -- remove Open_vSwitch . manager_options "$manager"
    done
    if [ -z "$(vsctl --bare --columns=_uuid find Manager "target=$(quoted "$1")")" ]; then
        set -- "$@" -- --id=@joined create Manager "target=$(quoted "$1")" external_ids:landbridge=joined \
            -- add Open_vSwitch . manager_options @joined
    fi
    shift
    vsctl "$@" >/dev/null || no_ovsdb
}

# Takes back what join made, and what the helper told in OVSDB.
forget_controller() {
    set --
    for manager in $(vsctl --bare --columns=_uuid find Manager external_ids:landbridge=joined); do
        set -- "$@" -- remove Open_vSwitch . manager_options "$manager"
    done
    for key in landbridge-host landbridge-helper-generation landbridge-helper-status landbridge-helper-version \
        landbridge-helper-findings \
        landbridge-underlay-mtu landbridge-container-bridge-address landbridge-vtep-addresses; do
        set -- "$@" -- remove Open_vSwitch . external_ids "$key"
    done
    vsctl "$@" || no_ovsdb
    rm -f "$STATE_DIR/listen"
    use_ledger join
    leave
}
