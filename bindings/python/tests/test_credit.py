"""What customers may owe, and which belong together."""

from __future__ import annotations

from decimal import Decimal

import bookroom
import pytest
from bookroom import NewInvoiceLine
from conforms import check
from conftest import DAY


def test_credit_limits(session: bookroom.Session, customer: bookroom.Customer) -> None:
    customers, invoices = session.customers, session.billing.invoices
    known = customers.set_credit_limit(customer, limit=Decimal("1000"))
    assert known.credit_limit == Decimal("1000.00")
    line = NewInvoiceLine(description="茶", quantity=1, unit_price=600)
    invoices.draft_and_post([bookroom.NewInvoice(customer=customer.id, issue_on=DAY, lines=[line])])
    credit = customers.credit(customer.id)
    assert check(credit, bookroom.CustomerCredit) > 5
    assert (credit.used, credit.available) == (Decimal("600.00"), Decimal("400.00"))
    draft = invoices.draft(customer=customer.id, issue_on=DAY, lines=[line])
    with pytest.raises(bookroom.InvalidError) as refused:
        invoices.post(draft.id, draft.version)
    told = refused.value.violations[0]
    assert (told.code, told.fact("limit")) == ("credit_limit_exceeded", "1000.00")
    session.edit_book(session.book, credit_check="warn")
    warning = invoices.post(draft.id, draft.version).credit_warning
    assert warning is not None and check(warning, bookroom.CreditWarning) > 2
    assert (warning.used, warning.amount) == (Decimal("600.00"), Decimal("600.00"))
    assert invoices.get(draft.id).credit_warning is None


def test_families(session: bookroom.Session, customer: bookroom.Customer) -> None:
    customers = session.customers
    holding = customers.add(name="控股")
    customers.set_parent(customer, parent=holding.id)
    family = customers.family(customer.id)
    assert [(it.customer, it.depth) for it in family] == [(holding.id, 0), (customer.id, 1)]
    assert [it.id for it in customers.list(parent=holding.id)] == [customer.id]
    assert customers.family_credit(holding.id).customers == 2
    with pytest.raises(bookroom.InvalidError, match="above itself"):
        customers.set_parent(holding, parent=customer.id)


def test_merging(session: bookroom.Session, customer: bookroom.Customer) -> None:
    customers = session.customers
    twice = customers.add(name="蓝湖商行有限公司", website="https://lanhu.example")
    rules = [bookroom.MergeFieldRule(field="name", rule="of", customer=twice.id)]
    merged = customers.merge(customer, [twice], rules=rules)
    assert check(merged.merge, bookroom.CustomerMerge) > 5
    assert (merged.customer.name, merged.customer.website) == (twice.name, twice.website)
    assert customers.get(twice.id).merged_into == customer.id
    with pytest.raises(bookroom.InvalidError) as refused:
        session.dealings.add(customer=twice.id, kind="call", subject="续约")
    assert refused.value.violations[0].fact("merged_into") == str(customer.id)
    assert customers.merges(customer=twice.id).items == [merged.merge]
    parted = customers.unmerge(merged.merge.id, merged.merge.version)
    assert parted.merge.undone_at is not None
    assert [it.merged_into for it in customers.get_many([customer.id, twice.id])] == [None, None]
