# The loop: make the host as wanted, now and whenever something that matters may have changed. Beside it, and far less
# often, the preflight looks whether what was made can work.
#
# It is level-triggered: an event source is only a wake-up, what it prints is not read. Any number of
# events while a pass runs asks for one more pass.
# shellcheck shell=sh

tick=60
look_every=300

# Runs until it is told to stop.
watch() {
    exec 8>"$STATE_DIR/watch.lock"
    within 5 "$(program flock)" -n 8 || die "another landbridge-host watch runs here; stop that one first"
    run=$(mktemp -d)
    sources=
    trap stop_watching TERM INT HUP
    trap 'rm -rf "$run"' EXIT
    mkfifo "$run/wake"
    exec 3<>"$run/wake"
    mkfifo "$run/look"
    exec 4<>"$run/look"
    start_source keep_running ovsdb-client monitor Open_vSwitch Open_vSwitch external_ids
    start_source keep_running ovsdb-client monitor Open_vSwitch Bridge name,external_ids
    start_source keep_running ovsdb-client monitor Open_vSwitch Interface name,ofport
    start_source keep_running "$IP" monitor link address
    start_source keep_running "$NFT" monitor rules
    start_source keep_ticking
    start_source keep_looking
    last_thorough=0 last_look=0 looked_at=
    while :; do
        rm -f "$run/asked"
        run_pass
        look_if_due
        read -r _ <&3 || :
        sleep 0.2 # lets a burst pass
    done
}

# Does a pass: thorough once a tick, else quick.
run_pass() {
    now=$(date +%s)
    if is_past "$last_thorough" $tick; then
        last_thorough=$now
        reconcile thorough || :
    else
        reconcile quick || :
    fi
}

# Have so many SECONDS gone by since THEN? If the clock has been set back meanwhile nobody knows, and they have.
is_past() { # THEN SECONDS
    [ $((now - $1)) -ge "$2" ] || [ "$now" -lt "$1" ]
}

# Asks for a look when another generation has been applied, and every five minutes; a tick after a look that found
# news, which may have been of a change under way. A look takes place beside the passes, one at a time.
look_if_due() {
    [ ! -e "$run/looking" ] || return 0
    applied=$(external_ids Open_vSwitch . landbridge-helper-generation) || return 0
    if [ -e "$run/news" ]; then pause_of_look=$tick; else pause_of_look=$look_every; fi
    [ "$applied" != "$looked_at" ] || is_past "$last_look" "$pause_of_look" || return 0
    last_look=$now looked_at=$applied
    : >"$run/looking"
    echo >&4
}

# Runs check whenever the loop asks, in a process group of its own that ends after two minutes or with the loop.
keep_looking() {
    while read -r _; do
        before=$(told_findings || :)
        "$TIMEOUT" 120 "$(readlink -f "$0")" check --tell >/dev/null 2>&1 </dev/null 3>&- &
        child=$!
        wait "$child" || :
        child=
        if [ "$before" = "$(told_findings || :)" ]; then rm -f "$run/news"; else : >"$run/news"; fi
        rm -f "$run/looking"
    done <"$run/look"
}

# Starts an event source in the background.
start_source() {
    (
        exec 8>&- 4>&-
        child=
        trap 'stop_child; exit 0' TERM
        "$@"
    ) &
    sources="$sources $!"
}

# Asks the loop for a pass, unless one is asked for already; ends the source if the loop is gone.
wake() {
    [ -d "/proc/$$" ] || { stop_child; exit 0; }
    [ ! -e "$run/asked" ] || return 0
    : >"$run/asked"
    echo >&3
}

# Runs COMMAND for ever: wakes the loop at each line it prints, and starts it again, with backoff, when it ends.
keep_running() {
    pipe=$(mktemp -u "$run/XXXXXX")
    mkfifo "$pipe"
    delay=1
    while :; do
        "$@" >"$pipe" 2>/dev/null </dev/null 3>&- &
        child=$!
        while read -r _; do
            delay=1
            wake
        done <"$pipe"
        pause $delay
        [ $delay -ge 30 ] || delay=$((delay * 2))
        wake
    done
}

# Wakes the loop once a tick.
keep_ticking() {
    while :; do
        pause $tick
        wake
    done
}

# Sleeps for SECONDS, but not through a signal.
pause() {
    sleep "$1" 3>&- &
    child=$!
    wait "$child" || :
}

# Ends what a source waits for.
stop_child() {
    [ -n "$child" ] || return 0
    kill "$child" 2>/dev/null || :
    wait "$child" || :
}

# Ends the event sources, then the program.
stop_watching() {
    trap '' TERM INT HUP
    # shellcheck disable=SC2086 # process ids are words
    kill $sources 2>/dev/null || :
    wait
    exit 0
}

# Does a watch run on this host?
watch_runs() {
    ! within 5 "$(program flock)" -n "$STATE_DIR/watch.lock" true
}
