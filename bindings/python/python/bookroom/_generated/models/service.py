# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from bookroom._base import FrozenDict, Record, UNSET, Unset, Word, freeze
from bookroom._generated import models as m
from bookroom._generated.models.common import (
    AbsenceId,
    AssignmentRuleId,
    CalendarId,
    CaseAssignmentId,
    CaseClockId,
    CaseId,
    CaseLinkId,
    CaseNoteId,
    CaseRemedyId,
    Condition,
    ContactId,
    CustomerId,
    InvoiceId,
    OperatorId,
    PaymentId,
    ProductId,
    ServicePolicyId,
    SurveyId,
    TaskId,
    TeamId,
)
from bookroom._table import Table

__all__ = [
    "Absence",
    "AbsenceEdit",
    "AbsenceFilter",
    "AssignmentCandidate",
    "AssignmentFilter",
    "AssignmentOtherwise",
    "AssignmentOutcome",
    "AssignmentPolicy",
    "AssignmentRule",
    "AssignmentRuleEdit",
    "AssignmentTrouble",
    "AssignmentWay",
    "Attainment",
    "AttainmentDimension",
    "CandidateState",
    "Case",
    "CaseAssignment",
    "CaseClock",
    "CaseCount",
    "CaseDimension",
    "CaseEdit",
    "CaseFilter",
    "CaseKind",
    "CaseLink",
    "CaseLinkKind",
    "CaseNote",
    "CaseNoteEdit",
    "CaseRemedy",
    "CaseResolution",
    "CaseSeverity",
    "CaseSort",
    "CaseSplit",
    "CaseState",
    "CaseStep",
    "CaseTransitions",
    "CaseUpdate",
    "CaseVersion",
    "ClassCondition",
    "ClockPause",
    "ClockState",
    "ClockStep",
    "CreditTerms",
    "DueCase",
    "DueFilter",
    "Escalation",
    "EscalationAction",
    "EscalationStep",
    "EscalationWhom",
    "LevelTarget",
    "NewAbsence",
    "NewAssignmentRule",
    "NewCase",
    "NewCaseLink",
    "NewCaseNote",
    "NewCaseRemedy",
    "NewServicePolicy",
    "NewSurvey",
    "NoteAuthor",
    "OpenCaseCount",
    "RefundTerms",
    "RemedyFilter",
    "RemedyKind",
    "RemedyState",
    "RemedyTerms",
    "RemedyTermsCreditNote",
    "RemedyTermsRefund",
    "RemedyTermsReplacement",
    "ReplacementTerms",
    "ServicePolicy",
    "ServicePolicyEdit",
    "SeverityWeight",
    "Survey",
    "SurveyAnswer",
    "SurveyFilter",
    "SurveyState",
    "SurveyVersion",
]


@dataclass(frozen=True, slots=True)
class Absence(Record):
    """A time in which no rule gives an operator cases.

    Attributes:
        id: The id.
        operator: Who is away.
        from_: From when.
        to: The first instant at which they are back; none: until it is known.
        version: Moves with every change.
    """

    id: AbsenceId
    """The id."""

    operator: OperatorId
    """Who is away."""

    from_: dt.datetime
    """From when."""

    to: dt.datetime | None
    """The first instant at which they are back; none: until it is known."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class AbsenceEdit(Record):
    """New values for an absence.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        from_: From when.
        to: The first instant at which they are back.
    """

    from_: dt.datetime | Unset = UNSET
    """From when."""

    to: dt.datetime | Unset | None = UNSET
    """The first instant at which they are back."""


@dataclass(frozen=True, slots=True)
class AbsenceFilter(Record):
    """Which absences are wanted; what is absent does not restrict.

    Attributes:
        operator: Who is away.
        at: Those that cover this instant.
    """

    operator: OperatorId | None = None
    """Who is away."""

    at: dt.datetime | None = None
    """Those that cover this instant."""


class CandidateState(Word):
    """How an operator stands towards a rule."""

    FREE = "free"
    """Can be given a case."""
    AWAY = "away"
    """Is away now."""
    FULL = "full"
    """Has as many open cases as the rule lets anybody have."""
    NOT_PERMITTED = "not_permitted"
    """May not work on cases: no role permits ``cases.edit``."""
    INACTIVE = "inactive"
    """Is deactivated."""
    LEAVING = "leaving"
    """Hands cases over just now."""


@dataclass(frozen=True, slots=True)
class AssignmentCandidate(Record):
    """How somebody to whom a rule gives cases stands.

    Attributes:
        operator: Who.
        state: How they stand.
        open_cases: How many open cases they have, not counting the one that is to be given.
        load: What these count as the rule weighs them.
        last_turn: Their last turn by this rule; none: they had none yet.
    """

    operator: OperatorId
    """Who."""

    state: CandidateState
    """How they stand."""

    open_cases: int
    """How many open cases they have, not counting the one that is to be given."""

    load: int
    """What these count as the rule weighs them."""

    last_turn: int | None
    """Their last turn by this rule; none: they had none yet."""


class AssignmentTrouble(Word):
    """Why the rules gave a case to nobody."""

    NO_RULE = "no_rule"
    """It meets no active rule."""
    NO_OWNER = "no_owner"
    """It would go to the owner of its customer, and there is none."""
    NOBODY = "nobody"
    """None of whom it would go to is active and permitted to work on cases."""
    AWAY = "away"
    """All of these are away."""
    FULL = "full"
    """Those who are not away have as many open cases as they may."""
    NOT_ALLOWED = "not_allowed"
    """The book lets no case in its state be given away."""


@dataclass(frozen=True, slots=True)
class AssignmentFilter(Record):
    """Which words of the rules are wanted; what is absent or empty does not restrict.

    Attributes:
        case: About this case.
        rule: Of this rule.
        to: By which this operator was given a case.
        troubles: That gave nobody a case, for any of these reasons.
    """

    case: CaseId | None = None
    """About this case."""

    rule: AssignmentRuleId | None = None
    """Of this rule."""

    to: OperatorId | None = None
    """By which this operator was given a case."""

    troubles: Sequence[AssignmentTrouble | str] = ()
    """That gave nobody a case, for any of these reasons."""

    def __post_init__(self) -> None:
        freeze(self, "troubles")


class AssignmentOtherwise(Word):
    """What happens to a case that meets a rule when nobody is free."""

    STAY = "stay"
    """It stays without an operator."""
    NEXT = "next"
    """The next rule that it meets is followed."""


class CaseKind(Word):
    """What a case is about."""

    FEEDBACK = "feedback"
    """Feedback (反馈)."""
    COMPLAINT = "complaint"
    """A complaint (投诉)."""
    REQUEST = "request"
    """A request (请求)."""


class CaseState(Word):
    """Where a case stands."""

    NEW = "new"
    """Nobody has it."""
    ASSIGNED = "assigned"
    """Somebody has it."""
    IN_PROGRESS = "in_progress"
    """It is being worked on."""
    WAITING = "waiting"
    """It waits for the customer."""
    RESOLVED = "resolved"
    """There is a resolution."""
    CLOSED = "closed"
    """The customer is done with it."""
    REJECTED = "rejected"
    """It will not be worked on."""
    MERGED = "merged"
    """It is worked on as a part of another case."""


class CaseSeverity(Word):
    """How bad it is."""

    LOW = "low"
    """Can wait."""
    NORMAL = "normal"
    """As usual."""
    HIGH = "high"
    """Before the others."""
    URGENT = "urgent"
    """At once."""


@dataclass(frozen=True, slots=True)
class Case(Record):
    """Feedback, a complaint or a request.

    Attributes:
        id: Its id.
        number: Its number, such as ``CASE-202606-0001``; without gaps in each month.
        kind: What it is about.
        state: Where it stands.
        subject: What it says in one line.
        description: What it says; absent when the operator may not read it, stars when masked.
        category: The code of an item of ``case_category``.
        severity: How bad it is.
        channel: How it came in: the code of an item of ``case_channel``.
        customer: The customer it came from.
        contact: The person at the customer.
        invoice: The invoice it is about.
        product: The product it is about.
        merged_into: The case that it is shown with since it was merged.
        assignee: Who works on it.
        owner: Whose it is: the customer's owner, else who opened it.
        team: The owner's team.
        opened_on: The day it came in.
        opened_at: When it came in; times to an answer and to a resolution count from then. Of a
            day that was past when the case was entered, the last instant: nobody knows more of
            it.
        first_answered_at: When it was first answered: the first public note, or the first step of
            work on it (to in progress, waiting, resolved or rejected). Giving it to somebody
            answers nobody; nor does who opened a case without a customer answer himself by
            working or waiting on it.
        resolved_at: When it was resolved.
        closed_at: When it was closed, rejected or merged.
        root_cause: Why it came to it: the code of an item of ``case_root_cause``.
        resolution: The last resolution; protected like the description.
        satisfaction: How satisfied the customer was with it: the code of an item of
            ``satisfaction``.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        version: Moves with every change of the case (notes have their own).
        created_by: Who opened it.
        updated_at: When it last changed.
    """

    id: CaseId
    """Its id."""

    number: str
    """Its number, such as ``CASE-202606-0001``; without gaps in each month."""

    kind: CaseKind
    """What it is about."""

    state: CaseState
    """Where it stands."""

    subject: str
    """What it says in one line."""

    description: str | None
    """What it says; absent when the operator may not read it, stars when masked."""

    category: str | None
    """The code of an item of ``case_category``."""

    severity: CaseSeverity
    """How bad it is."""

    channel: str | None
    """How it came in: the code of an item of ``case_channel``."""

    customer: CustomerId | None
    """The customer it came from."""

    contact: ContactId | None
    """The person at the customer."""

    invoice: InvoiceId | None
    """The invoice it is about."""

    product: ProductId | None
    """The product it is about."""

    merged_into: CaseId | None
    """The case that it is shown with since it was merged."""

    assignee: OperatorId | None
    """Who works on it."""

    owner: OperatorId | None
    """Whose it is: the customer's owner, else who opened it."""

    team: TeamId | None
    """The owner's team."""

    opened_on: dt.date
    """The day it came in."""

    opened_at: dt.datetime
    """When it came in; times to an answer and to a resolution count from then. Of a day that was
    past when the case was entered, the last instant: nobody knows more of it.
    """

    first_answered_at: dt.datetime | None
    """When it was first answered: the first public note, or the first step of work on it (to in
    progress, waiting, resolved or rejected). Giving it to somebody answers nobody; nor does who
    opened a case without a customer answer himself by working or waiting on it.
    """

    resolved_at: dt.datetime | None
    """When it was resolved."""

    closed_at: dt.datetime | None
    """When it was closed, rejected or merged."""

    root_cause: str | None
    """Why it came to it: the code of an item of ``case_root_cause``."""

    resolution: str | None
    """The last resolution; protected like the description."""

    satisfaction: str | None
    """How satisfied the customer was with it: the code of an item of ``satisfaction``."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    version: int
    """Moves with every change of the case (notes have their own)."""

    created_by: OperatorId | None
    """Who opened it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class AssignmentOutcome(Record):
    """What came of asking the rules about a case.

    Attributes:
        case: The case, as it is then.
        rule: The rule that was followed; none when the case met none.
        trouble: Why it was given to nobody; none: it has an operator by this rule now.
        candidates: Among whom the rule chose, in its order.
    """

    case: Case
    """The case, as it is then."""

    rule: AssignmentRuleId | None
    """The rule that was followed; none when the case met none."""

    trouble: AssignmentTrouble | None
    """Why it was given to nobody; none: it has an operator by this rule now."""

    candidates: Table[AssignmentCandidate]
    """Among whom the rule chose, in its order."""


