# shellcheck shell=bash
# Pings whose log tells which were sent and which were answered, to count what a change loses.

# Pings an address every 10 ms from beside a host's c1, and sets PINGER to the process: start_pings LOG HOST ADDRESS
# The log is a new one when this returns. The pings end when they are killed, or by themselves where the test could not
# see to it.
start_pings() {
  new_log "$1"
  nsenter --net="$("$(container_kind)_container_netns" "$2" c1)" -- timeout 300 ping -n -O -i 0.01 "$3" >>"$1" 2>&1 &
  # shellcheck disable=SC2034 # For the test.
  PINGER=$!
}

# A mark in a ping's log: the number of the latest echo that was sent, 0 before the first. By -O, one without an answer is
# named, too.
last_sent() {
  is_one_ping "$1" || return 1
  grep -o 'icmp_seq=[0-9]*' "$1" | awk -F= '$2 > last { last = $2 } END { print last + 0 }'
}

# True unless a log has what two pings say, whose numbers would be taken for one another's: each begins with a line
# PING, and names what has no answer in the order in which it was sent.
is_one_ping() {
  awk '
    /^PING / { pings++ }
    /^no answer yet/ { sub(/.*=/, ""); backwards = backwards || $0 + 0 <= last; last = $0 + 0 }
    END { exit pings > 1 || backwards }' "$1" || { echo "$1 is not of one ping: its numbers run backwards" >&2 && return 1; }
}

# How many different echoes between two marks were answered: answered_between LOG MARK MARK
answered_between() {
  is_one_ping "$1" || return 1
  sed -n 's/.* bytes from .* icmp_seq=\([0-9]*\) .*/\1/p' "$1" |
    awk -v from="$2" -v to="$3" '$1 > from && $1 <= to && !seen[$1]++ { n++ } END { print n + 0 }'
}

# Prints how many echoes between two marks were not answered: lost_between LOG MARK MARK
# The last ones have had the time of a hundred further ones to be answered.
lost_between() {
  local answered
  [ "$3" -ge "$2" ] || { echo "$1: the mark $2 is not of this log, which has come to $3" >&2 && return 1; }
  wait_for 30 has_sent "$1" $(($3 + 100)) || { echo "$1 does not go on" >&2 && return 1; }
  answered=$(answered_between "$@") || return 1
  echo $(($3 - $2 - answered))
}

# Every echo of a ping that goes on has been answered until now: none_lost LOG
none_lost() {
  local sent lost
  sent=$(last_sent "$1") || return 1
  lost=$(lost_between "$1" 0 "$sent") || return 1
  echo "$lost of $sent lost"
  [ "$sent" -ge 100 ] && [ "$lost" -eq 0 ]
}

# True when a ping's log has reached a number.
has_sent() {
  local sent
  sent=$(last_sent "$1") && [ "$sent" -ge "$2" ]
}

# True when the first echoes of a ping's log were answered.
is_answered() {
  local answered
  answered=$(answered_between "$1" 0 10) && [ "$answered" -gt 0 ] && has_sent "$1" 10
}
