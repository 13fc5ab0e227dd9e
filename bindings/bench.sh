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
# Each work of a language against the same in Rust.
ratios() {
  awk '
    { time = $NF; name = $0; sub(/ [0-9]+$/, "", name) }
    NR == FNR { sub(/ \(columns or records\)$/, "", name); rust[name] = time; next }
    { work = name; sub(/ as (records|columns)$/, "", work) }
    work in rust && rust[work] > 0 { printf "  %-44s %8.2f of Rust\n", name, time / rust[work] }
  ' "$1" "$2"
}
for part in "$@"; do
  echo "━━ $part"
  case $part in
    cost)
      bash generate.sh kotlin release && bash generate.sh swift release
      mkdir -p "$target/bench"
      echo "rust" && cargo run -q --release -p bookroom-uniffi --example crossing |
        tee "$target/bench/crossing.rust"
      for language in kotlin swift; do
        echo "$language" && ("${language}_run") | tee "$target/bench/crossing.$language"
        ratios "$target/bench/crossing.rust" "$target/bench/crossing.$language"
      done ;;
    leaks)
      bash generate.sh kotlin release && bash generate.sh swift release
      # A small heap, so that what is not given back shows.
      echo "kotlin" && (JAVA_TOOL_OPTIONS="-Xms256m -Xmx256m -XX:+AlwaysPreTouch" kotlin_run leaks)
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