@dataclass(frozen=True, slots=True)
class AssignmentPolicy(Record):
    """Whether rules are asked when cases are opened.

    Attributes:
        automatic: Whether a case that is opened without an operator is given to one by the rules
            at once. False unless changed: then they are asked by command.
        version: Moves with every change; 0 as long as it is the engine's own.
    """

    automatic: bool
    """Whether a case that is opened without an operator is given to one by the rules at once.
    False unless changed: then they are asked by command.
    """

    version: int
    """Moves with every change; 0 as long as it is the engine's own."""


@dataclass(frozen=True, slots=True)
class ClassCondition(Record):
    """A class that the customer of a case has.

    Attributes:
        dictionary: The list: ``customer_level``, ``region``, ``industry`` or any other by which
            customers are classified.
        items: Its items, by code, 1 to 50: any of these, or of those below them.
    """

    dictionary: str
    """The list: ``customer_level``, ``region``, ``industry`` or any other by which customers are
    classified.
    """

    items: Sequence[str] = ()
    """Its items, by code, 1 to 50: any of these, or of those below them."""

    def __post_init__(self) -> None:
        freeze(self, "items")


class AssignmentWay(Word):
    """Whom a rule gives a case, of those that are free: there, permitted to work on cases, not
    away, and below the rule's limit.
    """

    FIRST = "first"
    """The first of its operators."""
    OWNER = "owner"
    """The owner of the case's customer, else the first of its operators."""
    ROUND_ROBIN = "round_robin"
    """Who had the fewest turns of late: the one whose last turn by this rule is longest ago."""
    LEAST_LOAD = "least_load"
    """Who has the least open cases, as the rule weighs them; of several, in turns."""


@dataclass(frozen=True, slots=True)
class SeverityWeight(Record):
    """What an open case of a severity counts in the load of who has it.

    Attributes:
        weight: 0 to 1,000; 1 for severities that are not named.
        severity: The severity.
    """

    weight: int
    """0 to 1,000; 1 for severities that are not named."""

    severity: CaseSeverity | str = CaseSeverity.NORMAL
    """The severity."""


@dataclass(frozen=True, slots=True)
class AssignmentRule(Record):
    """A rule: which cases go to whom. Rules are asked in their order, and the first that a case
    meets is followed. A case meets it when it meets every condition; an empty one says nothing.

    Attributes:
        id: The id.
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is asked.
        place: Its place among all, from 1.
        kinds: What the cases are about: any of these.
        severities: How bad they are: any of these.
        categories: Their category, by code: any of these, or of those below them.
        channels: How they came in, by code: any of these, or of those below them.
        classes: How their customers are classified: every one of these.
        products: The products that they are about: any of these.
        owner_teams: The teams of whose the cases are: any of these.
        way: Whom it gives them.
        operators: The operators, in their order.
        team: The team whose operators come after these, whoever is in it then.
        open_limit: How many open cases somebody may have to be given one more, whoever gave them;
            none: any number.
        weights: What open cases count for the least load.
        otherwise: What happens when nobody is free.
        version: Moves with every change.
    """

    id: AssignmentRuleId
    """The id."""

    label_zh: str
    """The name in Chinese."""

    label_en: str
    """The name in English."""

    active: bool
    """Whether it is asked."""

    place: int
    """Its place among all, from 1."""

    kinds: tuple[CaseKind, ...]
    """What the cases are about: any of these."""

    severities: tuple[CaseSeverity, ...]
    """How bad they are: any of these."""

    categories: tuple[str, ...]
    """Their category, by code: any of these, or of those below them."""

    channels: tuple[str, ...]
    """How they came in, by code: any of these, or of those below them."""

    classes: Table[ClassCondition]
    """How their customers are classified: every one of these."""

    products: tuple[ProductId, ...]
    """The products that they are about: any of these."""

    owner_teams: tuple[TeamId, ...]
    """The teams of whose the cases are: any of these."""

    way: AssignmentWay
    """Whom it gives them."""

    operators: tuple[OperatorId, ...]
    """The operators, in their order."""

    team: TeamId | None
    """The team whose operators come after these, whoever is in it then."""

    open_limit: int | None
    """How many open cases somebody may have to be given one more, whoever gave them; none: any
    number.
    """

    weights: Table[SeverityWeight]
    """What open cases count for the least load."""

    otherwise: AssignmentOtherwise
    """What happens when nobody is free."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class AssignmentRuleEdit(Record):
    """New values for a rule. Limits are those of ``NewAssignmentRule``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is asked.
        kinds: What the cases are about.
        severities: How bad they are.
        categories: Their category.
        channels: How they came in.
        classes: How their customers are classified.
        products: The products that they are about.
        owner_teams: The teams of whose the cases are.
        way: Whom it gives them.
        operators: The operators.
        team: The team whose operators come after these.
        open_limit: How many open cases somebody may have.
        weights: What open cases count for the least load.
        otherwise: What happens when nobody is free.
    """

    label_zh: str | Unset = UNSET
    """The name in Chinese."""

    label_en: str | Unset = UNSET
    """The name in English."""

    active: bool | Unset = UNSET
    """Whether it is asked."""

    kinds: Sequence[CaseKind | str] | Unset | None = UNSET
    """What the cases are about."""

    severities: Sequence[CaseSeverity | str] | Unset | None = UNSET
    """How bad they are."""

    categories: Sequence[str] | Unset | None = UNSET
    """Their category."""

    channels: Sequence[str] | Unset | None = UNSET
    """How they came in."""

    classes: Sequence[ClassCondition] | Unset | None = UNSET
    """How their customers are classified."""

    products: Sequence[ProductId] | Unset | None = UNSET
    """The products that they are about."""

    owner_teams: Sequence[TeamId] | Unset | None = UNSET
    """The teams of whose the cases are."""

    way: AssignmentWay | str | Unset = UNSET
    """Whom it gives them."""

    operators: Sequence[OperatorId] | Unset | None = UNSET
    """The operators."""

    team: TeamId | Unset | None = UNSET
    """The team whose operators come after these."""

    open_limit: int | Unset | None = UNSET
    """How many open cases somebody may have."""

    weights: Sequence[SeverityWeight] | Unset | None = UNSET
    """What open cases count for the least load."""

    otherwise: AssignmentOtherwise | str | Unset = UNSET
    """What happens when nobody is free."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "severities", "categories", "channels", "classes", "products", "owner_teams", "operators", "weights")


