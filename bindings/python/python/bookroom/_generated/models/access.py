# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: access."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import OperatorId, RoleId, TeamId
from bookroom._table import Table

__all__ = [
    "DutyConflict",
    "DutyRule",
    "FieldRight",
    "FieldRule",
    "Grant",
    "NewOperator",
    "NewRole",
    "NewTeam",
    "Operator",
    "OperatorEdit",
    "PasswordPolicy",
    "Permission",
    "ProtectedField",
    "Reach",
    "Role",
    "RoleEdit",
    "Team",
    "TeamEdit",
]


class Permission(Word):
    """One action on one area."""

    OPERATORS_VIEW = "operators.view"
    """See operators, roles and duty rules."""
    OPERATORS_EDIT = "operators.edit"
    """Add, change, deactivate operators; reset passwords; assign roles."""
    ROLES_EDIT = "roles.edit"
    """Change roles and duty rules."""
    OWN_PASSWORD = "own.password"
    """Change one's own password (everybody)."""
    ATTACHMENTS_VIEW = "attachments.view"
    """See and read the files on records that one sees."""
    ATTACHMENTS_EDIT = "attachments.edit"
    """Attach files to records that one may change, describe and remove them."""
    ATTACHMENTS_SET_UP = "attachments.set_up"
    """Set how large files may be, and of which types."""
    INVOICES_VIEW = "invoices.view"
    """See invoices and credit notes; with payments.view also statements and ageing."""
    INVOICES_EDIT = "invoices.edit"
    """Draft, change and discard invoices."""
    INVOICES_POST = "invoices.post"
    """Post invoices to the ledger."""
    INVOICES_EXCEED_CREDIT = "invoices.exceed_credit"
    """Post sales beyond a customer's credit limit, where the book leaves it to this."""
    INVOICES_CREDIT = "invoices.credit"
    """Cancel posted invoices by credit notes."""
    PAYMENTS_VIEW = "payments.view"
    """See payments."""
    PAYMENTS_RECORD = "payments.record"
    """Record money in and out."""
    PAYMENTS_CANCEL = "payments.cancel"
    """Cancel payments."""
    PAYMENTS_ALLOCATE = "payments.allocate"
    """Allocate payments and credit notes to invoices, and take allocations back."""
    PRODUCTS_VIEW = "products.view"
    """See products and services."""
    PRODUCTS_EDIT = "products.edit"
    """Change products and services."""
    BOOK_EDIT = "book.edit"
    """Change the book's own data."""
    CALENDARS_VIEW = "calendars.view"
    """See business calendars."""
    CALENDARS_EDIT = "calendars.edit"
    """Change business calendars."""
    CHANGES_VIEW = "changes.view"
    """See the change log: history, feed, verification."""
    PERSONAL_ERASE = "personal.erase"
    """Erase personal values from the change log."""
    CUSTOM_FIELDS_VIEW = "custom_fields.view"
    """See which fields of the book's own there are."""
    CUSTOM_FIELDS_EDIT = "custom_fields.edit"
    """Add, change, retire and remove fields of the book's own."""
    CUSTOMERS_VIEW = "customers.view"
    """See customers and contacts."""
    CUSTOMERS_ADD = "customers.add"
    """Add customers and contacts."""
    CUSTOMERS_EDIT = "customers.edit"
    """Change customers and contacts."""
    CUSTOMERS_REMOVE = "customers.remove"
    """Retire, restore and remove customers and contacts."""
    CUSTOMERS_ASSIGN = "customers.assign"
    """Change who owns a customer."""
    CUSTOMERS_SHARE = "customers.share"
    """Say who works with a customer beside its owner."""
    CUSTOMERS_LOCK = "customers.lock"
    """Lock customers, so that they are not changed, and unlock them."""
    CUSTOMERS_CREDIT = "customers.credit"
    """Set how much a customer may owe."""
    CUSTOMERS_MERGE = "customers.merge"
    """Merge customers that are the same, and part them again."""
    CUSTOMERS_ADD_DUPLICATE = "customers.add_duplicate"
    """Add customers that are very likely in the book already."""
    POOLS_VIEW = "pools.view"
    """See pools, and the customers in those that one is a member of."""
    POOLS_CLAIM = "pools.claim"
    """Claim customers from pools that one is a member of, and put them back."""
    POOLS_MANAGE = "pools.manage"
    """Set up pools, look after all of them, and recycle customers."""
    DEALINGS_VIEW = "dealings.view"
    """See dealings with customers."""
    DEALINGS_ADD = "dealings.add"
    """Write down dealings with customers."""
    DEALINGS_EDIT = "dealings.edit"
    """Change and remove dealings with customers."""
    DICTIONARIES_VIEW = "dictionaries.view"
    """See the user-maintained lists."""
    DICTIONARIES_EDIT = "dictionaries.edit"
    """Change the user-maintained lists."""
    IMPORTS_RUN = "imports.run"
    """Import files, of what may be recorded by hand."""
    IMPORTS_UNDO = "imports.undo"
    """Undo imports."""
    LISTS_EXPORT = "lists.export"
    """Export lists."""
    LEDGER_VIEW = "ledger.view"
    """See accounts, entries, registers and statements."""
    LEDGER_POST = "ledger.post"
    """Post journal entries."""
    LEDGER_REVERSE = "ledger.reverse"
    """Reverse journal entries."""
    LEDGER_REVIEW = "ledger.review"
    """Review (审核) journal entries."""
    LEDGER_SET_UP = "ledger.set_up"
    """Change the chart of accounts and the journals."""
    SAVED_VIEWS_EDIT = "saved_views.edit"
    """See saved views, one's own and shared ones; keep one's own."""
    SAVED_VIEWS_SHARE = "saved_views.share"
    """Share saved views with everybody, and keep shared ones."""
    ASSIGNMENT_VIEW = "assignment.view"
    """See the rules by which cases are assigned, and who is away."""
    ASSIGNMENT_MANAGE = "assignment.manage"
    """Set up the rules by which cases are assigned, and whether they are asked at once."""
    ASSIGNMENT_ABSENCES = "assignment.absences"
    """Say when operators are away."""
    CASES_VIEW = "cases.view"
    """See cases."""
    CASES_ADD = "cases.add"
    """Open cases."""
    CASES_EDIT = "cases.edit"
    """Work on cases: change, note, resolve, close."""
    CASES_ASSIGN = "cases.assign"
    """Assign cases."""
    CASES_APPROVE_REMEDIES = "cases.approve_remedies"
    """Approve and refuse what complaints lead to; the documents take their own permissions."""
    CASES_SET_UP = "cases.set_up"
    """Set up which steps the states of cases allow."""
    SURVEYS_VIEW = "surveys.view"
    """See what customers were asked and answered about service."""
    SURVEYS_EDIT = "surveys.edit"
    """Ask customers how satisfied they are, and write down what they answer."""
    SERVICE_LEVELS_VIEW = "service_levels.view"
    """See what is promised for cases: policies of service levels."""
    SERVICE_LEVELS_MANAGE = "service_levels.manage"
    """Set up policies of service levels, choose them anew, and escalate what is due."""
    TASKS_VIEW = "tasks.view"
    """See tasks; private ones only one's own."""
    TASKS_ADD = "tasks.add"
    """Make tasks for oneself."""
    TASKS_EDIT = "tasks.edit"
    """Work on tasks: change, snooze, finish, cancel, reopen."""
    TASKS_ASSIGN = "tasks.assign"
    """Give tasks to others."""


