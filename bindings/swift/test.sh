#!/bin/bash
# Installs what is missing, generates, builds and runs the Swift tests. Stores on servers are tried
# as well where their addresses are given. usage: test.sh [URL…]
set -euo pipefail
export BOOKROOM_TEST_SERVERS="$*"
cd "$(dirname "$0")"
command -v swift >/dev/null || bash tools/install.sh
bash ../generate.sh swift
root=$(cd ../.. && pwd -P)
target=$(cd "$root" && realpath -m "${CARGO_TARGET_DIR:-target}")
# SwiftPM's own sandbox cannot be nested.
exec bash tools/run.sh bash -euc '
  cd "$1"
  export BOOKROOM_EXAMPLES=$3/examples/data
  link=(-Xlinker -L"$2" -Xlinker -rpath -Xlinker "$2")
  swift build --disable-sandbox "${link[@]}"
  echo "━━ quickstart"
  .build/debug/quickstart "$BOOKROOM_EXAMPLES" | tee .build/quickstart.txt
  diff ../quickstart.txt .build/quickstart.txt   # both twins print the same
  echo "━━ fieldsales"
  .build/debug/fieldsales
  .build/debug/readme
  exec swift test --disable-sandbox "${link[@]}"' \
  _ "$PWD" "$target/debug" "$root"
