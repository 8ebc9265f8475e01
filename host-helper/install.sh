#!/bin/sh
# Installs landbridge-host on this host: install.sh [--prefix DIR], DIR being /usr unless given.
set -eu

prefix=/usr
case ${1:-} in
    '') ;;
    --prefix) prefix=${2:?"--prefix needs a folder"} ;;
    *) echo "Usage: install.sh [--prefix DIR]" >&2; exit 2 ;;
esac
here=$(dirname "$(readlink -f "$0")")

install -D -m 755 "$here/landbridge-host" "$prefix/sbin/landbridge-host"
mkdir -p "$prefix/lib/landbridge-host" "$prefix/lib/systemd/system"
install -m 644 "$here"/lib/*.sh "$prefix/lib/landbridge-host"
sed "s#/usr/sbin/landbridge-host#$prefix/sbin/landbridge-host#" "$here/landbridge-host.service" \
    >"$prefix/lib/systemd/system/landbridge-host.service"
echo "installed; now: landbridge-host join CONTROLLER --name ID && systemctl daemon-reload && systemctl enable --now landbridge-host"
