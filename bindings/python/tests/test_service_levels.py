"""What is promised for cases, and what comes of it."""

import datetime as dt

import bookroom
import pytest
from bookroom import models


def test_service_levels(session: bookroom.Session) -> None:
    levels = session.service.levels
    step = models.EscalationStep(
        target=models.LevelTarget.FIRST_RESPONSE,
        percent=100,
        action=models.EscalationAction.NOTIFY,
        whom=models.EscalationWhom.OWNER,
    )
    policy = levels.add(
        label_zh="投诉",
        label_en="Complaints",
        kinds=["complaint"],
        first_response_seconds=3600,
        next_response_seconds=7200,
        resolution_seconds=86400,
        steps=[step],
    )
    assert levels.list() == [policy]
    case = session.service.open(kind="complaint", subject="货物破损")
    [first, resolution] = levels.clocks(case.id)
    assert first.due_at == case.opened_at + dt.timedelta(hours=1)
    assert resolution.state == "running"
    assert [it.case.id for it in levels.due().items] == [case.id, case.id]
    [done] = levels.escalate_due(at=first.due_at)
    assert (done.case, len(done.tasks)) == (case.id, 1)
    assert levels.escalate_due(at=first.due_at) == []
    session.service.add_note(case.id, "您好", is_public=True)
    message = session.service.add_message(case.id, "何时补发?")
    assert message.author == "customer"
    assert levels.clocks(case.id)[2].target == "next_response"
    first_of, last_of = dt.date(2020, 1, 1), dt.date(2099, 12, 31)
    [row] = levels.attainment(first_of, last_of, [])
    assert (row.met, row.running) == (1, 2)
    with pytest.raises(bookroom.Error) as caught:
        levels.remove(policy.id, policy.version)
    assert caught.value.code == "in_use"
    policy = levels.edit(policy.id, policy.version, active=False)
    assert not policy.active