class LevelTarget(Word):
    """What is promised of a case."""

    FIRST_RESPONSE = "first_response"
    """That it is answered: from its opening to the first answer."""
    NEXT_RESPONSE = "next_response"
    """That a message of the customer is answered: from the message to the next public note of the
    staff.
    """
    RESOLUTION = "resolution"
    """That it is resolved: from its opening to its resolution, without the time that it waits for
    the customer.
    """


@dataclass(frozen=True, slots=True)
class Attainment(Record):
    """How far targets were met. Only the dimensions that were asked for are filled in; an absent
    value of one of those stands for the cases without it.

    Attributes:
        policy: The policy.
        target: What is promised.
        owner: Whose the cases are.
        assignee: Who works on them.
        kind: What they are about.
        severity: How bad they are.
        month: The first day of the month they came in.
        met: How many targets were met in time.
        breached: How many were not: ended late, or still running past their due instant.
        running: How many run or are paused and are not due yet.
        dropped: How many ended in time without what was promised, with their case or its policy.
        median_seconds: The median of the worked seconds of those that ended met or late: the
            least value that half of them do not exceed.
        ninetieth_seconds: The least value of them that nine of ten do not exceed.
    """

    policy: ServicePolicyId | None
    """The policy."""

    target: LevelTarget | None
    """What is promised."""

    owner: OperatorId | None
    """Whose the cases are."""

    assignee: OperatorId | None
    """Who works on them."""

    kind: CaseKind | None
    """What they are about."""

    severity: CaseSeverity | None
    """How bad they are."""

    month: dt.date | None
    """The first day of the month they came in."""

    met: int
    """How many targets were met in time."""

    breached: int
    """How many were not: ended late, or still running past their due instant."""

    running: int
    """How many run or are paused and are not due yet."""

    dropped: int
    """How many ended in time without what was promised, with their case or its policy."""

    median_seconds: int | None
    """The median of the worked seconds of those that ended met or late: the least value that half
    of them do not exceed.
    """

    ninetieth_seconds: int | None
    """The least value of them that nine of ten do not exceed."""


class AttainmentDimension(Word):
    """By what the attainment of targets is told."""

    POLICY = "policy"
    """The policy."""
    TARGET = "target"
    """What is promised."""
    OWNER = "owner"
    """Whose the case is."""
    ASSIGNEE = "assignee"
    """Who works on it."""
    KIND = "kind"
    """What it is about."""
    SEVERITY = "severity"
    """How bad it is."""
    MONTH = "month"
    """The month it came in."""


@dataclass(frozen=True, slots=True)
class CaseAssignment(Record):
    """What the rules said of a case, once: to whom it was given, or why to nobody. Written once;
    who has the case now says the case.

    Attributes:
        id: The id.
        case: The case.
        at: When.
        by: By whose command; none: the engine itself.
        rule: The rule that was followed; none when the case met none.
        turn: Which time it was that this rule gave a case away, from 1; none: it gave it to
            nobody.
        from_: Who had the case before.
        to: Who was given it.
        trouble: Why nobody was.
    """

    id: CaseAssignmentId
    """The id."""

    case: CaseId
    """The case."""

    at: dt.datetime
    """When."""

    by: OperatorId | None
    """By whose command; none: the engine itself."""

    rule: AssignmentRuleId | None
    """The rule that was followed; none when the case met none."""

    turn: int | None
    """Which time it was that this rule gave a case away, from 1; none: it gave it to nobody."""

    from_: OperatorId | None
    """Who had the case before."""

    to: OperatorId | None
    """Who was given it."""

    trouble: AssignmentTrouble | None
    """Why nobody was."""


class ClockState(Word):
    """How a target of a case stands."""

    RUNNING = "running"
    """Its time runs. It may be past its due instant."""
    PAUSED = "paused"
    """Its time stands still: the case waits for the customer."""
    MET = "met"
    """It was met in time."""
    BREACHED = "breached"
    """It was met, or the case ended, after it was due."""
    DROPPED = "dropped"
    """The case ended in time, without what was promised."""
    WITHDRAWN = "withdrawn"
    """The case follows another policy, which does not promise it, or none."""


@dataclass(frozen=True, slots=True)
class ClockPause(Record):
    """A time in which a target's time stood still.

    Attributes:
        from_: From when.
        to: Until when; none: still.
    """

    from_: dt.datetime
    """From when."""

    to: dt.datetime | None
    """Until when; none: still."""


class EscalationAction(Word):
    """What a step of escalation does."""

    NOTIFY = "notify"
    """Makes a task about the case for each of whom it is about."""
    REASSIGN = "reassign"
    """Gives the case to the first of whom it is about."""


class EscalationWhom(Word):
    """Whom a step of escalation is about. Where nobody is found, it is the managers, and without
    these whoever has the role ``owner``.
    """

    OWNER = "owner"
    """Whose the case is."""
    ASSIGNEE = "assignee"
    """Who works on it."""
    TEAM = "team"
    """The active operators of the owner's team."""
    MANAGER = "manager"
    """The active operators with the role ``manager``: of the owner's team, else all."""
    OPERATOR = "operator"
    """One operator, who is named."""


@dataclass(frozen=True, slots=True)
class EscalationStep(Record):
    """Something that happens while a target is not met: when so much of it is worked.

    Attributes:
        target: The target it belongs to; the policy has it.
        action: What happens.
        whom: To whom. Cases are not given to a team.
        percent: When: this part of the target in percent, 0 to 1,000; 100 is when it is due.
            Either this or ``seconds``.
        seconds: When: so many worked seconds after it is due, or before (below zero), up to ten
            years.
        operator: Who, for the choice ``operator``, and for no other.
    """

    target: LevelTarget | str
    """The target it belongs to; the policy has it."""

    action: EscalationAction | str
    """What happens."""

    whom: EscalationWhom | str
    """To whom. Cases are not given to a team."""

    percent: int | None = None
    """When: this part of the target in percent, 0 to 1,000; 100 is when it is due. Either this or
    ``seconds``.
    """

    seconds: int | None = None
    """When: so many worked seconds after it is due, or before (below zero), up to ten years."""

    operator: OperatorId | None = None
    """Who, for the choice ``operator``, and for no other."""


