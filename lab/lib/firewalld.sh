# shellcheck shell=bash
# A host's own firewalld with its own message bus and configuration, as the distribution ships it.

firewalld_up() {
  local host=$1
  mkdir -p "$(host_dir "$host")/run/dbus"
  host_daemon "$host" dbus dbus-daemon --system --nofork --nopidfile
  wait_for 10 in_host "$host" dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetId ||
    die "$host: the message bus does not answer; see $(host_dir "$host")/var/log/dbus.log"
  host_daemon "$host" firewalld firewalld --nofork --nopid
}

firewalld_ready() {
  wait_for 30 in_host "$1" firewall-cmd --state ||
    die "$1: firewalld does not answer; see $(host_dir "$1")/var/log/firewalld"
}
