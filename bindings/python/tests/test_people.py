"""One person at several customers."""

from __future__ import annotations

import datetime as dt

import bookroom
import pytest
from conforms import check


def test_a_person_stands_at_several_customers(session: bookroom.Session) -> None:
    customers = session.customers
    own, other = customers.add(name="青禾贸易"), customers.add(name="青禾投资")
    chief = customers.add_contact(customer=own.id, name="王总", decision_role="decision_maker")
    below = customers.add_contact(customer=own.id, name="李四", superior=chief.id)
    link = customers.link_contact(
        contact=chief.id, customer=other.id, title="董事", decision_role="influencer"
    )
    assert check(link, bookroom.ContactLink) > 8
    [found] = customers.contacts(other)
    assert (found.id, found.customer, list(found.links)) == (chief.id, own.id, [link])
    assert [it.id for it in customers.list_contacts(superior=chief.id)] == [below.id]
    dealing = session.dealings.add(
        customer=other.id, kind="call", subject="续约", contacts=[chief.id]
    )
    assert list(dealing.contacts) == [chief.id]
    with pytest.raises(bookroom.ConflictError) as refused:
        customers.unlink_contact(link)
    assert refused.value.code == "in_use"
    left = customers.edit_contact_link(link, left_on=dt.date(2020, 1, 31))
    assert customers.contact_link(link.id) == left
    with pytest.raises(bookroom.InvalidError) as circle:
        customers.edit_contact(chief, superior=below.id)
    assert [it.path for it in circle.value.violations] == ["edits[0].edit.superior"]
    session.dealings.remove(dealing)
    customers.unlink_contact(left)
    assert not customers.contact(chief.id).links


def test_one_person_twice(session: bookroom.Session) -> None:
    customers = session.customers
    own, other = customers.add(name="青禾贸易"), customers.add(name="青禾投资")
    one = customers.add_contact(customer=own.id, name="钱文")
    two = customers.add_contact(customer=other.id, name="钱文", note="常来")
    pair = bookroom.ContactPair(one.id, two.id)
    [said] = customers.set_contacts_apart([pair])
    assert list(customers.contacts_apart(contact=one.id)) == [said]
    customers.forget_contacts_apart([said.id])
    session.tasks.add(title="回电", link=bookroom.TaskLinkContact(two.id))
    merged = customers.merge_contacts(one, [two])
    assert check(merged, bookroom.MergedContacts) > 20
    assert merged.contact.note == "常来"
    assert [(it.subject, it.count) for it in merged.merge.moved] == [("task", 1)]
    assert [it.customer for it in merged.contact.links] == [other.id]
    assert customers.contact(two.id).merged_into == one.id
    assert list(customers.contact_merges(contact=two.id)) == [merged.merge]
    parted = customers.unmerge_contacts(merged.merge)
    assert customers.get_contact_merge(parted.merge.id).undone_at is not None
    assert parted.others[0].active
