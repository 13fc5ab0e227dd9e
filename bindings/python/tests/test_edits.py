"""Partial edits: what is not given stays, ``None`` clears, anything else sets."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import pickle
from decimal import Decimal
from typing import Any

import bookroom
import pytest
from bookroom import UNSET, commands, models
from conftest import DAY


def test_unset_is_one_and_false() -> None:
    assert repr(UNSET) == "UNSET"
    assert not UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert copy.copy(UNSET) is UNSET
    assert copy.deepcopy(UNSET) is UNSET
    edit = bookroom.OperatorEdit()
    assert pickle.loads(pickle.dumps(edit)).team is UNSET


def test_every_field_of_every_edit_is_unset() -> None:
    edits = [name for name in dir(models) if name.endswith("Edit")]
    assert len(edits) > 12
    for name in edits:
        edit = getattr(models, name)()
        assert set(edit.asdict().values()) == {UNSET}, name


def test_an_edit_keeps_clears_and_sets(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    customers = session.customers
    customer = customers.edit(customer.id, customer.version, note="老客户", tags=["a"])
    customer = customers.edit(customer.id, customer.version, name="南山")
    assert (customer.name, customer.note, customer.level) == ("南山", "老客户", "A")
    customer = customers.edit(customer.id, customer.version, note=None, level=UNSET, tags=None)
    assert (customer.note, customer.level, customer.tags) == (None, "A", ())


def test_none_for_what_is_never_empty_is_required(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    head = session.changes.head()
    with pytest.raises(bookroom.InvalidError) as caught:
        session.customers.edit(customer.id, customer.version, name=None)  # type: ignore[call-overload]
    [violation] = caught.value.violations
    assert (violation.code, violation.path) == ("required", "edit.name")
    update = bookroom.CustomerUpdate(
        customer.id,
        customer.version,
        bookroom.CustomerEdit(payment_days=None),  # type: ignore[arg-type]
    )
    with pytest.raises(bookroom.InvalidError) as many:
        session.customers.edit_many([update])
    with pytest.raises(bookroom.InvalidError) as command:
        session.run(commands.EditCustomers([update]))
    for each in (many, command):
        [violation] = each.value.violations
        assert (violation.code, violation.path) == ("required", "edits[0].edit.payment_days")
    assert session.changes.head() == head


def test_a_dictionary_stands_for_an_edit(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    update: Any = {"id": customer.id, "version": customer.version, "edit": {"note": "x"}}
    [edited] = session.customers.edit_many([update])
    assert (edited.note, edited.level) == ("x", "A")
    update = {"id": edited.id, "version": edited.version, "edit": {"note": None}}
    [edited] = session.customers.edit_many([update])
    assert (edited.note, edited.level) == (None, "A")
    misspelt: Any = {**update, "edit": {"nmae": "x"}}
    with pytest.raises(TypeError, match="nmae"):
        session.customers.edit_many([misspelt])


def test_products_and_drafts_are_edited_in_part(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    products, invoices = session.billing.products, session.billing.invoices
    tea = products.add(code="TEA", name="茶", unit="罐", unit_price=Decimal(20))
    tea = products.edit(tea.id, tea.version, unit_price=Decimal(18))
    assert (tea.code, tea.unit, tea.unit_price) == ("TEA", "罐", Decimal(18))
    tea = products.edit(tea.id, tea.version, unit=None, unit_price=None)
    assert (tea.unit, tea.unit_price) == (None, None)
    line = bookroom.NewInvoiceLine(quantity=1, description="服务", unit_price=Decimal(100))
    draft = invoices.draft(customer=customer.id, issue_on=DAY, lines=[line], reference="PO-1")
    later = DAY + dt.timedelta(days=9)
    edited = invoices.edit(draft.id, draft.version, due_on=later, note="改")
    assert (edited.due_on, edited.reference, edited.lines) == (later, "PO-1", draft.lines)
    edited = invoices.edit(draft.id, edited.version, due_on=None, reference=None)
    assert (edited.due_on, edited.reference, edited.note) == (draft.due_on, None, "改")
    with pytest.raises(bookroom.InvalidError) as caught:
        invoices.edit(draft.id, edited.version, lines=[])
    assert caught.value.code == "no_lines"


def test_the_book_keeps_clears_and_sets(session: bookroom.Session) -> None:
    book = session.edit_book(session.book.version, legal_name="晨光有限公司", tax_rounding="line")
    book = session.edit_book(book.version, dates_from=dt.date(1990, 1, 1))
    assert (book.legal_name, book.tax_rounding) == ("晨光有限公司", "line")
    book = session.edit_book(book.version, legal_name=None, dates_from=None)
    assert (book.legal_name, book.dates_from, book.tax_rounding) == (None, None, "line")


def test_the_book_is_edited_by_every_field_of_its_edit() -> None:
    taken = inspect.signature(bookroom.Session.edit_book).parameters
    assert set(bookroom.BookEdit().asdict()) <= set(taken)


def test_an_edit_under_a_request_key_is_bound_to_what_it_clears(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    edit = session.customers.edit
    first = edit(customer.id, customer.version, level=None, request_key="k")
    assert edit(customer.id, customer.version, level=None, request_key="k") == first
    for other in (UNSET, "B"):
        with pytest.raises(bookroom.ConflictError) as caught:
            edit(customer.id, customer.version, level=other, request_key="k")
        assert caught.value.code == "key_reused"
