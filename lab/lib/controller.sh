# shellcheck shell=bash
# The controller in a namespace of its own, run from the built distribution with the lab's own etc and data.

ASSEMBLY=$PROJECT/karaf-dist/target/assembly
CONTROLLER=$STATE/controller

# Builds the distribution where it is not built yet.
build_if_missing() {
  [ ! -x "$ASSEMBLY/bin/karaf" ] || return 0
  install_missing "$BUILD_PACKAGES"
  require_jdk
  step "building the controller"
  (cd "$PROJECT" && mvn -q -B -ntp -DskipTests package) || die "the build failed; its output is above"
}

# Starts the controller, anew if it has been built since; controller_ready waits for it.
controller_up() {
  controller_prepare
  controller_start
}

# Makes the controller's namespace and its configuration.
controller_prepare() {
  make_netns controller
  connect_to_underlay controller
  ip -n "$(netns controller)" address replace "$CONTROLLER_ADDRESS/$UNDERLAY_PREFIX_LENGTH" dev eth0
  checksum_in_software controller eth0
  replace_older_build
  controller_configuration
}

controller_start() {
  start_daemon "$STATE/controller.pid" "$STATE/log/controller.log" nsenter --net="/run/netns/$(netns controller)" -- \
    env KARAF_BASE="$CONTROLLER" KARAF_ETC="$CONTROLLER/etc" KARAF_DATA="$CONTROLLER/data" KARAF_EXEC=exec \
    KARAF_OPTS="-Dkaraf.instances=$CONTROLLER/instances" "$ASSEMBLY/bin/karaf" server
}

# Stops a controller that runs an older build, and forgets what Karaf remembers of that build; the intent stays.
replace_older_build() {
  local build
  build=$(stat -c %Y "$ASSEMBLY/etc/startup.properties")
  if [ "$(cat "$CONTROLLER/build" 2>/dev/null)" != "$build" ]; then
    stop_daemon "$STATE/controller.pid" 30
    rm -rf "${CONTROLLER:?}/etc" "${CONTROLLER:?}/data/cache" "${CONTROLLER:?}/curlrc"
    mkdir -p "$CONTROLLER"
    echo "$build" >"$CONTROLLER/build"
  fi
}

# A copy of the shipped etc with one admin, for REST by a password and for the console by a key that only this lab has.
controller_configuration() {
  [ ! -s "$CONTROLLER/curlrc" ] || return 0
  local password
  password=$(head -c 18 /dev/urandom | base64 | tr '+/' 'Ab')
  mkdir -p "$CONTROLLER/data" "$CONTROLLER/deploy"
  cp -rT "$ASSEMBLY/etc" "$CONTROLLER/etc"
  chmod 700 "$CONTROLLER"
  rm -f "$CONTROLLER/key"
  ssh-keygen -q -t rsa -b 3072 -N '' -f "$CONTROLLER/key"
  printf '%s\n' "lab = $password,_g_:admins" >>"$CONTROLLER/etc/users.properties"
  printf '%s\n' "lab = $(cut -d' ' -f2 "$CONTROLLER/key.pub"),_g_:admins" '_g_\:admins = group,admin,manager,viewer,systembundles,ssh' \
    >"$CONTROLLER/etc/keys.properties"
  printf 'user = "lab:%s"\n' "$password" >"$CONTROLLER/curlrc"
}

# Waits until the controller answers that it is ready.
controller_ready() {
  wait_for 180 in_netns controller curl -sf "$(api_url)/health/ready" ||
    die "the controller is not ready after three minutes; see $STATE/log/controller.log and $CONTROLLER/data/log"
}

# Where the REST API answers, within the controller's namespace.
api_url() {
  echo http://127.0.0.1:8181
}

# A REST call with the lab's credentials: api METHOD PATH [JSON]; prints the body, fails unless the status is 2xx.
api() {
  local -a body=()
  [ $# -lt 3 ] || body=(-H 'Content-Type: application/json' --data "$3")
  in_netns controller curl -sS --fail-with-body --max-time 30 --config "$CONTROLLER/curlrc" -X "$1" "${body[@]}" \
    "$(api_url)$2"
}

# A Karaf console command over ssh. Karaf hangs up after each, of which a quiet ssh says nothing.
console() {
  local status=0
  in_netns controller ssh -q -p 8101 -i "$CONTROLLER/key" -o BatchMode=yes \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null lab@127.0.0.1 "$@" || status=$?
  [ "$status" -ne 255 ] || die "the console does not answer; see lab/lab logs controller"
  return "$status"
}

# Shows the REST API on the machine's own loopback, where the port is free; the relay crosses into the namespace.
relay_up() {
  is_running "$STATE/relay.pid" || [ -z "$(ss -Hltn 'sport = :8181')" ] || return 0
  start_daemon "$STATE/relay.pid" "$STATE/log/relay.log" socat TCP-LISTEN:8181,bind=127.0.0.1,fork,reuseaddr \
    "EXEC:nsenter --net=/run/netns/$(netns controller) socat STDIO TCP\\:127.0.0.1\\:8181"
}
