# What this host accepts: the admin's own words at join, kept here for root alone. The controller chooses inside, never
# outside.
# shellcheck shell=sh

# Reads the pins, which are the defaults of a new fabric where nothing was pinned yet; notes in $pins_from where they are
# from: join, default, or damaged. Without a pin nothing fits.
read_pins() {
    default_pins
    [ -e "$STATE_DIR/pins" ] || return 0
    pins_from="join"
    pin_fabric='' pin_vtep='' pin_container_bridge='' pin_udp_port=''
    while IFS='=' read -r key value; do
        case $key in
            fabric) pin_fabric=$value ;;
            vtep) pin_vtep=$value ;;
            container-bridge) pin_container_bridge=$value ;;
            udp-port) pin_udp_port=$value ;;
            *) pins_from=damaged ;;
        esac
    done <"$STATE_DIR/pins"
    is_fabric "$pin_fabric" && is_vtep_pin "$pin_vtep" && is_device "$pin_container_bridge" &&
        are_ports "$pin_udp_port" || pins_from=damaged
    [ $pins_from = join ] || pin_fabric='' pin_vtep='' pin_container_bridge='' pin_udp_port=''
}

default_pins() {
    pin_fabric=10.0.0.0/8 pin_vtep=any pin_container_bridge=docker0 pin_udp_port=4789
    pins_from=default
}

# Is it an IPv4 address, or the word for any that the host has?
is_vtep_pin() {
    [ "$1" = any ] || is_ipv4 "$1"
}

# Keeps the pins.
write_pins() {
    pins_to_write >"$STATE_DIR/pins.new" && mv "$STATE_DIR/pins.new" "$STATE_DIR/pins" ||
        die "cannot write $STATE_DIR/pins; make room there"
}

pins_to_write() {
    printf '%s\n' "fabric=$pin_fabric" "vtep=$pin_vtep" \
        "container-bridge=$pin_container_bridge" "udp-port=$pin_udp_port"
}

# Prints the pins as the options of join that made them, or could have; where they make no sense, the remedy.
show_pins() {
    case $pins_from in
        damaged)
            echo "$STATE_DIR/pins makes no sense; landbridge-host join again" \
                "with --fabric, --vtep, --container-bridge and --udp-port"
            return
            ;;
        default) origin=' (the defaults)' ;;
        *) origin= ;;
    esac
    echo "--fabric $pin_fabric --vtep $pin_vtep" \
        "--container-bridge $pin_container_bridge --udp-port $pin_udp_port$origin"
}

# Notes in $refusals every key that is outside the pins.
hold_to_pins() {
    if [ $pins_from = damaged ]; then
        also "$(show_pins)"
        return
    fi
    is_within "$fabric" "$pin_fabric" || outside fabric "$fabric" fabric "$pin_fabric"
    [ "$pin_vtep" = any ] || [ "$vtep" = "$pin_vtep" ] || outside vtep "$vtep" vtep "$pin_vtep"
    [ "$container_bridge" = "$pin_container_bridge" ] ||
        outside container-bridge "$container_bridge" container-bridge "$pin_container_bridge"
    case ,$pin_udp_port, in
        *",$vxlan_port,"*) case ,$pin_udp_port, in *",${vxlan_ports#*,},"*) return ;; esac ;;
    esac
    outside vxlan-port "$vxlan_ports" udp-port "$pin_udp_port"
}

# Notes one key that is outside its pin, and how the pin is changed.
outside() { # KEY VALUE OPTION PIN
    remedy="landbridge-host join CONTROLLER --name $host --$3 $2"
    also "bridge $bridge has landbridge-$1=$2, outside what is pinned on this host, $4; if that is right: $remedy"
}

# Pins what a host has that joined before there were pins, if all that is wanted is what was applied.
pin_what_is_applied() {
    [ $pins_from = default ] && [ "$generation" = "$(external_ids Open_vSwitch . landbridge-helper-generation)" ] || return 0
    case $newline$(cat "$ledger") in *"${newline}address $bridge $gateway$tab"*) ;; *) return 0 ;; esac
    pin_fabric=$fabric pin_vtep=$vtep pin_container_bridge=$container_bridge pin_udp_port=$vxlan_ports
    write_pins
    pins_from="join"
    did "pinned what is applied: $(show_pins)"
}
