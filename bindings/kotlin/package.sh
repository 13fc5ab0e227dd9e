#!/bin/bash
# Makes what is handed out for Kotlin: the jar with the classes and this machine's native library,
# the jar with the sources (their documentation is in them), and the Maven description.
# usage: package.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")"
bash tools/install.sh
bash ../generate.sh kotlin release
. tools/env.sh
package
into=$(realpath -m "${1:-$target/dist/kotlin}")
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$into" "$work/classes/linux-x86-64" "$work/sources"
library=$target/release/libbookroom_ffi.so
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "name the folder of this system's library" >&2; exit 1; }
cp "$library" "$work/classes/linux-x86-64/"
strip --strip-unneeded "$work/classes/linux-x86-64/libbookroom_ffi.so"
pack() { python3 - "$@" <<'PYTHON'
import os, sys, zipfile
target, sources = sys.argv[1], sys.argv[2:]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
    for source in sources:
        if source.endswith(".jar"):
            with zipfile.ZipFile(source) as jar:
                for name in jar.namelist():
                    if not name.endswith("/") and name not in out.namelist():
                        out.writestr(name, jar.read(name))
            continue
        for folder, _, names in os.walk(source):
            for name in sorted(names):
                path = os.path.join(folder, name)
                out.write(path, os.path.relpath(path, source))
PYTHON
}
pack "$into/bookroom-$version.jar" "$out/core.jar" "$out/bookroom.jar" "$work/classes"
pack "$into/bookroom-$version-sources.jar" src/main/kotlin build/generated
cp pom.xml "$into/bookroom-$version.pom"
# The jar works by itself: no path to the library is given.
jar examples "$out/bookroom.jar:$out/core.jar:$library_path" examples
java -cp "$out/examples.jar:$into/bookroom-$version.jar:$runtime_path" \
  dev.bookroom.examples.quickstart.QuickstartKt "$root/examples/data" | diff ../quickstart.txt -
ls -l "$into"
