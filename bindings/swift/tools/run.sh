#!/bin/bash
# Runs a command with Swift: the machine's own, or that of the folder which `install.sh` made. The
# workspace is seen there at the same path; the mounts live in a namespace of their own and are
# gone with the command. usage: run.sh COMMAND…
set -euo pipefail
command -v swift >/dev/null && exec "$@"
root=${BOOKROOM_SWIFT:-/opt/bookroom-swift}
bind=$(cd "$(dirname "$0")/../../.." && pwd -P)
temp=${TMPDIR:-/tmp}
mkdir -p "$root$bind" "$root$temp"
export root bind temp
exec unshare --mount --propagation private bash -euc '
  mount --bind "$bind" "$root$bind"
  mount --bind "$temp" "$root$temp"
  mount -t proc proc "$root/proc"   # the compiler finds its libraries through /proc/self/exe
  mount --bind /dev "$root/dev"
  exec chroot "$root" /usr/bin/env -i HOME=/tmp TMPDIR="$temp" LANG=C.UTF-8 \
    BOOKROOM_TEST_SERVERS="${BOOKROOM_TEST_SERVERS-}" \
    PATH=/usr/bin:/bin:/usr/libexec/swift/bin "$@"' _ "$@"
