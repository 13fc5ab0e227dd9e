"""Fields of a book's own: their values are Python's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import bookroom
import pytest
from bookroom import models
from conforms import check


def fields(session: bookroom.Session, subject: str) -> None:
    for kind in models.CustomKind:
        session.custom_fields.add(
            subject=subject,
            key=kind.value,
            label_zh=kind.value,
            kind=kind,
            choices=[models.CustomChoice(key=key, label_zh=key) for key in ("a", "b")]
            if kind.value in ("choice", "choices")
            else [],
            refers_to="customer" if kind.value == "reference" else None,
            personal=kind.value == "text",
        )


def test_values_are_plain(session: bookroom.Session, customer: bookroom.Customer) -> None:
    fields(session, "customer")
    made = session.customers.add(
        name="大理山海",
        custom={
            "text": "云L12345",
            "number": 12,
            "money": Decimal("9.5"),
            "date": dt.date(2026, 6, 30),
            "choice": "b",
            "choices": ["b", "a"],
            "reference": customer.id,
            "flag": True,
        },
    )
    check(made, models.Customer)
    assert made.custom == {
        "number": Decimal("12"),
        "money": Decimal("9.50"),
        "date": dt.date(2026, 6, 30),
        "choice": "b",
        "choices": ("a", "b"),
        "reference": customer.id,
        "flag": True,
    }
    assert made.custom_personal == {"text": "云L12345"}
    assert made.custom["flag"] is True
    # What is not named stays, None clears.
    edited = session.customers.edit(made, custom={"number": Decimal("1.5"), "flag": None})
    assert edited.custom["number"] == Decimal("1.5") and "flag" not in edited.custom
    assert edited.custom["money"] == Decimal("9.50")
    with pytest.raises(bookroom.InvalidError) as caught:
        session.customers.edit(edited, custom={"date": "yesterday", "nothing": 1})
    told = [(it.path, it.code) for it in caught.value.violations]
    assert told == [
        ("edits[0].edit.custom[date]", "bad_date"),
        ("edits[0].edit.custom[nothing]", "unknown_reference"),
    ]
    with pytest.raises(bookroom.InvalidError, match=r"Decimal\('1.5'\)"):
        session.customers.edit(edited, custom={"number": 1.5})  # type: ignore[dict-item]
    conditions = bookroom.where("custom.date", at_least=dt.date(2026, 1, 1))
    found = session.customers.list(conditions=conditions, sorted_by="custom.number")
    assert [row.id for row in found] == [made.id]
    assert not session.verify().findings


def test_a_field_is_changed_and_told_of(session: bookroom.Session) -> None:
    field = session.custom_fields.add(subject="product", key="origin", label_zh="产地", kind="text")
    check(field, models.CustomField)
    product = session.billing.products.add(
        code="P", name="茶", unit_price=1, tax_rate=0, custom={"origin": "勐海"}
    )
    assert session.billing.products.get(product.id).custom == {"origin": "勐海"}
    field = session.custom_fields.edit(field, max_length=1, default="无")
    fit = session.custom_fields.fit(field.id)
    assert (fit.values, fit.unfit, list(fit.records)) == (1, 1, [product.id])
    with pytest.raises(bookroom.ConflictError):
        session.custom_fields.remove(field)
    assert session.custom_fields.list(subject="product")[0].default == "无"
    assert list(session.custom_fields.list(subject="customer")) == []
