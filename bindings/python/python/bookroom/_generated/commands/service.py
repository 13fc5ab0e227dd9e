# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.common import (
    AbsenceId,
    AssignmentRuleId,
    CaseId,
    CaseLinkId,
    CaseNoteId,
    CaseRemedyId,
    OperatorId,
    ServicePolicyId,
    SurveyId,
)
from bookroom._generated.models.service import (
    Absence,
    AbsenceEdit,
    AssignmentOutcome,
    AssignmentPolicy,
    AssignmentRule,
    AssignmentRuleEdit,
    Case,
    CaseClock,
    CaseLink,
    CaseNote,
    CaseNoteEdit,
    CaseRemedy,
    CaseResolution,
    CaseSplit,
    CaseState,
    CaseStep,
    CaseTransitions,
    CaseUpdate,
    Escalation,
    NewAbsence,
    NewAssignmentRule,
    NewCase,
    NewCaseLink,
    NewCaseNote,
    NewCaseRemedy,
    NewServicePolicy,
    NewSurvey,
    ServicePolicy,
    ServicePolicyEdit,
    Survey,
    SurveyAnswer,
)
from bookroom._table import Table

__all__ = [
    "AddAbsence",
    "AddAssignmentRule",
    "AddCaseNotes",
    "AddServicePolicy",
    "AnswerSurveys",
    "ApproveRemedy",
    "AskSurveys",
    "AssignByRules",
    "AssignCases",
    "AssignUnassigned",
    "EditAbsence",
    "EditAssignmentRule",
    "EditCaseNote",
    "EditCases",
    "EditServicePolicy",
    "EscalateDue",
    "HandOverCases",
    "LinkCases",
    "MergeCases",
    "MoveCases",
    "OpenCases",
    "ProposeRemedies",
    "ReassessCases",
    "RefuseRemedy",
    "RejectCases",
    "RemoveAbsence",
    "RemoveAssignmentRule",
    "RemoveCaseNote",
    "RemoveServicePolicy",
    "ReopenCases",
    "ReorderAssignmentRules",
    "ReorderServicePolicies",
    "ResolveCases",
    "SetAssignmentPolicy",
    "SetCaseTransitions",
    "SplitCase",
    "UnlinkCases",
    "UnmergeCases",
    "WithdrawRemedy",
    "WithdrawSurveys",
]


@dataclass(frozen=True, slots=True)
class AddAbsence(Command["Absence"]):
    """Says that an operator is away.

    Attributes:
        absence: Who, from when, until when.
    """

    command: ClassVar[str] = "assignment.add_absence"

    absence: NewAbsence
    """Who, from when, until when."""


@dataclass(frozen=True, slots=True)
class AddAssignmentRule(Command["AssignmentRule"]):
    """Adds a rule by which cases are assigned, as the last one.

    Attributes:
        rule: The rule.
    """

    command: ClassVar[str] = "assignment.add_rule"

    rule: NewAssignmentRule
    """The rule."""


@dataclass(frozen=True, slots=True)
class AssignByRules(Command["Table[AssignmentOutcome]"]):
    """Gives cases to whom the rules say, also those that somebody has.

    Attributes:
        cases: The cases, up to 10,000, in the order in which they are given.
    """

    command: ClassVar[str] = "assignment.assign"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000, in the order in which they are given."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class AssignUnassigned(Command["Table[AssignmentOutcome]"]):
    """Asks the rules about the open cases that nobody has, the oldest first.

    Attributes:
        limit: How many cases at most, 1 to 10,000; all of them up to 10,000 when it is left out.
    """

    command: ClassVar[str] = "assignment.assign_unassigned"

    limit: int | None = None
    """How many cases at most, 1 to 10,000; all of them up to 10,000 when it is left out."""


