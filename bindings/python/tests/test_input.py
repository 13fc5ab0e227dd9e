"""Input is taken strictly, and refused with the place and what to write instead."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import bookroom
import pytest
from conftest import DAY, cash_entry


def post(session: bookroom.Session, amount: Any, on: Any = DAY) -> bookroom.EntryReceipt:
    return session.ledger.post(
        on=on,
        summary="提现",
        postings=[bookroom.debit("1001", amount), bookroom.credit("1002", amount)],
    )


def test_a_float_is_refused_with_what_to_write(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"entry\.postings\[0\]\.debit.*float.*Decimal\('0\.1'\)"):
        post(session, 0.1)


def test_an_int_is_money_and_a_bool_is_not(session: bookroom.Session) -> None:
    post(session, 5)
    assert session.ledger.balance("1001", DAY).balance == Decimal("5.00")
    with pytest.raises(TypeError, match=r"expected=decimal\.Decimal or int, got=bool"):
        post(session, True)
    with pytest.raises(TypeError, match=r"got=str"):
        post(session, "5")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e400", "0." + "1" * 40])
def test_numbers_that_cannot_be_kept_are_refused(session: bookroom.Session, text: str) -> None:
    with pytest.raises(ValueError, match=r"postings\[0\]\.debit: This is not a number") as caught:
        post(session, Decimal(text))
    assert isinstance(caught.value, bookroom.Error)


def test_exponents_are_read_exactly(session: bookroom.Session) -> None:
    post(session, Decimal("5E+2"))
    assert session.ledger.balance("1001", DAY).balance == 500


def test_too_many_digits_are_never_rounded(session: bookroom.Session) -> None:
    with pytest.raises(bookroom.InvalidError) as caught:
        post(session, Decimal("0.001"))
    assert {v.code for v in caught.value.violations} == {"too_many_decimals"}


@pytest.mark.parametrize("number", [2**63, -(2**70)])
def test_a_number_beyond_what_is_kept_names_the_bounds(
    session: bookroom.Session, number: Any
) -> None:
    billing = session.billing
    calls = (session.customers.get, billing.invoices.get, billing.payments.get)
    for call in calls:
        with pytest.raises(bookroom.Error, match=rf"high={2**63 - 1}") as caught:
            call(number)
        assert caught.value.code == "out_of_range"


def test_a_datetime_is_no_date(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"entry\.on: .*value\.date\(\)"):
        post(session, 1, dt.datetime(2026, 6, 30, 12))
    with pytest.raises(TypeError, match=r"entry\.on: .*expected=datetime\.date, got=str"):
        post(session, 1, "2026-06-30")


def test_wrong_types_name_the_place(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"customer\.name: .*expected=str, got=int"):
        session.customers.add(name=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"customer\.tags: .*expected=a sequence, got=str"):
        session.customers.add(name="甲", tags="x")
    with pytest.raises(TypeError, match=r"customers\[1\]: .*expected=NewCustomer, got=int"):
        session.customers.add_many([bookroom.NewCustomer("甲"), 7])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="unexpected keyword argument 'nmae'"):
        session.customers.add(nmae="甲")  # type: ignore[call-arg]


def test_an_unknown_choice_names_the_possible_ones(session: bookroom.Session) -> None:
    with pytest.raises(ValueError, match=r"customer\.kind: .*choices=company, person"):
        session.customers.add(name="甲", kind="robot")
    with pytest.raises(ValueError, match="choices=company, person"):
        bookroom.CustomerKind("robot")


@pytest.mark.parametrize(
    ("call", "code", "path"),
    [
        (lambda s: s.customers.add(name="甲", kind="robot"), "bad_choice", "customer.kind"),
        (lambda s: s.customers.list(sort="colour"), "bad_choice", "sort"),
        (lambda s: s.edit_book(1, language="klingon"), "bad_choice", "edit.language"),
        (lambda s: s.edit_book(1, language=""), "bad_choice", "edit.language"),
        (lambda s: s.exchange.export("customers", language="ZH"), "bad_choice", "options.language"),
        (lambda s: bookroom.Language("cn"), "bad_choice", ""),
        (lambda s: bookroom.CustomerKind("zh"), "bad_choice", ""),
        (lambda s: bookroom.set_language("klingon"), "bad_choice", "language"),
        (lambda s: s.exchange.export("everything"), "bad_choice", "list"),
        (lambda s: s.exchange.export("statement"), "required", "list"),
        (lambda s: s.ledger.accounts and post(s, 0.1), "wrong_type", "entry.postings[0].debit"),
        (lambda s: post(s, Decimal("NaN")), "bad_number", "entry.postings[0].debit"),
        (lambda s: s.customers.get("x"), "wrong_type", "id"),
        (lambda s: s.customers.add(name="甲\ud800"), "bad_character", "customer.name"),
        (
            lambda s: s.customers.add(name="甲", tags=["\udc00"]),
            "bad_character",
            "customer.tags[0]",
        ),
        (lambda s: s.customers.add(name="甲", kind="\ud800"), "bad_character", "customer.kind"),
        (lambda s: s.customers.list(text="\udfff"), "bad_character", "filter.text"),
        (lambda s: s.customers.list(limit="x"), "wrong_type", "page.limit"),
        (lambda s: s.customers.remove(None), "wrong_type", "id"),
        (lambda s: s.customers.set_active(1, 1), "wrong_type", "active"),
        (lambda s: bookroom.Gender("robot"), "bad_choice", ""),
        (lambda s: s.room.add_rule("customers.add", 5), "wrong_type", ""),
        (lambda s: s.room.sign_in("晨光", "li", "long enough 1"), "wrong_type", "book"),
        (lambda s: s.exchange.import_sales(b"x", bookroom.SalesImport()), "wrong_type", "lines"),
        (lambda s: s.customers.edit(1, name="乙"), "wrong_type", "version"),
        (lambda s: s.ledger.post_table({"colour": [1]}), "bad_choice", "data"),
    ],
)
def test_whatever_the_binding_refuses_is_an_error_of_the_engine(
    session: bookroom.Session, call: Any, code: str, path: str
) -> None:
    with pytest.raises(bookroom.Error) as caught:
        call(session)
    error = caught.value
    assert (error.kind, error.code, error.violations[0].path) == ("invalid", code, path)
    assert isinstance(error, TypeError if code == "wrong_type" else ValueError)
    assert isinstance(error, bookroom.InvalidError)
    assert error.text("zh") != error.text("en")


@pytest.mark.parametrize(("code", "name"), [("zh", "chinese"), ("en", "english")])
def test_a_language_is_known_by_code_and_by_name(
    session: bookroom.Session, code: str, name: str
) -> None:
    assert bookroom.Language(code) is bookroom.Language(name)
    exported = [session.exchange.export("customers", language=word) for word in (code, name)]
    assert exported[0] == exported[1]
    labels = [session.exchange.labels(language=word) for word in (code, name)]
    assert labels[0] == labels[1]
    book = session.edit_book(session.book.version, language=code)
    assert book.language == name
    with pytest.raises(bookroom.Error) as caught:
        session.customers.add(name="")
    error = caught.value
    texts = {error.text(word) for word in (code, name, book.language)}
    assert len(texts) == 1
    try:
        bookroom.set_language(name)
        assert {str(error), error.text()} == texts
    finally:
        bookroom.set_language("en")


def test_mappings_stand_for_records(session: bookroom.Session) -> None:
    made = session.customers.add_many([{"name": "甲", "tags": ["vip"]}])  # type: ignore[list-item]
    assert made[0].tags == ("vip",)
    with pytest.raises(TypeError, match="nmae"):
        session.customers.add_many([{"nmae": "甲"}])  # type: ignore[list-item]


def test_a_record_stands_for_its_version(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    retired = session.customers.set_active_many([customer], False)
    assert not retired[0].active
    with pytest.raises(bookroom.ConflictError) as caught:
        session.customers.set_active_many([customer], True)
    assert caught.value.code == "version_conflict"


def test_a_record_stands_for_its_id_and_version(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    customers, access = session.customers, session.access
    customer = customers.edit(customer, note="x")
    customer = customers.edit(id=customer.id, version=customer.version, note="y")
    retired = customers.set_active(customer, False)
    assert not customers.get(customer.id).active
    assert customers.set_active(customers.list().items[0], active=True).active
    with pytest.raises(bookroom.ConflictError):
        customers.set_active(retired, active=False)
    role = access.add_role(code="x", label_zh="员", label_en="x")
    assert access.edit_role(role, label_en="y").label_en == "y"
    me = access.operators()[0]
    assert "x" in access.assign_roles(me, [*me.roles, "x"]).roles
    own = session.dictionaries.add_dictionary(code="colour", label_zh="颜色")
    assert session.dictionaries.edit_dictionary(own, label_en="Colour").label_en == "Colour"
    assert session.edit_book(session.book, name="晨光贸易").name == "晨光贸易"


def test_a_record_of_another_kind_stands_for_nothing(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    for call in (
        lambda: session.billing.invoices.post(customer),  # type: ignore[arg-type]
        lambda: session.billing.invoices.discard([customer]),  # type: ignore[list-item]
        lambda: session.customers.edit(customer, 3, note="x"),
    ):
        with pytest.raises(bookroom.InvalidTypeError):
            call()


def test_thirty_of_this_payment_for_that_invoice(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    billing = session.billing
    line = bookroom.NewInvoiceLine(description="茶", quantity=1, unit_price=100)
    draft = billing.invoices.draft(customer=customer.id, issue_on=DAY, lines=[line])
    invoice = billing.invoices.post(draft)
    payment = billing.payments.record(
        direction="in", customer=customer.id, paid_on=DAY, amount=50, allocate="none"
    )
    made = billing.payments.allocate_to(payment, invoice, 30)
    assert (made.amount, made.debt) == (Decimal(30), bookroom.OpenItemInvoice(invoice.id))
    assert billing.payments.allocate_to(payment.id, invoice.id, Decimal("5.50")).amount == 5.5
    with pytest.raises(bookroom.InvalidError) as caught:
        billing.payments.allocate_to(payment, invoice, 30)
    assert (caught.value.code, caught.value.violations[0].path) == ("over_allocated", "amount")
    with pytest.raises(bookroom.InvalidTypeError, match=r"invoice: .*expected=Invoice or its id"):
        billing.payments.allocate_to(payment, customer, 1)  # type: ignore[arg-type]


def test_a_rate_is_a_fraction(session: bookroom.Session, customer: bookroom.Customer) -> None:
    def draft(rate: Any, tax: Any = 0) -> bookroom.Invoice:
        line = bookroom.NewInvoiceLine(
            description="茶",
            quantity=1,
            unit_price=100,
            tax_rate=tax,
            discount=bookroom.DiscountRate(rate),
        )
        return session.billing.invoices.draft(customer=customer.id, issue_on=DAY, lines=[line])

    assert draft(Decimal("0.1")).net == 90
    for rate, tax in ((10, 0), (0, 10)):
        with pytest.raises(bookroom.InvalidError) as caught:
            draft(rate, tax)
        assert caught.value.code == "not_a_fraction"
        assert caught.value.violations[0].fact("meant") == "0.1"
    with pytest.raises(bookroom.InvalidTypeError):
        draft(0.1)


def test_generators_are_sequences_too(session: bookroom.Session) -> None:
    entries = (cash_entry(str(amount)) for amount in range(1, 4))
    receipts = session.ledger.post_many(entries)  # type: ignore[arg-type]
    assert [receipt.number for receipt in receipts] == [1, 2, 3]


def test_an_exception_in_a_generator_comes_out(session: bookroom.Session) -> None:
    def entries() -> Any:
        yield cash_entry()
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        session.ledger.post_many(entries())
    assert session.ledger.entries().items == ()


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            lambda s, invoice: pay(s, [invoice]),
            '"automatic", "none", AllocationChoiceByHand([Share(item, amount)]), '
            "AllocationChoiceTheseFirst([Share(item, amount)])",
        ),
        (
            lambda s, invoice: pay(s, bookroom.AllocationChoiceByHand([invoice])),
            "Share(item, amount)",
        ),
        (
            lambda s, invoice: s.customers.edit(invoice.customer, name="乙"),
            "customer, or customer.id and customer.version",
        ),
    ],
)
def test_what_is_wanted_is_told(session: bookroom.Session, call: Any, expected: str) -> None:
    customer = session.customers.add(name="甲")
    line = bookroom.NewInvoiceLine(description="茶", quantity=1, unit_price=1)
    invoice = session.billing.invoices.draft(
        customer=customer.id, issue_on=dt.date(2026, 6, 1), lines=[line]
    )
    with pytest.raises(bookroom.InvalidTypeError) as caught:
        call(session, invoice)
    assert caught.value.violations[0].fact("expected") == expected


def pay(session: bookroom.Session, allocate: Any) -> None:
    session.billing.payments.record(
        customer=bookroom.CustomerId(1),
        direction="in",
        paid_on=dt.date(2026, 6, 1),
        amount=1,
        allocate=allocate,
    )
