# Joining: how the controller reaches this host's OVSDB, and the name it knows the host by.
# shellcheck shell=sh

# Lets CONTROLLER manage this host's Open vSwitch under an id, inside what is pinned; other managers stay.
join() {
    read_pins
    [ $pins_from != damaged ] || default_pins
    parse_join "$@"
    (
        lock_host
        [ "$(cat "$STATE_DIR/pins" 2>/dev/null)" = "$(pins_to_write)" ] || repin
        use_ledger join
        if [ "$listen" = yes ]; then
            listen_for_controller
        else
            set_manager "tcp:$address:$port"
            rm -f "$STATE_DIR/listen"
        fi
        release_unclaimed
        [ -z "$problems" ] || die "$problems"
    )
    pins_from="join"
    echo "landbridge-host: joined $controller as $name; now: systemctl enable --now landbridge-host"
    echo "landbridge-host: whatever the controller wants, it stays inside $(show_pins)"
}

# Keeps other pins than before. What was reported is about the former ones, and its end wakes watch.
repin() {
    write_pins
    vsctl remove Open_vSwitch . external_ids landbridge-helper-status || no_ovsdb
}

# Reads the command line; a pin that is not named stays as it is.
parse_join() {
    controller='' name='' listen=no
    while [ $# -gt 0 ]; do
        case $1 in
            --listen) listen=yes ;;
            --*) [ $# -gt 1 ] || misuse "$1 needs a value, or is unknown"; parse_join_option "$1" "$2"; shift ;;
            -*) misuse "unknown option '$1'" ;;
            *) [ -z "$controller" ] || misuse "more than one controller"; controller=$1 ;;
        esac
        shift
    done
    [ -n "$name" ] || misuse "join needs --name ID"
    parse_controller "$controller"
}

parse_join_option() { # OPTION VALUE
    case $1 in
        --name)
            is_host_id "$2" || misuse "'$2' is no host id; use 1 to 63 of a-z, 0-9 and '-', not first or last '-'"
            name=$2
            ;;
        --fabric)
            is_fabric "$2" || misuse "--fabric needs a range like 10.0.0.0/8, no shorter than /8 and without bits beyond its length"
            pin_fabric=$2
            ;;
        --vtep)
            is_vtep_pin "$2" || misuse "--vtep needs an address of this host, like 192.168.10.163, or any"
            pin_vtep=$2
            ;;
        --container-bridge)
            is_device "$2" || misuse "--container-bridge needs the name of a bridge, like docker0"
            pin_container_bridge=$2
            ;;
        --udp-port)
            are_ports "$2" || misuse "--udp-port needs a port like 4789, or two with a comma between"
            pin_udp_port=$2
            ;;
        *) misuse "unknown option '$1'" ;;
    esac
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

# Notes which controller dials, $dialler, and the port, $dialled_port; fails if none does, or what is noted makes no sense.
read_listen() {
    dialler='' dialled_port=''
    [ -e "$STATE_DIR/listen" ] || return
    read -r dialler dialled_port <"$STATE_DIR/listen" || :
    is_ipv4 "$dialler" && is_number "$dialled_port" 1 65535
}

# Keeps OVSDB's port open for the controller and shut for everyone else, if OVSDB listens.
guard_ovsdb_port() {
    use_ledger join
    [ -e "$STATE_DIR/listen" ] || return 0
    if ! read_listen; then
        problem "$STATE_DIR/listen names no controller; landbridge-host join again with --listen"
        reclaim nft
        reclaim firewalld
        return
    fi
    ensure_table landbridge_ovsdb "$(ovsdb_rules "$dialler" "$dialled_port")"
    if [ "$effort" = quick ] || ! firewalld_runs; then
        reclaim firewalld
        return
    fi
    read_firewalld || { problem "$firewalld_mute"; reclaim firewalld; return; }
    zone=$(zone_of_device "$(device_towards "$dialler")")
    ensure_firewalld_item runtime "$zone" "ovsdb=$dialler:$dialled_port"
    ensure_firewalld_item permanent "$zone" "ovsdb=$dialler:$dialled_port"
}

# Makes TARGET the manager of ours, in the place of an earlier one of ours, and writes the host's id.
set_manager() {
    set -- "$1" set Open_vSwitch . "external_ids:landbridge-host=$(quoted "$name")"
    for manager in $(managers_with external_ids:landbridge=joined "target!=$(quoted "$1")"); do
        set -- "$@" -- remove Open_vSwitch . manager_options "$manager"
    done
    if [ -z "$(managers_with "target=$(quoted "$1")")" ]; then
        set -- "$@" -- --id=@joined create Manager "target=$(quoted "$1")" external_ids:landbridge=joined \
            -- add Open_vSwitch . manager_options @joined
    fi
    shift
    vsctl "$@" >/dev/null || no_ovsdb
}

# Takes back what join made, and what the helper told in OVSDB.
forget_controller() {
    set --
    for manager in $(managers_with external_ids:landbridge=joined); do
        set -- "$@" -- remove Open_vSwitch . manager_options "$manager"
    done
    for key in landbridge-host landbridge-helper-generation landbridge-helper-status landbridge-helper-version \
        landbridge-helper-findings \
        landbridge-underlay-mtu landbridge-container-bridge-address landbridge-vtep-addresses; do
        set -- "$@" -- remove Open_vSwitch . external_ids "$key"
    done
    vsctl "$@" || no_ovsdb
    rm -f "$STATE_DIR/listen" "$STATE_DIR/pins"
    use_ledger join
    leave
}
