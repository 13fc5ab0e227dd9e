"""Checks the package as a stranger would find it: builds a wheel, installs it, runs everything.

    python tools/check.py FOLDER [DATABASE...]

FOLDER gets a fresh virtual environment; DATABASE is the address of a database of a server, on which
some tests run too. What is checked: generated files, formatting and lints of
the Python code, mypy --strict, pyright, stubtest, doctests, tests and examples, all of them
against the installed wheel and not against the sources.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

BINDING = Path(__file__).resolve().parent.parent
WORKSPACE = BINDING.parent.parent


def run(*words: str | Path, cwd: Path = BINDING, **environment: str) -> None:
    """Runs a command that may only succeed."""
    shown = " ".join(str(word) for word in words[:8])
    print(f"   {shown}", flush=True)
    subprocess.run(words, cwd=cwd, check=True, env={**os.environ, **environment})


def environment(folder: Path) -> Path:
    """A fresh virtual environment; returns its programs' folder."""
    run(sys.executable, "-m", "venv", "--clear", folder / "venv")
    return folder / "venv" / ("Scripts" if os.name == "nt" else "bin")


def main() -> None:
    """Does it all."""
    folder = Path(sys.argv[1]).resolve()
    programs = environment(folder)
    python = programs / "python"
    project = tomllib.loads((BINDING / "pyproject.toml").read_text(encoding="utf-8"))
    needs = [*project["build-system"]["requires"], *project["dependency-groups"]["test"]]
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *needs)

    run(python, "tools/generate.py", "--check")
    run(programs / "ruff", "check", ".")
    run(programs / "ruff", "format", "--check", "--exclude", "python/bookroom/_generated", ".")

    wheels = folder / "wheels"
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    build = ["build", "--quiet", "--profile", "dev", "--compatibility", "linux", "--out", wheels]
    run(programs / "maturin", *build, PATH=path, VIRTUAL_ENV=str(folder / "venv"))
    [wheel] = wheels.glob("*.whl")
    run(
        python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", wheel
    )

    run(programs / "mypy", "--strict", "-p", "bookroom", "--config-file", "pyproject.toml")
    run(
        programs / "mypy",
        "--strict",
        "tests",
        "examples/quickstart.py",
        "examples/month.py",
        *sorted((BINDING / "examples").glob("quarter*.py")),
    )
    run(programs / "pyright", "--pythonpath", python)
    run(
        python, "-m", "mypy.stubtest", "--mypy-config-file", "pyproject.toml",
        "--allowlist", "tests/stubtest.allow", "--allowlist", "tests/stubtest_overloads.allow",
        "--ignore-unused-allowlist", "bookroom",
    )  # fmt: skip
    run(python, "-m", "pytest", "--quiet", "--doctest-modules", "--pyargs", "bookroom", cwd=folder)
    run(python, "-m", "pytest", "tests", BOOKROOM_TEST_SERVERS=" ".join(sys.argv[2:]))


if __name__ == "__main__":
    main()
