"""Who works with a customer beside its owner, and customers that are locked."""

import datetime as dt

import bookroom
import pytest


def test_sharing_and_locks(session: bookroom.Session, customer: bookroom.Customer) -> None:
    customers = session.customers
    until = dt.date(2099, 12, 31)
    helper = bookroom.Collaborator(session.operator_id, can_write=True, until=until)
    known = customers.share(customer, collaborators=[helper])
    assert known.collaborators == (helper,)
    assert customers.count(collaborator=session.operator_id) == 1
    [locked] = customers.lock([known], reason="法务审核中")
    assert locked.lock is not None and locked.lock.reason == "法务审核中"
    with pytest.raises(bookroom.ConflictError) as caught:
        customers.edit(locked.id, locked.version, note="改")
    assert caught.value.code == "record_locked"
    assert customers.count(locked=True) == 1
    [known] = customers.unlock([locked])
    assert known.lock is None
    assert customers.share(known, collaborators=[]).collaborators == ()