@dataclass(frozen=True, slots=True)
class EditAbsence(Command["Absence"]):
    """Says otherwise from when and until when an operator is away.

    Attributes:
        id: The absence.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "assignment.edit_absence"

    id: AbsenceId
    """The absence."""

    version: int
    """The version the caller last saw."""

    edit: AbsenceEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditAssignmentRule(Command["AssignmentRule"]):
    """Gives a rule new values.

    Attributes:
        id: The rule.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "assignment.edit_rule"

    id: AssignmentRuleId
    """The rule."""

    version: int
    """The version the caller last saw."""

    edit: AssignmentRuleEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class HandOverCases(Command["Table[AssignmentOutcome]"]):
    """Gives the open cases of an operator who leaves, or is away, to whom the rules say; none of
    them to that operator.

    Attributes:
        operator: Who hands over, active or not.
        limit: How many cases at most, the oldest first, 1 to 10,000; all of them up to 10,000
            when it is left out.
    """

    command: ClassVar[str] = "assignment.hand_over"

    operator: OperatorId
    """Who hands over, active or not."""

    limit: int | None = None
    """How many cases at most, the oldest first, 1 to 10,000; all of them up to 10,000 when it is
    left out.
    """


@dataclass(frozen=True, slots=True)
class RemoveAbsence(Command["Absence"]):
    """Takes back that an operator is, or was, away.

    Attributes:
        id: The absence.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "assignment.remove_absence"

    id: AbsenceId
    """The absence."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RemoveAssignmentRule(Command["AssignmentRule"]):
    """Removes a rule that was followed for no case.

    Attributes:
        id: The rule.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "assignment.remove_rule"

    id: AssignmentRuleId
    """The rule."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReorderAssignmentRules(Command["Table[AssignmentRule]"]):
    """Puts rules first, in this order.

    Attributes:
        rules: The rules; those that are not named follow, in the order they have.
    """

    command: ClassVar[str] = "assignment.reorder_rules"

    rules: Sequence[AssignmentRuleId]
    """The rules; those that are not named follow, in the order they have."""

    def __post_init__(self) -> None:
        freeze(self, "rules")


@dataclass(frozen=True, slots=True)
class SetAssignmentPolicy(Command["AssignmentPolicy"]):
    """Says whether the rules are asked when cases are opened.

    Attributes:
        version: The version the caller last saw; 0 for the engine's own.
        automatic: Whether a case that is opened without an operator is given to one at once.
    """

    command: ClassVar[str] = "assignment.set_policy"

    version: int
    """The version the caller last saw; 0 for the engine's own."""

    automatic: bool
    """Whether a case that is opened without an operator is given to one at once."""


