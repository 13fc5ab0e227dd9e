"""What the README files show runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BINDING = Path(__file__).resolve().parents[1]
FILES = [
    BINDING / "README.md",
    BINDING.parents[1] / "README.md",
    BINDING.parents[1] / "README.zh-CN.md",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BINDING.parents[1])))
def test_every_python_block_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.S)
    assert blocks
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(compile(block, str(path), "exec"), {"__name__": "readme"})
