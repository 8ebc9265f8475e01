# shellcheck shell=bash
# Debian packages: what is missing is installed, and nothing that they bring is started.

# A command that the lab or a test calls, and the package that has it.
LAB_PACKAGES='
ovs-vswitchd    openvswitch-switch
dockerd         docker.io
firewalld       firewalld
dbus-daemon     dbus
busybox         busybox-static
nft             nftables
ufw             ufw
ip              iproute2
ping            iputils-ping
ethtool         ethtool
iperf3          iperf3
socat           socat
tcpdump         tcpdump
ssh             openssh-client
sshd            openssh-server
curl            curl
wget            wget
openssl         openssl
jq              jq
prometheus      prometheus
promtool        prometheus
nsenter         util-linux
ps              procps
'
BUILD_PACKAGES='
java            openjdk-17-jdk-headless
javac           openjdk-17-jdk-headless
mvn             maven
'

# The packages of a table whose command is not on the PATH.
missing_packages() {
  local command package
  while read -r command package; do
    [ -z "$command" ] || command -v "$command" >/dev/null || echo "$package"
  done <<<"$1" | sort -u
}

# Installs what a table's commands lack: install_missing TABLE
install_missing() {
  local -a missing
  mapfile -t missing < <(missing_packages "$1")
  [ "${#missing[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "these Debian packages are missing and there is no apt-get to install them: ${missing[*]}"
  [ "$(id -u)" = 0 ] || die "these packages are missing: ${missing[*]}; run as root, or install them first"
  step "installing ${missing[*]}"
  (exec {LOCK_FD}>&- && install_without_starting "${missing[@]}") || die "apt-get failed; its output is above"
}

# Installs packages while a temporary policy-rc.d holds their services back (invoke-rc.d(8)); an admin's own policy stays.
install_without_starting() {
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=600 update >&2 &&
    apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@" >&2 || return
  disable_services_of "$@"
}

# Keeps what was just installed from starting at the next boot: the lab must not leave a firewall behind.
disable_services_of() {
  command -v systemctl >/dev/null || return 0
  local package
  for package in "$@"; do
    case $package in
    openvswitch-switch) systemctl disable -q openvswitch-switch.service ;;
    docker.io) systemctl disable -q docker.service docker.socket containerd.service ;;
    firewalld) systemctl disable -q firewalld.service ;;
    ufw) systemctl disable -q ufw.service ;;
    prometheus) systemctl disable -q prometheus.service ;;
    openssh-server) systemctl disable -q ssh.service ;;
    esac
  done >&2 2>/dev/null || true
}

# Refuses a JDK that cannot build or run the controller.
require_jdk() {
  local version
  version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] ||
    die "JDK 17 or newer is needed and javac says '$(javac -version 2>&1)'; install openjdk-17-jdk-headless and put it first on the PATH"
}

# Loads the kernel modules the lab needs where they are not built in, and says which device is missing.
require_kernel() {
  local module
  for module in tun veth bridge br_netfilter overlay; do
    modprobe -q "$module" 2>/dev/null || true
  done
  [ -c /dev/net/tun ] || die "/dev/net/tun is missing: load the kernel's tun module, Open vSwitch's userspace datapath needs it"
}