@dataclass(frozen=True, slots=True)
class AddCaseNotes(Command["Table[CaseNote]"]):
    """Adds notes to cases. The first public note of the staff is the first answer; a case that
    waited for the customer is in progress once the customer says something.

    Attributes:
        notes: The notes, up to 10,000.
    """

    command: ClassVar[str] = "cases.add_notes"

    notes: Sequence[NewCaseNote]
    """The notes, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "notes")


@dataclass(frozen=True, slots=True)
class ApproveRemedy(Command["CaseRemedy"]):
    """Approves a remedy: its document is made in the same transaction, by the rights that whoever
    makes such a document by hand must have.

    Attributes:
        id: The remedy.
        version: The version the caller last saw.
        on: The date of the document; today when absent.
        decision: What is said about it, up to 2,000 characters.
    """

    command: ClassVar[str] = "cases.approve_remedy"

    id: CaseRemedyId
    """The remedy."""

    version: int
    """The version the caller last saw."""

    on: dt.date | None = None
    """The date of the document; today when absent."""

    decision: str | None = None
    """What is said about it, up to 2,000 characters."""


@dataclass(frozen=True, slots=True)
class AssignCases(Command["Table[Case]"]):
    """Gives cases to an operator, or takes them from whoever has them.

    Attributes:
        cases: The cases, up to 10,000.
        assignee: An active operator of the book; none takes the cases away.
    """

    command: ClassVar[str] = "cases.assign"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    assignee: OperatorId | None = None
    """An active operator of the book; none takes the cases away."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class EditCases(Command["Table[Case]"]):
    """Changes what cases say and what they are linked to.

    Attributes:
        edits: The cases with their new values, up to 10,000.
    """

    command: ClassVar[str] = "cases.edit"

    edits: Sequence[CaseUpdate]
    """The cases with their new values, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class EditCaseNote(Command["CaseNote"]):
    """Changes a note.

    Attributes:
        id: The note.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "cases.edit_note"

    id: CaseNoteId
    """The note."""

    version: int
    """The version the caller last saw."""

    edit: CaseNoteEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class LinkCases(Command["Table[CaseLink]"]):
    """Says that cases are related, duplicates of others, or come again.

    Attributes:
        links: The links, up to 10,000.
    """

    command: ClassVar[str] = "cases.link"

    links: Sequence[NewCaseLink]
    """The links, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "links")


@dataclass(frozen=True, slots=True)
class MergeCases(Command["Table[Case]"]):
    """Goes on with cases as parts of another: their notes and tasks are shown with it, and their
    clocks stop.

    Attributes:
        cases: The cases, up to 10,000.
        into: The case that goes on, as the caller saw it.
    """

    command: ClassVar[str] = "cases.merge"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    into: Versioned[CaseId]
    """The case that goes on, as the caller saw it."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class MoveCases(Command["Table[Case]"]):
    """Moves cases to a state that needs nothing else: in progress, waiting, closed.

    Attributes:
        cases: The cases, up to 10,000.
        state: The state.
    """

    command: ClassVar[str] = "cases.move"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    state: CaseState | str
    """The state."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class OpenCases(Command["Table[Case]"]):
    """Opens cases.

    Attributes:
        cases: The cases, up to 10,000.
    """

    command: ClassVar[str] = "cases.open"

    cases: Sequence[NewCase]
    """The cases, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class ProposeRemedies(Command["Table[CaseRemedy]"]):
    """Says what complaints should lead to. Nothing comes of it until somebody approves.

    Attributes:
        remedies: What they should lead to, up to 10,000.
    """

    command: ClassVar[str] = "cases.propose_remedies"

    remedies: Sequence[NewCaseRemedy]
    """What they should lead to, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "remedies")


@dataclass(frozen=True, slots=True)
class RefuseRemedy(Command["CaseRemedy"]):
    """Refuses a remedy.

    Attributes:
        id: The remedy.
        version: The version the caller last saw.
        decision: Why, 1 to 2,000 characters.
    """

    command: ClassVar[str] = "cases.refuse_remedy"

    id: CaseRemedyId
    """The remedy."""

    version: int
    """The version the caller last saw."""

    decision: str
    """Why, 1 to 2,000 characters."""


@dataclass(frozen=True, slots=True)
class RejectCases(Command["Table[Case]"]):
    """Refuses cases.

    Attributes:
        cases: The cases, up to 10,000.
        reason: Why; kept as a note.
    """

    command: ClassVar[str] = "cases.reject"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    reason: str
    """Why; kept as a note."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class RemoveCaseNote(Command["CaseNote"]):
    """Removes a note.

    Attributes:
        id: The note.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "cases.remove_note"

    id: CaseNoteId
    """The note."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReopenCases(Command["Table[Case]"]):
    """Takes ended cases up again.

    Attributes:
        cases: The cases, up to 10,000.
        reason: Why; kept as a note.
    """

    command: ClassVar[str] = "cases.reopen"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    reason: str
    """Why; kept as a note."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class ResolveCases(Command["Table[Case]"]):
    """Ends cases with what was done about them.

    Attributes:
        cases: The resolutions, by case, up to 10,000.
    """

    command: ClassVar[str] = "cases.resolve"

    cases: Sequence[CaseResolution]
    """The resolutions, by case, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class SetCaseTransitions(Command["CaseTransitions"]):
    """Says which steps a state allows, of those that the engine knows for it.

    Attributes:
        state: The state.
        version: The version the caller last saw; 0 while the steps are the engine's own.
        steps: All steps that it allows.
    """

    command: ClassVar[str] = "cases.set_transitions"

    state: CaseState | str
    """The state."""

    version: int
    """The version the caller last saw; 0 while the steps are the engine's own."""

    steps: Sequence[CaseStep | str]
    """All steps that it allows."""

    def __post_init__(self) -> None:
        freeze(self, "steps")


@dataclass(frozen=True, slots=True)
class SplitCase(Command["Table[Case]"]):
    """Makes a part of a case a case of its own; the two are linked.

    Attributes:
        split: The part.
    """

    command: ClassVar[str] = "cases.split"

    split: CaseSplit
    """The part."""


