# shellcheck shell=bash
# Pings whose log tells which were sent and which were answered, to count what a change loses.

# Pings an address every 10 ms from beside a host's c1, and sets PINGER to the process: start_pings LOG HOST ADDRESS
# It ends when it is killed, or by itself where the test could not see to it.
start_pings() {
  nsenter --net="$("$(container_kind)_container_netns" "$2" c1)" -- timeout 300 ping -n -O -i 0.01 "$3" >"$1" 2>&1 &
  PINGER=$!
}

# A mark in a ping's log: the number of the latest echo that was sent. By -O, one without an answer is named, too.
last_sent() {
  grep -o 'icmp_seq=[0-9]*' "$1" | cut -d= -f2 | sort -n | tail -n 1
}

# How many different echoes between two marks were answered: answered_between LOG MARK MARK
answered_between() {
  sed -n 's/.* bytes from .* icmp_seq=\([0-9]*\) .*/\1/p' "$1" |
    awk -v from="$2" -v to="$3" '$1 > from && $1 <= to && !seen[$1]++ { n++ } END { print n + 0 }'
}

# Prints how many echoes between two marks were not answered: lost_between LOG MARK MARK
# The last ones have had the time of a hundred further ones to be answered.
lost_between() {
  wait_for 30 has_sent "$1" $(($3 + 100)) || { echo "$1 does not go on" >&2 && return 1; }
  echo $(($3 - $2 - $(answered_between "$@")))
}

# Every echo of a ping that goes on has been answered until now: none_lost LOG
none_lost() {
  local sent lost
  sent=$(last_sent "$1")
  lost=$(lost_between "$1" 0 "$sent") || return 1
  echo "$lost of $sent lost"
  [ "$sent" -ge 100 ] && [ "$lost" -eq 0 ]
}

# True when a ping's log has reached a number.
has_sent() {
  [ "$(last_sent "$1")" -ge "$2" ]
}

# True when the first echoes of a ping's log were answered.
is_answered() {
  [ "$(answered_between "$1" 0 10)" -gt 0 ] && has_sent "$1" 10
}
