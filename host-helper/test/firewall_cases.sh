# The cases of what the helper does to a firewall: what it takes over, repairs and leaves alone, and what a change lets pass.
# shellcheck shell=bash

former_masquerade="ipv4 nat POSTROUTING 0 -s 10.0.0.0/8 ! -d 10.0.0.0/8 -j MASQUERADE"

# Plays what the version before left behind: a direct rule of firewalld's, its ledger, and a table of ours without masquerade.
# FORMER is absent, or present where the admin had the rule before.
play_former_version() { # FORMER
    local scope
    # shellcheck disable=SC2086 # a rule is words
    for scope in "" --permanent; do firewall-cmd $scope --direct --add-rule $former_masquerade; done
    mkdir -p /run/host/state
    {
        for scope in runtime permanent; do
            printf 'firewalld %s public port=4789/udp\tabsent\n' $scope
            printf 'firewalld %s public port=8472/udp\tabsent\n' $scope
            printf 'firewalld %s trusted source=10.0.0.0/8\tabsent\n' $scope
            printf 'firewalld %s direct masquerade=10.0.0.0/8\t%s\n' $scope "$1"
        done
        printf 'nft landbridge\tabsent\n'
    } >>/run/host/state/ledger.fabric
    play_former_table
}

# Loads the former table; with masquerade where there was no firewalld.
play_former_table() {
    nft -f - <<'END'
table ip landbridge {
    chain prerouting {
        type filter hook prerouting priority raw; policy accept;
        iifname { "docker0", "ovs_sw0" } ip saddr 10.0.0.0/8 ip daddr 10.0.0.0/8 notrack
    }
}
END
    [ "${1:-}" != masquerade ] || nft -f - <<'END'
table ip landbridge {
    chain postrouting {
        type nat hook postrouting priority srcnat; policy accept;
        ip saddr 10.0.0.0/8 ip daddr != 10.0.0.0/8 counter masquerade
    }
}
END
}

# Lists the direct rules, runtime and permanent.
direct_rules() { { firewall-cmd --direct --get-all-rules; firewall-cmd --permanent --direct --get-all-rules; } | tr -d "'"; }

# Puts a firewall-cmd in front that notes what it is asked for, and whether our masquerade was there meanwhile.
watch_firewall_cmd() {
    mkdir -p /run/host/bin
    cat >/run/host/bin/firewall-cmd <<'END'
#!/bin/sh
if nft list table ip landbridge | grep -q masquerade; then masquerade=hidden; else masquerade=bare; fi
echo "$masquerade $*" >>/run/host/asked
exec /usr/bin/firewall-cmd "$@"
END
    chmod +x /run/host/bin/firewall-cmd
    PATH=/run/host/bin:$PATH
}

case_a_former_direct_rule_goes_once_ours_is_loaded() {
    start_firewalld
    play_former_version absent
    join_and_build
    watch_firewall_cmd
    expect "apply" helper apply
    expect_same "direct rules" "" "$(direct_rules)"
    expect "masquerade" has_masquerade
    expect_same "removals while nothing hid the fabric" "" "$(grep '^bare .*remove-rule' /run/host/asked || :)"
    expect_same "removals" 2 "$(grep -c '^hidden .*--remove-rule' /run/host/asked)"
    expect_not "the ledger knows it" grep -q masquerade /run/host/state/ledger.fabric
    expect_same "what a second apply says" "" "$(helper apply)"
}

case_a_direct_rule_that_was_the_admins_stays() {
    start_firewalld
    play_former_version present
    join_and_build
    expect "apply" helper apply
    expect "masquerade" has_masquerade
    expect_same "direct rules" "$(printf '%s\n' "$former_masquerade" "$former_masquerade")" "$(direct_rules)"
    expect "undo" helper undo
    expect_same "direct rules" "$(printf '%s\n' "$former_masquerade" "$former_masquerade")" "$(direct_rules)"
}

case_firewalld_is_never_reloaded() {
    start_firewalld
    join_and_build
    watch_firewall_cmd
    helper apply
    write_keys host-access=shut vxlan-port=4790,4789 egress-nat=false generation=two
    helper apply
    write_keys host-access=open vxlan-port=4790 egress-nat=true generation=three
    helper apply
    helper join 192.168.10.10 --name docker01 --listen
    helper undo --join
    expect "it was asked" grep -q add-source /run/host/asked
    expect_same "calls that load anything anew" "" "$(grep -e reload -e runtime-to-permanent /run/host/asked || :)"
}

