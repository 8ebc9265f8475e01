# The cases of who would be locked out: a range is not put on-link while it holds what the host needs.
# shellcheck shell=bash

# Starts a real sshd on PORT and a session from 10.77.0.9, an address of the fabric's range that the host reaches by its default
# route. say and hear talk through it.
start_session() { # PORT
    mkdir -p /run/sshd /run/host/ssh
    ssh-keygen -q -t ed25519 -N '' -f /run/host/ssh/host
    ssh-keygen -q -t ed25519 -N '' -f /run/host/ssh/user
    cp /run/host/ssh/user.pub /run/host/ssh/authorized
    "$(command -v sshd)" -D -e -f /dev/null -p "$1" -h /run/host/ssh/host -o AuthorizedKeysFile=/run/host/ssh/authorized -o StrictModes=no \
        -o UsePAM=no -o PidFile=none -o PermitRootLogin=yes >/run/host/ssh/log 2>&1 &
    eventually "sshd listens" says ":$1 " ss -Hltn
    ip -n underlay address add 10.77.0.9/32 dev wire
    coproc session { exec ip netns exec underlay ssh -b 10.77.0.9 -p "$1" -i /run/host/ssh/user -o BatchMode=yes -o StrictHostKeyChecking=no \
        -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR root@192.168.10.163 cat; }
    exec {hear}<&"${session[0]}" {say}>&"${session[1]}"
    expect "the session talks" session_lives
}

# Does a line come back through the session within SECONDS?
session_lives() { # [SECONDS]
    local line=$RANDOM$RANDOM heard
    echo "$line" >&"$say"
    while read -r -t "${1:-10}" -u "$hear" heard; do
        [ "$heard" != "$line" ] || return 0
    done
    return 1
}

end_session() {
    # shellcheck disable=SC2154 # coproc sets it
    kill "$session_PID"
    eventually "no session" no_session
}

no_session() { ! says 10.77.0.9 ss -Htn state established; }

has_range() { [ -n "$(ip route show 10.0.0.0/8)" ]; }

# Fails the case unless nothing at all of the fabric is made.
expect_nothing_made() {
    expect_not "the range" has_range
    expect_not "the rules" nft list table ip landbridge
    expect_not "the veth pair" ip link show veth_d0
    expect_same "the ledger" "" "$(cat /run/host/state/ledger.fabric)"
}

case_an_ssh_session_survives_joining() {
    start_session 2222
    with_rights_of_the_unit
    join_and_build
    expect_not "apply" helper apply
    expect "the status says why" says "nothing is applied: the fabric 10.0.0.0/8 would capture clients 10.77.0.9; choose another fabric" reported_status
    expect "and the remedy" says "landbridge-host apply --force" reported_status
    expect_nothing_made
    "${program[@]}" watch >/run/host/watch.log 2>&1 &
    watch_pid=$!
    eventually "a look" says "clients: the fabric 10.0.0.0/8 would capture 10.77.0.9" ovs-vsctl get Open_vSwitch . external_ids
    expect_nothing_made
    expect "the session lives" session_lives
    end_session
    eventually "applied once the session has ended" told helper-generation one
    expect "the range" has_range
    kill "$watch_pid"
    wait "$watch_pid"
}

case_what_check_calls_an_error_is_not_applied() {
    join_and_build
    ip route add 10.77.0.0/16 via 192.168.10.11
    expect_not "apply" helper apply
    expect "a route" says "would capture routes 10.77.0.0/16;" reported_status
    ip route delete 10.77.0.0/16
    echo "nameserver 10.2.0.53" >/run/host/resolv.conf
    expect_not "apply" helper apply
    expect "a resolver" says "would capture resolvers 10.2.0.53;" reported_status
    echo "nameserver 192.168.10.10" >/run/host/resolv.conf
    ovs-vsctl --no-wait set-manager tcp:10.5.0.1:6640
    expect_not "apply" helper apply
    expect "a controller" says "would capture controllers 10.5.0.1;" reported_status
    ovs-vsctl --no-wait del-manager
    ip route replace default via 10.9.9.9 dev eth0 onlink
    expect_not "apply" helper apply
    expect "the default gateway" says "would capture gateways 10.9.9.9;" reported_status
    ip route replace default via 192.168.10.10
    SSH_CONNECTION="10.3.0.1 50000 192.168.10.163 22" expect_not "apply" helper apply
    expect "this session" says "would capture clients 10.3.0.1;" reported_status
    expect_nothing_made
    SSH_CONNECTION="10.1.0.7 50000 10.1.0.1 22" expect "apply, from a container of the host's own" helper apply
}