@dataclass(frozen=True, slots=True)
class DutyConflict(Record):
    """Duties that meet in one operator.

    Attributes:
        operator: The operator.
        rule: The rule.
        permissions: The permissions that meet.
    """

    operator: OperatorId
    """The operator."""

    rule: str
    """The rule."""

    permissions: tuple[Permission, ...]
    """The permissions that meet."""


@dataclass(frozen=True, slots=True)
class DutyRule(Record):
    """A duty separation rule, and whether the book enforces it.

    Attributes:
        code: The code.
        label_zh: What it asks, in Chinese.
        label_en: What it asks, in English.
        source: Where it comes from.
        enforced: Whether it is enforced; otherwise only reported.
    """

    code: str
    """The code."""

    label_zh: str
    """What it asks, in Chinese."""

    label_en: str
    """What it asks, in English."""

    source: str
    """Where it comes from."""

    enforced: bool
    """Whether it is enforced; otherwise only reported."""


class FieldRight(Word):
    """What a role may do with a protected field. Ordered: hidden, masked, read, write."""

    HIDDEN = "hidden"
    """As if the field were empty."""
    MASKED = "masked"
    """Shown in part, such as 138****5678; cannot be searched or changed."""
    READ = "read"
    """Shown, not changed."""
    WRITE = "write"
    """Shown and changed."""


