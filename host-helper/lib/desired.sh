# What the controller wants of this host, read from the bridge's external_ids.
# shellcheck shell=sh

# Reads every key of bridge $bridge in one transaction.
read_desired() {
    wanted=$(external_ids Bridge "$bridge" landbridge-generation landbridge-state landbridge-gateway \
        landbridge-fabric landbridge-container-bridge landbridge-veth landbridge-mtu \
        landbridge-vxlan-port landbridge-egress-nat landbridge-vtep landbridge-subnet \
        landbridge-host-access landbridge-host-access-allow) || return
    {
        read -r generation
        read -r state
        read -r gateway
        read -r fabric
        read -r container_bridge
        read -r veth
        read -r mtu
        read -r vxlan_ports
        read -r egress_nat
        read -r vtep
        read -r subnet
        read -r host_access
        read -r host_access_allow
    } <<END || : # the last values may be missing
$wanted
END
    veth_ovs=${veth%/*}
    veth_docker=${veth#*/}
    host_access=${host_access:-open} # an earlier controller says nothing
    vxlan_port=${vxlan_ports%%,*} # while it is being changed, the former one follows
}

# Notes every key that is missing or makes no sense; fails if there is one.
valid_desired() {
    refused=no
    is_prefix "$gateway" || refuse gateway "$gateway" 10.100.0.1/8
    is_prefix "$fabric" || refuse fabric "$fabric" 10.0.0.0/8
    is_ipv4 "$vtep" || refuse vtep "$vtep" 192.168.10.163
    is_device "$container_bridge" || refuse container-bridge "$container_bridge" docker0
    { is_device "$veth_ovs" && is_device "$veth_docker" && [ "$veth_ovs" != "$veth_docker" ]; } ||
        refuse veth "$veth" veth_sw0/veth_d0
    is_number "$mtu" 576 65535 || refuse mtu "$mtu" 1450
    are_ports "$vxlan_ports" || refuse vxlan-port "$vxlan_ports" 4789
    is_prefix "$subnet" || refuse subnet "$subnet" 10.1.0.0/16
    case $host_access in open | shut) ;; *) refuse host-access "$host_access" open ;; esac
    [ -z "$host_access_allow" ] || are_services "$host_access_allow" || refuse host-access-allow "$host_access_allow" 53/tcp,53/udp
    case $egress_nat in true | false) ;; *) refuse egress-nat "$egress_nat" true ;; esac
    [ $refused = no ]
}

# Notes that the controller wrote a key this version cannot use.
refuse() {
    refused=yes
    problem "bridge $bridge has landbridge-$1='$2', not like $3; check that controller and helper $VERSION fit"
}

# Is it a number from MIN to MAX, without zeros in front, which some readers take for octal?
is_number() {
    case $1 in '' | 0?* | *[!0-9]* | ??????*) return 1 ;; esac
    [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]
}

# Are they port numbers, with commas between?
are_ports() (
    IFS=,
    case $1 in '' | ,* | *, | *,,*) return 1 ;; esac
    for port in $1; do is_number "$port" 1 65535 || return 1; done
)

# Are they at most 16 ports with their protocols, PORT/tcp or PORT/udp, with commas between?
are_services() (
    IFS=,
    services=0
    case $1 in '' | ,* | *, | *,,*) return 1 ;; esac
    for service in $1; do
        case $service in */tcp | */udp) ;; *) return 1 ;; esac
        is_number "${service%/*}" 1 65535 || return 1
        services=$((services + 1))
    done
    [ $services -le 16 ]
)

# Is it an IPv4 address?
is_ipv4() {
    case $1 in *.*.*.*.* | *[!0-9.]* | .* | *. | *..*) return 1 ;; *.*.*.*) ;; *) return 1 ;; esac
    octets=$1.
    while [ -n "$octets" ]; do
        is_number "${octets%%.*}" 0 255 || return 1
        octets=${octets#*.}
    done
}

# Is it an IPv4 address with a prefix length?
is_prefix() {
    case $1 in */*) is_ipv4 "${1%/*}" && is_number "${1#*/}" 0 32 ;; *) return 1 ;; esac
}

# Is every address of PREFIX, or of an address alone, one of OUTER's?
is_within() { # PREFIX OUTER
    case $1 in */*) length=${1#*/} ;; *) length=32 ;; esac
    [ "$length" -ge "${2#*/}" ] && [ $((($(ipv4_number "${1%/*}") ^ $(ipv4_number "${2%/*}")) >> (32 - ${2#*/}))) = 0 ]
}

# Prints the number that an IPv4 address is.
ipv4_number() (
    IFS=.
    # shellcheck disable=SC2086 # octets are words here
    set -- $1
    echo $((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))
)

# Prints the first address of PREFIX, with its length, as Docker's --bip wants it.
first_of() {
    subnet_base=${1%/*}
    echo "${subnet_base%.*}.$((${subnet_base##*.} + 1))/${1#*/}"
}

# Can it be the name of a network device?
is_device() {
    case $1 in '' | . | .. | *[!A-Za-z0-9._-]* | -* | ????????????????*) return 1 ;; esac
}