# shellcheck disable=SC2154 # start_firewalld sets firewalld_pid
case_a_flushed_ruleset_is_told_and_ours_comes_back() {
    start_firewalld
    fit_host
    join_and_build
    start_watch
    nft flush ruleset
    eventually "notrack" has_notrack
    eventually "masquerade" has_masquerade
    eventually "the remedy" says "systemctl restart firewalld" ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-status
    expect_finding error "firewalld runs, but its rules are gone from the kernel; systemctl restart firewalld"
    kill -KILL "$firewalld_pid"
    wait "$firewalld_pid" || :
    start_firewalld
    eventually "all well" told helper-status ok
    expect "masquerade" has_masquerade
    expect_fit
}

# Lists ufw's rules.
ufw_rules() { ufw show added; }

case_ufw_gets_tagged_rules_and_keeps_the_admins() {
    fit_host
    start_ufw
    ufw allow 4789/udp
    ufw allow 22/tcp comment "ssh for us"
    join_and_build vxlan-port=4790,4789
    local before
    before=$(ufw_rules)
    expect "apply" helper apply
    expect "the port" says "ufw allow 4790/udp comment 'landbridge'" ufw_rules
    expect "forwarding inside the fabric" says "ufw route allow from 10.0.0.0/8 to 10.0.0.0/8 comment 'landbridge'" ufw_rules
    expect "the way out" says "ufw route allow in on docker0 from 10.0.0.0/8 comment 'landbridge'" ufw_rules
    expect "to the host" says "ufw allow in on ovs_sw0 from 10.0.0.0/8 comment 'landbridge'" ufw_rules
    expect "the admin's own port has no tag" grep -qx 'ufw allow 4789/udp' <(ufw_rules)
    expect_same "what a second apply says" "" "$(helper apply)"
    expect_fit
    write_keys host-access=shut host-access-allow=53/udp generation=two
    expect "apply" helper apply
    expect_not "the host is open" says "ufw allow in on ovs_sw0 from 10.0.0.0/8 comment" ufw_rules
    expect "but for what is allowed" says "ufw allow in on docker0 from 10.0.0.0/8 to any port 53 proto udp comment 'landbridge'" ufw_rules
    expect_same "what a second apply says" "" "$(helper apply)"
    ufw delete allow 4790/udp
    expect "apply" helper apply
    expect "the port again" says "ufw allow 4790/udp comment 'landbridge'" ufw_rules
    ufw route allow from 10.0.0.0/8 to 10.0.0.0/8 comment mine
    expect "undo" helper undo
    expect_same "rules of ufw" "$before
ufw route allow from 10.0.0.0/8 to 10.0.0.0/8 comment 'mine'" "$(ufw_rules)"
}

case_a_ufw_that_lost_its_rules_is_told() {
    fit_host
    start_ufw
    join_and_build
    helper apply
    nft flush ruleset
    expect_not "apply" helper apply
    expect "the remedy" says "its rules are gone from the kernel; ufw reload" ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-helper-status
    expect_finding error "ufw is enabled, but its rules are gone from the kernel; ufw reload"
    ufw reload
    expect "apply" helper apply
    expect_fit
    ufw --force disable
    expect "apply without it" helper apply
    expect_same "rules of ufw" "Added user rules (see 'ufw status' for running firewall):
(None)" "$(ufw_rules)"
}

case_a_ufw_that_was_removed_leaves_nothing_to_undo() {
    start_ufw
    join_and_build
    expect "apply" helper apply
    expect "a rule of ufw's in the ledger" grep -q '^ufw ' /run/host/state/ledger.fabric
    : >/run/host/no_program
    mount --bind /run/host/no_program /usr/sbin/ufw
    expect "its configuration, which stays" grep -qx ENABLED=yes /etc/ufw/ufw.conf
    nft flush ruleset
    expect "apply" helper apply
    expect_not "a rule of ufw's in the ledger" grep -q '^ufw ' /run/host/state/ledger.fabric
    printf 'ufw allow 4789/udp\tabsent\n' >>/run/host/state/ledger.fabric
    expect "undo" helper undo
    expect_same "the ledger" "" "$(cat /run/host/state/ledger.fabric)"
}

