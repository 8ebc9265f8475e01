# shellcheck shell=bash
# Taking the lab down, from whatever state a crash has left it in: what is found is what is removed, and all of it
# bears the lab's name.

lab_down() {
  end_daemons
  end_leftover_processes
  remove_mounts
  remove_namespaces
  remove_cgroups
  rm -rf --one-file-system "$STATE" "/run/lock/$LAB_NAME-lab.lock"
}

# Ends what has a pid file: Docker first, since it stops its containers by itself.
end_daemons() {
  local pidfile
  for pidfile in "$STATE"/hosts/*/dockerd.pid "$STATE"/*.pid "$STATE"/hosts/*/*.pid; do
    [ ! -e "$pidfile" ] || stop_daemon "$pidfile" 20
  done
}

# Ends what still runs in the lab's network namespaces or in its containers' control groups; a namespace that was
# never finished has no processes.
end_leftover_processes() {
  local namespace cgroup
  {
    for namespace in $(lab_namespaces); do ip netns pids "$namespace" || true; done
    lab_cgroups | while read -r cgroup; do cat "$cgroup/cgroup.procs" || true; done
  } | sort -u | end_processes 5
}

lab_namespaces() {
  find /run/netns -name "$LAB_NAME-*" -printf '%f\n' 2>/dev/null
}

# The control groups of the lab's containers, the innermost first.
lab_cgroups() {
  find /sys/fs/cgroup -depth -type d \( -path "*/$LAB_NAME-lab" -o -path "*/$LAB_NAME-lab/*" \) 2>/dev/null || true
}

# Unmounts what the machine's mount table has under the lab's folder, the latest first; the hosts' own mounts go with their namespaces.
remove_mounts() {
  local mounted
  awk -v lab="$STATE/" 'index($2, lab) == 1 { print $2 }' /proc/mounts | tac | while read -r mounted; do
    umount "$mounted"
  done
}

# Deletes the network namespaces, and with them their links, addresses and firewalls.
remove_namespaces() {
  local namespace
  for namespace in $(lab_namespaces); do
    ip netns delete "$namespace"
  done
}

# A group is busy for a moment after its last process has ended.
remove_cgroups() {
  local cgroup
  lab_cgroups | while read -r cgroup; do
    wait_for 10 rmdir "$cgroup" || die "the control group $cgroup cannot be removed"
  done
}
