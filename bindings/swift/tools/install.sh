#!/bin/bash
# Swift for a Debian machine that has none: a folder with Debian's own swiftlang (trixie), entered
# by `run.sh`. Idempotent; needs root. usage: install.sh [FOLDER]
set -euo pipefail
root=${1:-${BOOKROOM_SWIFT:-/opt/bookroom-swift}}
# The last thing that is installed: the client libraries, for tests of stores on servers.
ready=$root/.ready-with-clients
[ -e "$ready" ] && exit 0
[ "$(id -u)" = 0 ] || { echo "installing Swift needs root" >&2; exit 1; }
clients() {
  {
    chroot "$root" apt-get -q update &&
      chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
        --no-install-recommends libpq5 libmariadb3 &&
      chroot "$root" apt-get clean
  } >>"$root.log" 2>&1 || { tail -20 "$root.log" >&2; exit 1; }
  touch "$ready"
}
command -v debootstrap >/dev/null || {
  apt-get -q -o DPkg::Lock::Timeout=600 update
  apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends debootstrap
} >/dev/null
# The mirror that this machine is set up with.
mirror=${MIRROR:-$({ sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+).*/\2/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } | head -1)}
mkdir -p "$(dirname "$root")"
# One installation at a time; a half-made folder of an earlier try is made anew.
exec 9>"$root.lock"
flock 9
[ -e "$ready" ] && exit 0
[ -e "$root/.ready" ] && { clients; exit 0; }
if grep -q " $root" /proc/mounts; then
  echo "something is mounted below $root: unmount it first" >&2
  exit 1
fi
rm -rf --one-file-system "$root"
begun=$SECONDS
debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -20 "$root.log" >&2; exit 1; }
echo "debootstrap: $((SECONDS - begun)) s"
# No fsync, and none of the tools that a build and a test run do not need.
printf 'force-unsafe-io\n' >"$root/etc/dpkg/dpkg.cfg.d/fast"
swift=/usr/libexec/swift
for path in "$swift/bin/lldb*" "$swift/bin/clangd" "$swift/bin/sourcekit-lsp" "$swift/bin/docc" \
  "$swift/bin/swift-format" "$swift/bin/repl_swift" "$swift/lib/liblldb*" "$swift/lib/libsourcekitd*" \
  "$swift/lib/swift/embedded/*" "$swift/lib/swift/FrameworkABIBaseline/*" \
  '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/locale/*'; do
  echo "path-exclude=$path"
done >"$root/etc/dpkg/dpkg.cfg.d/slim"
# The package lacks the C library's and the C++ headers among its dependencies.
{
  chroot "$root" apt-get -q update &&
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
      --no-install-recommends swiftlang libc6-dev libstdc++-14-dev &&
    chroot "$root" apt-get clean
} >>"$root.log" 2>&1 || { tail -20 "$root.log" >&2; exit 1; }
touch "$root/.ready"
clients
echo "swift: $((SECONDS - begun)) s, $(du -sm "$root" | cut -f1) MiB in $root"
