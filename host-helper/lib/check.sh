# A preflight: what on this host would not work, and the remedy. It changes nothing.
# shellcheck shell=sh

oldest_ovs=2.15
tested_ovs=3.1

# Entries of the kernel's neighbour table that do for a large fabric and cost some megabytes when all are used.
enough_neighbours=16384

# Looks at everything, a line a finding; fails if one is an error.
check() (
    errors=no found=
    parse_check "$@"
    check_tools
    expect_of_controller
    check_pins
    check_switch
    check_container_bridge
    check_forwarding
    check_captured
    check_clock
    check_underlay
    check_neighbours
    check_peers
    [ $tell = no ] || tell_findings
    [ $errors = no ]
)

# Reads the command line.
parse_check() {
    read_pins
    address='' asked_fabric=${pin_fabric:-10.0.0.0/8} tell=no
    while [ $# -gt 0 ]; do
        case $1 in
            --fabric)
                [ $# -gt 1 ] && is_prefix "$2" || misuse "--fabric needs a prefix like 10.0.0.0/8"
                asked_fabric=$2
                shift
                ;;
            --tell) tell=yes ;;
            -*) misuse "unknown option '$1'" ;;
            *) [ -z "$address" ] || misuse "more than one controller"; parse_controller "$1" ;;
        esac
        shift
    done
}

# Prints one finding and keeps what is not well.
finding() { # ok|skipped|warning|error TEXT
    printf '%-8s %s\n' "$1" "$2"
    case $1 in
        warning) found="$found$1: $2$newline" ;;
        error) found="$1: $2$newline$found" errors=yes ;;
    esac
}

# Ends the check if programs are missing without which nothing can be looked at.
check_tools() {
    missing=$(missing_tools)
    [ -n "$missing" ] || { finding ok "programs: all that landbridge-host runs are here"; return; }
    finding error "programs: missing$missing: $tool_packages"
    exit 1
}

# Takes what the controller wants from the bridge's keys where it has written them and they make sense, else the usual names.
expect_of_controller() {
    host='' bridge=''
    ! read_host 2>/dev/null || [ -z "$host" ] || read_bridge || bridge=
    if [ -n "$bridge" ] && read_desired && [ -z "$refusals" ]; then return; fi
    [ -z "$refusals" ] || finding error "controller's keys: $refusals"
    bridge=ovs_sw0 container_bridge=${pin_container_bridge:-docker0} veth_ovs=veth_sw0 veth_docker=veth_d0
    fabric=$asked_fabric subnet='' vtep='' gateway='' state='' mtu='' vxlan_port='' vxlan_ports='' generation=''
    egress_nat='' host_access='' host_access_allow='' refusals=
}

# All that the controller wants is inside what the admin pinned here.
check_pins() {
    [ -z "$state" ] && [ $pins_from != damaged ] || hold_to_pins
    if [ -n "$refusals" ]; then
        finding error "pins: $refusals"
    else
        finding ok "pins: $(show_pins)"
    fi
}

# Open vSwitch answers, is no older than what can work, and has a datapath.
check_switch() {
    types=$(vsctl get Open_vSwitch . datapath_types 2>/dev/null) ||
        { finding error "Open vSwitch: OVSDB does not answer: start Open vSwitch, or set OVS_RUNDIR"; return; }
    version=$(ovs-appctl --timeout=10 -t ovs-vswitchd version 2>/dev/null | sed -n '1s/.* \([0-9][0-9.]*\).*/\1/p')
    [ -n "$version" ] ||
        { finding error "Open vSwitch: OVSDB answers but ovs-vswitchd does not: start ovs-vswitchd"; return; }
    if older "$version" $oldest_ovs; then
        finding error "Open vSwitch $version: older than $oldest_ovs: upgrade it; tested is $tested_ovs"
    else
        finding ok "Open vSwitch $version: $oldest_ovs or newer; tested is $tested_ovs"
    fi
    check_datapath
}

# Is version A older than version B?
older() {
    [ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

# The switch has a datapath: the kernel's where its module is, else userspace.
check_datapath() {
    case "$types $(kernel_datapath)" in # OVSDB sorts a set
        *system*yes) finding ok "datapath: system, the kernel's" ;;
        *netdev*system*) finding warning "datapath: netdev alone, the kernel has no module openvswitch: install it, or set datapath_type=netdev on bridge $bridge" ;;
        *netdev*) finding ok "datapath: netdev, in userspace" ;;
        *system*) finding error "datapath: none, the kernel has no module openvswitch: install the kernel's modules, then modprobe openvswitch" ;;
        *) finding error "datapath: Open vSwitch offers neither system nor netdev: restart ovs-vswitchd, and see its log" ;;
    esac
}

# Prints yes if the kernel has, or could load, the module of Open vSwitch.
kernel_datapath() {
    if [ -d /sys/module/openvswitch ] || within 5 modprobe -qn openvswitch 2>/dev/null; then echo yes; fi
}

