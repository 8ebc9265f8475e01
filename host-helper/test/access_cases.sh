# The cases of whom containers reach, and who reaches them: packets are sent, under each firewall.
# shellcheck shell=bash

tcp_ports="22 53 2375 6640 8080 9100"

# Listens in NETNS, or on the host if that is empty, on TCP PORTs; who connects is sent TEXT.
listen() { # NETNS TEXT PORT…
    local enter=() text=$2 port
    [ -z "$1" ] || enter=(ip netns exec "$1")
    shift 2
    for port; do
        "${enter[@]}" busybox nc -ll -p "$port" -e /bin/echo "$text" >/dev/null 2>&1 &
        eventually "a listener on $port" says ":$port " "${enter[@]}" ss -Hltn
    done
}

# Answers on UDP PORTs of the host with what it is sent.
echo_udp() { # PORT…
    local port
    for port; do
        python3 - "$port" <<'END' >/dev/null 2>&1 &
import socket, sys
echo = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
echo.bind(("", int(sys.argv[1])))
while True:
    echo.sendto(*echo.recvfrom(2048))
END
        eventually "a listener on $port" says ":$port " ss -Hlun
    done
}

# Prints what TCP PORT of ADDRESS says when NETNS, or the host if that is empty, connects.
greeting() { # NETNS ADDRESS PORT [SOURCE]
    local enter=()
    [ -z "$1" ] || enter=(ip netns exec "$1")
    "${enter[@]}" python3 - "${@:2}" 2>/dev/null <<'END' || :
import socket, sys
address, port, source = (sys.argv[1:] + [""])[:3]
connection = socket.create_connection((address, int(port)), 4, (source, 0))
connection.settimeout(4)
print(connection.recv(100).decode().strip())
END
}

# Does UDP PORT of ADDRESS answer NETNS?
udp_answers() { # NETNS ADDRESS PORT
    # shellcheck disable=SC2016 # the inner shell's
    ip netns exec "$1" timeout 2 bash -c 'exec 3<>"/dev/udp/$0/$1" && echo hello >&3 && read -r -N 1 -t 1 letter <&3 && [ "$letter" = h ]' "$2" "$3"
}

# Prints, a line an ADDRESS, which of the ports that the host listens on NETNS finds open there, all asked at once.
scan() { # NETNS ADDRESS…
    ip netns exec "$1" python3 - "$tcp_ports" "${@:2}" <<'END'
import errno, select, socket, sys, time
ports, addresses = sys.argv[1].split(), sys.argv[2:]
asked = {}
for host in addresses:
    for port in ports:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        connection = socket.socket(family, kind)
        connection.setblocking(False)
        error = connection.connect_ex(address)
        assert error in (0, errno.EINPROGRESS), f"{host}: {errno.errorcode[error]}"
        asked[connection] = host, port
found, until = set(), time.monotonic() + 1.5
while asked and time.monotonic() < until:
    for connection in select.select([], asked, [], 0.1)[1]:
        end = asked.pop(connection)
        if connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
            found.add(end)
for host in addresses:
    print(f"{host}:", *(port for port in ports if (host, port) in found))
END
}

# Prints what scan does if PORTS, and these alone, are open at each ADDRESS.
found_at() { # PORTS ADDRESS…
    local address
    for address in "${@:2}"; do echo "$address:${1:+ $1}"; done
}

# Prints docker0's IPv6 address on its own link, as a container writes it.
link_local() {
    ip -o -6 address show dev docker0 scope link | sed -n '1s/.* inet6 \([^/]*\)\/.*/\1%eth0/p'
}

set_bridge_nf() { echo "$1" >/proc/sys/net/bridge/bridge-nf-call-iptables; }

# Prints which of PORTS a container finds by IPv6, which is no part of the fabric, so that nothing was opened for it: ufw
# lets in none, firewalld ssh, as from anywhere.
ports_by_ip6() {
    case $firewall in
        plain) echo "$1" ;;
        firewalld) [[ " $1 " != *" 22 "* ]] || echo 22 ;;
    esac
}

# Fails the case unless containers, their own and another host's, find these PORTS of the host alone.
expect_reachable() { # PORTS
    local addresses=(10.1.0.1 10.100.0.1) by_ip6
    by_ip6=$(link_local)
    expect_same "TCP ports of the host that its container finds" \
        "$(found_at "$1" "${addresses[@]}" 192.168.10.163; found_at "$(ports_by_ip6 "$1")" "$by_ip6")" \
        "$(scan box "${addresses[@]}" 192.168.10.163 "$by_ip6")"
    expect_same "TCP ports of the host that another host's container finds" \
        "$(found_at "$1" "${addresses[@]}")" "$(scan remote "${addresses[@]}")"
    expect "a container pings its host" ip netns exec box ping -c 1 -W 5 10.1.0.1
    expect "a container pings its host's gateway" ip netns exec box ping -c 1 -W 5 10.100.0.1
    expect "another host's container pings the gateway" ip netns exec remote ping -c 1 -W 5 10.100.0.1
    expect "another host's container pings docker0" ip netns exec remote ping -c 1 -W 5 10.1.0.1
}

# Fails the case unless what a host must always carry gets through.
expect_carried() {
    expect_same "what the host hears of its container" web "$(greeting "" 10.1.0.2 80)"
    expect_same "what the host hears of another's container" far "$(greeting "" 10.2.0.2 80)"
    expect_same "the same with docker0's address" far "$(greeting "" 10.2.0.2 80 10.1.0.1)"
    expect_same "what a container hears of another host's" far "$(greeting box 10.2.0.2 80)"
    expect_same "what another host's container hears of ours" web "$(greeting remote 10.1.0.2 80)"
    expect_same "what a container hears from outside" out "$(greeting box 192.168.10.10 80)"
}

