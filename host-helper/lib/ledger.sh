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
    within 60 "$(program flock)" 9 ||
        die "another landbridge-host has been at work here for a minute; see what it waits for: ps -ef"
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

# Puts back one thing; a thing that is gone by itself counts as put back. A line that is none of ours is left to the admin.
undo_entry() {
    is_entry "$1" "$2" ||
        { problem "$ledger has a line that makes no sense, '$(shown "$1")'; take it out"; return 1; }
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

# Is it a line that claim could have written?
is_entry() { # KEY FORMER
    former_value=$2
    # shellcheck disable=SC2086 # a key is words
    set -- $1
    case $#:${1:-}:$former_value in
        3:veth:absent | 3:veth:present) is_device "$2" && is_device "$3" ;;
        3:address:absent | 3:address:present) is_device "$2" && is_prefix "$3" ;;
        2:master:) is_device "$2" ;;
        2:master:*) is_device "$2" && is_device "$former_value" ;;
        2:mtu:*) is_device "$2" && is_number "$former_value" 0 99999 ;;
        2:arp:on | 2:arp:off | 2:up:on | 2:up:off) is_device "$2" ;;
        2:sysctl:*) is_sysctl "$2" && is_number "$former_value" 0 99999 ;;
        2:nft:absent) case $2 in landbridge | landbridge_ovsdb) ;; *) return 1 ;; esac ;;
        3:nft:absent) [ "$2 $3" = "landbridge ip6" ] ;;
        4:firewalld:absent | 4:firewalld:present) is_scope "$2" && is_zone "$3" && is_firewalld_item "$4" ;;
        *:ufw:absent | *:ufw:present) shift; is_ufw_rule "$@" ;;
        *) return 1 ;;
    esac
}

# Is it one of the rules that ufw gets?
is_ufw_rule() { # RULE…
    case $*: in
        "allow ${2:-}:") case $2 in */udp) is_number "${2%/udp}" 1 65535 ;; *) return 1 ;; esac ;;
        "route allow from ${4:-} to ${6:-}:") is_prefix "$4" && is_prefix "$6" ;;
        "route allow in on ${5:-} from ${7:-}:") is_device "$5" && is_prefix "$7" ;;
        "allow in on ${4:-} from ${6:-}:") is_device "$4" && is_prefix "$6" ;;
        "allow in on ${4:-} from ${6:-} to any port ${10:-} proto ${12:-}:")
            is_device "$4" && is_prefix "$6" && are_services "${10}/${12}"
            ;;
        *) return 1 ;;
    esac
}

# Is it a device's setting, as the keys of the ledger spell it?
is_sysctl() {
    case $1 in conf/*/rp_filter | conf/*/arp_announce) ;; *) return 1 ;; esac
    sysctl_device=${1#conf/}
    is_device "${sysctl_device%/*}"
}

is_scope() {
    case $1 in runtime | permanent) ;; *) return 1 ;; esac
}

# Is it something that is put into a zone?
is_firewalld_item() {
    case $1 in
        port=*/udp) item=${1#*=}; is_number "${item%/*}" 1 65535 ;;
        source=* | masquerade=*) is_prefix "${1#*=}" ;;
        ovsdb=*:*) item=${1#*=}; is_ipv4 "${item%:*}" && is_number "${item#*:}" 1 65535 ;;
        *) return 1 ;;
    esac
}
