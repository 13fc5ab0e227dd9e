"""Makes the generated Python from the description of the engine.

python tools/generate.py           writes it
python tools/generate.py --check   says whether it is up to date
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import emit_index  # noqa: E402
from catalogue import Catalogue  # noqa: E402
from emit_calls import CallWriter  # noqa: E402
from emit_records import RecordWriter  # noqa: E402

BINDING = HERE.parent
PACKAGE = BINDING / "python" / "bookroom"
FOLDER = PACKAGE / "_generated"
ALLOWED = BINDING / "tests" / "stubtest_overloads.allow"
DESCRIPTION = BINDING.parent.parent / "crates" / "describe" / "bookroom.json"


def make() -> dict[Path, str]:
    """Every generated file with its text."""
    catalogue = Catalogue(DESCRIPTION)
    files: dict[str, str] = {}
    models: dict[str, list[str]] = {}
    commands: dict[str, list[str]] = {}
    for area in catalogue.areas():
        writer = RecordWriter(catalogue, area)
        files[f"models/{area}.py"] = writer.models()
        models[area] = writer.names
        if any(command.item.area == area for command in catalogue.commands):
            files[f"commands/{area}.py"] = writer.commands()
            commands[area] = writer.names
    writers = {
        area: CallWriter(catalogue, area, (PACKAGE / "_areas" / f"{area}.py").exists())
        for area in sorted({handle.module for handle in catalogue.handles})
    }
    files |= {f"calls/{area}.py": writer.calls() for area, writer in writers.items()}
    allowed = emit_index.stubtest(writers)
    files["models/__init__.py"] = emit_index.models(models)
    files["commands/__init__.py"] = emit_index.commands(commands)
    files["commands/catalogue.py"] = emit_index.command_catalogue(catalogue)
    files["calls/__init__.py"] = emit_index.handles(writers)
    files["session.py"] = emit_index.session(catalogue)
    return {ALLOWED: allowed} | {FOLDER / name: text for name, text in files.items()}


def main() -> int:
    """Writes the files, or compares them."""
    made = make()
    known = [p for p in FOLDER.rglob("*.py") if p.read_text(encoding="utf-8").startswith("# Made")]
    stale = [path for path in known if path not in made]
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
    if "--check" in sys.argv:
        if stale:
            names = (str(path.relative_to(BINDING)) for path in stale)
            print("not up to date, run tools/generate.py:", *names, file=sys.stderr)
        return int(bool(stale))
    for path in stale:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