@dataclass(frozen=True, slots=True)
class UnlinkCases(Command["Table[CaseLink]"]):
    """Takes links away that were said: those of merged cases and of what was split off stay.

    Attributes:
        links: The links, up to 10,000.
    """

    command: ClassVar[str] = "cases.unlink"

    links: Sequence[CaseLinkId]
    """The links, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "links")


@dataclass(frozen=True, slots=True)
class UnmergeCases(Command["Table[Case]"]):
    """Goes on with merged cases by themselves, each where it stood before; what had been merged
    into it before comes along.

    Attributes:
        cases: The cases, up to 10,000.
    """

    command: ClassVar[str] = "cases.unmerge"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class WithdrawRemedy(Command["CaseRemedy"]):
    """Takes a remedy back before somebody has decided.

    Attributes:
        id: The remedy.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "cases.withdraw_remedy"

    id: CaseRemedyId
    """The remedy."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class AddServicePolicy(Command["ServicePolicy"]):
    """Adds a policy of service levels, as the last one.

    Attributes:
        policy: The policy.
    """

    command: ClassVar[str] = "service_levels.add"

    policy: NewServicePolicy
    """The policy."""


@dataclass(frozen=True, slots=True)
class EditServicePolicy(Command["ServicePolicy"]):
    """Gives a policy new values.

    Attributes:
        id: The policy.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "service_levels.edit"

    id: ServicePolicyId
    """The policy."""

    version: int
    """The version the caller last saw."""

    edit: ServicePolicyEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EscalateDue(Command["Table[Escalation]"]):
    """Does every step of escalation that comes no later than an instant and is not done.

    Attributes:
        at: The instant; none: now. One to come does steps before their time.
    """

    command: ClassVar[str] = "service_levels.escalate_due"

    at: dt.datetime | None = None
    """The instant; none: now. One to come does steps before their time."""


@dataclass(frozen=True, slots=True)
class ReassessCases(Command["Table[CaseClock]"]):
    """Has open cases take what the policies say now, also the one that they follow already. What
    ended stays.

    Attributes:
        cases: The cases, up to 10,000.
    """

    command: ClassVar[str] = "service_levels.reassess"

    cases: Sequence[CaseId]
    """The cases, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class RemoveServicePolicy(Command["ServicePolicy"]):
    """Removes a policy that no case ever followed.

    Attributes:
        id: The policy.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "service_levels.remove"

    id: ServicePolicyId
    """The policy."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReorderServicePolicies(Command["Table[ServicePolicy]"]):
    """Puts policies first, in this order.

    Attributes:
        policies: The policies; those that are not named follow, in the order they have.
    """

    command: ClassVar[str] = "service_levels.reorder"

    policies: Sequence[ServicePolicyId]
    """The policies; those that are not named follow, in the order they have."""

    def __post_init__(self) -> None:
        freeze(self, "policies")


@dataclass(frozen=True, slots=True)
class AnswerSurveys(Command["Table[Survey]"]):
    """Writes down what customers answered. By the scale ``satisfaction`` it becomes the
    satisfaction of a case that is resolved or closed.

    Attributes:
        answers: The answers, up to 10,000.
    """

    command: ClassVar[str] = "surveys.answer"

    answers: Sequence[SurveyAnswer]
    """The answers, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "answers")


@dataclass(frozen=True, slots=True)
class AskSurveys(Command["Table[Survey]"]):
    """Notes that customers were asked how satisfied they are.

    Attributes:
        surveys: The surveys, up to 10,000.
    """

    command: ClassVar[str] = "surveys.ask"

    surveys: Sequence[NewSurvey]
    """The surveys, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "surveys")


@dataclass(frozen=True, slots=True)
class WithdrawSurveys(Command["Table[Survey]"]):
    """Takes surveys back that nobody has answered: they count no more.

    Attributes:
        surveys: The surveys, up to 10,000.
    """

    command: ClassVar[str] = "surveys.withdraw"

    surveys: Sequence[Versioned[SurveyId]]
    """The surveys, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "surveys")
