"""What the pages of the guide show runs as it stands, and prints what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guide"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.S | re.M)


def test_there_are_pages() -> None:
    assert 1 <= len(PAGES) <= 10


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_python_blocks_of_a_page_run_one_after_the_other(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    assert blocks
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "guide"}
    for block in blocks:
        # Lines above keep the places of a traceback those of the page.
        above = "\n" * (text[: block.start()].count("\n") + 1)
        exec(compile(above + block[1], str(path), "exec"), names)
        assert capsys.readouterr().out == (block[2] or "")