@dataclass(frozen=True, slots=True)
class ClockStep(Record):
    """A step of escalation of one case.

    Attributes:
        step: The step.
        after_seconds: After how many worked seconds it happens.
        done_at: When it was done.
    """

    step: EscalationStep
    """The step."""

    after_seconds: int
    """After how many worked seconds it happens."""

    done_at: dt.datetime | None
    """When it was done."""


@dataclass(frozen=True, slots=True)
class CaseClock(Record):
    """A target of a case that runs, or ran. It keeps what its policy said when the case came to
    follow it; a change of the policy does not move it, a change of the calendar does while it
    runs.

    Attributes:
        id: The id.
        case: The case.
        target: What is promised.
        policy: The policy that promises it.
        calendar: The calendar whose hours count; none: the book's default.
        seconds: The worked seconds that it may take.
        state: How it stands.
        started_at: When it started.
        pauses: When it stood still, in their order.
        due_at: The first instant by which so much is worked; none while it is paused before that,
            and when its calendar never works so much.
        ended_at: When it ended.
        worked_seconds: The seconds that were worked until then.
        steps: What happens while it is not met.
        next_step_at: When the first of the steps comes that are not done; none when it ended.
        version: Moves with every change.
    """

    id: CaseClockId
    """The id."""

    case: CaseId
    """The case."""

    target: LevelTarget
    """What is promised."""

    policy: ServicePolicyId
    """The policy that promises it."""

    calendar: CalendarId | None
    """The calendar whose hours count; none: the book's default."""

    seconds: int
    """The worked seconds that it may take."""

    state: ClockState
    """How it stands."""

    started_at: dt.datetime
    """When it started."""

    pauses: Table[ClockPause]
    """When it stood still, in their order."""

    due_at: dt.datetime | None
    """The first instant by which so much is worked; none while it is paused before that, and when
    its calendar never works so much.
    """

    ended_at: dt.datetime | None
    """When it ended."""

    worked_seconds: int | None
    """The seconds that were worked until then."""

    steps: Table[ClockStep]
    """What happens while it is not met."""

    next_step_at: dt.datetime | None
    """When the first of the steps comes that are not done; none when it ended."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CaseCount(Record):
    """How many cases there are of a sort, and how long they took. Only the dimensions that were
    asked for are filled in; an absent value of one of those stands for the cases without it.

    Attributes:
        kind: What they are about.
        category: The code of their category.
        month: The first day of the month they came in.
        state: Where they stand.
        severity: How bad they are.
        channel: The code of their channel.
        assignee: Who works on them.
        satisfaction: The code of their satisfaction.
        cases: How many.
        answered: How many of them were answered.
        minutes_to_answer: The average time to the first answer, in whole minutes (rounded down).
        resolved: How many of them are resolved.
        minutes_to_resolution: The average time to the resolution, in whole minutes (rounded
            down).
    """

    kind: CaseKind | None
    """What they are about."""

    category: str | None
    """The code of their category."""

    month: dt.date | None
    """The first day of the month they came in."""

    state: CaseState | None
    """Where they stand."""

    severity: CaseSeverity | None
    """How bad they are."""

    channel: str | None
    """The code of their channel."""

    assignee: OperatorId | None
    """Who works on them."""

    satisfaction: str | None
    """The code of their satisfaction."""

    cases: int
    """How many."""

    answered: int
    """How many of them were answered."""

    minutes_to_answer: int | None
    """The average time to the first answer, in whole minutes (rounded down)."""

    resolved: int
    """How many of them are resolved."""

    minutes_to_resolution: int | None
    """The average time to the resolution, in whole minutes (rounded down)."""


class CaseDimension(Word):
    """By what cases are counted."""

    KIND = "kind"
    """What they are about."""
    CATEGORY = "category"
    """Their category."""
    MONTH = "month"
    """The month they came in."""
    STATE = "state"
    """Where they stand."""
    SEVERITY = "severity"
    """How bad they are."""
    CHANNEL = "channel"
    """How they came in."""
    ASSIGNEE = "assignee"
    """Who works on them."""
    SATISFACTION = "satisfaction"
    """How satisfied the customer was."""


@dataclass(frozen=True, slots=True)
class CaseEdit(Record):
    """New values of a case. A closed case takes only its satisfaction and its root cause, a
    rejected or merged one nothing.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        kind: What it is about.
        subject: What it says in one line.
        description: What it says.
        category: The category, by code or label.
        severity: How bad it is.
        channel: The channel, by code or label.
        customer: The customer; with another one, or none, contact and invoice go unless they are
            set too.
        contact: The contact.
        invoice: The invoice.
        product: The product.
        root_cause: The root cause, by code or label.
        satisfaction: The satisfaction, by code or label, once there is a resolution.
        custom: Values of fields of the book's own, by key: those that are named. Null clears one,
            and the others stay.
    """

    kind: CaseKind | str | Unset = UNSET
    """What it is about."""

    subject: str | Unset = UNSET
    """What it says in one line."""

    description: str | Unset | None = UNSET
    """What it says."""

    category: str | Unset | None = UNSET
    """The category, by code or label."""

    severity: CaseSeverity | str | Unset = UNSET
    """How bad it is."""

    channel: str | Unset | None = UNSET
    """The channel, by code or label."""

    customer: CustomerId | Unset | None = UNSET
    """The customer; with another one, or none, contact and invoice go unless they are set too.
    """

    contact: ContactId | Unset | None = UNSET
    """The contact."""

    invoice: InvoiceId | Unset | None = UNSET
    """The invoice."""

    product: ProductId | Unset | None = UNSET
    """The product."""

    root_cause: str | Unset | None = UNSET
    """The root cause, by code or label."""

    satisfaction: str | Unset | None = UNSET
    """The satisfaction, by code or label, once there is a resolution."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET
    """Values of fields of the book's own, by key: those that are named. Null clears one, and the
    others stay.
    """

    def __post_init__(self) -> None:
        freeze(self, "custom")


@dataclass(frozen=True, slots=True)
class CaseFilter(Record):
    """Which cases are wanted; what is absent or empty does not restrict.

    Attributes:
        kind: What they are about.
        states: Where they stand: any of these.
        severities: How bad they are: any of these.
        category: Their category, by code or label.
        channel: Their channel, by code or label.
        root_cause: Their root cause, by code or label.
        customer: Their customer.
        product: Their product.
        merged_into: The case that they are shown with since they were merged.
        assignee: Who works on them.
        unassigned: Those that nobody works on. Not together with ``assignee``.
        owner: Whose they are.
        opened_from: The first day of coming in.
        opened_to: The last day of coming in.
        text: A part of the number or line, or of description or resolution for those who may read
            them; up to 200 characters. Case, width, white space and punctuation do not count.
        conditions: Conditions on any column that the list can be sorted by, and on ``custom.``
            and the key of a field of the book's own; at most 20.
        sorted_by: The key of a field of the book's own that the list is sorted by, before its
            sort.
    """

    kind: CaseKind | str | None = None
    """What they are about."""

    states: Sequence[CaseState | str] = ()
    """Where they stand: any of these."""

    severities: Sequence[CaseSeverity | str] = ()
    """How bad they are: any of these."""

    category: str | None = None
    """Their category, by code or label."""

    channel: str | None = None
    """Their channel, by code or label."""

    root_cause: str | None = None
    """Their root cause, by code or label."""

    customer: CustomerId | None = None
    """Their customer."""

    product: ProductId | None = None
    """Their product."""

    merged_into: CaseId | None = None
    """The case that they are shown with since they were merged."""

    assignee: OperatorId | None = None
    """Who works on them."""

    unassigned: bool = False
    """Those that nobody works on. Not together with ``assignee``."""

    owner: OperatorId | None = None
    """Whose they are."""

    opened_from: dt.date | None = None
    """The first day of coming in."""

    opened_to: dt.date | None = None
    """The last day of coming in."""

    text: str | None = None
    """A part of the number or line, or of description or resolution for those who may read them;
    up to 200 characters. Case, width, white space and punctuation do not count.
    """

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by, and on ``custom.`` and the key of
    a field of the book's own; at most 20.
    """

    sorted_by: str | None = None
    """The key of a field of the book's own that the list is sorted by, before its sort."""

    def __post_init__(self) -> None:
        freeze(self, "states", "severities", "conditions")


