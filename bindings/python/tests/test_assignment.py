"""Cases that are given to operators by rules."""

from __future__ import annotations

import datetime as dt

import bookroom
import pytest
from bookroom import models


def test_assignment(session: bookroom.Session) -> None:
    assignment, me = session.service.assignment, session.operator_id
    rule = assignment.add(
        label_zh="投诉",
        label_en="Complaints",
        kinds=["complaint"],
        classes=[models.ClassCondition(dictionary="customer_level", items=["A"])],
        way="least_load",
        operators=[me],
        open_limit=1,
        weights=[models.SeverityWeight(severity=models.CaseSeverity.URGENT, weight=3)],
    )
    assert assignment.list() == [rule]
    rule = assignment.edit(rule.id, rule.version, classes=None)
    assert rule.classes == []
    first = session.service.open(kind="complaint", subject="货物破损")
    second = session.service.open(kind="complaint", subject="少发一件")
    assert first.assignee is None
    with session.dry_run():
        [tried] = assignment.assign([first])
        assert (tried.rule, tried.case.assignee, tried.trouble) == (rule.id, me, None)
        assert [it.state for it in tried.candidates] == ["free"]
    given, waits = assignment.assign_unassigned()
    assert given.case.assignee == me
    assert (waits.case.id, waits.trouble) == (second.id, "full")
    [said] = assignment.said(case=second.id).items
    assert (said.to, said.trouble, said.rule) == (None, "full", rule.id)
    [stands] = assignment.candidates(rule.id)
    assert (stands.state, stands.open_cases) == (models.CandidateState.FULL, 1)
    assert assignment.set_policy(0, True).automatic
    rule = assignment.edit(rule.id, rule.version, open_limit=None)
    back = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    away = assignment.add_absence(operator=me, to=back)
    third = session.service.open(kind="complaint", subject="又破损")
    [said] = assignment.said(case=third.id).items
    assert said.trouble is models.AssignmentTrouble.AWAY
    assert assignment.absences(operator=me).items == [away]
    assignment.remove_absence(away.id, away.version)
    assert len(assignment.assign_unassigned(limit=1)) == 1
    left = assignment.hand_over(me)
    assert {it.trouble for it in left} == {models.AssignmentTrouble.NOBODY}
    with pytest.raises(bookroom.Error) as caught:
        assignment.remove(rule.id, rule.version)
    assert caught.value.code == "in_use"
    with pytest.raises(bookroom.Error) as caught:
        assignment.add(label_zh="空")
    assert [it.path for it in caught.value.violations] == ["rule.operators"]
