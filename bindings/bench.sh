#!/bin/bash
# Crossing costs and leak runs, from one run on one machine: Rust, Kotlin and Swift against the same
# release build of the library; then the library's sizes. usage: bench.sh [cost|leaks|size]…
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd .. && pwd -P)
target=$(cd "$root" && realpath -m "${CARGO_TARGET_DIR:-target}")
[ $# -gt 0 ] || set -- cost leaks size
swift_run() {
  bash swift/tools/run.sh bash -euc '
    cd "$1"
    swift build -c release --disable-sandbox --product bench -Xlinker -L"$2" -Xlinker -rpath -Xlinker "$2" >/dev/null
    .build/release/bench "${@:3}"' _ "$root/bindings/swift" "$target/release" "$@"
}
kotlin_run() {
  . kotlin/tools/env.sh
  package
  jar bench "$out/bookroom.jar:$out/core.jar:$library_path" kotlin/bench
  run release "$out/bench.jar" dev.bookroom.bench.BenchKt "$@"
}
for part in "$@"; do
  echo "━━ $part"
  case $part in
    cost)
      bash generate.sh kotlin release && bash generate.sh swift release
      echo "rust" && cargo run -q --release -p bookroom-uniffi --example crossing
      echo "kotlin" && (kotlin_run)
      echo "swift" && swift_run ;;
    leaks)
      bash generate.sh kotlin release && bash generate.sh swift release
      echo "kotlin" && (kotlin_run leaks)
      echo "swift" && swift_run leaks ;;
    size)
      for profile in release mobile; do
        cargo build -q -p bookroom-uniffi --profile $profile
        file=$target/$profile/libbookroom_ffi.so
        cp "$file" "$target/stripped.so" && strip --strip-unneeded "$target/stripped.so"
        echo "$profile: $(stat -c %s "$file") bytes, stripped $(stat -c %s "$target/stripped.so")" \
          "compressed $(gzip -9c "$target/stripped.so" | wc -c)"
        rm "$target/stripped.so"
      done ;;
  esac
done
