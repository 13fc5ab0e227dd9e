"""Every area at work; everything that comes back is what its hints say, all the way down."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import bookroom
import pytest
from bookroom import Direction, NewInvoiceLine, models
from conforms import check
from conftest import DAY, PASSWORD

DATA = Path(__file__).resolve().parents[3] / "examples" / "data"
FIRST = dt.date(2026, 1, 1)
WEEK = dt.timedelta(days=7)


@pytest.fixture(scope="module")
def trading() -> Iterator[bookroom.Session]:
    """A company with its sample files imported."""
    with bookroom.open(":memory:") as room:
        book = room.create_book(name="晨星", owner_name="li", owner_password=PASSWORD)
        session = room.sign_in(book, "li", PASSWORD)
        for report in (
            session.exchange.import_customers(DATA / "customers.csv"),
            session.exchange.import_sales(
                DATA / "sales.csv", options=bookroom.SalesImport(unknown_products="create")
            ),
            session.exchange.import_payments(DATA / "receipts.csv"),
        ):
            assert check(report, bookroom.ImportReport, "report") > 20
        yield session


def result_hint(area: str, name: str) -> Any:
    """The hint of what a method returns."""
    owner = getattr(bookroom, area.split(".")[-1].capitalize())
    text = inspect.signature(getattr(owner, name)).return_annotation
    scope = {"m": models, "dt": dt, "Decimal": Decimal, **vars(bookroom)}
    return eval(text, scope)


QUERIES: list[tuple[str, str, dict[str, Any]]] = [
    ("access", "operators", {}),
    ("access", "teams", {}),
    ("access", "roles", {}),
    ("access", "duty_rules", {}),
    ("access", "check_duties", {}),
    ("changes", "after", {"seq": 0, "limit": 200}),
    ("changes", "head", {}),
    ("changes", "verify", {"known": None}),
    ("changes", "history", {"kind": "customer", "id": 1}),
    ("customers", "list", {"limit": 1000}),
    ("customers", "get", {"id": 1}),
    ("customers", "get_many", {"ids": [1, 2, 3]}),
    ("customers", "find_by_code", {"code": "C0001"}),
    ("customers", "find_by_code", {"code": "nothing"}),
    ("customers", "get_by_code", {"code": "C0001"}),
    ("customers", "count", {"text": "上海"}),
    ("customers", "tags", {}),
    ("customers", "contacts", {"customer": 1}),
    ("customers", "list_contacts", {"limit": 100}),
    ("customers", "count_contacts", {}),
    ("dictionaries", "list", {}),
    ("dictionaries", "items", {"dictionary": "customer_level", "include_inactive": True}),
    ("dictionaries", "tree", {"dictionary": "region"}),
    ("ledger", "accounts", {}),
    ("ledger", "account", {"code": "1001"}),
    ("ledger", "account_roles", {}),
    ("ledger", "journals", {}),
    ("ledger", "entries", {"limit": 50}),
    ("ledger", "register", {"account": "1122", "from_": FIRST, "to": DAY}),
    ("ledger", "balance", {"account": "1122", "on": DAY}),
    ("ledger", "party_balance", {"party": 1, "on": DAY}),
    ("ledger", "party_balances", {"on": DAY}),
    ("ledger", "verify", {}),
    ("billing", "verify", {}),
    ("billing.products", "list", {}),
    ("billing.invoices", "list", {"limit": 100, "sort": "due_on", "descending": True}),
    ("billing.invoices", "get_many", {"ids": [1, 2]}),
    ("billing.invoices", "find_by_reference", {"reference": "XS2026-0001"}),
    ("billing.invoices", "totals", {"direction": "sale"}),
    ("billing.payments", "list", {"limit": 100, "sort": "newest"}),
    ("billing.payments", "get", {"id": 1}),
    ("billing.payments", "totals", {}),
    ("billing.payments", "allocations", {"item": bookroom.OpenItemPayment(1)}),  # type: ignore[arg-type]
    ("billing.payments", "unallocated_credit", {}),
    ("billing.payments", "verify", {}),
    ("service", "list", {}),
    ("service", "counts", {"from_": FIRST, "to": DAY, "by": ["kind"]}),
    ("service", "open_by_assignee", {}),
    ("dealings", "count", {}),
    ("tasks", "count", {"overdue": True}),
    ("attachments", "list", {}),
    ("attachments", "policy", {}),
    ("exchange", "imports", {}),
    ("places", "search", {"text": "hz", "limit": 20}),
    ("places", "get", {"code": "330100"}),
    ("places", "below", {"code": "330000"}),
    ("places", "find_by_area_code", {"area_code": "0571"}),
    ("places", "find_by_postal_code", {"postal_code": "310000"}),
    ("places", "locate", {"phone": "0571-88881234"}),
    ("places", "edition", {}),
    ("search", "find", {"text": "公司", "kinds": ["customer"], "limit": 5}),
    ("search", "find", {"text": "INV"}),
    ("reports", "trial_balance", {"on": DAY, "zero_rows": True}),
    ("reports", "income_summary", {"from_": FIRST, "to": DAY}),
    ("reports", "statement", {"customer": 1, "from_": FIRST, "to": DAY}),
    ("reports", "timeline", {"customer": 1, "kinds": ["invoice", "payment"]}),
    ("reports", "ageing", {"on": DAY, "bands": bookroom.AgeingBandsDays([15, 45])}),
    ("reports", "ageing", {"on": DAY, "bands": "years", "side": "payable"}),
]


@pytest.mark.parametrize(("area", "name", "given"), QUERIES, ids=lambda v: str(v)[:40])
def test_what_a_query_gives_is_what_it_says(
    trading: bookroom.Session, area: str, name: str, given: dict[str, Any]
) -> None:
    handle: Any = trading
    for part in area.split("."):
        handle = getattr(handle, part)
    sorts = {"newest": next(iter(bookroom.PaymentSort))}
    given = {
        key: sorts.get(value, value) if key == "sort" else value for key, value in given.items()
    }
    found = getattr(handle, name)(**given)
    assert check(found, result_hint(area, name), f"{area}.{name}") > 0


def test_places(session: bookroom.Session) -> None:
    places = session.places
    [hangzhou] = places.locate("0571-88881234").places
    assert (hangzhou.city, hangzhou.area_code, hangzhou.postal_code) == ("杭州市", "0571", "310000")
    assert hangzhou in places.search("hangzhou", limit=1)
    assert places.find_by_area_code("571")[0] == hangzhou
    assert hangzhou in places.find_by_postal_code("310000").places
    with pytest.raises(bookroom.InvalidError) as caught:
        places.find_by_postal_code("31")
    assert caught.value.code == "bad_format"


def test_calendars(session: bookroom.Session) -> None:
    calendars = session.calendars
    friday = models.WeekHours(models.Weekday.FRIDAY, "09:00", "18:00")
    week = models.CalendarWeek(hours=[friday])
    new = calendars.add(name="总部", time_zone="Asia/Shanghai", weeks=[week])
    assert calendars.list() == [new]
    assert calendars.get(new.id) == calendars.get_default() == new
    start = dt.datetime(2026, 6, 5, 9, tzinfo=dt.UTC)
    assert calendars.worked_seconds(start, start + dt.timedelta(days=7)) == 9 * 3600
    saturday = models.CalendarDay(dt.date(2026, 6, 6), as_weekday=models.Weekday.FRIDAY)
    new = calendars.set_days(new.id, new.version, days=[saturday])
    due = calendars.add_worked(start, 2 * 3600)
    assert due == dt.datetime(2026, 6, 6, 2, tzinfo=dt.UTC)
    with pytest.raises(bookroom.InvalidError) as caught:
        calendars.edit(new.id, new.version, time_zone="Mars/Base")
    assert caught.value.code == "bad_choice"


def test_access(session: bookroom.Session, room: bookroom.Bookroom) -> None:
    access = session.access
    team = access.add_team(name="华南")
    team = access.edit_team(team.id, team.version, name="华东")
    grant = bookroom.Grant(bookroom.Permission.CUSTOMERS_VIEW, bookroom.Reach.OWN)
    rule = bookroom.FieldRule(next(iter(bookroom.ProtectedField)), bookroom.FieldRight.HIDDEN)
    role = access.add_role(code="x", label_zh="甲", label_en="A", grants=[grant], fields=[rule])
    assert check(role, bookroom.Role) > 5
    role = access.edit_role(role.id, role.version, label_en="X")
    operator = access.add_operator(
        sign_in_name="wang", display_name="王", password="first word 1", roles=["x"]
    )
    with pytest.raises(bookroom.DeniedError) as caught:
        room.sign_in(session.book_id, "wang", "first word 1").customers.list()
    assert caught.value.code == "password_change_required"
    room.sign_in(session.book_id, "wang", "first word 1").access.change_own_password(
        "first word 1", "second word 2"
    )
    hers = room.sign_in(session.book_id, "wang", "second word 2")
    assert hers.customers.list().items == ()
    with pytest.raises(bookroom.DeniedError) as caught:
        hers.customers.add(name="甲")
    assert caught.value.code == "not_permitted"
    operator = next(o for o in access.operators() if o.id == operator.id)
    operator = access.assign_roles(operator.id, operator.version, [])
    access.reset_password(operator.id, "third word 3")
    role = access.remove_role(role.id, role.version)
    duty = access.duty_rules()[0]
    assert access.set_duty_rule(duty.code, not duty.enforced).enforced is not duty.enforced
    operator = next(o for o in access.operators() if o.id == operator.id)
    assert not access.set_operator_active(operator.id, operator.version, False).active


def test_dictionaries(session: bookroom.Session) -> None:
    lists = session.dictionaries
    made = lists.add_dictionary(code="colour", label_zh="颜色")
    made = lists.edit_dictionary("colour", made.version, label_en="Colour")
    red, blue = lists.add_items(
        "colour",
        [
            bookroom.NewDictionaryItem(code="red", label_zh="红"),
            bookroom.NewDictionaryItem(code="blue", label_zh="蓝", valid_from=DAY),
        ],
    )
    assert check(blue, bookroom.DictionaryItem) > 5
    assert lists.reorder_items("colour", ["blue", "red"])[0].code == "blue"
    red = lists.items("colour", include_inactive=True)[1]
    [red] = lists.set_items_active("colour", [bookroom.ItemVersion("red", red.version)], True)
    merged = lists.merge_items("colour", bookroom.ItemVersion("blue", 1 + 1), "red")
    assert check(merged, bookroom.MergedItems) > 3
    session.customers.add(name="甲", classes={"colour": "red"})
    with pytest.raises(bookroom.ConflictError) as caught:
        lists.remove_dictionary("colour", made.version)
    assert caught.value.code == "in_use"


def test_customers_and_contacts(session: bookroom.Session) -> None:
    customers = session.customers
    customer = customers.add(
        name="甲公司",
        channels=[bookroom.Channel("email", "a@example.org")],
        addresses=[bookroom.Address(city="上海")],
        bank_accounts=[bookroom.BankAccount(bank_name="工行", account_number="1")],
        billing=bookroom.BillingProfile(title="甲"),
        tags=["vip"],
    )
    assert check(customer, bookroom.Customer) > 30
    customer = customers.edit(customer.id, customer.version, tags=["a", "b"], note="x")
    assert customers.tag([customer.id], ["c"]) == 1
    assert customers.untag([customer.id], ["a"]) == 1
    assert [(t.tag, t.customers) for t in customers.tags()] == [("b", 1), ("c", 1)]
    hint = customers.duplicates_of(name="甲公司")
    assert hint[0].customer == customer.id
    contact = customers.add_contact(customer=customer.id, name="李", gender="female")
    contact = customers.edit_contact(contact.id, contact.version, title="财务")
    assert check(contact, bookroom.Contact) > 8
    assert customers.contact(contact.id) == contact
    contact = customers.set_contact_active(contact.id, contact.version, False)
    assert customers.remove_contact(contact.id, contact.version).name == "李"
    [customer] = customers.assign([customers.get(customer.id)], owner=session.operator_id)
    assert customers.list(owner=session.operator_id, sort="created_at", descending=True)[0].tags
    assert customers.remove(customer.id, customer.version).id == customer.id
    with pytest.raises(bookroom.NotFoundError):
        customers.get(customer.id)


def test_ledger(session: bookroom.Session) -> None:
    ledger = session.ledger
    account = ledger.add_account(code="560299", name_zh="杂项", parent="5602")
    account = ledger.edit_account(account.id, account.version, name_en="Sundry")
    journal = (
        ledger.add_journal(code="转", name_zh="转账")
        if not any(j.code == "转" for j in ledger.journals())
        else next(j for j in ledger.journals() if j.code == "转")
    )
    receipt = ledger.post(
        on=DAY,
        summary="存款",
        journal=journal.code,
        postings=[bookroom.debit("560299", 5), bookroom.credit("1001", 5)],
    )
    assert check(receipt, bookroom.EntryReceipt) > 4
    red = ledger.reverse(receipt.id, DAY, summary="冲销")
    entry = ledger.entry(red.id)
    assert entry.reverses == receipt.id
    assert entry.postings[0].debit == -5
    with pytest.raises(bookroom.ConflictError) as caught:
        ledger.reverse(receipt.id, DAY)
    assert caught.value.code == "already_reversed"
    with pytest.raises(bookroom.DeniedError) as denied:
        ledger.review([red.id])
    assert denied.value.code == "maker_is_reviewer"
    account = ledger.set_account_active(ledger.account("560299"), False)
    assert not account.active
    assert ledger.set_account_active(account.id, account.version, True).active


def test_billing(session: bookroom.Session, customer: bookroom.Customer) -> None:
    invoices, payments, products = (
        session.billing.invoices,
        session.billing.payments,
        session.billing.products,
    )
    tea = products.add(code="TEA", name="茶", unit_price=Decimal("10"), tax_rate=Decimal("0.13"))
    tea = products.edit(tea.id, tea.version, code="TEA", name="绿茶", unit_price=Decimal(20))
    line = NewInvoiceLine(product="TEA", quantity=Decimal(3))
    draft = invoices.draft(
        customer=customer.id,
        issue_on=DAY,
        lines=[line],
        discount=bookroom.DiscountAmount(Decimal(10)),
    )
    new = bookroom.NewInvoice(customer.id, DAY, [line])
    draft = invoices.edit(draft.id, draft.version, discount=None)
    assert draft.discount is None
    posted = invoices.post(draft.id, draft.version)
    assert posted.net == 60
    assert invoices.discard([invoices.draft_many([new])[0]]) != ()
    paid = payments.record(
        direction="in",
        customer=customer.id,
        paid_on=DAY,
        amount=posted.gross + 5,
        allocate=bookroom.AllocationChoiceByHand(
            [bookroom.Share(bookroom.OpenItemInvoice(posted.id), Decimal(20))]
        ),
    )
    assert paid.allocated == 20
    assert check(paid, bookroom.Payment) > 15
    more = payments.allocate([bookroom.NewAllocation(bookroom.OpenItemPayment(paid.id))])
    assert check(more, bookroom.Table[bookroom.Allocation]) > 5
    assert payments.withdraw_allocations([more[0].id])[0].withdrawn_on is not None
    assert len(payments.allocate_automatically([customer.id])) == 1
    credited = invoices.credit(
        invoice=posted.id, version=invoices.get(posted.id).version, issue_on=DAY
    )
    assert check(credited, bookroom.Invoice) > 30
    assert credited.corrects == posted.id
    assert [note.id for note in invoices.list(corrects=posted.id)] == [credited.id]
    bought = invoices.draft_and_post([new.replace(direction=Direction.SALE)])
    assert len(invoices.cancel(bought, on=DAY, reason="开错")) == 1
    paid = payments.edit(paid.id, payments.get(paid.id).version, note="x")
    assert payments.cancel([paid])[0].state == "cancelled"
    assert session.billing.verify() == ()


def test_service(session: bookroom.Session, customer: bookroom.Customer) -> None:
    service = session.service
    case = service.open(kind="complaint", subject="迟到", customer=customer.id)
    case = service.edit(case.id, case.version, severity="high", customer=None)
    assert case.customer is None
    [case] = service.assign([case], assignee=session.operator_id)
    note = service.add_note(case.id, "已联系", is_public=True)
    note = service.edit_note(note.id, note.version, body="已电话联系")
    assert service.notes(case.id)[0].body == "已电话联系"
    service.remove_note(note.id, note.version)
    case = service.get(case.id)
    if case.state == "open":
        [case] = service.move_to([case], "in_progress")
    [case] = service.resolve([bookroom.CaseResolution(case.id, case.version, "已补发")])
    [case] = service.reopen([case], "仍未收到")
    assert check(case, bookroom.Case) > 20
    assert [row.cases for row in service.open_by_assignee()] == [1]


def test_pools(session: bookroom.Session, customer: bookroom.Customer) -> None:
    pools = session.customers.pools
    me = session.operator_id
    pool = pools.add(
        label_zh="公海",
        label_en="Open pool",
        daily_claims=1,
        rules=[bookroom.PoolRule("no_dealing", days=0)],
        members=[bookroom.PoolMember(me, is_admin=True)],
    )
    pool = pools.edit(pool.id, pool.version, barred_days=0, quota=None)
    assert check(pool, bookroom.Pool) > 5
    assert pools.put(pool.id, [customer.id], "无人接听") == 1
    assert [row.id for row in pools.customers(pool.id, text=customer.name[:2])] == [customer.id]
    [claimed] = pools.claim(pool.id, [customer.id])
    assert (claimed.owner, claimed.pool) == (me, None)
    with pytest.raises(bookroom.ConflictError) as caught:
        pools.claim(pool.id, [customer.id])
    assert caught.value.code == "already_claimed"
    assert [due.customer for due in pools.due(days=0)] == [customer.id]
    with session.dry_run():
        assert check(pools.recycle()[0], bookroom.DueCustomer) > 5
    assert [due.pool for due in pools.recycle()] == [pool.id]
    assert [change.how for change in session.customers.owners(customer.id)] == [
        "recycled",
        "claimed",
        "put",
    ]


def test_dealings(session: bookroom.Session, customer: bookroom.Customer) -> None:
    dealings = session.dealings
    call = dealings.add(
        customer=customer.id,
        kind="call",
        subject="续约",
        happened_at=dt.datetime.combine(DAY, dt.time(10), dt.UTC),
        minutes=15,
        next_contact_on=DAY + WEEK,
    )
    assert (call.kind, call.operators) == ("call", (session.operator_id,))
    call = dealings.edit(call.id, call.version, content="价格谈妥", minutes=None)
    assert (call.minutes, call.content) == (None, "价格谈妥")
    assert check(call, bookroom.Dealing) > 10
    assert [it.id for it in dealings.list(kinds=["call"], text="谈妥")] == [call.id]
    known = session.customers.get(customer.id)
    assert (known.last_dealing, known.next_contact_on) == (call.id, call.next_contact_on)
    planned = session.customers.plan_contact(known.id, known.version, on=None)
    assert planned.next_contact_on is None
    assert session.customers.list(no_dealing_since=dt.date(2099, 1, 1))[0].id == known.id
    dealings.remove(call.id, call.version)
    assert session.customers.get(customer.id).last_contact_on is None


def test_tasks(session: bookroom.Session, customer: bookroom.Customer) -> None:
    tasks = session.tasks
    task = tasks.add(
        title="对账",
        due_on=dt.date(2099, 1, 31),
        recurrence="FREQ=MONTHLY;BYMONTHDAY=-1",
        link=bookroom.TaskLinkCustomer(customer.id),
    )
    assert (task.state, task.assignee) == ("open", session.operator_id)
    at = dt.datetime(2099, 1, 30, 9, tzinfo=dt.UTC)
    task = tasks.edit(task.id, task.version, priority="high", remind_at=at)
    assert check(task, bookroom.Task) > 10
    [rung] = tasks.due(at - WEEK, at)
    assert rung.id == task.id
    [task] = tasks.snooze([task], until=at + WEEK)
    assert task.rings_at == at + WEEK
    [done] = tasks.finish([task])
    assert done.followed_by is not None
    assert tasks.get(done.followed_by).due_on == dt.date(2099, 2, 28)
    assert [it.id for it in tasks.list(states=["open"], text="对账")] == [done.followed_by]
    with pytest.raises(bookroom.InvalidError) as caught:
        tasks.add(title="x", due_on=DAY, recurrence="FREQ=OFTEN")
    [wrong] = caught.value.violations
    assert (wrong.code, wrong.path) == ("bad_format", "tasks[0].recurrence")


def test_imports_are_undone(session: bookroom.Session) -> None:
    report = session.exchange.import_customers("名称\n甲\n乙\n".encode())
    assert report.import_ is not None
    undone = session.exchange.undo_import(report.import_)
    assert check(undone, bookroom.UndoReport) > 2
    assert session.customers.count() == 0


def test_lists_take_conditions_on_any_column(session: bookroom.Session) -> None:
    customers = session.customers
    first = customers.add(name="Ａlpha", code="A-1")
    customers.add(name="Beta", kind="person")
    where = bookroom.where
    assert [row.id for row in customers.list(conditions=where("name", equal="alpha"))] == [first.id]
    assert [row.name for row in customers.list(conditions=where("code", empty=True))] == ["Beta"]
    kinds = where("kind", one_of=[bookroom.CustomerKind.COMPANY])
    assert customers.count(conditions=kinds) == 1
    late = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    assert customers.count(conditions=where("created_at", at_least=late)) == 0
    assert customers.count(conditions=where("created_at", at_most=late)) == 2
    assert customers.count(conditions=where("active", equal=True)) == 2
    assert [row.name for row in customers.list(sort="code", descending=True)] == ["Ａlpha", "Beta"]
    with pytest.raises(bookroom.InvalidError) as caught:
        customers.list(conditions=where("colour", equal="red"))
    assert caught.value.violations[0].path == "filter.conditions[0].column"


def test_opening_items_age_and_are_paid(session: bookroom.Session) -> None:
    customer = session.customers.add(name="期初客户").id
    owed = models.NewOpeningItem(
        customer=customer,
        side="receivable",
        kind="debt",
        amount=Decimal(800),
        number="X-1",
        due_on=FIRST,
    )
    [item] = session.billing.open_items.post(on=FIRST, items=[owed])
    check(item, models.EntryItem)
    assert item.number == "X-1"
    session.billing.payments.record(
        direction="in", customer=customer, paid_on=dt.date(2026, 6, 1), amount=Decimal(850)
    )
    assert session.billing.open_items.get(item.id).open == 0
    [taken] = session.billing.open_items.cancel([item.id])
    assert taken.cancelled_on is not None
    assert not session.verify().findings


def test_a_view_is_saved_used_and_shared(session: bookroom.Session) -> None:
    overdue = models.TaskFilter(overdue=True)
    view = session.saved_views.add(
        label="逾期任务", filter=models.ListFilterTasks(overdue), sort="due_on", is_shared=True
    )
    check(view, models.SavedView)
    assert list(session.saved_views.list(list="tasks")) == [view]
    assert isinstance(view.filter, models.ListFilterTasks)
    assert session.tasks.count(overdue=view.filter.value.overdue) == 0
    with pytest.raises(bookroom.InvalidError) as caught:
        session.saved_views.add(label="x", filter=view.filter, sort="colour")
    assert caught.value.violations[0].path == "view.sort"
    view = session.saved_views.edit(view, sort=None)
    assert view.sort is None
    session.saved_views.remove(view)
    assert not session.saved_views.list()


def test_every_name_that_is_offered_is_there() -> None:
    missing = [name for name in vars(bookroom)["__all__"] if not hasattr(bookroom, name)]
    assert missing == []
