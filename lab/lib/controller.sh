# shellcheck shell=bash
# The controller in a namespace of its own, run from the built distribution with the lab's own etc and data.

ASSEMBLY=$PROJECT/karaf-dist/target/assembly
CONTROLLER=$STATE/controller
CONTROLLER_URL=https://127.0.0.1:8443
CONTROLLER_CERTIFICATE=$CONTROLLER/data/landbridge/tls/certificate.pem

# Builds the distribution where it is not built yet.
build_if_missing() {
  [ ! -x "$ASSEMBLY/bin/karaf" ] || return 0
  install_missing "$BUILD_PACKAGES"
  require_jdk
  step "building the controller"
  (exec {LOCK_FD}>&- && cd "$PROJECT" && mvn -q -B -ntp -DskipTests package) || die "the build failed; its output is above"
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

# A copy of the shipped etc with an admin, `lab`, and a `viewer`: each with a password for REST and a key for the console
# that only this lab has.
controller_configuration() {
  [ ! -s "$CONTROLLER/curlrc" ] || return 0
  mkdir -p "$CONTROLLER/data" "$CONTROLLER/deploy"
  cp -rT "$ASSEMBLY/etc" "$CONTROLLER/etc"
  chmod 700 "$CONTROLLER"
  grep '^_g_' "$CONTROLLER/etc/users.properties" >"$CONTROLLER/etc/keys.properties"
  controller_account viewer viewers "$CONTROLLER/viewer"
  controller_account lab admins "$CONTROLLER"
}

# Adds an account: controller_account NAME GROUP FOLDER; the folder gets curl's and ssh's half of it.
controller_account() {
  local password
  password=$(head -c 18 /dev/urandom | base64 | tr '+/' 'Ab')
  mkdir -p "$3"
  rm -f "$3/key"
  ssh-keygen -q -t rsa -b 3072 -N '' -f "$3/key"
  printf '%s\n' "$1 = $password,_g_:$2" >>"$CONTROLLER/etc/users.properties"
  printf '%s\n' "$1 = $(cut -d' ' -f2 "$3/key.pub"),_g_:$2" >>"$CONTROLLER/etc/keys.properties"
  printf '%s\n' "user = \"$1:$password\"" "cacert = \"$CONTROLLER_CERTIFICATE\"" >"$3/curlrc"
}

# Waits until the controller answers that it is ready.
controller_ready() {
  wait_for 180 in_netns controller curl -sf --cacert "$CONTROLLER_CERTIFICATE" "$CONTROLLER_URL/health/ready" ||
    die "the controller is not ready after three minutes; see $STATE/log/controller.log and $CONTROLLER/data/log"
}

# A REST call with the lab's credentials: api METHOD PATH [JSON]; prints the body, fails unless the status is 2xx.
api() {
  local -a body=()
  [ $# -lt 3 ] || body=(-H 'Content-Type: application/json' --data "$3")
  in_netns controller curl -sS --fail-with-body --max-time 30 --config "$CONTROLLER/curlrc" -X "$1" "${body[@]}" \
    "$CONTROLLER_URL$2"
}

# A Karaf console command as the lab's admin.
console() {
  console_of lab "$CONTROLLER" "$@"
}

# A Karaf console command over ssh: console_of NAME FOLDER COMMAND. Karaf hangs up after each, which is not worth a word.
console_of() {
  local status=0
  {
    in_netns controller ssh -p 8101 -i "$2/key" -o BatchMode=yes -o LogLevel=ERROR \
      -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "$1@127.0.0.1" "${@:3}" 2>&1 >&3 3>&- |
      sed -u '/^Connection to .* closed by remote host/d' >&2
  } 3>&1 || status=$?
  [ "$status" -ne 255 ] || die "the console does not answer; see lab/lab logs controller"
  return "$status"
}

# Shows the REST API on the machine's own loopback, where the port is free; the relay crosses into the namespace.
relay_up() {
  is_running "$STATE/relay.pid" || [ -z "$(ss -Hltn 'sport = :8443')" ] || return 0
  start_daemon "$STATE/relay.pid" "$STATE/log/relay.log" socat TCP-LISTEN:8443,bind=127.0.0.1,fork,reuseaddr \
    "EXEC:nsenter --net=/run/netns/$(netns controller) socat STDIO TCP\\:127.0.0.1\\:8443"
}
