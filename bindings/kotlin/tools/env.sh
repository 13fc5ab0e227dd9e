# Sourced by the scripts beside it: where things are, and how Kotlin is compiled and run.
kotlin=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(cd "$kotlin/../.." && pwd)
target=$(cd "$root" && realpath -m "${CARGO_TARGET_DIR:-target}")
out=$target/kotlin
compiler=$kotlin/tools/node_modules/kotlin-compiler
java=/usr/share/java
library_path=$java/jna.jar:$compiler/lib/kotlinx-coroutines-core-jvm.jar
runtime_path=$library_path:$compiler/lib/kotlin-stdlib.jar
mkdir -p "$out"
# One short-lived virtual machine: the quick compiler alone saves a third of its time.
export JAVA_OPTS="-Xmx3000M -XX:+UseSerialGC -XX:TieredStopAtLevel=1"

kotlinc() { bash "$compiler/bin/kotlinc" -jvm-target 17 -no-reflect -Werror "$@"; }

# Whether a jar that this one is made of is newer.
newer() {
  local other
  for other in core bookroom; do
    [ "$1" = "$out/$other.jar" ] && return 1
    [ "$out/$other.jar" -nt "$1" ] && return 0
  done
  return 1
}

# Compiles sources into a jar when one of them, or the package, is newer.
# usage: jar NAME CLASSPATH SOURCE…
jar() {
  local file=$out/$1.jar path=$2
  shift 2
  if [ ! -e "$file" ] || [ -n "$(find "$@" -newer "$file" -name '*.kt')" ] ||
    newer "$file"; then
    echo "compiling $(basename "$file")"
    kotlinc ${friend:+-Xfriend-paths="$friend"} -cp "$path" -d "$file" "$@"
  fi
}

# The package in two jars, so that a change by hand does not compile the generated file anew.
package() {
  local main=$kotlin/src/main/kotlin/dev/bookroom
  jar core "$library_path" "$kotlin/build/generated" "$main/support"
  friend=$out/core.jar jar bookroom "$out/core.jar:$library_path" "$main"/*.kt
}

# Runs a main class with the library of a profile. usage: run PROFILE CLASSPATH CLASS WORD…
run() {
  local folder=$1 path=$2
  shift 2
  java -XX:+UseSerialGC -Djna.library.path="$target/$folder" \
    -cp "$path:$out/bookroom.jar:$out/core.jar:$runtime_path" "$@"
}
