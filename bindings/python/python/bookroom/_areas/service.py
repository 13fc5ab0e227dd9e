"""Cases: feedback, complaints, requests; what is promised for them and what they lead to."""

from __future__ import annotations

from bookroom._generated.calls.service import (
    AssignmentCalls,
    LevelsCalls,
    RelationsCalls,
    RemediesCalls,
    ServiceCalls,
    SurveysCalls,
    TransitionsCalls,
)

__all__ = ["Assignment", "Levels", "Relations", "Remedies", "Service", "Surveys", "Transitions"]


class Service(ServiceCalls):
    """Cases: feedback, complaints, requests: ``session.service``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> case = session.service.open(
    ...     kind="complaint", subject="茶叶受潮", customer=customer.id, severity="high",
    ... )
    >>> case.state.value
    'new'
    """

    __slots__ = ()


class Assignment(AssignmentCalls):
    """Assigning cases by rules, in turns, by load: ``session.service.assignment``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> rule = session.service.assignment.add(
    ...     label_zh="轮流", label_en="In turns", operators=[session.operator_id],
    ... )
    >>> policy = session.service.assignment.set_policy(0, True)
    >>> session.service.open(kind="request", subject="索要检测报告").state.value
    'assigned'
    """

    __slots__ = ()


class Levels(LevelsCalls):
    """Service levels: what is promised for cases, and by when: ``session.service.levels``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> policy = session.service.levels.add(
    ...     label_zh="标准", label_en="Standard", resolution_seconds=7_200,
    ... )
    >>> case = session.service.open(kind="request", subject="索要检测报告")
    >>> clock = session.service.levels.clocks(case.id)[0]
    >>> (clock.due_at - case.opened_at).total_seconds()
    7200.0
    """

    __slots__ = ()


class Relations(RelationsCalls):
    """Which cases belong together; merging and splitting: ``session.service.relations``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> case = session.service.open(kind="complaint", subject="茶叶受潮")
    >>> again = session.service.open(kind="complaint", subject="怎么还没有处理")
    >>> [merged] = session.service.relations.merge([again], case)
    >>> merged.state.value, merged.merged_into == case.id
    ('merged', True)
    """

    __slots__ = ()


class Remedies(RemediesCalls):
    """What complaints lead to, once somebody approves: ``session.service.remedies``.

    >>> import bookroom
    >>> from bookroom import models
    >>> from decimal import Decimal
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> case = session.service.open(
    ...     kind="complaint", subject="茶叶受潮", customer=customer.id,
    ... )
    >>> terms = models.RemedyTermsRefund(models.RefundTerms(amount=Decimal("20")))
    >>> remedy = session.service.remedies.propose(case=case.id, terms=terms, reason="运费")
    >>> session.service.remedies.approve(remedy).state.value
    'approved'
    """

    __slots__ = ()


class Surveys(SurveysCalls):
    """What customers were asked and answered: ``session.service.surveys``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> case = session.service.open(kind="complaint", subject="茶叶受潮")
    >>> survey = session.service.surveys.ask(case=case.id)
    >>> survey.scale, survey.best
    ('satisfaction', 5)
    """

    __slots__ = ()


class Transitions(TransitionsCalls):
    """Which steps each state of cases allows: ``session.service.transitions``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> new = session.service.transitions.set("new", 0, ["assign"])
    >>> [step.value for step in new.steps]
    ['assign']
    """

    __slots__ = ()
