"""Makes the generated parts of the binding from the engine's source.

python tools/generate.py           writes them
python tools/generate.py --check   says whether they are up to date
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from catalogue import Catalogue  # noqa: E402
from emit_python import PythonWriter  # noqa: E402
from emit_rust import RustWriter  # noqa: E402
from rust_source import Engine  # noqa: E402

BINDING = HERE.parent
ENGINE = BINDING.parent.parent / "crates" / "bookroom" / "src"

#: Python's name of each area, its handle in the engine, what is written by hand, what is renamed.
AREAS: list[tuple[str, str, set[str], dict[str, str]]] = [
    ("access", "Access", set(), {}),
    ("changes", "Changes", {"wait"}, {}),
    ("customers", "Customers", set(), {}),
    ("dictionaries", "Dictionaries", set(), {}),
    ("ledger", "Ledger", set(), {}),
    ("billing", "Billing", {"products", "invoices", "payments"}, {}),
    ("billing.products", "Products", set(), {}),
    ("billing.invoices", "Invoices", set(), {}),
    ("billing.payments", "Payments", set(), {}),
    ("service", "Service", set(), {}),
    (
        "exchange",
        "Exchange",
        {
            "preview",
            "import_customers",
            "import_products",
            "import_sales",
            "import_payments",
            "export",
        },
        {},
    ),
    (
        "reports",
        "Reports",
        {"trial_balance"},
        {"trial_balance_with": "trial_balance"},
    ),
]

#: Types that only the parts written by hand use: (type, module, whether Python makes it).
EXTRA: list[tuple[str, str, bool]] = [
    ("Book", "crate::book::model", False),
    ("NewBook", "crate::book::model", True),
    ("PasswordPolicy", "crate::access::model", True),
    ("Grant", "crate::access::permission", True),
    ("Head", "crate::changes::model", True),
    ("Change", "crate::changes::model", False),
    ("Verification", "crate::verify", False),
    ("FileOptions", "crate::exchange::model::options", True),
    ("CustomerImport", "crate::exchange::model::options", True),
    ("ProductImport", "crate::exchange::model::options", True),
    ("SalesImport", "crate::exchange::model::options", True),
    ("PaymentImport", "crate::exchange::model::options", True),
    ("Progress", "crate::exchange::model::progress", False),
    ("Target", "crate::exchange::headers", True),
    ("ImportPreview", "crate::exchange::model::report", False),
    ("ImportReport", "crate::exchange::model::report", False),
    ("Phone", "crate::values::contact_points", False),
    ("CaseStep", "crate::service::model", False),
    ("ExportList", "crate::exchange::export", True),
    ("ExportOptions", "crate::exchange::export", True),
]


def make() -> dict[Path, str]:
    """Every generated file with its text."""
    catalogue = Catalogue(Engine(ENGINE))
    for area in AREAS:
        catalogue.add_area(*area)
    for name, module, made_in_python in EXTRA:
        type_ = catalogue.type_of(name, module)
        if made_in_python:
            catalogue.mark_input(type_)
    catalogue.add_commands()
    rust, python = RustWriter(catalogue), PythonWriter(catalogue)
    folder = BINDING / "python" / "bookroom" / "_generated"
    return {
        BINDING / "src" / "generated" / "schema.rs": formatted(rust.schema()),
        BINDING / "src" / "generated" / "calls.rs": formatted(rust.calls()),
        folder / "models.py": python.models(),
        folder / "commands.py": python.commands(),
        folder / "areas.py": python.areas(),
    }


def formatted(text: str) -> str:
    """The text as rustfmt has it."""
    config = BINDING.parent.parent / "rustfmt.toml"
    done = subprocess.run(
        ["rustfmt", "--edition", "2024", "--config-path", str(config)],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def main() -> int:
    """Writes the files, or compares them."""
    stale = []
    for path, text in make().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(BINDING))
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print("not up to date, run tools/generate.py:", *stale, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
