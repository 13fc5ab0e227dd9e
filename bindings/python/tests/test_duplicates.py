"""Customers and contacts that may be the same."""

from __future__ import annotations

import bookroom
import pytest
from conforms import check


def test_a_book_is_searched(session: bookroom.Session) -> None:
    customers = session.customers
    one = customers.add(name="杭州青禾贸易有限公司")
    two = customers.add(name="青禾贸易（杭州）有限责任公司")
    customers.add(name="杭州青禾贸易有限公司北京分公司")
    found = customers.find_duplicates()
    assert check(found, bookroom.FoundDuplicates) > 10
    assert (found.count, found.looked_at, found.next) == (1, 3, None)
    [group] = found.groups
    assert [it.customer.id for it in group.customers] == [one.id, two.id]
    reason = group.pairs[0].reasons[0]
    assert (reason.field, reason.agreement) == ("name", "same")
    [said] = customers.set_apart([bookroom.CustomerPair(one.id, two.id)])
    assert customers.find_duplicates().count == 0
    assert list(customers.apart(customer=one.id)) == [said]
    customers.forget_apart([said.id])
    into, *others = [it.customer for it in group.customers]
    assert customers.merge(into, others).customer.id == one.id
    assert customers.find_duplicates(min_score=90).groups == ()


def test_a_book_may_refuse_what_is_there(session: bookroom.Session) -> None:
    session.customers.add(name="杭州青禾贸易有限公司")
    session.edit_book(session.book, duplicate_warn=60, duplicate_stop=90)
    hint = session.customers.duplicates_of(name="青禾贸易")[0]
    assert check(hint, bookroom.DuplicateHint) > 5
    assert hint.score > 90
    assert session.customers.add(name="青禾贸易").id != hint.customer
    with pytest.raises(bookroom.InvalidError, match="1"):
        session.edit_book(session.book, duplicate_stop=0)


def test_contacts(session: bookroom.Session) -> None:
    customers = session.customers
    customer = customers.add(name="青禾")
    for name in ["钱文", "钱文女士", "李雷"]:
        customers.add_contact(customer=customer.id, name=name)
    found = customers.find_duplicate_contacts(customer=customer.id)
    assert check(found, bookroom.FoundContactDuplicates) > 8
    assert [it.name for it in found.groups[0].contacts] == ["钱文", "钱文女士"]
