#!/bin/bash
# Builds the library and writes the Kotlin or Swift sources from it. They are not committed: they
# are tens of thousands of lines that follow from the engine's own sources.
# usage: generate.sh kotlin|swift [PROFILE]
set -euo pipefail
cd "$(dirname "$0")/.."
language=$1 profile=${2:-dev}
folder=$([ "$profile" = dev ] && echo debug || echo "$profile")
if [ -n "${BOOKROOM_TEST_SERVERS:-}" ]; then
  # Tests on servers need what reaches them. With a test among what is built, the features are those
  # of all tests, so that one build of the engine serves them all.
  cargo build --workspace --exclude bookroom-benches --all-features --lib --bins --test exports
else
  cargo build -p uniffi-bindgen
  # Packages are for devices, which have no servers.
  cargo build -p bookroom-uniffi --profile "$profile"
fi
target=${CARGO_TARGET_DIR:-target}
library=$target/$folder/libbookroom_ffi.so
[ -e "$library" ] || library=$target/$folder/libbookroom_ffi.dylib
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ids=$work/ids out=$work/out
"$target/debug/uniffi-bindgen" ids "$ids"
# The configuration of the ids comes on top of the library's own `uniffi.toml`.
"$target/debug/uniffi-bindgen" generate "$library" --language "$language" --no-format \
  --config "$ids/uniffi.toml" --out-dir "$out"
# A file keeps its time when nothing in it has changed, so that nothing is compiled anew.
keep() { cmp -s "$1" "$2" || { mkdir -p "$(dirname "$2")"; cp "$1" "$2"; }; }
case $language in
  kotlin)
    keep "$ids/Ids.kt" bindings/kotlin/build/generated/dev/bookroom/ids/Ids.kt
    keep "$ids/Seen.kt" bindings/kotlin/build/generated/dev/bookroom/Seen.kt
    keep "$out/dev/bookroom/bookroom.kt" bindings/kotlin/build/generated/dev/bookroom/bookroom.kt ;;
  swift)
    keep "$ids/Ids.swift" bindings/swift/Sources/Bookroom/generated/Ids.swift
    keep "$ids/Seen.swift" bindings/swift/Sources/Bookroom/generated/Seen.swift
    keep "$out/Bookroom.swift" bindings/swift/Sources/Bookroom/generated/Bookroom.swift
    keep "$out/BookroomFFI.h" bindings/swift/Sources/BookroomFFI/BookroomFFI.h ;;
esac
