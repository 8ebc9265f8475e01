# What a value from OVSDB, the command line, the state folder or another program must look like: one function a kind.
#
# Each takes one argument and runs nothing. Bash evaluates what stands in $(( )), commands in subscripts among it, so a value
# meets arithmetic, nft, ip or sed only after its function here has said yes.
# shellcheck shell=sh

# Is it a number from MIN to MAX, without zeros in front, which some readers take for octal?
is_number() { # VALUE MIN MAX
    case $1 in '' | 0?* | *[!0-9]* | ??????*) return 1 ;; esac
    [ "$1" -ge "$2" ] && [ "$1" -le "$3" ]
}

# Is it a time in seconds since 1970?
is_time() {
    case $1 in '' | 0?* | *[!0-9]* | ????????????*) return 1 ;; esac
}

# Are they one or two port numbers, with a comma between? Two, since a port is changed by accepting both for a while.
are_ports() {
    case $1 in
        *,*) is_number "${1%%,*}" 1 65535 && is_number "${1#*,}" 1 65535 && [ "${1%%,*}" != "${1#*,}" ] ;;
        *) is_number "$1" 1 65535 ;;
    esac
}

# Are they at most 16 of PORT/tcp and PORT/udp, with commas between?
are_services() {
    services=$1,
    count=0
    while [ -n "$services" ]; do
        service=${services%%,*}
        case $service in */tcp | */udp) is_number "${service%/*}" 1 65535 || return 1 ;; *) return 1 ;; esac
        count=$((count + 1))
        [ $count -le 16 ] || return 1
        services=${services#*,}
    done
}

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

# Is it a prefix without bits beyond its length?
is_network() {
    is_prefix "$1" && [ $(($(ipv4_number "${1%/*}") & ((1 << (32 - ${1#*/})) - 1))) = 0 ]
}

# Can it be a fabric's range? One shorter than /8 would take half the internet along.
is_fabric() {
    is_network "$1" && is_number "${1#*/}" 8 30
}

# Is every address of PREFIX, or of an address alone, one of OUTER's? Both are known to be what they are called here.
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

# Prints the first address of a network, with its length, as Docker's --bip wants it.
first_of() {
    subnet_base=${1%/*}
    echo "${subnet_base%.*}.$((${subnet_base##*.} + 1))/${1#*/}"
}

# Can it be the name of a network device, and stand between quotes in nft's language?
is_device() {
    case $1 in '' | . | .. | *[!A-Za-z0-9._-]* | -* | ????????????????*) return 1 ;; esac
}

# Are they the names of the two ends of a veth pair, with a slash between?
is_veth() {
    is_device "${1%%/*}" && is_device "${1#*/}" && [ "${1%%/*}" != "${1#*/}" ]
}

# Is it a DNS label (RFC 1123), as the controller wants its hosts' names? Under another it would never know this host.
is_host_id() {
    case $1 in '' | -* | *- | *[!a-z0-9-]*) return 1 ;; esac
    [ ${#1} -le 63 ]
}

# Is it the hash of a generation?
is_generation() {
    case $1 in '' | *[!A-Za-z0-9]*) return 1 ;; esac
    [ ${#1} -le 64 ]
}

is_boolean() {
    case $1 in true | false) ;; *) return 1 ;; esac
}

is_state() {
    case $1 in joined | leaving) ;; *) return 1 ;; esac
}

is_access() {
    case $1 in open | shut) ;; *) return 1 ;; esac
}

# Is it the _uuid of a row in OVSDB?
is_uuid() {
    case $1 in *[!0-9a-f-]* | -*) return 1 ;; ????????-????-????-????-????????????) ;; *) return 1 ;; esac
}

# Can it be the name of a zone of firewalld?
is_zone() {
    case $1 in '' | *[!A-Za-z0-9_/-]* | -*) return 1 ;; esac
    [ ${#1} -le 64 ]
}

# Prints the beginning of a value that made no sense.
shown() {
    printf '%.40s' "$1" | tr '"\\'"'" '???' | harmless
}

# Passes text on without what a terminal would take for more than letters.
harmless() {
    tr -c ' -~' '?'
}

# Prints a name as a sed expression that matches it and nothing else.
literally() {
    printf '%s' "$1" | sed 's/[].[*^$\/]/\\&/g'
}