# Docker's bridge is there and has the address that its containers' routes will need.
check_container_bridge() {
    [ -n "$(ip -o link show dev "$container_bridge" type bridge 2>/dev/null)" ] ||
        { finding error "container bridge $container_bridge: no such Linux bridge: start Docker, or set the fabric's containerBridge"; return; }
    now=$(first_address "$container_bridge")
    if [ -n "$subnet" ] && [ "$now" != "$(first_of "$subnet")" ]; then
        finding error "container bridge $container_bridge: has ${now:-no address}, not $(first_of "$subnet"): start Docker with --bip=$(first_of "$subnet")"
    elif [ -n "$now" ] && is_within "$now" "$fabric"; then
        finding ok "container bridge $container_bridge: has $now"
    else
        finding warning "container bridge $container_bridge: has ${now:-no address}, outside the fabric $fabric: give Docker as --bip the first address of the host's subnet"
    fi
}

# What is forwarded gets through: routing is on, our rules load, and nobody else's drop.
check_forwarding() {
    if [ "$(read_sysctl ip_forward)" = 0 ]; then
        finding warning "net.ipv4.ip_forward: 0: landbridge-host apply sets it; keep it in /etc/sysctl.d"
    else
        finding ok "net.ipv4.ip_forward: on"
    fi
    if complaint=$(most_rules | nft -c -f - 2>&1); then
        finding ok "nftables: takes the fabric's rules, fib among them"
    else
        finding error "nftables: refuses the fabric's rules ($(printf '%s' "$complaint" | head -n 1)): load the kernel modules nf_tables, nft_fib_ipv4, nft_ct, nft_nat and nft_masq"
        return
    fi
    check_strangers_rules
}

# Prints the fabric's rules as they are when they ask most of the kernel.
most_rules() (
    subnet=${subnet:-$fabric} host_access=shut host_access_allow=53/udp egress_nat=true
    fabric_rules
)

# Says what of others' rules may drop what ours accept; chains may hold an accept that only their owner can judge. What
# firewalld and ufw are to let through the helper adds to them itself.
check_strangers_rules() {
    stranger=no
    if firewalld_runs && ! firewalld_is_loaded; then
        stranger=yes
        finding error "firewall: $firewalld_gone"
    fi
    if ufw_is_enabled && ! ufw_is_loaded; then
        stranger=yes
        finding error "firewall: $ufw_gone"
    fi
    while read -r chain; do
        [ -n "$chain" ] || continue
        stranger=yes
        finding warning "firewall: chain $chain drops by default: let it accept the fabric $fabric and UDP ${vxlan_port:-4789}"
    done <<END
$(dropping_chains)
END
    if docker_filters; then
        stranger=yes
        finding warning "firewall: Docker's own rules filter what goes to containers: start Docker with --iptables=false, or accept the fabric $fabric in chain DOCKER-USER"
    fi
    [ $stranger = yes ] || finding ok "firewall: no chain of others drops by default"
}

# Says what the fabric would draw to itself; apply refuses for the same reasons.
check_captured() {
    for kind in $kinds_captured; do
        captured=$(captured "$kind")
        if [ -n "$captured" ]; then
            finding error "$kind: the fabric $fabric would capture$captured: choose a fabric without them, or move them out of it"
        else
            finding ok "$kind: none inside the fabric $fabric"
        fi
    done
}

# The underlay carries the fabric's packets and VXLAN's 50 bytes around them.
check_underlay() {
    underlay=$(underlay_device)
    if [ -z "$underlay" ] && [ -n "$vtep" ]; then
        finding error "underlay: no device has the VTEP address $vtep: give it to the host, or change the host's vtep at the controller"
        return
    fi
    size=$(link_mtu "${underlay:-lo}")
    if [ -z "$underlay" ]; then
        finding warning "underlay: no default route tells which device it is: name the controller, landbridge-host check CONTROLLER"
    elif [ "$size" -lt 626 ]; then
        finding error "underlay $underlay: MTU $size, which with VXLAN's 50 bytes leaves less than the 576 that IPv4 needs: raise it"
    elif [ "$size" -lt 1500 ]; then
        finding warning "underlay $underlay: MTU $size: raise it on all hosts, or let Docker make containers with --mtu=$((size - 50))"
    else
        finding ok "underlay $underlay: MTU $size"
    fi
}

# Prints the device towards the peers: the VTEP's, else the one towards the controller, else the default route's.
underlay_device() {
    if [ -n "$vtep" ]; then
        device_with "$vtep"
    elif [ -n "$address" ]; then
        device_towards "$address" 2>/dev/null
    else
        ip -o -4 route show default | sed -n '1s/.* dev \([^ ]*\).*/\1/p'
    fi
}

# The kernel, which keeps an entry for each container spoken to, in one table for all devices, has room for them.
check_neighbours() {
    thresholds=neigh/default/gc_thresh3
    room=$(read_sysctl $thresholds 2>/dev/null) ||
        { finding skipped "neighbours: gc_thresh3 cannot be read in this network namespace: look at it in the host's own"; return; }
    addresses=$((1 << (32 - ${fabric#*/})))
    [ $addresses -lt $enough_neighbours ] || addresses=$enough_neighbours
    if [ "$room" -lt $addresses ]; then
        finding warning "neighbours: gc_thresh3 is $room, and beyond as many containers spoken to new ones are not reached: sysctl -w net.ipv4.neigh.default.gc_thresh3=$addresses net.ipv4.neigh.default.gc_thresh2=$((addresses / 2)), and keep it in /etc/sysctl.d"
    else
        finding ok "neighbours: room for $room"
    fi
}
