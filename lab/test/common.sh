# shellcheck shell=bash
# What every test starts with: the lab's own parts, and a lab that is not the admin's.
set -euo pipefail

export LANDBRIDGE_LAB=${LANDBRIDGE_LAB:-labtest}
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR/..
. "$LAB_HOME/lib/all.sh"
require_root_and_name
CHECKS_FAILED=0

# True when two texts are the same; prints how they differ.
same() {
  diff <(printf '%s\n' "$1") <(printf '%s\n' "$2")
}

# Makes a log new and empty before a process in the background adds to it. It is another file than the one before, which
# a process that is about to end may still write to.
new_log() {
  rm -f "$1"
  : >"$1"
}

# Fails the test if a check has failed; a test's last line.
conclude() {
  [ "$CHECKS_FAILED" -eq 0 ]
}
