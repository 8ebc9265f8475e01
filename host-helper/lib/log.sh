# What the helper says: changes and problems, one line each.
# shellcheck shell=sh

problems=

# Tells of one thing that was changed on the host.
did() {
    echo "landbridge-host: $*"
}

# Notes what keeps the host from being as wanted, with its remedy; the work goes on.
problem() {
    problems="${problems:+$problems; }$*"
}

# Ends the program because of something the caller must mend first.
die() {
    echo "landbridge-host: error: $*" >&2
    exit 1
}

# Ends the program because of a wrong command line.
misuse() {
    echo "landbridge-host: $*; see landbridge-host --help" >&2
    exit 2
}