case_the_service_units_rights_suffice_for_ufw() {
    start_ufw
    with_rights_of_the_unit
    join_and_build
    expect "apply" helper apply
    expect "the port" says "ufw allow 4789/udp comment 'landbridge'" ufw_rules
    expect "undo" helper undo
    expect_not "a rule of ours" says landbridge ufw_rules
    expect "the unit lets it write" grep -q '^ReadWritePaths=.*/etc/ufw' "$here/../landbridge-host.service"
}

# Undo takes back only lines that claim could have written; so every kind that it writes is written here, and taken back.
case_all_that_is_claimed_can_be_undone() {
    start_firewalld
    start_ufw
    play_former_version absent
    join_and_build host-access=shut host-access-allow=53/udp,53/tcp vxlan-port=4790,4789
    helper join 192.168.10.10 --name docker01 --listen
    echo 1 >/proc/sys/net/ipv4/conf/docker0/rp_filter
    cp /run/host/state/ledger.fabric /run/host/former
    expect "apply" helper apply
    cat /run/host/former /run/host/state/ledger.* >/run/host/claimed
    local kind
    while read -r kind; do
        expect "a line of the ledgers like $kind" grep -qE "^$kind"$'\t' /run/host/claimed
    done <<'END'
veth veth_sw0 veth_d0
master veth_d0
mtu veth_d0
arp veth_sw0
up ovs_sw0
address ovs_sw0 10\.100\.0\.1/8
sysctl conf/docker0/rp_filter
sysctl conf/ovs_sw0/arp_announce
nft landbridge
nft landbridge ip6
nft landbridge_ovsdb
firewalld runtime public port=4790/udp
firewalld permanent trusted source=10\.0\.0\.0/8
firewalld permanent direct masquerade=10\.0\.0\.0/8
firewalld runtime public ovsdb=192\.168\.10\.10:6640
ufw allow 4790/udp
ufw route allow from 10\.0\.0\.0/8 to 10\.0\.0\.0/8
ufw route allow in on docker0 from 10\.0\.0\.0/8
ufw allow in on ovs_sw0 from 10\.0\.0\.0/8 to any port 53 proto tcp
END
    write_keys host-access=open generation=two
    expect "apply" helper apply
    expect "a line of the ledger of an open host" grep -q "^ufw allow in on docker0 from 10.0.0.0/8"$'\t' /run/host/state/ledger.fabric
    expect "undo" helper undo --join
    expect_same "the ledgers" "" "$(cat /run/host/state/ledger.*)"
    expect_same "rules of ufw" "Added user rules (see 'ufw status' for running firewall):
(None)" "$(ufw_rules)"
    expect_same "direct rules" "" "$(direct_rules)"
    expect_not "something of ours" grep -rq --include=*.xml -e 4789 -e 4790 -e 8472 -e 10.0.0.0/8 -e 6640 /etc/firewalld/zones
    expect_not "a table of ours" says landbridge nft list tables
}

# Prints how many of the echoes that a ping has sent were lost.
lost() { # LOG
    sed -n 's/^\([0-9]*\) packets transmitted, \([0-9]*\) received.*/\1 \2/p' "$1" | { read -r sent received && echo $((sent - received)); }
}

