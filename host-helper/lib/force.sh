# No lock-out: a range that would capture what the host needs is not put on-link, unless by hand, for a time, until
# somebody confirms that he still gets in.
#
# Kept in the state folder: "accepted", the fabric that was applied and well, or confirmed; "forced", since when, for how
# many seconds and which fabric, while it waits for that; "rolled-back", the fabric that nobody confirmed.
# shellcheck shell=sh

by_hand=no force=no rollback_after=120

# Reads the command line of apply, and does what it says.
apply_by_hand() {
    by_hand=yes
    case "$*" in
        '') apply ;;
        --force) force=yes; apply ;;
        '--force --rollback-after '*)
            [ $# -eq 3 ] && is_number "$3" 10 3600 || misuse "--rollback-after needs seconds, 10 to 3600"
            force=yes rollback_after=$3
            apply
            ;;
        --confirm) confirm ;;
        *) misuse "apply takes --force [--rollback-after SECONDS], or --confirm, or nothing" ;;
    esac
}

# May the fabric's range come on-link? Says why not. One that is, or was until a drift or the last boot, is not judged
# again: what it captures it has captured all the time, and peers' sessions would be taken for strangers'.
range_may_come() {
    [ -z "$(ip -o -4 route show exact "$fabric" dev "$bridge" 2>/dev/null)" ] || return 0
    [ "$(kept accepted)" != "$fabric" ] || return 0
    if [ $by_hand = no ] && [ "$(kept rolled-back)" = "$fabric" ]; then
        apply_nothing "was taken back since nobody confirmed it; choose another fabric, or landbridge-host apply by hand"
        return 1
    fi
    in_the_way=$(all_captured)
    [ -n "$in_the_way" ] || return 0
    [ $force = no ] || { arm_rollback; return 0; }
    apply_nothing "would capture $in_the_way; choose another fabric, or move them out of it, or landbridge-host apply --force"
    return 1
}

# Notes that all stays as it was, and WHY.
apply_nothing() { # WHY
    problem "nothing is applied: the fabric $fabric $1"
}

# Notes that the range is on-link and all is well.
accept_range() {
    [ ! -e "$STATE_DIR/forced" ] && [ "$(kept accepted)" != "$fabric" ] || return 0
    keep accepted "$fabric"
    rm -f "$STATE_DIR/rolled-back"
}

# Sets the clock that takes all back. Its process is in a session of its own, to outlive the one that may be cut off; if it
# is killed all the same, the next pass of watch does its work.
arm_rollback() {
    keep forced "$(date +%s) $rollback_after $fabric"
    did "the fabric $fabric captures $in_the_way; it is applied all the same"
    did "in $rollback_after s all is taken back, unless you run this in a session that still works: landbridge-host apply --confirm"
    "$(program setsid)" "$(readlink -f "$0")" await-confirmation </dev/null >/dev/null 2>&1 9>&- &
}

# Waits for the confirmation, and takes all back if it does not come. It counts seconds, whatever is done to the clock.
await_confirmation() {
    waiting_for=$(kept forced)
    read -r _ seconds _ <<END || :
$waiting_for
END
    is_number "$seconds" 10 3600 || return 0
    while [ "$seconds" -gt 0 ]; do
        sleep 1
        seconds=$((seconds - 1))
        [ "$(kept forced)" = "$waiting_for" ] || return 0
    done
    keep forced "0 10 ${waiting_for##* }"
    reconcile quick
}

# Takes all back if a forced range was not confirmed in time.
settle_forced() {
    [ -e "$STATE_DIR/forced" ] || return 0
    read -r since seconds forced_fabric <"$STATE_DIR/forced" || :
    now=$(date +%s)
    if is_time "$since" && is_number "$seconds" 10 3600; then
        [ "$now" -lt "$since" ] || [ $((now - since)) -ge "$seconds" ] || return 0
    fi
    keep rolled-back "$forced_fabric"
    use_ledger fabric
    leave
    did "took all back: nobody confirmed the fabric $(shown "$forced_fabric")"
}

# Keeps what was forced.
confirm() (
    lock_host
    bridge='' container_bridge=''
    [ -e "$STATE_DIR/forced" ] || die "nothing waits for a confirmation; see landbridge-host status"
    settle_forced
    forced_now=$(kept forced)
    [ -n "$forced_now" ] || die "too late: all was taken back"
    keep accepted "${forced_now##* }"
    rm -f "$STATE_DIR/forced" "$STATE_DIR/rolled-back"
    did "confirmed the fabric ${forced_now##* }"
)

# Prints what is kept under NAME.
kept() {
    head -n 1 "$STATE_DIR/$1" 2>/dev/null || :
}

# Keeps TEXT under NAME.
keep() {
    { printf '%s\n' "$2" >"$STATE_DIR/$1.new" && mv "$STATE_DIR/$1.new" "$STATE_DIR/$1"; } 2>/dev/null ||
        give_up "cannot write $STATE_DIR/$1; make room there"
}