class CaseLinkKind(Word):
    """What two cases have to do with each other."""

    RELATED = "related"
    """One is worth a look for who works on the other."""
    DUPLICATE = "duplicate"
    """The case says what the other said already."""
    RECURS = "recurs"
    """What the other was about came again with the case."""
    SPLIT = "split"
    """The case was a part of the other."""
    MERGED = "merged"
    """The case is worked on as a part of the other."""


@dataclass(frozen=True, slots=True)
class CaseLink(Record):
    """That two cases have to do with each other.

    Attributes:
        id: Its id.
        kind: What they have to do with each other.
        case: The duplicate; the case that came again, was split off or was merged. Of related
            cases, the one with the smaller id.
        other: The other.
        state_before: Where a merged case stood before.
        created_at: When it was said.
        created_by: Who said so.
    """

    id: CaseLinkId
    """Its id."""

    kind: CaseLinkKind
    """What they have to do with each other."""

    case: CaseId
    """The duplicate; the case that came again, was split off or was merged. Of related cases, the
    one with the smaller id.
    """

    other: CaseId
    """The other."""

    state_before: CaseState | None
    """Where a merged case stood before."""

    created_at: dt.datetime
    """When it was said."""

    created_by: OperatorId | None
    """Who said so."""


class NoteAuthor(Word):
    """Whose words a note holds."""

    STAFF = "staff"
    """The staff's."""
    CUSTOMER = "customer"
    """The customer's."""


@dataclass(frozen=True, slots=True)
class CaseNote(Record):
    """A note on a case.

    Attributes:
        id: Its id.
        case: The case.
        body: What it says; empty when the operator may not read it, stars when masked.
        is_public: Whether it may be shown to the customer.
        author: Whose words they are.
        created_at: When it was written.
        created_by: Who wrote it.
        published_at: When it was made public, where that was later than it was written: an answer
            counts from then on.
        version: Moves with every change.
    """

    id: CaseNoteId
    """Its id."""

    case: CaseId
    """The case."""

    body: str
    """What it says; empty when the operator may not read it, stars when masked."""

    is_public: bool
    """Whether it may be shown to the customer."""

    author: NoteAuthor
    """Whose words they are."""

    created_at: dt.datetime
    """When it was written."""

    created_by: OperatorId | None
    """Who wrote it."""

    published_at: dt.datetime | None
    """When it was made public, where that was later than it was written: an answer counts from
    then on.
    """

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CaseNoteEdit(Record):
    """New values of a note.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        body: What it says.
        is_public: Whether it may be shown to the customer.
    """

    body: str | Unset = UNSET
    """What it says."""

    is_public: bool | Unset = UNSET
    """Whether it may be shown to the customer."""


class RemedyState(Word):
    """Where it stands."""

    PROPOSED = "proposed"
    """Somebody is to decide."""
    APPROVED = "approved"
    """It was approved, and its document is there."""
    REFUSED = "refused"
    """It was refused."""
    WITHDRAWN = "withdrawn"
    """It was withdrawn before somebody decided."""
    REVERSED = "reversed"
    """It was approved; its document was cancelled or discarded since."""


@dataclass(frozen=True, slots=True)
class CreditTerms(Record):
    """A credit note against an invoice of the case's customer.

    Attributes:
        invoice: The invoice; none: that of the case.
        lines: Which lines it takes back; empty for everything that is left of all.
    """

    invoice: InvoiceId | None = None
    """The invoice; none: that of the case."""

    lines: Sequence[m.CreditLine] = ()
    """Which lines it takes back; empty for everything that is left of all."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class ReplacementTerms(Record):
    """Goods or services in place of others: the draft of a sale to the case's customer, which
    billing posts. Without a price the product's is asked; a price of 0 gives it away.

    Attributes:
        price_mode: Whether its unit prices hold the tax.
        lines: The lines, 1 to 10,000.
    """

    price_mode: m.PriceMode | str
    """Whether its unit prices hold the tax."""

    lines: Sequence[m.NewInvoiceLine] = ()
    """The lines, 1 to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class RefundTerms(Record):
    """Money back to the case's customer.

    Attributes:
        amount: How much, greater than zero, with at most the currency's decimal places.
        method: Code or label of an item of ``payment_method``; a bank transfer when absent.
        account: The code of the cash or bank account; none: the book's for the method.
        allocate: Whether it uses the customer's credit, the oldest first; that takes
            ``payments.allocate`` of who approves.
    """

    amount: Decimal | int
    """How much, greater than zero, with at most the currency's decimal places."""

    method: str | None = None
    """Code or label of an item of ``payment_method``; a bank transfer when absent."""

    account: str | None = None
    """The code of the cash or bank account; none: the book's for the method."""

    allocate: bool = False
    """Whether it uses the customer's credit, the oldest first; that takes ``payments.allocate``
    of who approves.
    """


@dataclass(frozen=True, slots=True)
class RemedyTermsCreditNote(Record):
    """A credit note.

    Attributes:
        value: What it holds.
    """

    value: CreditTerms
    """What it holds."""


@dataclass(frozen=True, slots=True)
class RemedyTermsReplacement(Record):
    """Goods in place of others.

    Attributes:
        value: What it holds.
    """

    value: ReplacementTerms
    """What it holds."""


@dataclass(frozen=True, slots=True)
class RemedyTermsRefund(Record):
    """Money back.

    Attributes:
        value: What it holds.
    """

    value: RefundTerms
    """What it holds."""


RemedyTerms: TypeAlias = RemedyTermsCreditNote | RemedyTermsReplacement | RemedyTermsRefund
"""What is to be done."""


@dataclass(frozen=True, slots=True)
class CaseRemedy(Record):
    """What a complaint leads to, from its proposal on.

    Attributes:
        id: Its id.
        case: The case.
        state: Where it stands.
        terms: What is to be done.
        reason: Why; protected like the texts of cases.
        decision: What was said when it was decided; protected like the texts of cases.
        document: The credit note, or the sale that replaces.
        payment: The refund.
        created_at: When it was proposed.
        created_by: Who proposed it.
        decided_at: When it was approved, refused or withdrawn.
        decided_by: Who did that.
        version: Moves with every change.
    """

    id: CaseRemedyId
    """Its id."""

    case: CaseId
    """The case."""

    state: RemedyState
    """Where it stands."""

    terms: RemedyTerms
    """What is to be done."""

    reason: str | None
    """Why; protected like the texts of cases."""

    decision: str | None
    """What was said when it was decided; protected like the texts of cases."""

    document: InvoiceId | None
    """The credit note, or the sale that replaces."""

    payment: PaymentId | None
    """The refund."""

    created_at: dt.datetime
    """When it was proposed."""

    created_by: OperatorId | None
    """Who proposed it."""

    decided_at: dt.datetime | None
    """When it was approved, refused or withdrawn."""

    decided_by: OperatorId | None
    """Who did that."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CaseResolution(Record):
    """How a case was resolved.

    Attributes:
        id: The case.
        version: The version the caller last saw.
        resolution: What was done, up to 20,000 characters.
        satisfaction: How satisfied the customer is: an item of ``satisfaction``, by code or
            label.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    resolution: str
    """What was done, up to 20,000 characters."""

    satisfaction: str | None = None
    """How satisfied the customer is: an item of ``satisfaction``, by code or label."""