class ProtectedField(Word):
    """A field that roles can restrict."""

    PRODUCT_CUSTOM = "product.custom"
    """Fields of the book's own of a product that are personal."""
    CUSTOMER_CHANNELS = "customer.channels"
    """Phones, mails and other channels of a customer."""
    CUSTOMER_ADDRESSES = "customer.addresses"
    """Addresses of a customer."""
    CUSTOMER_TAX_NUMBER = "customer.tax_number"
    """Tax number of a customer."""
    CUSTOMER_BANKING = "customer.banking"
    """Bank accounts and billing profile of a customer."""
    CUSTOMER_NOTE = "customer.note"
    """Note on a customer."""
    CUSTOMER_CREDIT = "customer.credit"
    """Credit limit of a customer, and what is left of it."""
    CUSTOMER_CUSTOM = "customer.custom"
    """Fields of the book's own of a customer that are personal."""
    CONTACT_CHANNELS = "contact.channels"
    """Phones, mails and other channels of a contact."""
    CONTACT_NOTE = "contact.note"
    """Note on a contact."""
    CONTACT_CUSTOM = "contact.custom"
    """Fields of the book's own of a contact that are personal."""
    CUSTOMER_DATES = "customer.dates"
    """Important dates of a customer and of the persons there."""
    DEALING_TEXT = "dealing.text"
    """What was said in a dealing."""
    DEALING_CUSTOM = "dealing.custom"
    """Fields of the book's own of a dealing that are personal."""
    CASE_TEXT = "case.text"
    """Description, resolution and notes of a case."""
    CASE_CUSTOM = "case.custom"
    """Fields of the book's own of a case that are personal."""


@dataclass(frozen=True, slots=True)
class FieldRule(Record):
    """The right of a role on one protected field.

    Attributes:
        field: The field.
        right: The right.
    """

    field: ProtectedField | str
    """The field."""

    right: FieldRight | str
    """The right."""


class Reach(Word):
    """How far a permission reaches. Ordered: own, team, all."""

    OWN = "own"
    """Records one owns."""
    TEAM = "team"
    """Records of one's team, and one's own."""
    ALL = "all"
    """All records of the book."""


@dataclass(frozen=True, slots=True)
class Grant(Record):
    """A permission with its reach, as roles hold it.

    Attributes:
        permission: The permission.
        reach: How far it reaches.
    """

    permission: Permission | str
    """The permission."""

    reach: Reach | str
    """How far it reaches."""


@dataclass(frozen=True, slots=True)
class NewOperator(Record):
    """An operator to be added.

    Attributes:
        sign_in_name: The name to sign in with, up to 100 characters, unique in the book.
        display_name: The name to show.
        password: The first password; must be changed at the first sign-in.
        team: The team.
        roles: The codes of the roles.
    """

    sign_in_name: str
    """The name to sign in with, up to 100 characters, unique in the book."""

    display_name: str
    """The name to show."""

    password: str = field(repr=False)
    """The first password; must be changed at the first sign-in."""

    team: TeamId | None = None
    """The team."""

    roles: Sequence[str] = ()
    """The codes of the roles."""

    def __post_init__(self) -> None:
        freeze(self, "roles")


@dataclass(frozen=True, slots=True)
class NewRole(Record):
    """A role to be added.

    Attributes:
        code: The code: letters, digits and ``_``, up to 40, unique in the book.
        label_zh: The label in Chinese. Of the two, a blank one is as the other.
        label_en: The label in English.
        grants: The permissions with their reach.
        fields: The restricted fields.
    """

    code: str
    """The code: letters, digits and ``_``, up to 40, unique in the book."""

    label_zh: str = ""
    """The label in Chinese. Of the two, a blank one is as the other."""

    label_en: str = ""
    """The label in English."""

    grants: Sequence[Grant] = ()
    """The permissions with their reach."""

    fields: Sequence[FieldRule] = ()
    """The restricted fields."""

    def __post_init__(self) -> None:
        freeze(self, "grants", "fields")


