# The ledger: what was there before the helper took charge of it, so that undo can put it back exactly.
#
# A line is KEY, a tab, and the former value. The key names the thing ("mtu veth_d0") and its first
# word says who undoes it. A line is written before the change it covers, so that a crash between the two
# loses nothing. What an apply no longer claims (an old gateway, an old port) is undone at its end.
# shellcheck shell=sh

tab=$(printf '\t')
newline='
'
claims=$newline

# Takes the lock that lets one process at a time change the host, for the rest of this subshell.
lock_host() {
    exec 9>"$STATE_DIR/lock"
    flock 9
}

# Chooses the ledger to write: "fabric" for what apply makes, "join" for what join makes.
use_ledger() {
    ledger=$STATE_DIR/ledger.$1
    [ -e "$ledger" ] || : >"$ledger"
}

# Takes charge of KEY, which has the value FORMER now; only the first value ever seen is kept.
claim() {
    claims=$claims$1$newline
    noted=$(cat "$ledger")
    case $newline$noted in
        *"$newline$1$tab"*) ;;
        *) write_ledger "${noted:+$noted$newline}$1$tab$2$newline" ;;
    esac
}

# Makes the ledger read as TEXT, or leaves it as it is and ends the pass: what cannot be noted must not be changed.
write_ledger() {
    { printf '%s' "$1" >"$ledger.new" && mv "$ledger.new" "$ledger"; } 2>/dev/null ||
        give_up "cannot write $ledger; make room there"
}

# Claims again every key that is, or begins with, WORDS, as nothing about them has changed.
reclaim() {
    while IFS=$tab read -r key former; do
        case $key in "$1" | "$1 "*) claim "$key" "$former" ;; esac
    done <"$ledger"
}

# Undoes, newest first, what is in the ledger and not claimed; what fails stays there for the next time. A line without a
# tab is one that a power cut left half written: what it was to cover was not done.
release_unclaimed() {
    newest_first=
    while IFS= read -r line; do
        case $line in *"$tab"*) newest_first=$line$newline$newest_first ;; esac
    done <"$ledger"
    kept=
    released=no
    while IFS=$tab read -r key former; do
        [ -n "$key" ] || continue
        case $claims in
            *"$newline$key$newline"*) ;;
            *)
                if undo_entry "$key" "$former"; then
                    released=yes
                    continue
                fi
                ;;
        esac
        kept=$key$tab$former$newline$kept
    done <<END
$newest_first
END
    [ $released = yes ] || return 0
    write_ledger "$kept"
}

# Puts back one thing; a thing that is gone by itself counts as put back.
undo_entry() {
    entry_former=$2
    # shellcheck disable=SC2086 # a key is words
    set -- $1
    case $1 in
        veth | master | mtu | arp | up | address) "undo_$1" "$@" "$entry_former" ;;
        sysctl) undo_sysctl "$2" "$entry_former" ;;
        nft) shift; undo_table "$@" ;;
        firewalld) shift; undo_firewalld "$entry_former" "$@" ;;
        ufw) shift; undo_ufw "$entry_former" "$@" ;;
    esac
}
