#!/bin/bash
# Makes BookroomFFI.xcframework for Apple platforms, and beside it the whole package to hand out.
#
# The static libraries of iOS, its simulator and macOS need a Mac with Xcode and Rust's targets.
# On Linux the script does what does not: it writes the sources and headers and lays out the whole
# package, which builds there against the library of the machine. usage: xcframework.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(cd ../.. && pwd -P)
target=$(cd "$root" && realpath -m "${CARGO_TARGET_DIR:-target}")
into=${1:-$target/dist/swift}
bash ../generate.sh swift release
rm -rf "$into"
mkdir -p "$into/headers"
cp Sources/BookroomFFI/BookroomFFI.h "$into/headers/"
# In an XCFramework the module map carries no `link`: the library is the framework's own.
printf 'module BookroomFFI {\n    header "BookroomFFI.h"\n    export *\n}\n' \
  >"$into/headers/module.modulemap"
cp -r Package.swift Sources Examples Tests "$into/"
if [ "$(uname -s)" != Darwin ]; then
  echo "not a Mac: no XCFramework; sources and headers are in $into"
  exit 0
fi
build() { cargo build -p bookroom-uniffi --profile mobile --target "$1"; }
library() { echo "$target/$1/mobile/libbookroom_ffi.a"; }
for triple in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios \
  aarch64-apple-darwin x86_64-apple-darwin; do
  rustup target add "$triple"
  build "$triple"
done
mkdir -p "$into/fat"
lipo -create "$(library aarch64-apple-ios-sim)" "$(library x86_64-apple-ios)" \
  -output "$into/fat/simulator.a"
lipo -create "$(library aarch64-apple-darwin)" "$(library x86_64-apple-darwin)" \
  -output "$into/fat/macos.a"
xcodebuild -create-xcframework \
  -library "$(library aarch64-apple-ios)" -headers "$into/headers" \
  -library "$into/fat/simulator.a" -headers "$into/headers" \
  -library "$into/fat/macos.a" -headers "$into/headers" \
  -output "$into/BookroomFFI.xcframework"
rm -rf "$into/fat"