# What old and new rules both allow goes on through every change, and through an upgrade of the rules of the version before.
# What crosses a userspace switch is not counted, for that loses a packet by itself where it has to wait for a processor.
changes_lose_nothing_beside() { # FIREWALL
    "start_$1"
    join_and_build
    if [ "$1" = firewalld ]; then play_former_version absent; else play_former_table masquerade; fi
    ip link add veth_sw0 arp off type veth peer name veth_d0
    ip link set veth_d0 master docker0 up
    ip link set veth_sw0 up
    ip address add 10.100.0.1/8 dev ovs_sw0
    ip link set ovs_sw0 up
    echo 1 >/proc/sys/net/ipv4/ip_forward
    if [ "$1" = firewalld ]; then
        firewall-cmd --zone=trusted --add-source=10.0.0.0/8
        firewall-cmd --permanent --zone=trusted --add-source=10.0.0.0/8
    fi
    make_container box 2
    play_remote
    eventually "OVS took the veth" says 2 ovs-vsctl --timeout=5 get Interface veth_sw0 ofport
    busybox nc -ll -p 7777 -e /bin/cat &
    ip netns exec remote busybox nc -ll -p 7777 -e /bin/cat &
    ip netns exec underlay busybox nc -ll -p 7777 -e /bin/cat &
    eventually "a listener" says ":7777 " ss -Hltn
    eventually "a listener" says ":7777 " ip netns exec remote ss -Hltn
    eventually "a listener" says ":7777 " ip netns exec underlay ss -Hltn
    exec 6<>/dev/tcp/10.2.0.2/7777
    mkfifo /run/host/up /run/host/down /run/host/up2 /run/host/down2
    ip netns exec box busybox nc 10.1.0.1 7777 </run/host/up >/run/host/down &
    exec 7>/run/host/up 8</run/host/down
    ip netns exec box busybox nc 192.168.10.10 7777 </run/host/up2 >/run/host/down2 &
    exec 9>/run/host/up2 5</run/host/down2
    goes_on "before"
    ip netns exec box ping -n -q -i 0.01 10.1.0.1 >/run/host/ping1 &
    local pings=($!)
    ip netns exec box ping -n -q -i 0.01 192.168.10.10 >/run/host/ping2 &
    pings+=($!)
    local access
    for access in open shut open shut; do
        write_keys host-access=$access generation="$access$RANDOM"
        expect "apply $access" helper apply
        goes_on "$access"
    done
    kill -INT "${pings[@]}"
    wait "${pings[@]}" || :
    expect_same "lost to the host" 0 "$(lost /run/host/ping1)"
    expect_same "lost to the outside" 0 "$(lost /run/host/ping2)"
    expect_not "a new connection to the shut host" ip netns exec box timeout 2 bash -c ': </dev/tcp/10.1.0.1/7777'
}

# Fails the case unless the connections that were there before still carry.
goes_on() { # WHEN
    expect "$1: the host's connection to another host's container" answers_on 6 6
    expect "$1: a container's connection to its host" answers_on 7 8
    expect "$1: a container's connection to the outside" answers_on 9 5
}

# Says a line over a connection that is open, and fails unless it comes back.
answers_on() { # TO FROM
    local said=$RANDOM line
    echo "$said" >&"$1" && read -r -t 5 line <&"$2" && [ "$line" = "$said" ]
}

case_changes_of_access_lose_nothing_with_nftables_alone() { changes_lose_nothing_beside plain; }
case_changes_of_access_lose_nothing_beside_firewalld() { changes_lose_nothing_beside firewalld; }

case_a_remote_container_is_answered_unasked() {
    join_and_build
    helper apply
    play_remote
    eventually "OVS took the veth" says 2 ovs-vsctl --timeout=5 get Interface veth_sw0 ofport
    eventually "the way is there" ip netns exec remote ping -c 1 -W 1 10.1.0.1
    ip neigh flush dev ovs_sw0
    expect "docker0's address answers" says "20 received" ip netns exec remote ping -n -i 0.05 -W 1 -c 20 10.1.0.1
    echo 0 >/proc/sys/net/ipv4/conf/ovs_sw0/arp_announce
    ip neigh flush dev ovs_sw0
    expect_not "it does without" ip netns exec remote ping -c 2 -W 1 10.1.0.1
    expect "apply" helper apply
    # The other one has learnt the bridge's MAC for docker0's address from the question and forgets it in its own time.
    eventually "answers again" ip netns exec remote ping -c 1 -W 1 10.1.0.1
    expect "undo" helper undo
    expect "the former value" grep -qx 0 /proc/sys/net/ipv4/conf/ovs_sw0/arp_announce
    echo 2 >/proc/sys/net/ipv4/conf/ovs_sw0/arp_announce
    helper apply
    expect "undo" helper undo
    expect "the admin's 2" grep -qx 2 /proc/sys/net/ipv4/conf/ovs_sw0/arp_announce
}
