# shellcheck shell=bash
# A host's own Docker Engine, with the options of the seed scenario, and its containers.

# Starts dockerd: dockerd_up HOST [DOCKER0'S-ADDRESS]; it brings its own containerd, since the host's /run has no other.
dockerd_up() {
  local host=$1 bip=${2:-$(host_bridge_address "$1")/$(host_prefix_length)} dir
  dir=$(host_dir "$host")
  ! is_running "$dir/dockerd.pid" || return 0
  clear_after_killed_dockerd "$host"
  echo '{}' >"$dir/dockerd.json"
  host_daemon "$host" dockerd dockerd --config-file "$dir/dockerd.json" --data-root "$dir/docker" \
    --bip "$bip" \
    --iptables=false --ip6tables=false --ip-masq=false --ip-forward=true --userland-proxy=false \
    --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$LAB_NAME-lab/$host"
}

# A killed dockerd takes its containerd along, a moment later. Until both are reaped, their pid files would make a new
# dockerd refuse to start or wait for that containerd.
clear_after_killed_dockerd() {
  local run containerd
  run=$(host_dir "$1")/run
  containerd=$(cat "$run/docker/containerd/containerd.pid" 2>/dev/null) || containerd=none
  { ip netns pids "$(netns "$1")" | grep -x "$containerd" || true; } | end_processes 10
  rm -f "$run/docker.pid" "$run/docker/containerd/containerd.pid"
}

# Runs a host's docker client.
docker_of() {
  local host=$1
  shift
  docker --host "unix://$(host_dir "$host")/run/docker.sock" "$@"
}

# Waits for dockerd and imports the image where it is missing.
docker_ready() {
  local host=$1
  wait_for 60 docker_of "$host" version ||
    die "$host: dockerd does not answer; see $(host_dir "$host")/var/log/dockerd.log"
  docker_of "$host" image inspect busybox:latest >/dev/null 2>&1 ||
    tar -c -C "$(image_root)" . | docker_of "$host" import - busybox:latest >/dev/null
}

# Starts a container that sleeps, made where it is missing: docker_container_up HOST NAME
docker_container_up() {
  docker_of "$1" container inspect "$2" >/dev/null 2>&1 ||
    docker_of "$1" create --name "$2" --hostname "$1-$2" --restart unless-stopped --stop-signal KILL \
      busybox sleep 1000000 >/dev/null
  docker_of "$1" start "$2" >/dev/null
}

docker_container_address() {
  docker_of "$1" container inspect --format '{{.NetworkSettings.IPAddress}}' "$2"
}

# The path of a container's network namespace.
docker_container_netns() {
  printf '/proc/%s/ns/net' "$(docker_of "$1" container inspect --format '{{.State.Pid}}' "$2")"
}
