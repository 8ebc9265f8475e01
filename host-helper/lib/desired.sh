# What the controller wants of this host, read from OVSDB. After these functions a variable holds a value of its kind, or nothing.
# shellcheck shell=sh

# Notes the id this host was joined under in $host, nothing if it was not, and why in $refusals if it makes no sense; fails if
# OVSDB does not answer.
read_host() {
    refusals=
    host=$(external_ids Open_vSwitch . landbridge-host) || return
    [ -z "$host" ] || is_host_id "$host" || {
        refusals="Open_vSwitch has landbridge-host='$(shown "$host")', which is no host id; join again with --name"
        host=
    }
}

# Notes the bridge that the controller built for $host in $bridge, nothing if there is none, and why in $refusals if several say
# so or its name is no device's; fails if OVSDB does not answer.
read_bridge() {
    refusals=
    bridge=$(vsctl --bare --columns=name find Bridge "external_ids:landbridge-host=$(quoted "$host")") || return
    case $bridge in
        '') ;;
        *"$newline"*)
            refusals="several bridges have landbridge-host=$host; remove that key from all but one"
            bridge=
            ;;
        *)
            is_device "$bridge" && return
            refusals="the name of the bridge with landbridge-host=$host, '$(shown "$bridge")', is no network device's; remove that bridge"
            bridge=
            ;;
    esac
}

# Reads every key of $bridge in one transaction, and notes in $refusals each that is missing or makes no sense; fails if OVSDB
# does not answer.
read_desired() {
    refusals='' refused_keys=''
    wanted=$(external_ids Bridge "$bridge" landbridge-generation landbridge-state landbridge-gateway \
        landbridge-fabric landbridge-subnet landbridge-container-bridge landbridge-veth landbridge-mtu \
        landbridge-vxlan-port landbridge-egress-nat landbridge-vtep \
        landbridge-host-access landbridge-host-access-allow) || return
    {
        IFS= read -r generation
        IFS= read -r state
        IFS= read -r gateway
        IFS= read -r fabric
        IFS= read -r subnet
        IFS= read -r container_bridge
        IFS= read -r veth
        IFS= read -r mtu
        IFS= read -r vxlan_ports
        IFS= read -r egress_nat
        IFS= read -r vtep
        IFS= read -r host_access
        IFS= read -r host_access_allow
    } <<END || : # the last values may be missing
$wanted
END
    keep_valid
    veth_ovs=${veth%/*}
    veth_docker=${veth#*/}
    vxlan_port=${vxlan_ports%%,*} # while it is being changed, the former one follows
}

# Empties every variable whose key makes no sense.
keep_valid() {
    is_generation "$generation" || { refuse generation "$generation" 7b7a87fc38eb1e42; generation=; }
    is_state "$state" || { refuse state "$state" joined; state=; }
    is_fabric "$fabric" || { refuse fabric "$fabric" 10.0.0.0/8; fabric=; }
    is_prefix "$gateway" || { refuse gateway "$gateway" 10.100.0.1/8; gateway=; }
    is_network "$subnet" || { refuse subnet "$subnet" 10.1.0.0/16; subnet=; }
    is_ipv4 "$vtep" || { refuse vtep "$vtep" 192.168.10.163; vtep=; }
    is_device "$container_bridge" || { refuse container-bridge "$container_bridge" docker0; container_bridge=; }
    is_veth "$veth" || { refuse veth "$veth" veth_sw0/veth_d0; veth=; }
    is_number "$mtu" 576 65535 || { refuse mtu "$mtu" 1450; mtu=; }
    are_ports "$vxlan_ports" || { refuse vxlan-port "$vxlan_ports" 4789; vxlan_ports=; }
    is_boolean "$egress_nat" || { refuse egress-nat "$egress_nat" true; egress_nat=; }
    host_access=${host_access:-open} # an earlier controller says nothing
    is_access "$host_access" || { refuse host-access "$host_access" open; host_access=; }
    [ -z "$host_access_allow" ] || are_services "$host_access_allow" ||
        { refuse host-access-allow "$host_access_allow" 53/udp,53/tcp; host_access_allow=; }
    [ -n "$refused_keys" ] || fits_together
    [ -z "$refused_keys" ] ||
        refusals="bridge $bridge has $refused_keys; check that controller and helper $VERSION fit"
}

# Notes which keys, each good by itself, do not go together.
fits_together() {
    { [ "${gateway#*/}" = "${fabric#*/}" ] && is_within "$gateway" "$fabric"; } ||
        refuse gateway "$gateway" "an address of the fabric $fabric with its length"
    is_within "$subnet" "$fabric" || refuse subnet "$subnet" "a part of the fabric $fabric"
    case /$bridge/$container_bridge/ in
        */"${veth%/*}"/* | */"${veth#*/}"/*) refuse veth "$veth" "names that no bridge has" ;;
    esac
    [ "$bridge" != "$container_bridge" ] || refuse container-bridge "$container_bridge" "a bridge of Docker's"
}

# Notes a key that this version cannot use.
refuse() { # KEY VALUE EXAMPLE
    refused_keys="${refused_keys:+$refused_keys, }landbridge-$1='$(shown "$2")', not like $3"
}

# Adds TEXT to $refusals.
also() {
    refusals="${refusals:+$refusals; }$1"
}
