# shellcheck shell=bash
# A Docker host: a network namespace for its links and addresses, and a mount namespace in which /run, /var/log
# and the configuration of its daemons are its own. Tools find their sockets there as on a real host.

# A folder that the machine does not have is left out.
HOST_FOLDERS=(/run /var/log /etc/firewalld /etc/openvswitch /etc/docker)

# Makes the host: its namespaces and its link to the underlay.
host_up() {
  local host=$1
  make_netns "$host"
  mount_namespace_up "$host"
  connect_to_underlay "$host"
  kernel_leaves_underlay_to_ovs "$host"
  set_bridge_netfilter "$host"
}

# The folder whose mounts keep the mount namespaces alive; such a mount must be a private one (mount_namespaces(7)).
mount_namespaces_up() {
  mkdir -p "$STATE/mount-namespaces"
  if ! mountpoint -q "$STATE/mount-namespaces"; then
    mount --bind "$STATE/mount-namespaces" "$STATE/mount-namespaces"
  fi
  mount --make-private "$STATE/mount-namespaces"
}

# Makes a host's mount namespace once, and puts its own folders over the machine's. One that an earlier `up` did not
# finish is not used: daemons in it would write to the machine's own folders.
mount_namespace_up() {
  local host=$1 file=$STATE/mount-namespaces/$1 folder
  if mountpoint -q "$file"; then
    [ ! -e "$(host_dir "$host")/mounted" ] || return 0
    umount "$file"
  fi
  for folder in "${HOST_FOLDERS[@]}"; do
    mkdir -p "$(host_dir "$host")$folder"
  done
  mkdir -p "$(host_dir "$host")"/opt/{changes,work}
  touch "$file"
  # shellcheck disable=SC2016
  unshare --mount="$file" --propagation slave sh -eu -c '
    files=$1 router=$2; shift 2
    for folder; do
      if [ -d "$folder" ]; then mount --bind "$files$folder" "$folder"; fi
    done
    # The machine has name servers that no host of the lab reaches, and that may lie in the fabric.
    if [ -f /etc/resolv.conf ]; then
      echo "nameserver $router" >"$files/etc/resolv.conf"
      mount --bind "$files/etc/resolv.conf" /etc/resolv.conf
    fi
    # containerd makes folders in /opt, where the machine may keep what a host needs to see.
    mount -t overlay -o "lowerdir=/opt,upperdir=$files/opt/changes,workdir=$files/opt/work" overlay /opt
    touch "$files/mounted"' sh "$(host_dir "$host")" "$UNDERLAY_ROUTER" "${HOST_FOLDERS[@]}"
}

# Open vSwitch reads eth0 from a packet socket; the kernel would handle each packet a second time, so it is told to drop it.
kernel_leaves_underlay_to_ovs() {
  in_host "$1" nft -f - <<'RULES'
table netdev underlay
delete table netdev underlay
table netdev underlay {
  chain ingress { type filter hook ingress device eth0 priority 0; policy drop; }
}
RULES
}

# Whether bridged packets pass through netfilter; distributions differ, so the lab can do both.
set_bridge_netfilter() {
  in_host "$1" sysctl -qw "net.bridge.bridge-nf-call-iptables=$BRIDGE_NF"
}