@dataclass(frozen=True, slots=True)
class NewTeam(Record):
    """A team to be added.

    Attributes:
        name: The name, up to 100 characters, unique in the book.
    """

    name: str
    """The name, up to 100 characters, unique in the book."""


@dataclass(frozen=True, slots=True)
class Operator(Record):
    """A person who signs in.

    Attributes:
        id: The id.
        sign_in_name: The name to sign in with; upper and lower case count alike.
        display_name: The name to show.
        team: The team.
        roles: The codes of the roles.
        active: Whether the operator may sign in.
        must_change_password: Whether the password must be changed before anything else.
        locked_until: Sign-in is refused until then.
        last_sign_in_at: The last sign-in.
        version: Moves with every change.
    """

    id: OperatorId
    """The id."""

    sign_in_name: str
    """The name to sign in with; upper and lower case count alike."""

    display_name: str
    """The name to show."""

    team: TeamId | None
    """The team."""

    roles: tuple[str, ...]
    """The codes of the roles."""

    active: bool
    """Whether the operator may sign in."""

    must_change_password: bool
    """Whether the password must be changed before anything else."""

    locked_until: dt.datetime | None
    """Sign-in is refused until then."""

    last_sign_in_at: dt.datetime | None
    """The last sign-in."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class OperatorEdit(Record):
    """New values for an operator.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        sign_in_name: The name to sign in with.
        display_name: The name to show.
        team: The team.
    """

    sign_in_name: str | Unset = UNSET
    """The name to sign in with."""

    display_name: str | Unset = UNSET
    """The name to show."""

    team: TeamId | Unset | None = UNSET
    """The team."""


@dataclass(frozen=True, slots=True)
class PasswordPolicy(Record):
    """What passwords must be like, and how sign-in locks after failures.

    Attributes:
        min_length: The fewest characters, at least 8 (NIST SP 800-63B).
        max_length: The most characters.
        min_kinds: How many kinds of characters (small, capital, digit, other) a password shorter
            than 16 has.
        failures_before_lock: After so many failures in a row sign-in is locked.
        first_lock_seconds: The first lock in seconds; each further failure doubles it, up to a
            day.
    """

    min_length: int = 8
    """The fewest characters, at least 8 (NIST SP 800-63B)."""

    max_length: int = 128
    """The most characters."""

    min_kinds: int = 2
    """How many kinds of characters (small, capital, digit, other) a password shorter than 16 has.
    """

    failures_before_lock: int = 5
    """After so many failures in a row sign-in is locked."""

    first_lock_seconds: int = 60
    """The first lock in seconds; each further failure doubles it, up to a day."""


@dataclass(frozen=True, slots=True)
class Role(Record):
    """A named set of permissions.

    Attributes:
        id: The id.
        code: The code, such as ``sales``.
        label_zh: The label in Chinese.
        label_en: The label in English.
        ready_made: Whether it came with the book.
        grants: The permissions with their reach.
        fields: The restricted fields; others may be written by whoever may edit the record.
        version: Moves with every change.
    """

    id: RoleId
    """The id."""

    code: str
    """The code, such as ``sales``."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    ready_made: bool
    """Whether it came with the book."""

    grants: Table[Grant]
    """The permissions with their reach."""

    fields: Table[FieldRule]
    """The restricted fields; others may be written by whoever may edit the record."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class RoleEdit(Record):
    """New values for a role.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The label in Chinese.
        label_en: The label in English.
        grants: All permissions.
        fields: All restricted fields.
    """

    label_zh: str | Unset = UNSET
    """The label in Chinese."""

    label_en: str | Unset = UNSET
    """The label in English."""

    grants: Sequence[Grant] | Unset | None = UNSET
    """All permissions."""

    fields: Sequence[FieldRule] | Unset | None = UNSET
    """All restricted fields."""

    def __post_init__(self) -> None:
        freeze(self, "grants", "fields")


@dataclass(frozen=True, slots=True)
class Team(Record):
    """Operators who share records.

    Attributes:
        id: The id.
        name: The name.
        active: Whether it is in use.
        version: Moves with every change.
    """

    id: TeamId
    """The id."""

    name: str
    """The name."""

    active: bool
    """Whether it is in use."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class TeamEdit(Record):
    """New values for a team.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name: The name.
        active: Whether it is in use.
    """

    name: str | Unset = UNSET
    """The name."""

    active: bool | Unset = UNSET
    """Whether it is in use."""
