# shellcheck shell=bash
# Containers by host and name, whether Docker runs them or the lab does.

container_up() {
  "$(container_kind)_container_up" "$1" "$2"
}

container_address() {
  "$(container_kind)_container_address" "$1" "$2"
}

container_kind() {
  if [ "$DOCKER" = yes ]; then echo docker; else echo plain; fi
}

# Runs one of busybox's commands in a container: in_container HOST NAME COMMAND…
in_container() {
  local host=$1 name=$2
  shift 2
  if [ "$DOCKER" = yes ]; then
    docker_of "$host" exec -i "$name" "$@"
  else
    nsenter --net="$(plain_container_netns "$host" "$name")" -- chroot "$(image_root)" /bin/env PATH=/bin "$@"
  fi
}

# Runs one of the machine's own tools in a container's network namespace: beside_container HOST NAME COMMAND…
beside_container() {
  local host=$1 name=$2 namespace
  shift 2
  namespace=$("$(container_kind)_container_netns" "$host" "$name")
  nsenter --net="$namespace" -- "$@"
}
