# shellcheck shell=bash
# The versions that this build gives to what it makes, and those that stand on hosts and in the store's file.

# shellcheck disable=SC2034
INTENT=$CONTROLLER/data/landbridge/intent.json

pipeline_version() {
  constant controller/src/main/java/io/landbridge/pipeline/FlowCompiler.java VERSION
}

store_version() {
  constant store/src/main/java/io/landbridge/store/IntentWriter.java SCHEMA_VERSION
}

# The number that a constant of the sources has: constant FILE NAME
constant() {
  sed -nE "s/.* int $2 = ([0-9]+);/\1/p" "$PROJECT/$1" | grep .
}

# The versions in the cookies of our flows on a host, a line each: mark 4c42, feature, version, object.
flow_versions() {
  local version
  for version in $(flows "$1" | sed -nE 's/^cookie=0x4c42..(..)........,.*/\1/p' | sort -u); do
    echo $((16#$version))
  done
}

# The version that a host's bridge says it was made for.
bridge_version() {
  in_host "$1" ovs-vsctl --if-exists get Bridge ovs_sw0 external_ids:landbridge-pipeline | tr -d '"'
}
