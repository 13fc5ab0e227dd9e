"""Records are values: frozen, compared, hashed, pickled, matched, turned into dictionaries."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import pickle
from decimal import Decimal

import bookroom
import pytest
from bookroom import Channel, ChannelKind, Customer, commands


def test_a_record_is_a_value(session: bookroom.Session, customer: Customer) -> None:
    again = session.customers.get(customer.id)
    assert again == customer
    assert again is not customer
    assert hash(again) == hash(customer)
    assert {again, customer} == {customer}
    assert again != session.customers.add(name="别家")
    assert "name='南山贸易'" in repr(customer)
    with pytest.raises(dataclasses.FrozenInstanceError):
        customer.name = "其他"  # type: ignore[misc]


def test_a_record_is_pickled_and_copied(customer: Customer) -> None:
    assert pickle.loads(pickle.dumps(customer)) == customer
    assert copy.deepcopy(customer) == customer
    edit = bookroom.OperatorEdit()
    assert pickle.loads(pickle.dumps(edit)).team is bookroom.UNSET
    command = commands.AddCustomers([bookroom.NewCustomer("甲")])
    assert pickle.loads(pickle.dumps(command)) == command


def test_a_record_becomes_a_dictionary(customer: Customer) -> None:
    made = customer.asdict()
    assert made["name"] == "南山贸易"
    assert made["channels"] == []
    assert list(made) == [field.name for field in dataclasses.fields(customer)]


def test_a_record_is_matched_by_pattern(customer: Customer) -> None:
    match customer:
        case Customer(name=name, level="A"):
            assert name == "南山贸易"
        case _:
            pytest.fail("no pattern fits")
    match bookroom.DiscountRate(Decimal("0.05")):
        case bookroom.DiscountRate(value):
            assert value == Decimal("0.05")
        case bookroom.DiscountAmount(value):
            pytest.fail("the wrong pattern fits")


def test_lists_in_a_record_are_frozen() -> None:
    channels = [Channel(ChannelKind.MOBILE, "13800138000")]
    new = bookroom.NewCustomer("甲", channels=channels, classes={"industry": "x"})
    channels.clear()
    assert len(new.channels) == 1
    assert hash(new) == hash(new.replace())
    with pytest.raises(TypeError, match="cannot be changed"):
        new.classes["industry"] = "y"  # type: ignore[index]


def test_types_are_those_of_python(session: bookroom.Session, customer: Customer) -> None:
    assert isinstance(customer.created_at, dt.datetime)
    assert customer.created_at.tzinfo is dt.UTC
    assert isinstance(customer.kind, bookroom.CustomerKind)
    assert customer.kind == "company"
    invoice = session.billing.invoices.draft(
        customer=customer.id,
        issue_on=dt.date(2026, 6, 1),
        lines=[
            bookroom.NewInvoiceLine(
                quantity=Decimal("2.5"),
                description="服务",
                unit_price=Decimal("10"),
                discount=bookroom.DiscountRate(Decimal("0.1")),
                tax_rate=Decimal("0.06"),
            )
        ],
    )
    assert invoice.issue_on == dt.date(2026, 6, 1)
    assert type(invoice.issue_on) is dt.date
    assert invoice.net == Decimal("22.50")
    assert isinstance(invoice.net, Decimal)
    assert invoice.lines[0].discount == bookroom.DiscountRate(Decimal("0.1"))
    assert isinstance(invoice.lines, bookroom.Table)
    assert pickle.loads(pickle.dumps(invoice)) == invoice
