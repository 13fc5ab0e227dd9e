#!/bin/bash
# Installs what is missing, generates, compiles and runs the Kotlin tests on the JVM. Stores on
# servers are tried as well where their addresses are given. usage: test.sh [URL…]
set -euo pipefail
export BOOKROOM_TEST_SERVERS="$*"
cd "$(dirname "$0")"
bash tools/install.sh
bash ../generate.sh kotlin
. tools/env.sh
package
jar examples "$out/bookroom.jar:$out/core.jar:$library_path" examples
echo "━━ quickstart"
run debug "$out/examples.jar" dev.bookroom.examples.quickstart.QuickstartKt "$root/examples/data" |
  tee "$out/quickstart.txt"
diff ../quickstart.txt "$out/quickstart.txt"   # both twins print the same
echo "━━ fieldsales"
run debug "$out/examples.jar" dev.bookroom.examples.fieldsales.FieldSalesKt
run debug "$out/examples.jar" ReadmeKt
junit=$java/junit-jupiter-api.jar:$java/junit-platform-commons.jar:$java/opentest4j.jar
junit=$junit:$java/apiguardian-api.jar
junit=$junit:$compiler/lib/kotlin-test.jar:$compiler/lib/kotlin-test-junit5.jar
jar tests "$out/bookroom.jar:$out/core.jar:$library_path:$junit" src/test/kotlin
code=0
java -XX:+UseSerialGC -Djna.library.path="$target/debug" \
  -Dbookroom.generated="$kotlin/build/generated/dev/bookroom/bookroom.kt" \
  -Dbookroom.examples="$root/examples/data" \
  -jar "$java/junit-platform-console-standalone.jar" \
  -cp "$out/tests.jar:$out/bookroom.jar:$out/core.jar:$junit:$runtime_path" --scan-classpath "$out/tests.jar" \
  --disable-banner --disable-ansi-colors --details=tree --fail-if-no-tests |
  tee "$out/junit.log" || code=$?
passed=$(sed -n 's/^\[ *\([0-9]*\) tests successful.*/\1/p' "$out/junit.log")
failed=$(sed -n 's/^\[ *\([0-9]*\) tests failed.*/\1/p' "$out/junit.log")
# JUnit passes over a test that returns a value: none may go missing.
written=$(cat src/test/kotlin/*.kt | grep -c '@Test fun')
if [ "$((${passed:-0} + ${failed:-0}))" != "$written" ]; then
  echo "of $written tests written only ${passed:-0} + ${failed:-0} ran" >&2
  code=1
fi
echo "kotlin: ${passed:-0} passed, ${failed:-1} failed"
exit "$code"
