# The cases of values that lie: from OVSDB, from the state folder, from other programs. Nothing of them runs, nothing is loaded.
# shellcheck shell=bash

keys_of_bridge="generation state gateway fabric subnet container-bridge veth mtu vxlan-port egress-nat vtep host-access host-access-allow"

# Would be made by whatever part of a value ran.
ran=/run/host/ran

# Prints the number of hostile values, or one of them.
hostile_value() { # INDEX
    local values=(
        "a[\$(touch $ran)]"
        "10.1.0.a[\$(touch $ran)]/16"
        "\$(touch $ran)"
        "\`touch $ran\`"
        '"; flush ruleset; "'
        "'; touch $ran; '"
        $'10.0.0.0/8\t1450'
        $'joined\n10.0.0.0/8'
        "$(printf 'a%.0s' {1..5000})"
        "-rf"
        "../.."
        "010.0.0.0/08/1"
        " 1450 "
        "53,161,4789"
        '*'
    )
    if [ $# -eq 0 ]; then echo ${#values[@]}; else printf '%s' "${values[$1]}"; fi
}

# Prints a value as a string of JSON, which OVSDB's tools read.
json() {
    local text=${1//\\/\\\\}
    text=${text//\"/\\\"}
    text=${text//$'\n'/\\n}
    printf '"%s"' "${text//$'\t'/\\t}"
}

# Plays a controller, or who passes for one, that writes any VALUE.
write_raw() { # KEY VALUE
    ovs-vsctl --no-wait set Bridge ovs_sw0 "external_ids:landbridge-$1=$(json "$2")"
}

# The ruleset of an admin, who would miss it.
load_admins_rules() {
    nft -f - <<<'table inet admins { chain input { type filter hook input priority 0; policy accept; tcp dport 23 drop; }; }'
}

# Joins, applies, and keeps what is there then; KEY=VALUE arguments replace the usual keys.
apply_well() {
    load_admins_rules
    join_and_build "$@"
    expect "apply" helper apply
    as_applied=$(dump_host; nft -s list ruleset)
}

# Fails the case if anything ran or was changed since.
expect_nothing_done() { # WHAT
    expect_not "$1: something ran" [ -e "$ran" ]
    expect_same "$1: the host" "$as_applied" "$(dump_host; nft -s list ruleset)"
}

reported_status() { ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-status; }

case_hostile_values_for_all_keys_at_once() {
    apply_well
    local index key
    for ((index = 0; index < $(hostile_value); index++)); do
        for key in $keys_of_bridge; do write_raw "$key" "$(hostile_value $index)"; done
        expect_not "value $index applied" helper apply
        for key in $keys_of_bridge; do
            expect "value $index: the status names $key" says "landbridge-$key=" reported_status
        done
        expect "value $index: check says so" says "error    controller's keys: bridge ovs_sw0 has landbridge-" helper check
        expect "value $index: status says so" says "refused     bridge ovs_sw0 has landbridge-" helper status
        expect_nothing_done "value $index"
    done
}

case_hostile_values_key_by_key() {
    apply_well
    local key index good
    for key in $keys_of_bridge; do
        good=$(ovs-vsctl --no-wait --if-exists get Bridge ovs_sw0 "external_ids:landbridge-$key" | tr -d '"')
        for index in 0 1 4; do
            write_raw "$key" "$(hostile_value $index)"
            expect_not "$key, value $index applied" helper apply
            expect "$key, value $index: the status names it, and it alone" says "ovs_sw0 has landbridge-$key='" reported_status
            helper check >/dev/null || :
        done
        expect_nothing_done "$key"
        ovs-vsctl --no-wait remove Bridge ovs_sw0 external_ids "landbridge-$key"
        [ -z "$good" ] || write_raw "$key" "$good"
    done
    expect "apply, with good values again" helper apply
}

case_hostile_bridge_names() {
    apply_well
    stop_vswitchd
    as_applied=$(dump_host; nft -s list ruleset)
    ovs-vsctl --no-wait remove Bridge ovs_sw0 external_ids landbridge-host
    local index name
    for ((index = 0; index < $(hostile_value); index++)); do
        name=$(hostile_value $index)
        ovs-vsctl --no-wait -- --id=@b create Bridge "name=$(json "$name")" external_ids:landbridge-host=docker01 \
            external_ids:landbridge-gateway=10.100.0.1/8 -- add Open_vSwitch . bridges @b >/dev/null
        expect_not "name $index applied" helper apply
        expect "name $index: the status names it" says "bridge" reported_status
        expect_not "name $index: as if there were none" says "no bridge has" reported_status
        helper check >/dev/null || :
        helper status >/dev/null || :
        expect_nothing_done "name $index"
        ovs-vsctl --no-wait remove Open_vSwitch . bridges \
            "$(ovs-vsctl --no-wait --bare --columns=_uuid find Bridge external_ids:landbridge-host=docker01)"
    done
}

case_hostile_host_ids() {
    apply_well
    local index
    for ((index = 0; index < $(hostile_value); index++)); do
        ovs-vsctl --no-wait set Open_vSwitch . "external_ids:landbridge-host=$(json "$(hostile_value $index)")"
        expect_not "id $index applied" helper apply
        expect "id $index: the status names it" says "Open_vSwitch has landbridge-host=" reported_status
        expect_not "id $index: status" helper status
        helper check >/dev/null || :
        expect_nothing_done "id $index"
    done
    ovs-vsctl --no-wait set Open_vSwitch . external_ids:landbridge-host=docker01 \
        "external_ids:landbridge-helper-generation=$(json "$(hostile_value 0)")" \
        "external_ids:landbridge-helper-findings=$(json "$(hostile_value 4)")"
    expect_not "status" helper status
    expect "apply mends what it reports itself" helper apply
    expect "generation" told helper-generation one
}

case_hostile_command_lines() {
    local index option
    for ((index = 0; index < $(hostile_value); index++)); do
        for option in --name --fabric --vtep --container-bridge --udp-port; do
            expect "$option, value $index" says "see landbridge-host --help" \
                helper join 192.168.10.10 --name docker01 "$option" "$(hostile_value $index)"
        done
        expect "controller $index" says "see landbridge-host --help" helper join "$(hostile_value $index)" --name docker01
        expect "--rollback-after $index" says "see landbridge-host --help" helper apply --force --rollback-after "$(hostile_value $index)"
        expect "check $index" says "see landbridge-host --help" helper check --fabric "$(hostile_value $index)x"
    done
    expect_not "something ran" [ -e "$ran" ]
    expect_not "anything was pinned" [ -e /run/host/state/pins ]
    local range
    for range in 10.0.0.0/7 10.0.0.1/8 10.0.0.0/31 0.0.0.0/0; do
        expect "$range" says "--fabric needs a range" helper join 192.168.10.10 --name docker01 --fabric "$range"
    done
}

case_hostile_pins() {
    apply_well
    cp /run/host/state/pins /run/host/pins
    local key index
    for key in fabric vtep container-bridge udp-port; do
        for index in 0 1 4 9 12; do
            { grep -v "^$key=" /run/host/pins; printf '%s=%s\n' "$key" "$(hostile_value $index)"; } >/run/host/state/pins
            expect_not "$key, value $index applied" helper apply
            expect "$key, value $index: the status says so" says "/run/host/state/pins makes no sense" reported_status
            expect "$key, value $index: check says so" says "error    pins: /run/host/state/pins makes no sense" helper check
            helper status >/dev/null || :
            expect_nothing_done "$key, value $index"
        done
    done
    : >/run/host/state/pins
    expect_not "an empty file applied" helper apply
    helper join 192.168.10.10 --name docker01 --udp-port 4789,4790
    expect "apply, after another join" helper apply
}

case_hostile_ledgers() {
    load_admins_rules
    join_and_build
    local before line lines=0
    before=$(dump_host)
    helper apply
    while IFS= read -r line; do
        printf '%b\n' "$line" >>/run/host/state/ledger.fabric
        lines=$((lines + 1))
    done <<END
veth -rf eth0\tabsent
veth eth0 ../..\tabsent
mtu eth0\ta[\$(touch $ran)]
mtu eth0 eth0\t1500
master eth0\t\$(touch $ran)
address eth0 192.168.10.163/16;\tabsent
sysctl conf/../../../../run/host/x/rp_filter\t1
sysctl conf/eth0/forwarding\t0
sysctl conf/eth0/rp_filter\ta[\$(touch $ran)]
nft admins\tabsent
nft landbridge; flush ruleset\tabsent
nft admins ip6\tabsent
nft landbridge ip6 admins\tabsent
ufw --force reset\tabsent
ufw allow 22\tabsent
ufw allow 22/tcp\tabsent
ufw allow 4789/udp disable\tabsent
ufw route allow from any to 10.0.0.0/8\tabsent
ufw route allow in on -rf from 10.0.0.0/8\tabsent
ufw allow in on docker0 from \$(touch $ran)\tabsent
ufw allow in on docker0 from 10.0.0.0/8 to any port a[\$(touch $ran)] proto udp\tabsent
ufw allow in on docker0 from 10.0.0.0/8 to any port 53 proto udp\tdelete
firewalld runtime public port=22/tcp;\tabsent
firewalld runtime \$(touch $ran) port=4789/udp\tabsent
* *\tabsent
touch $ran\tabsent
END
    expect "undo names the lines" says "has a line that makes no sense" helper undo
    expect_not "something ran" [ -e "$ran" ]
    expect "the admin's rules" nft list table inet admins
    expect "the lines are still there" [ "$(wc -l </run/host/state/ledger.fabric)" = $lines ]
    expect_same "by apply and undo" "$before" "$(dump_host)"
}

case_hostile_notes_of_who_dials() {
    helper join 192.168.10.10 --name docker01 --listen
    build_bridge
    load_admins_rules
    helper apply
    as_applied=$(dump_host; nft -s list ruleset)
    local index
    for index in 0 1 2 4 7 9 12; do
        printf '%s 6640\n' "$(hostile_value $index)" >/run/host/state/listen
        expect_not "$index applied" helper apply
        expect "$index: the status says so" says "/run/host/state/listen names no controller" reported_status
        helper check >/dev/null || :
        expect_nothing_done "$index"
    done
    echo "192.168.10.10 a[\$(touch $ran)]" >/run/host/state/listen
    expect_not "a port that is none" helper apply
    expect_nothing_done "a port that is none"
}

case_hostile_notes_of_a_forced_fabric() {
    apply_well
    local index
    for index in 0 1 4 9; do
        printf '%s\n' "$(hostile_value $index) 120 10.0.0.0/8" >/run/host/state/forced
        helper apply >/dev/null || :
        expect_not "$index: something ran" [ -e "$ran" ]
        expect "$index: the admin's rules" nft list table inet admins
        rm -f /run/host/state/rolled-back
    done
}

case_keys_outside_the_pins_change_nothing() {
    apply_well
    # Each: a key, what it would be, and the option that would allow it.
    local key value option
    while read -r key value option; do
        write_keys "$key=$value" generation=two
        expect_not "$key=$value applied" helper apply
        expect "$key=$value: the status names key, value and remedy" \
            says "landbridge-$key=$value, outside what is pinned on this host" reported_status
        expect "$key=$value: the remedy" says "landbridge-host join CONTROLLER --name docker01 --$option $value" reported_status
        expect "$key=$value: check says so" says "error    pins: bridge ovs_sw0 has landbridge-$key=$value" helper check
        expect_nothing_done "$key=$value"
        build_bridge
    done <<END
container-bridge eth0 container-bridge
vxlan-port 53 udp-port
vxlan-port 4789,53 udp-port
END
    write_keys fabric=172.16.0.0/12 gateway=172.31.0.1/12 subnet=172.17.0.0/16
    expect_not "another fabric applied" helper apply
    expect "another fabric" says "landbridge-fabric=172.16.0.0/12, outside what is pinned on this host, 10.0.0.0/8" reported_status
    expect_nothing_done "another fabric"
    build_bridge

    helper join 192.168.10.10 --name docker01 --vtep 192.168.10.163 --fabric 10.0.0.0/9
    expect "the pins" says "pinned      --fabric 10.0.0.0/9 --vtep 192.168.10.163 --container-bridge docker0 --udp-port 4789,4790" helper status
    expect_not "a fabric wider than the pinned one" helper apply
    write_keys fabric=10.0.0.0/9 gateway=10.100.0.1/9 vtep=192.168.10.164
    expect_not "another VTEP applied" helper apply
    expect "another VTEP" says "landbridge-vtep=192.168.10.164, outside what is pinned" reported_status
    expect_nothing_done "another VTEP"
    write_keys vtep=192.168.10.163
    expect "apply, inside the pins" helper apply
}

case_keys_that_do_not_go_together_are_refused() {
    apply_well
    local pair
    for pair in gateway=200.0.0.1/1 gateway=10.100.0.1/16 gateway=11.0.0.1/8 subnet=192.168.0.0/16 subnet=0.0.0.0/0 \
        fabric=0.0.0.0/0 fabric=8.0.0.0/5 veth=ovs_sw0/veth_d0 veth=veth_sw0/docker0 container-bridge=ovs_sw0; do
        write_keys "$pair"
        expect_not "$pair applied" helper apply
        expect "$pair: the status names it" says "landbridge-${pair%%=*}='${pair#*=}'" reported_status
        expect_nothing_done "$pair"
        build_bridge
    done
}

case_a_host_that_joined_before_there_were_pins_keeps_what_it_has() {
    helper join 192.168.10.10 --name docker01 --fabric 172.16.0.0/12 --container-bridge br7 --udp-port 4790
    ip link add br7 type bridge
    ip address add 172.17.0.1/16 dev br7
    ip link set br7 up
    build_bridge fabric=172.16.0.0/12 gateway=172.31.0.1/12 subnet=172.17.0.0/16 container-bridge=br7 vxlan-port=4790
    expect "apply" helper apply
    rm /run/host/state/pins /run/host/state/accepted
    expect "pinned" says "pinned what is applied: --fabric 172.16.0.0/12 --vtep 192.168.10.163 --container-bridge br7 --udp-port 4790" helper apply
    expect "status" says "pinned      --fabric 172.16.0.0/12" helper status
    expect "check" says "ok       pins: --fabric 172.16.0.0/12" helper check

    rm /run/host/state/pins
    write_keys generation=two
    expect_not "another generation" helper apply
    expect "the defaults hold" says "outside what is pinned on this host, 10.0.0.0/8" reported_status
    ovs-vsctl set Open_vSwitch . external_ids:landbridge-helper-generation=two
    write_keys gateway=172.31.0.2/12
    expect_not "what was not applied here" helper apply
    expect "the gateway is left" says 172.31.0.1/12 ip -o -4 address show ovs_sw0
}

case_join_pins_and_undo_forgets() {
    helper join 192.168.10.10 --name docker01
    expect_same "the defaults" "$(printf '%s\n' fabric=10.0.0.0/8 vtep=any container-bridge=docker0 udp-port=4789)" "$(cat /run/host/state/pins)"
    expect "for root alone" [ "$(stat -c %a /run/host/state/pins)" = 600 ]
    helper join 192.168.10.10 --name docker01 --udp-port 4790 --vtep 192.168.10.163
    helper join 192.168.10.10 --name docker01 --vtep any
    expect_same "what is not named stays" "$(printf '%s\n' fabric=10.0.0.0/8 vtep=any container-bridge=docker0 udp-port=4790)" "$(cat /run/host/state/pins)"
    helper undo --join
    expect_not "pins left" [ -e /run/host/state/pins ]
}

# Values for the two keys that reach nft's text and ufw's arguments alike, after one that is good.
case_hostile_access_beside_ufw() {
    start_ufw
    apply_well host-access=shut host-access-allow=53/udp
    local index value values=()
    for ((index = 0; index < $(hostile_value); index++)); do values+=("$(hostile_value $index)"); done
    values+=("22/tcp accept; flush ruleset; #" $'22/tcp\n; flush ruleset' "22/tcp comment x" "any" "22" "/udp" "22/" "22/any"
        "a[\$(touch $ran)]/udp" "22/tcp from any" "--force" "22:99/tcp" "{22,23}/tcp" "-1/udp" "0x16/tcp" "22//tcp")
    for value in "${values[@]}"; do
        write_raw host-access-allow "53/udp,$value"
        expect_not "allow $value applied" helper apply
        expect "allow $value: the status names it" says "ovs_sw0 has landbridge-host-access-allow='" reported_status
        expect_nothing_done "allow $value"
    done
    write_keys host-access-allow=53/udp
    for value in "${values[@]:0:5}" "open; flush ruleset" "shut open" "OPEN" "--force"; do
        write_raw host-access "$value"
        expect_not "access $value applied" helper apply
        expect "access $value: the status names it" says "ovs_sw0 has landbridge-host-access='" reported_status
        expect_nothing_done "access $value"
    done
    write_keys host-access=shut
    expect "apply, with good values again" helper apply
    expect "undo" helper undo
    expect_same "the ledger" "" "$(cat /run/host/state/ledger.fabric)"
}

# Plays a firewalld: its table in the kernel, and a firewall-cmd that answers --get-default-zone by DEFAULT-ZONE and lists two
# zones, and notes what it is asked for.
play_firewalld() { # DEFAULT-ZONE
    nft add table inet firewalld
    mkdir -p /run/host/bin
    cat >/run/host/bin/firewall-cmd <<END
#!/bin/sh
echo "\$*" >>/run/host/asked
case \$* in
    --get-default-zone) echo '$1' ;;
    *--list-all-zones) printf 'public\n  interfaces: eth0\n  ports: \n\nwork\n  interfaces: eth0x100\n  ports: a[\$(touch $ran)]-9/udp 1-2-3/udp\n\n' ;;
esac
END
    chmod +x /run/host/bin/firewall-cmd
}

case_hostile_answers_of_firewalld() {
    ip link add eth0.100 type bridge
    ip address add 192.168.20.1/24 dev eth0.100
    play_firewalld public
    PATH=/run/host/bin:$PATH
    join_and_build vtep=192.168.20.1
    expect "apply" helper apply
    expect "a dot in a device's name is no pattern" says "--zone=public --add-port=4789/udp" cat /run/host/asked
    expect_not "a stranger's zone" says "--zone=work" cat /run/host/asked
    play_firewalld "-x \$(touch $ran)"
    expect_not "apply" helper apply
    expect "the status says so" says "firewalld does not list its zones" reported_status
    expect_not "something ran" [ -e "$ran" ]
}

case_a_firewalld_that_hangs_is_told() {
    mkdir /run/host/bin
    printf '#!/bin/sh\nexec sleep 600\n' >/run/host/bin/firewall-cmd
    chmod +x /run/host/bin/firewall-cmd
    join_and_build
    PATH=/run/host/bin:$PATH expect_not "apply" helper apply
    expect "the status names it" says "firewalld does not list its zones; see firewall-cmd --list-all-zones, and if it hangs, systemctl restart firewalld" reported_status
    expect "the rest is made" has_notrack
    expect "status answers" says "host        docker01" helper status
    printf 'firewalld runtime public port=4789/udp\tabsent\n' >>/run/host/state/ledger.fabric
    PATH=/run/host/bin:$PATH expect "undo says so" says "if it hangs restart it" helper undo
    expect_not "the rest is undone" has_notrack
    expect_same "what is left" "$(printf 'firewalld runtime public port=4789/udp\tabsent')" "$(cat /run/host/state/ledger.fabric)"
}

case_large_sets_of_others_cost_nothing() {
    nft -f - <<<"table ip geo { set s { type ipv4_addr; elements = { $(seq 0 50000 | awk '{ printf("%s11.%d.%d.%d", (NR > 1) ? "," : "", $1 / 65536, $1 / 256 % 256, $1 % 256) }') }; }; }"
    join_and_build
    expect "apply" helper apply
    expect_not "elements of others in what is kept" grep -qr '11\.0\.0\.1' /run/host/state
}
