#!/bin/bash
# Installs what the Kotlin step needs and this machine lacks: Java, JNA, JUnit (Debian's packages)
# and the Kotlin compiler (the npm package, pinned by its lock file). Idempotent.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
[ -e /usr/share/java/jna.jar ] || missing+=(libjna-java libjna-jni)
[ -e /usr/share/java/junit-platform-console-standalone.jar ] || missing+=(junit5)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=600 update || echo "going on with the lists at hand" >&2
  apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"
fi
[ -e node_modules/kotlin-compiler/bin/kotlinc ] || npm ci --ignore-scripts --no-bin-links