class CaseSort(Word):
    """What a list of cases is sorted and filtered by. Cases without a value come last, ties go by
    id.
    """

    OPENED_ON = "opened_on"
    """The day it came in."""
    NUMBER = "number"
    """The number, as text."""
    KIND = "kind"
    """What it is about, by its word."""
    STATE = "state"
    """Where it stands, by its word."""
    SEVERITY = "severity"
    """How bad it is, by its word."""
    CUSTOMER = "customer"
    """The id of the customer."""
    CONTACT = "contact"
    """The id of the contact."""
    INVOICE = "invoice"
    """The id of the invoice."""
    ASSIGNEE = "assignee"
    """The id of who works on it."""
    OWNER = "owner"
    """The id of whose it is."""
    FIRST_ANSWERED_AT = "first_answered_at"
    """When it was first answered."""
    RESOLVED_AT = "resolved_at"
    """When it was resolved."""
    CLOSED_AT = "closed_at"
    """When it was closed."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CaseSplit(Record):
    """A part of a case that becomes a case of its own: of the same customer, contact, invoice and
    product, by the same channel, with the same assignee.

    Attributes:
        id: The case it is a part of.
        version: The version the caller last saw.
        subject: What the new case says in one line, up to 200 characters.
        notes: The notes of that case that go to the new one, up to 10,000.
        description: What it says, up to 20,000 characters.
        kind: What it is about; none: what the other is about.
        category: An item of ``case_category``, by code or label; none: that of the other.
        severity: How bad it is; none: as bad as the other.
        opened_at: When it came in; none: with the first of these notes, without any now. Times to
            an answer and to a resolution count from then.
    """

    id: CaseId
    """The case it is a part of."""

    version: int
    """The version the caller last saw."""

    subject: str
    """What the new case says in one line, up to 200 characters."""

    notes: Sequence[CaseNoteId] = ()
    """The notes of that case that go to the new one, up to 10,000."""

    description: str | None = None
    """What it says, up to 20,000 characters."""

    kind: CaseKind | str | None = None
    """What it is about; none: what the other is about."""

    category: str | None = None
    """An item of ``case_category``, by code or label; none: that of the other."""

    severity: CaseSeverity | str | None = None
    """How bad it is; none: as bad as the other."""

    opened_at: dt.datetime | None = None
    """When it came in; none: with the first of these notes, without any now. Times to an answer
    and to a resolution count from then.
    """

    def __post_init__(self) -> None:
        freeze(self, "notes")


class CaseStep(Word):
    """What can be done to a case's state; see ``service.steps_from``."""

    ASSIGN = "assign"
    """Give it to somebody."""
    UNASSIGN = "unassign"
    """Take it from whoever has it."""
    START = "start"
    """Work on it."""
    WAIT = "wait"
    """Wait for the customer."""
    RESOLVE = "resolve"
    """Give a resolution."""
    CLOSE = "close"
    """End it after its resolution."""
    REJECT = "reject"
    """Refuse it."""
    REOPEN = "reopen"
    """Take it up again after it ended."""
    MERGE = "merge"
    """Go on with it as a part of another case."""
    UNMERGE = "unmerge"
    """Go on with it by itself again, as before."""


@dataclass(frozen=True, slots=True)
class CaseTransitions(Record):
    """The steps that a state allows in a book.

    Attributes:
        state: The state.
        steps: The steps, in their order; at most those of ``service.steps_from``.
        version: Moves with every change; 0 while the steps are the engine's own.
    """

    state: CaseState
    """The state."""

    steps: tuple[CaseStep, ...]
    """The steps, in their order; at most those of ``service.steps_from``."""

    version: int
    """Moves with every change; 0 while the steps are the engine's own."""


@dataclass(frozen=True, slots=True)
class CaseUpdate(Record):
    """One case with new values for it.

    Attributes:
        id: The case.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    edit: CaseEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class CaseVersion(Record):
    """Names a case as the caller saw it.

    Attributes:
        id: The case.
        version: The version the caller last saw.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class DueCase(Record):
    """A case with a target that is due.

    Attributes:
        case: The case.
        clock: The target.
        is_breached: Whether it is past its due instant.
    """

    case: Case
    """The case."""

    clock: CaseClock
    """The target."""

    is_breached: bool
    """Whether it is past its due instant."""


@dataclass(frozen=True, slots=True)
class DueFilter(Record):
    """Which running targets are wanted; what is absent or empty does not restrict.

    Attributes:
        targets: What is promised: any of these.
        breached: Those that are past their due instant; together with ``within_seconds``, these
            as well.
        within_seconds: Those that are due from now until so many seconds have passed, 0 to ten
            years.
        policy: The policy.
        assignee: Who works on the case.
        unassigned: Cases that nobody works on. Not together with ``assignee``.
        owner: Whose the case is.
    """

    targets: Sequence[LevelTarget | str] = ()
    """What is promised: any of these."""

    breached: bool = False
    """Those that are past their due instant; together with ``within_seconds``, these as well."""

    within_seconds: int | None = None
    """Those that are due from now until so many seconds have passed, 0 to ten years."""

    policy: ServicePolicyId | None = None
    """The policy."""

    assignee: OperatorId | None = None
    """Who works on the case."""

    unassigned: bool = False
    """Cases that nobody works on. Not together with ``assignee``."""

    owner: OperatorId | None = None
    """Whose the case is."""

    def __post_init__(self) -> None:
        freeze(self, "targets")


@dataclass(frozen=True, slots=True)
class Escalation(Record):
    """What a step of escalation did.

    Attributes:
        case: The case.
        clock: The target.
        step: The step.
        due_at: When it was to happen.
        tasks: The tasks that were made.
        assignee: Who was given the case.
    """

    case: CaseId
    """The case."""

    clock: CaseClockId
    """The target."""

    step: EscalationStep
    """The step."""

    due_at: dt.datetime
    """When it was to happen."""

    tasks: tuple[TaskId, ...]
    """The tasks that were made."""

    assignee: OperatorId | None
    """Who was given the case."""


@dataclass(frozen=True, slots=True)
class NewAbsence(Record):
    """An absence to be added.

    Attributes:
        operator: Who is away.
        from_: From when; now when it is left out.
        to: The first instant at which they are back, after ``from``; none: until it is known.
    """

    operator: OperatorId
    """Who is away."""

    from_: dt.datetime | None = None
    """From when; now when it is left out."""

    to: dt.datetime | None = None
    """The first instant at which they are back, after ``from``; none: until it is known."""


