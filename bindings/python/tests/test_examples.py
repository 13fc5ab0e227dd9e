"""The examples run and come to their figures."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_quickstart_comes_to_the_figures_of_its_twin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = load("quickstart").main(str(tmp_path / "books.sqlite"))
    assert figures["revenue"] == Decimal("423772.89")
    assert figures["closing"] == Decimal("465575.04")
    assert figures["debit"] == figures["credit"]
    assert "nothing differs" in capsys.readouterr().out


def test_a_month_of_books(capsys: pytest.CaptureFixture[str]) -> None:
    summary = load("month").main()
    # 33 jin of tea at 800, less what the bought tea and the wages cost.
    assert summary.total_income == Decimal("26400.00")
    assert "owes" in capsys.readouterr().out


def test_a_messy_spreadsheet_becomes_balances(capsys: pytest.CaptureFixture[str]) -> None:
    balances = load("messy_excel").main()
    assert sorted(row.balance for row in balances) == [Decimal("300.00"), Decimal("14000.50")]
    assert "rows taken" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_quarter_agrees_on_every_month_end(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    assert load("quarter").main(language, tmp_path) == 0
    told = capsys.readouterr().out
    assert "!!" not in told
    assert ("全部一致" if language == "zh" else "second books agree") in told


def test_a_quarter_that_does_not_agree_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    quarter = load("quarter")
    books = sys.modules["quarter_books"].Books
    settle = books.settle

    def a_cent_less(self: Any, debt: str, credit: str, *rest: object) -> None:
        settle(self, debt, credit, *rest)
        if debt == "XS26-0112":
            self.settled[-1].amount -= Decimal("0.01")

    monkeypatch.setattr(books, "settle", a_cent_less)
    assert quarter.main("en", tmp_path) == 1
    assert "!! receivable by age, C002, 2026-01-31" in capsys.readouterr().out


def test_the_notebook_runs(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(EXAMPLES / "tour.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
    assert shown.count("<table") >= 3
    assert "500.00" in shown
    assert not any(output["output_type"] == "error" for output in outputs)
