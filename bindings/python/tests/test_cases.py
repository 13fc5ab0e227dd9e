"""Cases that belong together, and what they lead to."""

import datetime as dt
from decimal import Decimal

import bookroom
import pytest
from bookroom import models
from conftest import DAY


def test_cases_belong_together(session: bookroom.Session, customer: bookroom.Customer) -> None:
    service = session.service
    first, second, third = (
        service.open(kind="complaint", subject=subject, customer=customer.id)
        for subject in ("茶叶受潮", "怎么还没有处理", "又受潮了")
    )
    link = service.relations.link(case=third.id, other=first.id, kind="recurs")
    assert service.relations.of(first.id) == [link]
    with pytest.raises(bookroom.Error) as caught:
        service.relations.link(case=first.id, other=third.id, kind="recurs")
    assert caught.value.code == "date_order"
    asked = service.add_message(second.id, "发票也开错了")
    [merged] = service.relations.merge([second], first)
    assert (merged.state, merged.merged_into) == ("merged", first.id)
    assert [note.id for note in service.notes(first.id).items] == [asked.id]
    assert [case.id for case in service.iter(merged_into=first.id)] == [second.id]
    [back] = service.relations.unmerge([merged])
    assert (back.state, back.merged_into) == ("new", None)
    part = service.relations.split(back, "发票抬头有误", notes=[asked.id], kind="request")
    assert (part.opened_at, part.kind) == (asked.created_at, "request")
    assert service.relations.unlink(link.id) == link
    caused = service.edit(first, root_cause="transport")
    assert caused.root_cause == "transport"


def test_complaints_lead_to_documents(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    line = bookroom.NewInvoiceLine(
        description="绿茶", quantity=Decimal(10), unit_price=Decimal(100), tax_rate=Decimal("0.13")
    )
    sale = bookroom.NewInvoice(
        direction="sale", customer=customer.id, issue_on=DAY, price_mode="net", lines=[line]
    )
    [invoice] = session.billing.invoices.draft_and_post([sale])
    case = session.service.open(
        kind="complaint", subject="茶叶受潮", customer=customer.id, invoice=invoice.id
    )
    remedies = session.service.remedies
    credit = models.RemedyTermsCreditNote(
        models.CreditTerms(lines=[models.CreditLine(line=1, quantity=Decimal(2))])
    )
    remedy = remedies.propose(case=case.id, terms=credit, reason="两斤受潮")
    assert remedy.state == "proposed"
    assert [it.id for it in remedies.list(states=["proposed"]).items] == [remedy.id]
    remedy = remedies.approve(remedy, on=DAY, decision="属实")
    assert remedy.document is not None
    note = session.billing.invoices.get(remedy.document)
    assert (note.corrects, note.gross) == (invoice.id, Decimal("226.00"))
    [found] = remedies.list(document=note.id).items
    assert found == remedy
    refund = models.RemedyTermsRefund(models.RefundTerms(amount=Decimal(20)))
    remedy = remedies.propose(case=case.id, terms=refund, reason="运费")
    assert remedies.refuse(remedy, "不退运费").decision == "不退运费"


def test_satisfaction_and_analysis(session: bookroom.Session, customer: bookroom.Customer) -> None:
    case = session.service.open(kind="complaint", subject="茶叶受潮", customer=customer.id)
    surveys = session.service.surveys
    survey = surveys.ask(case=case.id)
    [answered] = surveys.answer([models.SurveyAnswer(survey.id, survey.version, "满意")])
    assert (answered.points, answered.best) == (4, 5)
    other = surveys.ask(customer=customer.id, from_=dt.date(2020, 1, 1), to=dt.date(2020, 3, 31))
    assert [it.id for it in surveys.list(states=["asked"]).items] == [other.id]
    assert surveys.withdraw([other])[0].state == "withdrawn"
    first, last = dt.date(2020, 1, 1), dt.date(2069, 12, 31)
    [row] = session.reports.satisfaction(first, last, ["scale"])
    assert (row.group.scale, row.average_points) == ("satisfaction", Decimal(4))
    [counted] = session.reports.case_analysis(first, last, ["kind"])
    assert (counted.group.kind, counted.complaints, counted.open) == ("complaint", 1, 1)
    [top] = session.reports.case_pareto(first, last, "root_cause")
    assert (top.group.root_cause, top.cumulative_share) == (None, Decimal(1))
    session.service.open(kind="complaint", subject="又受潮", customer=customer.id)
    [repeated] = session.reports.repeated_complaints(first, last, 30)
    assert (repeated.customer, repeated.repeats) == (customer.id, 1)
    trend = session.reports.case_trend(case.opened_on, last.replace(year=case.opened_on.year))
    assert trend[0].came == 2


def test_a_book_leaves_steps_out(session: bookroom.Session) -> None:
    transitions = session.service.transitions
    assert {row.version for row in transitions.list()} == {0}
    assert transitions.set("new", 0, ["assign"]).version == 1
    case = session.service.open(kind="request", subject="检测报告")
    with pytest.raises(bookroom.Error) as caught:
        session.service.reject([case], "不受理")
    assert caught.value.code == "wrong_state"
