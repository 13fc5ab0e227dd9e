"""Side by side with piecash and python-accounting: 10,000 entries, trial balance, one balance.

    python benches/peers.py PYTHON_WITH_PIECASH PYTHON_WITH_PYTHON_ACCOUNTING [ENTRIES]

The three need different versions of SQLAlchemy, so each runs in an interpreter of its own, one
after the other, on a SQLite file in the same folder. All post the same entries and must come to
the same balance.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENTRIES = 10_000


def main() -> None:
    """Runs the three and prints ratios."""
    interpreters = {
        "bookroom": sys.executable,
        "piecash": sys.argv[1],
        "python_accounting": sys.argv[2],
    }
    entries = sys.argv[3] if len(sys.argv) > 3 else str(ENTRIES)
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, interpreter in interpreters.items():
            store = Path(folder) / f"{name}.sqlite"
            script = HERE / f"peer_{name}.py"
            done = subprocess.run(
                [interpreter, str(script), str(store), entries],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode != 0:
                raise SystemExit(f"{name}: {done.stderr[-2000:]}")
            figures[name] = json.loads(done.stdout.splitlines()[-1])
    balances = {name: figure.pop("value") for name, figure in figures.items()}
    assert len(set(balances.values())) == 1, f"the balances differ: {balances}"
    print(f"{'':<26}{'seconds':>12}{'ratio':>10}")
    for work in figures["bookroom"]:
        for name, figure in figures.items():
            ratio = figure[work] / figures["bookroom"][work]
            print(f"{work:<8}{name:<18}{figure[work]:>12.4f}{ratio:>10.1f}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