case_a_range_that_is_there_is_not_judged_again() {
    join_and_build
    expect "apply" helper apply
    ip route add 10.77.0.0/16 via 192.168.10.11
    expect "a route that came later" helper apply
    ip address flush dev ovs_sw0
    expect "after drift" helper apply
    expect "the range is back" has_range
    helper undo
    expect_not "after undo" helper apply
}

case_force_is_taken_back_unless_confirmed() {
    start_session 22
    join_and_build
    start_watch_refused
    local before
    before=$(dump_host)
    expect "what it says first" says "in 10 s all is taken back, unless you run this in a session that still works: landbridge-host apply --confirm" \
        helper apply --force --rollback-after 10
    expect "the range" has_range
    expect "status" says "forced      a fabric that waits" helper status
    expect_not "the session is cut off meanwhile" session_lives 2
    eventually "taken back" says "nobody confirmed it" reported_status
    expect_same "by forcing and taking back" "$before" "$(dump_host)"
    expect "the session lives again" session_lives 60
    end_session
    ip link add wakeup type bridge
    write_keys generation=two
    sleep_through_a_pass
    expect_not "watch applies again by itself" has_range
    expect "apply, by hand" helper apply
    expect "status ok" told helper-status ok
    kill "$watch_pid"
    wait "$watch_pid"
}

# Starts a watch that has a reason to apply nothing, and waits for its first pass.
start_watch_refused() {
    "${program[@]}" watch >/run/host/watch.log 2>&1 &
    watch_pid=$!
    eventually "watch refuses" says "nothing is applied" reported_status
}

# Waits until watch has done another pass: it reports the addresses that the host has.
sleep_through_a_pass() {
    ip address add 192.168.10.199/16 dev eth0
    eventually "another pass" says 192.168.10.199 ovs-vsctl --no-wait get Open_vSwitch . external_ids:landbridge-vtep-addresses
}

case_force_stays_once_confirmed() {
    ip route add 10.77.0.0/16 via 192.168.10.11
    join_and_build
    expect "nothing to confirm" says "nothing waits for a confirmation" helper apply --confirm
    expect "apply" helper apply --force --rollback-after 10
    expect "confirm" helper apply --confirm
    expect_not "its clock runs on" eventually_gone
    expect "the range" has_range
    ip address flush dev ovs_sw0
    expect "apply" helper apply
    expect "the range" has_range
    expect "wrong words" says "see landbridge-host --help" helper apply --frobnicate
}

# Is the range taken back within 12 seconds?
eventually_gone() {
    local until=$((SECONDS + 12))
    while [ $SECONDS -lt $until ]; do
        has_range || return 0
        sleep 0.5
    done
    return 1
}

no_clock() { ! pgrep -f 'landbridge-host await-confirmation'; }

case_a_forced_range_goes_though_its_clock_was_killed() {
    ip route add 10.77.0.0/16 via 192.168.10.11
    join_and_build
    start_watch_refused
    expect "apply" helper apply --force --rollback-after 10
    pkill -f 'landbridge-host await-confirmation' # in this process namespace, which is ours alone
    eventually "no clock" no_clock
    expect "the range" has_range
    sleep 11
    ip link add wakeup type bridge
    eventually "taken back" says "nobody confirmed it" reported_status
    expect_not "the range" has_range
    kill "$watch_pid"
    wait "$watch_pid"
}
