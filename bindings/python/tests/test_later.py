"""What is loaded when: the package at once, each area when it is used."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import subprocess
import sys
import typing

import bookroom
import pytest
from bookroom import commands, models

AREAS = ["access", "billing", "customers", "exchange", "ledger", "reports", "service"]


def loaded_after(code: str) -> set[str]:
    """The areas of which a fresh interpreter has loaded anything after some code."""
    told = f"import sys\n{code}\nprint(*(name for name in sys.modules if 'bookroom.' in name))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    names = {name.rsplit(".", 1)[-1] for name in done.stdout.split()}
    return names.intersection(AREAS)


def test_importing_the_package_loads_no_area() -> None:
    assert loaded_after("import bookroom, bookroom.models, bookroom.commands") == set()


def test_an_area_is_loaded_when_it_is_used() -> None:
    assert loaded_after("import bookroom\nbookroom.NewInvoice") == {"billing"}
    assert loaded_after("from bookroom import commands\ncommands.OpenCases") == {"service"}
    signed_in = (
        "import bookroom\nroom = bookroom.open(':memory:')\n"
        "book = room.create_book(name='x', owner_name='li', owner_password='long enough 1')\n"
        "session = room.sign_in(book, 'li', 'long enough 1')\n"
    )
    assert loaded_after(signed_in) == set()
    assert loaded_after(f"{signed_in}session.customers.list()") == {"customers"}


def test_every_public_name_is_there() -> None:
    for module in (bookroom, models, commands):
        scope: dict[str, object] = {}
        exec(f"from {module.__name__} import *", scope)
        names = set(vars(module)["__all__"])
        assert names <= set(scope)
        assert names <= set(dir(module))
        # Nothing of Python's own is replaced, such as `open`.
        assert not names.intersection(dir(builtins))
    assert set(vars(models)["__all__"]) < set(vars(bookroom)["__all__"])
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        bookroom.Nothing  # type: ignore[attr-defined]  # noqa: B018


def test_an_area_of_a_session_is_always_the_same(session: bookroom.Session) -> None:
    assert session.billing is session.billing
    assert session.billing.invoices is session.billing.invoices
    assert isinstance(session.billing.invoices, bookroom.Invoices)
    assert {"billing", "service"} <= set(dir(session))
    with pytest.raises(AttributeError, match="'Session' object has no attribute 'nothing'"):
        session.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_help_of_every_record_tells_its_fields() -> None:
    for module in (models, commands):
        for name in vars(module)["__all__"]:
            found = getattr(module, name)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                told = inspect.getdoc(found) or ""
                for field in dataclasses.fields(found):
                    assert f"\n    {field.name}: " in told, (name, field.name)


def test_hints_of_every_record_can_be_read() -> None:
    for name in vars(models)["__all__"]:
        found = getattr(models, name)
        if isinstance(found, type):
            assert typing.get_type_hints(found) is not None
