#!/bin/bash
# Installs what is missing, generates, builds and runs the Swift tests.
set -euo pipefail
cd "$(dirname "$0")"
command -v swift >/dev/null || bash tools/install.sh
bash ../generate.sh swift
root=$(cd ../.. && pwd -P)
target=$(cd "$root" && realpath -m "${CARGO_TARGET_DIR:-target}")
# SwiftPM's own sandbox cannot be nested.
exec bash tools/run.sh bash -euc '
  cd "$1"
  export BOOKROOM_EXAMPLES=$3/examples/data
  exec swift test --disable-sandbox -Xlinker -L"$2" -Xlinker -rpath -Xlinker "$2"' \
  _ "$PWD" "$target/debug" "$root"
