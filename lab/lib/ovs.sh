# shellcheck shell=bash
# A host's Open vSwitch: its own ovsdb-server and a vswitchd with the userspace datapath, and br-phy, the bridge through
# which that datapath reaches the underlay.

# Starts ovsdb-server and ovs-vswitchd.
ovs_up() {
  local host=$1 dir
  dir=$(host_dir "$host")
  mkdir -p "$dir/run/openvswitch"
  [ -s "$dir/etc/openvswitch/conf.db" ] ||
    ovsdb-tool create "$dir/etc/openvswitch/conf.db" /usr/share/openvswitch/vswitch.ovsschema
  host_daemon "$host" ovsdb-server ovsdb-server /etc/openvswitch/conf.db -vsyslog:off -vconsole:info \
    --pidfile --remote=punix:/run/openvswitch/db.sock --remote=db:Open_vSwitch,Open_vSwitch,manager_options
  wait_for 10 in_host "$host" ovs-vsctl --no-wait show || die "$host: ovsdb-server does not answer; see $dir/var/log/ovsdb-server.log"
  in_host "$host" ovs-vsctl --no-wait init -- set Open_vSwitch . external_ids:hostname="$host" \
    ovs-version="$(ovs-vswitchd --version | sed -n '1s/.* //p')"
  host_daemon "$host" ovs-vswitchd ovs-vswitchd --disable-system -vsyslog:off -vconsole:info --pidfile
}

# Puts eth0 into br-phy and gives br-phy the VTEP address and the route out.
br_phy_up() {
  local host=$1
  in_host "$host" ovs-vsctl --timeout=20 --may-exist add-br br-phy \
    -- set Bridge br-phy datapath_type=netdev fail_mode=standalone -- --may-exist add-port br-phy eth0 ||
    die "$host: ovs-vswitchd does not answer; see $(host_dir "$host")/var/log/ovs-vswitchd.log"
  in_host "$host" ip address replace "$(host_vtep "$host")/$UNDERLAY_PREFIX_LENGTH" dev br-phy
  in_host "$host" ip link set br-phy up
  in_host "$host" ip route replace default via "$UNDERLAY_ROUTER"
}