# The counters of drops in the chain of ours.
drops() { # CHAIN
    nft list chain ip landbridge "$1" | sed -n 's/.*counter packets \([0-9]*\) .*drop.*/\1/p'
}

# Fails the case unless a stranger of the underlay reaches a container by its published port alone.
expect_no_strangers() {
    local before
    before=$(drops forward)
    ip -n underlay route replace 10.1.0.0/16 via 192.168.10.163
    expect_same "what a stranger hears of a container" "" "$(greeting underlay 10.1.0.2 80)"
    expect_not "a stranger pings a container" ip netns exec underlay ping -c 1 -W 1 10.1.0.2
    [ "$firewall" = ufw ] || expect "the drops are counted" [ "$(drops forward)" -gt "$before" ]
    expect_same "what a stranger hears of a published port" web "$(greeting underlay 192.168.10.163 8088)"
}

# Publishes port 80 of the container, as Docker does by its iptables; to containers, the proxy on the host answers.
publish() {
    nft -f - <<'END'
table ip published {
    chain prerouting {
        type nat hook prerouting priority dstnat; policy accept;
        fib daddr type local iifname != "docker0" tcp dport 8088 dnat to 10.1.0.2:80
    }
}
END
    [ "$firewall" != ufw ] || ufw route allow in on eth0 to 10.1.0.2 port 80 proto tcp
    listen "" proxy 8088
}

start_plain() { :; }

# What every firewall must do, under both ways of seeing bridged packets.
access_beside() { # FIREWALL
    local before nf firewall=$1
    "start_$firewall"
    join_and_build host-access=shut host-access-allow=53/udp,8080/tcp
    before=$(dump_host)
    helper apply
    make_container box 2
    eventually "IPv6 between them" says "scope link" ip -n box -6 address show dev eth0 -tentative
    eventually "IPv6 between them" says "scope link" ip -6 address show dev docker0 -tentative
    play_remote
    # shellcheck disable=SC2086 # ports are words
    listen "" host $tcp_ports
    echo_udp 53 5353
    listen box web 80
    listen remote far 80
    listen underlay out 80
    eventually "OVS took the veth" says 2 ovs-vsctl --timeout=5 get Interface veth_sw0 ofport
    for nf in 0 1; do
        set_bridge_nf $nf
        expect_reachable 8080
        expect_carried
    done
    expect "status" says "shut: containers reach nothing of this host but pings and 53/udp,8080/tcp" helper status
    expect "an allowed UDP port answers" udp_answers box 10.1.0.1 53
    expect "and another host's container" udp_answers remote 10.100.0.1 53
    expect_not "another UDP port answers" udp_answers box 10.1.0.1 5353
    expect "the drops are counted" [ "$(drops input)" -gt 0 ]
    expect_not "8472 open on a shut host" grep -rq 8472 /etc/firewalld/zones
    publish
    expect_no_strangers

    write_keys host-access=open egress-nat=false generation=two
    expect "apply" helper apply
    expect_reachable "$tcp_ports"
    for nf in 0 1; do
        set_bridge_nf $nf
        expect_carried
        expect_same "what another host's container hears of a published port" proxy "$(greeting remote 10.100.0.1 8088)"
        expect_same "the same at docker0" proxy "$(greeting remote 10.1.0.1 8088)"
        expect_same "the same, its own container" proxy "$(greeting box 10.1.0.1 8088)"
    done
    expect "a UDP port answers" udp_answers box 10.1.0.1 5353
    expect_no_strangers

    write_keys host-access=shut host-access-allow= generation=three
    expect "apply" helper apply
    expect_reachable ""
    expect_carried
    expect_no_strangers
    nft delete table ip published
    ovs-vsctl --timeout=10 del-port ovs_sw0 remote
    ip link delete remote
    ip link delete vbox
    [ "$firewall" != ufw ] || ufw route delete allow in on eth0 to 10.1.0.2 port 80 proto tcp
    expect "undo" helper undo
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_access_that_makes_no_sense_is_refused() {
    join_and_build host-access=shut
    expect "apply" helper apply
    local allow key
    for allow in 53 53/sctp 0/udp 65536/udp 053/udp "53/udp," ",53/udp" "53/udp,,54/udp" "$(seq -s , -f %g/udp 17)"; do
        write_keys "host-access-allow=$allow"
        expect_not "apply with $allow" helper apply
        expect "$allow refused" says "landbridge-host-access-allow=" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
        expect "the host stays shut" nft list chain ip landbridge input
    done
    write_keys host-access-allow= host-access=half subnet=10.1.0.0/33
    expect_not "apply" helper apply
    for key in host-access subnet; do
        expect "$key refused" says "landbridge-$key=" ovs-vsctl get Open_vSwitch . external_ids:landbridge-helper-status
    done
    write_keys "host-access-allow=$(seq -s , -f %g/udp 16)" host-access=shut subnet=10.1.0.0/16
    expect "16 ports" helper apply
    ovs-vsctl remove Bridge ovs_sw0 external_ids landbridge-host-access -- remove Bridge ovs_sw0 external_ids landbridge-host-access-allow
    expect "an earlier controller, which says nothing" helper apply
    expect_not "a host that is open has no such chain" nft list chain ip landbridge input
}

case_whom_containers_reach_with_nftables_alone() { access_beside plain; }
case_whom_containers_reach_beside_firewalld() { access_beside firewalld; }
case_whom_containers_reach_beside_ufw() { access_beside ufw; }