@dataclass(frozen=True, slots=True)
class NewAssignmentRule(Record):
    """A rule to be added, as the last one.

    Attributes:
        label_zh: The name in Chinese, up to 100 characters; blank: as in English.
        label_en: The name in English, up to 100 characters; blank: as in Chinese.
        kinds: What the cases are about: any of these.
        severities: How bad they are: any of these.
        categories: Their category: codes or labels of items of ``case_category``, at most 50; any
            of these, or of those below them.
        channels: How they came in: codes or labels of items of ``case_channel``, at most 50.
        classes: How their customers are classified: at most 20 lists, codes or labels of their
            items.
        products: The products that they are about, at most 1,000.
        owner_teams: The teams of whose the cases are, at most 100.
        way: Whom it gives them.
        operators: The operators, in their order, at most 1,000. These or a team, or both, unless
            cases go to the owner of their customer.
        team: The team whose operators come after these, whoever is in it then.
        open_limit: How many open cases somebody may have at most, 1 to 100,000; none: any number.
        weights: What open cases count for the least load; other ways do not ask.
        otherwise: What happens when nobody is free.
    """

    label_zh: str = ""
    """The name in Chinese, up to 100 characters; blank: as in English."""

    label_en: str = ""
    """The name in English, up to 100 characters; blank: as in Chinese."""

    kinds: Sequence[CaseKind | str] = ()
    """What the cases are about: any of these."""

    severities: Sequence[CaseSeverity | str] = ()
    """How bad they are: any of these."""

    categories: Sequence[str] = ()
    """Their category: codes or labels of items of ``case_category``, at most 50; any of these, or
    of those below them.
    """

    channels: Sequence[str] = ()
    """How they came in: codes or labels of items of ``case_channel``, at most 50."""

    classes: Sequence[ClassCondition] = ()
    """How their customers are classified: at most 20 lists, codes or labels of their items."""

    products: Sequence[ProductId] = ()
    """The products that they are about, at most 1,000."""

    owner_teams: Sequence[TeamId] = ()
    """The teams of whose the cases are, at most 100."""

    way: AssignmentWay | str = AssignmentWay.ROUND_ROBIN
    """Whom it gives them."""

    operators: Sequence[OperatorId] = ()
    """The operators, in their order, at most 1,000. These or a team, or both, unless cases go to
    the owner of their customer.
    """

    team: TeamId | None = None
    """The team whose operators come after these, whoever is in it then."""

    open_limit: int | None = None
    """How many open cases somebody may have at most, 1 to 100,000; none: any number."""

    weights: Sequence[SeverityWeight] = ()
    """What open cases count for the least load; other ways do not ask."""

    otherwise: AssignmentOtherwise | str = AssignmentOtherwise.STAY
    """What happens when nobody is free."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "severities", "categories", "channels", "classes", "products", "owner_teams", "operators", "weights")


@dataclass(frozen=True, slots=True)
class NewCase(Record):
    """A case to be opened.

    Attributes:
        kind: What it is about.
        subject: What it says in one line, up to 200 characters.
        description: What it says, up to 20,000 characters.
        category: An item of ``case_category``, by code or label.
        severity: How bad it is.
        channel: An item of ``case_channel``, by code or label.
        customer: The customer it came from.
        contact: A person at that customer.
        invoice: An invoice of that customer.
        product: The product it is about.
        assignee: Who shall work on it: oneself, or anybody for those who may assign cases.
        opened_on: The day it came in; that of ``opened_at``, else today, when absent, and never
            later.
        opened_at: When it came in, if that is known better than by its day: a mail of this
            morning, a call that is entered later. Never later than now; a clock up to an hour
            ahead counts as now.
        custom: Values of fields of the book's own, by key; what is not given has its default.
    """

    kind: CaseKind | str
    """What it is about."""

    subject: str
    """What it says in one line, up to 200 characters."""

    description: str | None = None
    """What it says, up to 20,000 characters."""

    category: str | None = None
    """An item of ``case_category``, by code or label."""

    severity: CaseSeverity | str = CaseSeverity.NORMAL
    """How bad it is."""

    channel: str | None = None
    """An item of ``case_channel``, by code or label."""

    customer: CustomerId | None = None
    """The customer it came from."""

    contact: ContactId | None = None
    """A person at that customer."""

    invoice: InvoiceId | None = None
    """An invoice of that customer."""

    product: ProductId | None = None
    """The product it is about."""

    assignee: OperatorId | None = None
    """Who shall work on it: oneself, or anybody for those who may assign cases."""

    opened_on: dt.date | None = None
    """The day it came in; that of ``opened_at``, else today, when absent, and never later."""

    opened_at: dt.datetime | None = None
    """When it came in, if that is known better than by its day: a mail of this morning, a call
    that is entered later. Never later than now; a clock up to an hour ahead counts as now.
    """

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict()
    """Values of fields of the book's own, by key; what is not given has its default."""

    def __post_init__(self) -> None:
        freeze(self, "custom")


@dataclass(frozen=True, slots=True)
class NewCaseLink(Record):
    """A link to be made.

    Attributes:
        case: The case: a duplicate of one other at most, and the recurrence of one earlier at
            most.
        other: The other: of a duplicate, one that is no duplicate itself; of what came again, one
            that came in before.
        kind: What they have to do with each other: related, a duplicate, or come again.
    """

    case: CaseId
    """The case: a duplicate of one other at most, and the recurrence of one earlier at most."""

    other: CaseId
    """The other: of a duplicate, one that is no duplicate itself; of what came again, one that
    came in before.
    """

    kind: CaseLinkKind | str = CaseLinkKind.RELATED
    """What they have to do with each other: related, a duplicate, or come again."""


@dataclass(frozen=True, slots=True)
class NewCaseNote(Record):
    """A note to be added.

    Attributes:
        case: The case.
        body: What it says, up to 20,000 characters.
        is_public: Whether it may be shown to the customer.
        author: Whose words they are. Those of the customer are public.
    """

    case: CaseId
    """The case."""

    body: str
    """What it says, up to 20,000 characters."""

    is_public: bool = False
    """Whether it may be shown to the customer."""

    author: NoteAuthor | str = NoteAuthor.STAFF
    """Whose words they are. Those of the customer are public."""


@dataclass(frozen=True, slots=True)
class NewCaseRemedy(Record):
    """What a complaint should lead to.

    Attributes:
        case: The case; it has a customer.
        terms: What is to be done.
        reason: Why, 1 to 2,000 characters; it becomes the note of the document.
    """

    case: CaseId
    """The case; it has a customer."""

    terms: RemedyTerms
    """What is to be done."""

    reason: str
    """Why, 1 to 2,000 characters; it becomes the note of the document."""


@dataclass(frozen=True, slots=True)
class NewServicePolicy(Record):
    """A policy to be added, as the last one.

    Attributes:
        label_zh: The name in Chinese, up to 100 characters; blank: as in English.
        label_en: The name in English, up to 100 characters; blank: as in Chinese.
        kinds: What the cases are about: any of these; none: whatever it is.
        severities: How bad they are: any of these; none: however bad.
        levels: The levels of their customers: codes or labels of items of ``customer_level``, at
            most 50; none: whatever level.
        valid_from: The first day on which they came in.
        valid_to: The last day on which they came in.
        calendar: The calendar whose hours count; none: the book's default.
        first_response_seconds: The worked seconds to the first response, from 1 up to ten years;
            so for the next two. At least one of the three is given.
        next_response_seconds: The worked seconds from a message of the customer to the response.
        resolution_seconds: The worked seconds to the resolution.
        steps: What happens while targets are not met, at most 50 steps.
    """

    label_zh: str = ""
    """The name in Chinese, up to 100 characters; blank: as in English."""

    label_en: str = ""
    """The name in English, up to 100 characters; blank: as in Chinese."""

    kinds: Sequence[CaseKind | str] = ()
    """What the cases are about: any of these; none: whatever it is."""

    severities: Sequence[CaseSeverity | str] = ()
    """How bad they are: any of these; none: however bad."""

    levels: Sequence[str] = ()
    """The levels of their customers: codes or labels of items of ``customer_level``, at most 50;
    none: whatever level.
    """

    valid_from: dt.date | None = None
    """The first day on which they came in."""

    valid_to: dt.date | None = None
    """The last day on which they came in."""

    calendar: CalendarId | None = None
    """The calendar whose hours count; none: the book's default."""

    first_response_seconds: int | None = None
    """The worked seconds to the first response, from 1 up to ten years; so for the next two. At
    least one of the three is given.
    """

    next_response_seconds: int | None = None
    """The worked seconds from a message of the customer to the response."""

    resolution_seconds: int | None = None
    """The worked seconds to the resolution."""

    steps: Sequence[EscalationStep] = ()
    """What happens while targets are not met, at most 50 steps."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "severities", "levels", "steps")


@dataclass(frozen=True, slots=True)
class NewSurvey(Record):
    """A survey to be asked: about a case, or about a customer's last days.

    Attributes:
        case: The case.
        customer: The customer, for days.
        from_: The first day.
        to: The last day.
        scale: The code of the dictionary whose items are the possible answers; none:
            ``satisfaction``. Where the codes of all active items are whole numbers up to 1,000,
            they are the points; else an item counts its place from the end.
    """

    case: CaseId | None = None
    """The case."""

    customer: CustomerId | None = None
    """The customer, for days."""

    from_: dt.date | None = None
    """The first day."""

    to: dt.date | None = None
    """The last day."""

    scale: str | None = None
    """The code of the dictionary whose items are the possible answers; none: ``satisfaction``.
    Where the codes of all active items are whole numbers up to 1,000, they are the points; else
    an item counts its place from the end.
    """


@dataclass(frozen=True, slots=True)
class OpenCaseCount(Record):
    """How much somebody has to do.

    Attributes:
        assignee: Who; none for the cases that nobody has.
        cases: How many cases that are neither resolved, closed nor rejected.
        oldest: The day on which the oldest of them came in.
    """

    assignee: OperatorId | None
    """Who; none for the cases that nobody has."""

    cases: int
    """How many cases that are neither resolved, closed nor rejected."""

    oldest: dt.date
    """The day on which the oldest of them came in."""


class RemedyKind(Word):
    """What a complaint leads to."""

    CREDIT_NOTE = "credit_note"
    """A credit note."""
    REPLACEMENT = "replacement"
    """Goods in place of others."""
    REFUND = "refund"
    """Money back."""


@dataclass(frozen=True, slots=True)
class RemedyFilter(Record):
    """Which remedies are wanted; what is absent or empty does not restrict.

    Attributes:
        case: Of one case.
        kinds: What they are: any of these.
        states: Where they stand: any of these.
        document: The one that a credit note or a sale came from.
        payment: The one that a payment came from.
    """

    case: CaseId | None = None
    """Of one case."""

    kinds: Sequence[RemedyKind | str] = ()
    """What they are: any of these."""

    states: Sequence[RemedyState | str] = ()
    """Where they stand: any of these."""

    document: InvoiceId | None = None
    """The one that a credit note or a sale came from."""

    payment: PaymentId | None = None
    """The one that a payment came from."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "states")


