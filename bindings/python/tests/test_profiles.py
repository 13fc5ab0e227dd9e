"""What customers want on their invoices, and days that matter to them."""

from __future__ import annotations

import datetime as dt

import bookroom
import pytest
from bookroom import NewInvoiceLine
from conforms import check
from conftest import DAY


def test_invoice_profiles(session: bookroom.Session, customer: bookroom.Customer) -> None:
    profiles, invoices = session.customers.invoice_profiles, session.billing.invoices
    first = profiles.add(
        customer=customer.id,
        title="蓝湖商行有限公司",
        tax_number="91350100M000100Y43",
        bank="招商银行杭州分行",
        account="571900012345678",
        email="fapiao@lanhu.example",
    )
    assert check(first, bookroom.InvoiceProfile) > 5 and first.is_default
    second = profiles.add(customer=customer.id, title="蓝湖上海")
    line = NewInvoiceLine(description="茶", quantity=1, unit_price=600)
    draft = invoices.draft(customer=customer.id, issue_on=DAY, lines=[line])
    assert (draft.profile, draft.counterparty_name) == (first.id, "蓝湖商行有限公司")
    assert draft.counterparty_email == "fapiao@lanhu.example"
    draft = invoices.edit(draft, profile=second.id)
    assert (draft.counterparty_name, draft.counterparty_account) == ("蓝湖上海", None)
    second = profiles.edit(second, is_default=True)
    found = profiles.list(customer=customer.id, is_default=True)
    assert [it.id for it in found.items] == [second.id]
    with pytest.raises(bookroom.ConflictError):
        profiles.remove(second.id, second.version)
    assert not profiles.set_active(second.id, second.version, active=False).active
    first = profiles.get(first.id)
    assert profiles.remove(first.id, first.version).title == first.title


def test_important_dates(session: bookroom.Session, customer: bookroom.Customer) -> None:
    dates = session.customers.important_dates
    person = session.customers.add_contact(customer=customer.id, name="王芳")
    birthday = dates.add(
        customer=customer.id,
        contact=person.id,
        kind="birthday",
        year=1984,
        month=2,
        day=29,
        remind_days=7,
    )
    assert check(birthday, bookroom.ImportantDate) > 5
    page = dates.coming(dt.date(2027, 2, 1), dt.date(2027, 3, 31))
    [found] = page.items
    assert check(found, bookroom.ComingDate) > 3
    assert (found.on, found.years) == (dt.date(2027, 2, 28), 43)
    assert found.contact_name == "王芳"
    today = dt.date(2027, 2, 21)
    assert [it.date.id for it in dates.coming(today, today, by_reminder=True)] == [birthday.id]
    birthday = dates.edit(birthday, year=None, day=28)
    assert (birthday.year, birthday.day) == (None, 28)
    with pytest.raises(bookroom.InvalidError) as refused:
        dates.add(customer=customer.id, kind="other", month=2, day=30)
    assert [it.path for it in refused.value.violations] == ["dates[0].label", "dates[0].day"]
    dates.remove(birthday.id, birthday.version)
    assert dates.list(customer=customer.id).items == []
