# The preflight's questions to others: the controller's time, and an echo from every peer through VXLAN.
# shellcheck shell=sh

# Seconds between two clocks that begin to mislead whoever reads the logs of both.
clock_apart=30

# Peers asked at a time; one that stays silent costs two seconds.
peers_at_once=32

# The clock goes with the controller's, which tells its own with every answer of its REST API.
check_clock() {
    teller=$(controller_address)
    [ -n "$teller" ] ||
        { finding skipped "clock: not compared: name the controller, landbridge-host check CONTROLLER"; return; }
    theirs=$(time_of "$teller") ||
        { finding skipped "clock: not compared: $teller tells no time on 8443 (https) or 8181 (http)"; return; }
    apart=$(($(date +%s) - theirs))
    if [ "${apart#-}" -le $clock_apart ]; then
        finding ok "clock: within $clock_apart s of the controller's"
    else
        case $apart in -*) relation=behind ;; *) relation="ahead of" ;; esac
        finding warning "clock: about $(((${apart#-} + 30) / 60)) min $relation the controller's: let chrony or systemd-timesyncd keep the time on both"
    fi
}

# Prints the address of the controller: the one asked for, else the one that was joined, dialled or dialling.
controller_address() {
    if [ -n "$address" ]; then echo "$address"; return; fi
    {
        vsctl --bare --columns=target find Manager external_ids:landbridge=joined 2>/dev/null |
            sed -n 's/^[ts][cs][pl]:\([0-9.]*\).*/\1/p'
        ! read_listen || echo "$dialler"
    } | while IFS= read -r teller; do
        if is_ipv4 "$teller"; then echo "$teller"; break; fi
    done
}

# Prints the seconds since 1970 by the clock at ADDRESS; fails if none is told there.
time_of() {
    for url in "https://$1:8443/" "http://$1:8181/"; do
        date_told=$(headers "$url" | tr -d '\r' | sed -n 's/^ *[Dd]ate: *//p' | head -n 1)
        seconds_told=$(seconds_at "$date_told") && is_time "$seconds_told" && { echo "$seconds_told"; return; }
    done
    return 1
}

# Prints what URL's server says of its answer. Nobody's identity is checked: it is a clock on the wall.
headers() {
    if [ -n "$(program curl)" ]; then
        within 5 curl --silent --insecure --head --max-time 3 "$1"
    else
        within 3 wget --server-response --spider --no-check-certificate "$1" 2>&1
    fi 2>/dev/null || :
}

# Prints the seconds since 1970 at an HTTP date (RFC 9110): Sun, 06 Nov 1994 08:49:37 GMT.
seconds_at() {
    read -r _ day month year time _ <<END
$1
END
    before=JanFebMarAprMayJunJulAugSepOctNovDec
    before=${before%%"$month"*}
    date -u -d "$year-$((${#before} / 3 + 1))-$day $time" +%s 2>/dev/null
}

# Every peer answers through VXLAN, and to packets of the fabric's MTU, too.
check_peers() {
    peers=
    [ -z "$gateway" ] || peers=$(peers)
    [ -n "$peers" ] || { finding skipped "peers: no flow of bridge $bridge leads to one"; return; }
    answers "${gateway%/*}" 56 ||
        { finding skipped "peers: not asked: ping from ${gateway%/*} does not work here: apply, and install iputils-ping"; return; }
    unheard=$(ask_peers | sort)
    [ -n "$unheard" ] || { finding ok "peers: all answer through VXLAN, at the fabric's MTU $mtu"; return; }
    while read -r peer tunnel_end what; do
        case $what in
            silent) finding warning "peer $tunnel_end ($peer): does not answer through VXLAN: if it is up, let UDP $vxlan_port in on both hosts and on what is between" ;;
            cut) finding warning "peer $tunnel_end ($peer): answers, but not to packets of the fabric's MTU $mtu: let what is between carry $((mtu + 50)), or lower the fabric's MTU" ;;
        esac
    done <<END
$unheard
END
}

# Prints the gateway and the VTEP of every peer: the single addresses that flows send through the tunnel.
peers() {
    ovs-ofctl --timeout=10 -O OpenFlow13 dump-flows "$bridge" 2>/dev/null |
        sed -n 's/.*[ ,]nw_dst=\([0-9.]*\)[ ,].*actions=.*set_field:\([0-9.]*\)->tun_dst.*/\1 \2/p' | sort -u
}

# Asks the peers, so many at a time, and prints those that are not heard, with why.
ask_peers() {
    asked=0
    while read -r peer tunnel_end; do
        is_ipv4 "$peer" && is_ipv4 "$tunnel_end" || continue
        ask_peer "$peer" "$tunnel_end" &
        asked=$((asked + 1))
        [ $((asked % peers_at_once)) != 0 ] || wait
    done <<END
$peers
END
    wait
}

# Asks one peer for a small packet, then for the largest.
ask_peer() {
    if ! answers "$1" 56; then
        echo "$1 $2 silent"
    elif ! answers "$1" $((mtu - 28)); then
        echo "$1 $2 cut"
    fi
}

# Does ADDRESS answer the gateway within two seconds, with SIZE bytes in an unfragmented echo?
answers() {
    within 5 ping -n -q -I "${gateway%/*}" -M do -s "$2" -c 1 -w 2 "$1" >/dev/null 2>&1
}
