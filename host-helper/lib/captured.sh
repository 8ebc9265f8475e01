# What a fabric's range, once it is on-link, would draw to itself although it is elsewhere: an admin's session among it.
# shellcheck shell=sh

kinds_captured="routes gateways resolvers clients controllers"

# Prints, a space before each, what of KIND is inside $fabric now and reached otherwise than by $bridge and $container_bridge.
captured() { # KIND
    for candidate in $("$1"_of_host); do
        { is_ipv4 "$candidate" || is_prefix "$candidate"; } && is_within "$candidate" "$fabric" || continue
        ! is_of_own_bridges "$candidate" || continue
        printf ' %s' "$candidate"
    done
}

# Prints all that the fabric would capture, by kind; nothing if there is nothing.
all_captured() {
    for kind in $kinds_captured; do
        found_of_kind=$(captured "$kind")
        [ -z "$found_of_kind" ] || printf ', %s%s' "$kind" "$found_of_kind"
    done | sed 's/^, //'
}

# Is ADDRESS the container bridge's own, or reached by it or the fabric's bridge? The fabric leaves these where they are.
is_of_own_bridges() {
    is_ipv4 "$1" || return 1
    by=$(device_towards "$1" 2>/dev/null) || return 1
    [ "$by" != lo ] || by=$(device_with "$1")
    case $by in "${bridge:-/}" | "${container_bridge:-/}") ;; *) return 1 ;; esac
}

# Prints where the host's routes lead that are not the fabric's own.
routes_of_host() {
    ip -o -4 route show table all | while read -r kind destination rest; do
        case $kind in
            broadcast | multicast | anycast) continue ;;
            [0-9]*) rest="$destination $rest" destination=$kind ;;
        esac
        case " $rest " in *" dev $bridge "* | *" dev $container_bridge "*) continue ;; esac
        echo "$destination"
    done | sort -u
}

# Prints the routers that default routes lead to.
gateways_of_host() {
    ip -o -4 route show table all | sed -n 's/.*default .*via \([0-9.]*\).*/\1/p' | sort -u
}

# Prints the name servers, those behind systemd-resolved's stub among them.
resolvers_of_host() {
    cat /etc/resolv.conf /run/systemd/resolve/resolv.conf 2>/dev/null | sed -n 's/^nameserver[[:space:]]*\([0-9.]*\).*/\1/p' | sort -u
}

# Prints who has a session here: this one's client, which sudo may hide, and whoever is connected to sshd, to port 22 or to
# a port on which something listens. The service may not see which process that is, so each may be an admin's.
clients_of_host() {
    listening=" 22 $(ss -Hltn | while read -r _ _ _ here _; do printf '%s ' "${here##*:}"; done)"
    {
        echo "${SSH_CONNECTION:-}"
        ss -Htnp state established | while read -r _ _ here there process; do
            case $process in
                *'"sshd'*) ;;
                *) case $listening in *" ${here##*:} "*) ;; *) continue ;; esac ;;
            esac
            there=${there%:*}
            there=${there#"["}
            there=${there#::ffff:}
            echo "${there%"]"}"
        done
    } | sed -n 's/^\([0-9.][0-9.]*\).*/\1/p' | sort -u
}

# Prints the addresses of all controllers: the one asked for, those of OVSDB, those of bridges, the one that dials.
controllers_of_host() {
    {
        echo "$address"
        vsctl --bare --columns=target list Manager -- --columns=target list Controller 2>/dev/null |
            sed -n 's/^[ts][cs][pl]:\([0-9.]*\).*/\1/p'
        ! read_listen || echo "$dialler"
    } | sort -u
}