@dataclass(frozen=True, slots=True)
class ServicePolicy(Record):
    """What is promised for cases that meet its conditions.

    Attributes:
        id: The id.
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is chosen for cases. Those that follow it already go on.
        place: Its place among all, from 1: the first wins among those with as many conditions.
        kinds: What the cases are about: any of these; none: whatever it is.
        severities: How bad they are: any of these; none: however bad.
        levels: The levels of their customers, by code: any of these; none: whatever level.
        valid_from: The first day on which they came in.
        valid_to: The last day on which they came in.
        calendar: The calendar whose hours count; none: the book's default. In a book without
            calendars every second counts.
        first_response_seconds: The worked seconds to the first response; none: nothing is
            promised.
        next_response_seconds: The worked seconds from a message of the customer to the response.
        resolution_seconds: The worked seconds to the resolution.
        steps: What happens while targets are not met.
        version: Moves with every change.
    """

    id: ServicePolicyId
    """The id."""

    label_zh: str
    """The name in Chinese."""

    label_en: str
    """The name in English."""

    active: bool
    """Whether it is chosen for cases. Those that follow it already go on."""

    place: int
    """Its place among all, from 1: the first wins among those with as many conditions."""

    kinds: tuple[CaseKind, ...]
    """What the cases are about: any of these; none: whatever it is."""

    severities: tuple[CaseSeverity, ...]
    """How bad they are: any of these; none: however bad."""

    levels: tuple[str, ...]
    """The levels of their customers, by code: any of these; none: whatever level."""

    valid_from: dt.date | None
    """The first day on which they came in."""

    valid_to: dt.date | None
    """The last day on which they came in."""

    calendar: CalendarId | None
    """The calendar whose hours count; none: the book's default. In a book without calendars every
    second counts.
    """

    first_response_seconds: int | None
    """The worked seconds to the first response; none: nothing is promised."""

    next_response_seconds: int | None
    """The worked seconds from a message of the customer to the response."""

    resolution_seconds: int | None
    """The worked seconds to the resolution."""

    steps: Table[EscalationStep]
    """What happens while targets are not met."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class ServicePolicyEdit(Record):
    """New values for a policy. Limits are those of ``NewServicePolicy``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is chosen for cases.
        kinds: What the cases are about.
        severities: How bad they are.
        levels: The levels of their customers.
        valid_from: The first day on which they came in.
        valid_to: The last day on which they came in.
        calendar: The calendar whose hours count.
        first_response_seconds: The worked seconds to the first response.
        next_response_seconds: The worked seconds from a message of the customer to the response.
        resolution_seconds: The worked seconds to the resolution.
        steps: All steps.
    """

    label_zh: str | Unset = UNSET
    """The name in Chinese."""

    label_en: str | Unset = UNSET
    """The name in English."""

    active: bool | Unset = UNSET
    """Whether it is chosen for cases."""

    kinds: Sequence[CaseKind | str] | Unset | None = UNSET
    """What the cases are about."""

    severities: Sequence[CaseSeverity | str] | Unset | None = UNSET
    """How bad they are."""

    levels: Sequence[str] | Unset | None = UNSET
    """The levels of their customers."""

    valid_from: dt.date | Unset | None = UNSET
    """The first day on which they came in."""

    valid_to: dt.date | Unset | None = UNSET
    """The last day on which they came in."""

    calendar: CalendarId | Unset | None = UNSET
    """The calendar whose hours count."""

    first_response_seconds: int | Unset | None = UNSET
    """The worked seconds to the first response."""

    next_response_seconds: int | Unset | None = UNSET
    """The worked seconds from a message of the customer to the response."""

    resolution_seconds: int | Unset | None = UNSET
    """The worked seconds to the resolution."""

    steps: Sequence[EscalationStep] | Unset | None = UNSET
    """All steps."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "severities", "levels", "steps")


class SurveyState(Word):
    """Where a survey stands."""

    ASKED = "asked"
    """The customer was asked."""
    ANSWERED = "answered"
    """The customer answered."""
    WITHDRAWN = "withdrawn"
    """It was withdrawn."""


@dataclass(frozen=True, slots=True)
class Survey(Record):
    """What a customer was asked: how satisfied they are with a case, or with the service of some
    time.

    Attributes:
        id: Its id.
        state: Where it stands.
        case: The case it is about; none: it is about some days.
        customer: The customer who was asked about some days; of a case it is the case's.
        from_: The first of these days.
        to: The last of these days.
        operator: Whose work it is about: who worked on the case, else whose it is; of some days,
            the owner of the customer. As it was when it was asked.
        team: The team of the customer or of the case, as it was then.
        scale: The scale: the code of a dictionary.
        best: The most points of the scale, as it was when it was asked.
        answer: The answer: the code of an item of the scale.
        points: What it counts.
        comment: What the customer said besides; protected like the texts of cases.
        created_at: When it was asked.
        created_by: Who asked.
        answered_at: When it was answered.
        version: Moves with every change.
        updated_at: When it last changed.
    """

    id: SurveyId
    """Its id."""

    state: SurveyState
    """Where it stands."""

    case: CaseId | None
    """The case it is about; none: it is about some days."""

    customer: CustomerId | None
    """The customer who was asked about some days; of a case it is the case's."""

    from_: dt.date | None
    """The first of these days."""

    to: dt.date | None
    """The last of these days."""

    operator: OperatorId | None
    """Whose work it is about: who worked on the case, else whose it is; of some days, the owner
    of the customer. As it was when it was asked.
    """

    team: TeamId | None
    """The team of the customer or of the case, as it was then."""

    scale: str
    """The scale: the code of a dictionary."""

    best: int
    """The most points of the scale, as it was when it was asked."""

    answer: str | None
    """The answer: the code of an item of the scale."""

    points: int | None
    """What it counts."""

    comment: str | None
    """What the customer said besides; protected like the texts of cases."""

    created_at: dt.datetime
    """When it was asked."""

    created_by: OperatorId | None
    """Who asked."""

    answered_at: dt.datetime | None
    """When it was answered."""

    version: int
    """Moves with every change."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class SurveyAnswer(Record):
    """What a customer answered.

    Attributes:
        id: The survey.
        version: The version the caller last saw.
        answer: An item of the scale, by code or label.
        comment: What the customer said besides, up to 2,000 characters.
    """

    id: SurveyId
    """The survey."""

    version: int
    """The version the caller last saw."""

    answer: str
    """An item of the scale, by code or label."""

    comment: str | None = None
    """What the customer said besides, up to 2,000 characters."""


@dataclass(frozen=True, slots=True)
class SurveyFilter(Record):
    """Which surveys are wanted; what is absent or empty does not restrict.

    Attributes:
        case: About one case.
        customer: About some days of one customer.
        states: Where they stand: any of these.
        operator: Whose work they are about.
        scale: By one scale: the code of a dictionary.
    """

    case: CaseId | None = None
    """About one case."""

    customer: CustomerId | None = None
    """About some days of one customer."""

    states: Sequence[SurveyState | str] = ()
    """Where they stand: any of these."""

    operator: OperatorId | None = None
    """Whose work they are about."""

    scale: str | None = None
    """By one scale: the code of a dictionary."""

    def __post_init__(self) -> None:
        freeze(self, "states")


@dataclass(frozen=True, slots=True)
class SurveyVersion(Record):
    """A survey as the caller last saw it.

    Attributes:
        id: Which one.
        version: The version the caller last saw.
    """

    id: SurveyId
    """Which one."""

    version: int
    """The version the caller last saw."""
