# shellcheck shell=bash
# What the lab was brought up with, kept so that every later command derives the same addresses.

default_settings() {
  HOSTS=2
  FABRIC=10.0.0.0/8
  DOCKER=yes
  BRIDGE_NF=1
}
default_settings

settings_file() {
  printf '%s/settings' "$STATE"
}

# Reads the settings of the lab that is up; fails when there is none.
load_settings() {
  [ -f "$(settings_file)" ] || return 1
  # shellcheck source=/dev/null
  . "$(settings_file)"
}

# Loads the settings or says that there is no lab.
require_lab() {
  load_settings || die "lab $LAB_NAME is not up; bring it up with: lab/lab up"
}

# Keeps the settings.
save_settings() {
  mkdir -p "$STATE"
  printf '%s\n' "HOSTS=$HOSTS" "FABRIC=$FABRIC" "DOCKER=$DOCKER" "BRIDGE_NF=$BRIDGE_NF" >"$(settings_file)"
}

# The ids of all hosts, a line each.
host_ids() {
  seq -f 'docker%02g' 1 "$HOSTS"
}

# The number of a host in the lab: docker02 is 2.
host_number() {
  printf '%d' "$((10#${1#docker}))"
}

# Ends the command unless the argument is one of the lab's hosts.
require_host() {
  host_ids | grep -qx -- "${1:-}" || die "no host '${1:-}'; this lab has: $(host_ids | paste -sd' ')"
}
