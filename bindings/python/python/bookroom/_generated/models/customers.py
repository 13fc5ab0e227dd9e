# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: customers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookroom._base import FrozenDict, Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import (
    Condition,
    ContactApartId,
    ContactId,
    ContactLinkId,
    ContactMergeId,
    CustomerApartId,
    CustomerId,
    CustomerMergeId,
    DealingId,
    IdentifierKind,
    ImportantDateId,
    InvoiceProfileId,
    OperatorId,
    OwnerChangeId,
    PoolId,
    TeamId,
)
from bookroom._table import Table

__all__ = [
    "Address",
    "AddressKind",
    "Agreement",
    "BankAccount",
    "BillingProfile",
    "Channel",
    "ChannelKind",
    "Collaborator",
    "ComingDate",
    "ComingDateFilter",
    "ComparedField",
    "Contact",
    "ContactApart",
    "ContactDuplicateSearch",
    "ContactEdit",
    "ContactFilter",
    "ContactLink",
    "ContactLinkEdit",
    "ContactLinkUpdate",
    "ContactLinkVersion",
    "ContactMerge",
    "ContactMergeRule",
    "ContactPair",
    "ContactPlan",
    "ContactSort",
    "ContactUpdate",
    "ContactVersion",
    "CreditLimit",
    "Customer",
    "CustomerApart",
    "CustomerEdit",
    "CustomerFilter",
    "CustomerKind",
    "CustomerLock",
    "CustomerMerge",
    "CustomerPair",
    "CustomerSharing",
    "CustomerSort",
    "CustomerSummary",
    "CustomerUpdate",
    "CustomerVersion",
    "DecisionRole",
    "DueCustomer",
    "DuplicateContact",
    "DuplicateContactGroup",
    "DuplicateContactPair",
    "DuplicateCustomer",
    "DuplicateGroup",
    "DuplicateHint",
    "DuplicatePair",
    "DuplicateSearch",
    "FamilyMember",
    "FoundContactDuplicates",
    "FoundDuplicates",
    "Gender",
    "ImportantDate",
    "ImportantDateEdit",
    "ImportantDateFilter",
    "ImportantDateKind",
    "ImportantDateUpdate",
    "ImportantDateVersion",
    "InvoiceProfile",
    "InvoiceProfileEdit",
    "InvoiceProfileFilter",
    "InvoiceProfileUpdate",
    "InvoiceProfileVersion",
    "MatchReason",
    "MergeFieldRule",
    "MergeRule",
    "MergedContacts",
    "MergedCustomers",
    "MovedOfContact",
    "MovedRecords",
    "NewContact",
    "NewContactLink",
    "NewCustomer",
    "NewImportantDate",
    "NewInvoiceProfile",
    "NewPool",
    "OwnerChange",
    "OwnerChangeKind",
    "PlannedContact",
    "Pool",
    "PoolEdit",
    "PoolFilter",
    "PoolMember",
    "PoolRule",
    "PoolRuleKind",
    "PoolSort",
    "TagCount",
]


class AddressKind(Word):
    """What an address is for."""

    REGISTERED = "registered"
    """Where the company is registered."""
    OFFICE = "office"
    """Where its people work."""
    BILLING = "billing"
    """Where invoices go."""
    SHIPPING = "shipping"
    """Where goods go."""
    HOME = "home"
    """Where a person lives."""
    OTHER = "other"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Address(Record):
    """An address; at least one part besides the kind is there.

    Attributes:
        kind: What it is for.
        country: The country, up to 60 characters.
        province: The province or state, up to 60 characters.
        city: The city, up to 60 characters.
        district: The district, up to 60 characters.
        street: Street and number, up to 300 characters.
        postal_code: The postal code, up to 20 characters.
        recipient: Who receives there, up to 100 characters.
    """

    kind: AddressKind | str = AddressKind.OFFICE
    """What it is for."""

    country: str | None = None
    """The country, up to 60 characters."""

    province: str | None = None
    """The province or state, up to 60 characters."""

    city: str | None = None
    """The city, up to 60 characters."""

    district: str | None = None
    """The district, up to 60 characters."""

    street: str | None = None
    """Street and number, up to 300 characters."""

    postal_code: str | None = None
    """The postal code, up to 20 characters."""

    recipient: str | None = None
    """Who receives there, up to 100 characters."""


class Agreement(Word):
    """How two records compare in a field."""

    SAME = "same"
    """The same, however it is written."""
    NEAR = "near"
    """Nearly the same: a typing error, a homophone, a part left out."""
    DIFFERS = "differs"
    """Different, and both have one."""


@dataclass(frozen=True, slots=True)
class BankAccount(Record):
    """A bank account.

    Attributes:
        bank: The bank as an item of the ``bank`` dictionary: its code (or label, when given).
        bank_name: The bank and branch by name, up to 200 characters; may be blank when ``bank``
            is given, whose label it then takes.
        account_name: In whose name it is, up to 200 characters.
        account_number: The number, up to 60 characters.
    """

    bank: str | None = None
    """The bank as an item of the ``bank`` dictionary: its code (or label, when given)."""

    bank_name: str = ""
    """The bank and branch by name, up to 200 characters; may be blank when ``bank`` is given,
    whose label it then takes.
    """

    account_name: str | None = None
    """In whose name it is, up to 200 characters."""

    account_number: str = ""
    """The number, up to 60 characters."""


@dataclass(frozen=True, slots=True)
class BillingProfile(Record):
    """What the customer's invoices must say (开票信息), as far as it differs from the rest.

    Attributes:
        title: The title (抬头), up to 200 characters.
        address: The address, up to 300 characters.
        phone: The phone, up to 60 characters.
        bank: The bank (开户行), up to 200 characters.
        account: The account number, up to 60 characters.
    """

    title: str | None = None
    """The title (抬头), up to 200 characters."""

    address: str | None = None
    """The address, up to 300 characters."""

    phone: str | None = None
    """The phone, up to 60 characters."""

    bank: str | None = None
    """The bank (开户行), up to 200 characters."""

    account: str | None = None
    """The account number, up to 60 characters."""


class ChannelKind(Word):
    """A way to reach somebody."""

    PHONE = "phone"
    """A fixed line."""
    MOBILE = "mobile"
    """A mobile phone."""
    FAX = "fax"
    """A fax."""
    EMAIL = "email"
    """An e-mail address."""
    WECHAT = "wechat"
    """A WeChat id (微信)."""
    QQ = "qq"
    """A QQ number."""
    WEBSITE = "website"
    """A web site."""
    OTHER = "other"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Channel(Record):
    """A phone, mail address or other way to reach a customer or contact.

    Attributes:
        kind: What it is.
        value: The number or address, up to 200 characters. Phones and mails are put into one
            form.
        label: What it is for, such as ``财务``; up to 60 characters.
    """

    kind: ChannelKind | str
    """What it is."""

    value: str
    """The number or address, up to 200 characters. Phones and mails are put into one form."""

    label: str | None = None
    """What it is for, such as ``财务``; up to 60 characters."""


@dataclass(frozen=True, slots=True)
class Collaborator(Record):
    """An operator who works with a customer beside its owner: what they may see or change of
    their own customers and of what belongs to these, they may see or change of this one.

    Attributes:
        operator: The operator.
        can_write: Whether they change what they see, too. Giving the customer to others, putting
            it into a pool, removing it and saying who works with it stay with its owner and those
            who may.
        until: The last day; none: for good.
    """

    operator: OperatorId
    """The operator."""

    can_write: bool = False
    """Whether they change what they see, too. Giving the customer to others, putting it into a
    pool, removing it and saying who works with it stay with its owner and those who may.
    """

    until: dt.date | None = None
    """The last day; none: for good."""


class ImportantDateKind(Word):
    """Why a day matters."""

    BIRTHDAY = "birthday"
    """A birthday (生日)."""
    ANNIVERSARY = "anniversary"
    """An anniversary (纪念日)."""
    FOUNDING = "founding"
    """The day on which a company was founded (成立日)."""
    RENEWAL = "renewal"
    """The day by which a contract is to be renewed (续约日)."""
    OTHER = "other"
    """Anything else; the label says what."""


@dataclass(frozen=True, slots=True)
class ImportantDate(Record):
    """A day that matters to a customer, or to a person there (重要日子). Days are those of the
    Gregorian calendar. Whoever may see the dates of customers only in part sees no label, note
    or, of what comes each year, year; who may not see them at all is told of none.

    Attributes:
        id: The id.
        customer: The customer.
        contact: Whose day it is; none: the customer's own.
        kind: Why it matters.
        label: What it is, where the kind does not say all.
        year: The year; none where nobody knows it.
        month: The month, 1 to 12.
        day: The day of the month. What is on 29 February comes on 28 February in years without
            that day.
        once: Whether it comes only that once, rather than each year.
        remind_days: How many days before somebody wants to be reminded; none: not at all.
        note: A note.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: ImportantDateId
    """The id."""

    customer: CustomerId
    """The customer."""

    contact: ContactId | None
    """Whose day it is; none: the customer's own."""

    kind: ImportantDateKind
    """Why it matters."""

    label: str | None
    """What it is, where the kind does not say all."""

    year: int | None
    """The year; none where nobody knows it."""

    month: int
    """The month, 1 to 12."""

    day: int
    """The day of the month. What is on 29 February comes on 28 February in years without that
    day.
    """

    once: bool
    """Whether it comes only that once, rather than each year."""

    remind_days: int | None
    """How many days before somebody wants to be reminded; none: not at all."""

    note: str | None
    """A note."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ComingDate(Record):
    """A day that comes up.

    Attributes:
        on: The day on which it is this time.
        remind_on: The day of the reminder; none when nobody wants one.
        years: How many years it is then; none where the year is not known.
        date: The day that matters.
        customer_name: The name of its customer.
        contact_name: The name of the person whose day it is.
    """

    on: dt.date
    """The day on which it is this time."""

    remind_on: dt.date | None
    """The day of the reminder; none when nobody wants one."""

    years: int | None
    """How many years it is then; none where the year is not known."""

    date: ImportantDate
    """The day that matters."""

    customer_name: str
    """The name of its customer."""

    contact_name: str | None
    """The name of the person whose day it is."""


@dataclass(frozen=True, slots=True)
class ComingDateFilter(Record):
    """Which coming days are wanted; every condition given must hold.

    Attributes:
        customer: The customer.
        contact: The person whose day it is.
        kinds: Any of these kinds; empty for all.
        by_reminder: Whether the two days that are asked for are those of the reminder: days that
            come later, of which somebody wants to be reminded then.
        with_retired: Whether days of retired customers and contacts are told of, too.
    """

    customer: CustomerId | None = None
    """The customer."""

    contact: ContactId | None = None
    """The person whose day it is."""

    kinds: Sequence[ImportantDateKind | str] = ()
    """Any of these kinds; empty for all."""

    by_reminder: bool = False
    """Whether the two days that are asked for are those of the reminder: days that come later, of
    which somebody wants to be reminded then.
    """

    with_retired: bool = False
    """Whether days of retired customers and contacts are told of, too."""

    def __post_init__(self) -> None:
        freeze(self, "kinds")


class ComparedField(Word):
    """What of two records is compared."""

    TAX_NUMBER = "tax_number"
    """The tax number, or a person's identity number."""
    NAME = "name"
    """The name without place, legal form and branch."""
    TRADE = "trade"
    """The trade in the name (贸易, trading)."""
    PLACE = "place"
    """The place in the name (上海)."""
    BRANCH = "branch"
    """The branch in the name (北京分公司)."""
    NUMBERS = "numbers"
    """The numbers in the name (7-11, 第一)."""
    LEGAL_FORM = "legal_form"
    """The legal form in the name (股份有限公司, GmbH)."""
    KIND = "kind"
    """Whether they are companies or persons."""
    PHONE = "phone"
    """Phones, also those of a customer's contacts."""
    EMAIL = "email"
    """Mail addresses, also those of a customer's contacts."""
    BANK_ACCOUNT = "bank_account"
    """Bank accounts."""
    ADDRESS = "address"
    """Addresses: street, city, postal code."""
    CUSTOMER = "customer"
    """The customer that contacts belong to."""


class DecisionRole(Word):
    """What a person's word counts for when a customer decides."""

    DECISION_MAKER = "decision_maker"
    """Says yes or no in the end: 决策人."""
    INFLUENCER = "influencer"
    """Is listened to by who decides: 影响者."""
    CHAMPION = "champion"
    """Speaks for us: 支持者."""
    BUYER = "buyer"
    """Orders, and haggles about terms: 采购经办人."""
    USER = "user"
    """Works with what is bought: 使用者."""
    GATEKEEPER = "gatekeeper"
    """Says who gets to whom, and may stop things: 把关人."""
    OPPONENT = "opponent"
    """Speaks against us: 反对者."""


class Gender(Word):
    """How a person is addressed."""

    FEMALE = "female"
    """女士."""
    MALE = "male"
    """先生."""


@dataclass(frozen=True, slots=True)
class ContactLink(Record):
    """A place of a contact at a customer beside its own one.

    Attributes:
        id: The id.
        contact: The person.
        customer: The customer; never the contact's own one.
        role: What the person decides or does there.
        title: The title or position there.
        decision_role: What the person's word counts for there.
        is_primary: Whether this is the one to talk to first there: at most one per customer, its
            own contacts included.
        left_on: The day on which the person left; none while still there.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: ContactLinkId
    """The id."""

    contact: ContactId
    """The person."""

    customer: CustomerId
    """The customer; never the contact's own one."""

    role: str | None
    """What the person decides or does there."""

    title: str | None
    """The title or position there."""

    decision_role: DecisionRole | None
    """What the person's word counts for there."""

    is_primary: bool
    """Whether this is the one to talk to first there: at most one per customer, its own contacts
    included.
    """

    left_on: dt.date | None
    """The day on which the person left; none while still there."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """A person at a customer. Protected fields the operator may not read are empty, or masked.

    Attributes:
        id: The id.
        customer: Its own customer: that at which it was added. It is shown by its number even to
            who does not see it.
        name: The name.
        role: What the person decides or does there: buyer, accountant, …
        title: The title or position, such as ``财务总监``.
        decision_role: What the person's word counts for there.
        superior: Who the person reports to: a contact of one of its customers, or of their
            families.
        gender: How the person is addressed.
        is_primary: Whether this is the one to talk to first; at most one per customer.
        channels: Phones, mails and other ways to reach the person, most important first.
        note: A note.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        active: Whether the person is still there.
        merged_into: The contact that it was merged into, which has all that belonged to it since.
        links: Further places, at customers beside its own, by customer: those that may be seen.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: ContactId
    """The id."""

    customer: CustomerId
    """Its own customer: that at which it was added. It is shown by its number even to who does
    not see it.
    """

    name: str
    """The name."""

    role: str | None
    """What the person decides or does there: buyer, accountant, …"""

    title: str | None
    """The title or position, such as ``财务总监``."""

    decision_role: DecisionRole | None
    """What the person's word counts for there."""

    superior: ContactId | None
    """Who the person reports to: a contact of one of its customers, or of their families."""

    gender: Gender | None
    """How the person is addressed."""

    is_primary: bool
    """Whether this is the one to talk to first; at most one per customer."""

    channels: Table[Channel]
    """Phones, mails and other ways to reach the person, most important first."""

    note: str | None
    """A note."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    active: bool
    """Whether the person is still there."""

    merged_into: ContactId | None
    """The contact that it was merged into, which has all that belonged to it since."""

    links: Table[ContactLink]
    """Further places, at customers beside its own, by customer: those that may be seen."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ContactApart(Record):
    """That two contacts are not the same. It holds until one of them changes in what is compared,
    or is removed.

    Attributes:
        id: The id.
        first: The one with the smaller id.
        second: The other one.
        at: When that was said.
        by: Who said it.
    """

    id: ContactApartId
    """The id."""

    first: ContactId
    """The one with the smaller id."""

    second: ContactId
    """The other one."""

    at: dt.datetime
    """When that was said."""

    by: OperatorId | None
    """Who said it."""


@dataclass(frozen=True, slots=True)
class ContactDuplicateSearch(Record):
    """Which contacts are compared with each other, and what is told.

    Attributes:
        min_score: The lowest score that is told, 1 to 100; none: from which the book warns.
        customer: Only contacts of this customer; none: of all.
        inactive: Those who have left, too.
    """

    min_score: int | None = None
    """The lowest score that is told, 1 to 100; none: from which the book warns."""

    customer: CustomerId | None = None
    """Only contacts of this customer; none: of all."""

    inactive: bool = False
    """Those who have left, too."""


@dataclass(frozen=True, slots=True)
class ContactEdit(Record):
    """New values for a contact. Limits are those of ``NewContact``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name: The name.
        role: What the person decides or does there.
        title: The title or position.
        decision_role: What the person's word counts for there.
        superior: Who the person reports to: a contact of one of its customers, or of their
            families.
        gender: How the person is addressed.
        is_primary: Whether this is the one to talk to first.
        channels: All channels.
        note: The note.
        custom: Values of fields of the book's own, by key: those that are named. Null clears one,
            and the others stay.
    """

    name: str | Unset = UNSET
    """The name."""

    role: str | Unset | None = UNSET
    """What the person decides or does there."""

    title: str | Unset | None = UNSET
    """The title or position."""

    decision_role: DecisionRole | str | Unset | None = UNSET
    """What the person's word counts for there."""

    superior: ContactId | Unset | None = UNSET
    """Who the person reports to: a contact of one of its customers, or of their families."""

    gender: Gender | str | Unset | None = UNSET
    """How the person is addressed."""

    is_primary: bool | Unset = UNSET
    """Whether this is the one to talk to first."""

    channels: Sequence[Channel] | Unset | None = UNSET
    """All channels."""

    note: str | Unset | None = UNSET
    """The note."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET
    """Values of fields of the book's own, by key: those that are named. Null clears one, and the
    others stay.
    """

    def __post_init__(self) -> None:
        freeze(self, "channels", "custom")


@dataclass(frozen=True, slots=True)
class ContactFilter(Record):
    """Which contacts are wanted; every condition given must hold.

    Attributes:
        text: Part of a name, phone, mail or other channel; up to 200 characters.
        customer: The customer: its own contacts, and those with a further place there.
        role: What the person decides or does there, whole: at the customer that is asked for,
            else at the person's own one.
        is_primary: Whether this is the one to talk to first there.
        active: Whether the person is still there.
        decision_role: What the person's word counts for there.
        superior: Who they report to.
        merged: Contacts that were merged into others, which are left out of every other list.
        conditions: Conditions on any column that the list can be sorted by, and on ``custom.``
            and the key of a field of the book's own; at most 20.
        sorted_by: The key of a field of the book's own that the list is sorted by, before its
            sort.
    """

    text: str | None = None
    """Part of a name, phone, mail or other channel; up to 200 characters."""

    customer: CustomerId | None = None
    """The customer: its own contacts, and those with a further place there."""

    role: str | None = None
    """What the person decides or does there, whole: at the customer that is asked for, else at
    the person's own one.
    """

    is_primary: bool | None = None
    """Whether this is the one to talk to first there."""

    active: bool | None = None
    """Whether the person is still there."""

    decision_role: DecisionRole | str | None = None
    """What the person's word counts for there."""

    superior: ContactId | None = None
    """Who they report to."""

    merged: bool = False
    """Contacts that were merged into others, which are left out of every other list."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by, and on ``custom.`` and the key of
    a field of the book's own; at most 20.
    """

    sorted_by: str | None = None
    """The key of a field of the book's own that the list is sorted by, before its sort."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


@dataclass(frozen=True, slots=True)
class ContactLinkEdit(Record):
    """New values for a further place of a contact. Limits are those of ``NewContactLink``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        role: What the person decides or does there.
        title: The title or position there.
        decision_role: What the person's word counts for there.
        is_primary: Whether this is the one to talk to first there.
        left_on: The day on which the person left; who left is no longer primary. Null: is there
            again.
    """

    role: str | Unset | None = UNSET
    """What the person decides or does there."""

    title: str | Unset | None = UNSET
    """The title or position there."""

    decision_role: DecisionRole | str | Unset | None = UNSET
    """What the person's word counts for there."""

    is_primary: bool | Unset = UNSET
    """Whether this is the one to talk to first there."""

    left_on: dt.date | Unset | None = UNSET
    """The day on which the person left; who left is no longer primary. Null: is there again."""


@dataclass(frozen=True, slots=True)
class ContactLinkUpdate(Record):
    """One further place with new values for it.

    Attributes:
        id: The place.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: ContactLinkId
    """The place."""

    version: int
    """The version the caller last saw."""

    edit: ContactLinkEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ContactLinkVersion(Record):
    """A further place as the caller last saw it.

    Attributes:
        id: The place.
        version: The version the caller last saw.
    """

    id: ContactLinkId
    """The place."""

    version: int
    """The version the caller last saw."""


class MergeRule(Word):
    """Whose value a field has after a merge."""

    KEEP = "keep"
    """That of the customer that stays, also when it has none."""
    FILL = "fill"
    """That of the customer that stays; where it has none, that of the first of the others that
    has one, in the order in which they are named.
    """
    NEWEST = "newest"
    """That of the customer that changed last, of those that have one."""
    OF = "of"
    """That of one of them, which is named, also when it has none."""
    JOIN = "join"
    """All of them together: lists one after the other, each entry once; notes below each other;
    classes that the customer that stays does not have; sold to, or bought from, when one of them
    is.
    """


@dataclass(frozen=True, slots=True)
class ContactMergeRule(Record):
    """By which rule a field of a contact gets its value.

    Attributes:
        field: The field of the contact: ``name``, ``role``, ``title``, ``decision_role``,
            ``superior``, ``gender``, ``channels`` or ``note``.
        rule: The rule. Only channels and notes can be joined.
        contact: Whose value, for the rule ``of``.
    """

    field: str
    """The field of the contact: ``name``, ``role``, ``title``, ``decision_role``, ``superior``,
    ``gender``, ``channels`` or ``note``.
    """

    rule: MergeRule | str
    """The rule. Only channels and notes can be joined."""

    contact: ContactId | None = None
    """Whose value, for the rule ``of``."""


@dataclass(frozen=True, slots=True)
class MovedOfContact(Record):
    """How many records of a kind went from a contact to the one that it was merged into.

    Attributes:
        subject: The kind of record, as the change log names it.
        contact: Whose they were.
        count: How many.
    """

    subject: str
    """The kind of record, as the change log names it."""

    contact: ContactId
    """Whose they were."""

    count: int
    """How many."""


@dataclass(frozen=True, slots=True)
class ContactMerge(Record):
    """A merge of contacts into another one.

    Attributes:
        id: The id.
        into: The contact that stays.
        contacts: Those that were merged into it.
        rules: By which rule each field got its value.
        moved: What went to the contact that stays.
        merged_at: When.
        merged_by: Who merged them.
        undone_at: When it was undone.
        undone_by: Who undid it.
        version: Moves with every change.
    """

    id: ContactMergeId
    """The id."""

    into: ContactId
    """The contact that stays."""

    contacts: tuple[ContactId, ...]
    """Those that were merged into it."""

    rules: Table[ContactMergeRule]
    """By which rule each field got its value."""

    moved: Table[MovedOfContact]
    """What went to the contact that stays."""

    merged_at: dt.datetime
    """When."""

    merged_by: OperatorId | None
    """Who merged them."""

    undone_at: dt.datetime | None
    """When it was undone."""

    undone_by: OperatorId | None
    """Who undid it."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class ContactPair(Record):
    """Two contacts of which somebody said that they are not the same.

    Attributes:
        first: One of them.
        second: The other one.
    """

    first: ContactId
    """One of them."""

    second: ContactId
    """The other one."""


@dataclass(frozen=True, slots=True)
class ContactPlan(Record):
    """A day for the next contact with a customer.

    Attributes:
        id: The customer.
        version: The version the caller last saw.
        on: The day; none for no next contact.
        purpose: What for, up to 200 characters.
    """

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""

    on: dt.date | None = None
    """The day; none for no next contact."""

    purpose: str | None = None
    """What for, up to 200 characters."""


class ContactSort(Word):
    """What a list of contacts is sorted and filtered by. Contacts without a value come last, ties
    go by id.
    """

    NAME = "name"
    """The name, folded: by code point."""
    CUSTOMER = "customer"
    """The id of the customer."""
    ROLE = "role"
    """What the person decides or does there."""
    TITLE = "title"
    """The title."""
    IS_PRIMARY = "is_primary"
    """Whether this is the one to talk to first."""
    ACTIVE = "active"
    """Whether the person is still there."""
    CREATED_AT = "created_at"
    """When the contact was added."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ContactUpdate(Record):
    """One contact with new values for it.

    Attributes:
        id: The contact.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: ContactId
    """The contact."""

    version: int
    """The version the caller last saw."""

    edit: ContactEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ContactVersion(Record):
    """A contact as the caller last saw it.

    Attributes:
        id: The contact.
        version: The version the caller last saw.
    """

    id: ContactId
    """The contact."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class CreditLimit(Record):
    """A new credit limit of a customer.

    Attributes:
        id: The customer.
        version: The version the caller last saw.
        limit: How much it may owe, in the book's currency; 0: nothing, none: any amount.
    """

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""

    limit: Decimal | int | None = None
    """How much it may owe, in the book's currency; 0: nothing, none: any amount."""


class CustomerKind(Word):
    """Whether a customer is a company or a person."""

    COMPANY = "company"
    """A company or other organisation."""
    PERSON = "person"
    """A natural person."""


@dataclass(frozen=True, slots=True)
class PlannedContact(Record):
    """What was said of the next contact with a customer by hand, rather than by a dealing.

    Attributes:
        on: The day; none when there shall be no next contact.
        purpose: What for; protected like the note on the customer.
        at: When it was said: dealings from then on count, older ones no longer do.
    """

    on: dt.date | None
    """The day; none when there shall be no next contact."""

    purpose: str | None
    """What for; protected like the note on the customer."""

    at: dt.datetime
    """When it was said: dealings from then on count, older ones no longer do."""


@dataclass(frozen=True, slots=True)
class CustomerLock(Record):
    """That a customer is not to be changed for the time being.

    Attributes:
        at: Since when.
        by: Who locked it; none: the engine itself.
        reason: Why.
    """

    at: dt.datetime
    """Since when."""

    by: OperatorId | None
    """Who locked it; none: the engine itself."""

    reason: str
    """Why."""


@dataclass(frozen=True, slots=True)
class Customer(Record):
    """A company or person dealt with, as customer, supplier or both. Protected fields the
    operator may not read are empty, or masked.

    Attributes:
        id: The id.
        code: One's own code for it, unique in the book.
        kind: Company or person.
        name: The name it goes by.
        legal_name: The registered name, if it differs.
        is_customer: Whether it is sold to.
        is_supplier: Whether it is bought from.
        level: Its level: the code of an item of that dictionary.
        industry: Its industry (item code).
        source: Where it came from (item code).
        region: Its region (item code).
        enterprise_type: The type of enterprise (item code).
        enterprise_nature: The nature of the enterprise (item code).
        credit_rating: Its credit rating (item code).
        satisfaction: How satisfied it is (item code).
        classes: The classification by dictionaries of the book's own: dictionary code to item
            code.
        tax_kind: What kind of identifier the tax number is; none without one.
        tax_number: The tax number (统一社会信用代码 in China), normalised.
        payment_days: Days from an invoice to its due date.
        website: The web site.
        note: A note.
        channels: Phones, mails and other ways to reach it, most important first.
        addresses: Addresses, most important first.
        bank_accounts: Bank accounts, most important first.
        billing: What its invoices must say (开票信息), as far as it differs.
        tags: Tags, sorted.
        owner: Who owns it.
        team: The team it belongs to.
        pool: The pool it waits in; it has neither owner nor team then.
        last_contact_on: The day of the last dealing with it. This and the next two follow from
            its dealings, and move without the version.
        last_dealing: The last dealing with it.
        next_contact_on: The day of the next contact: what was said last, by a dealing or by hand,
            and has not been done since.
        planned_contact: What was said of the next contact by hand.
        credit_limit: How much it may owe, in the book's currency; none without a limit. Set by a
            command of its own.
        parent: The customer that it belongs to, such as its parent company; it need not be
            visible.
        collaborators: Who works with it beside its owner, by operator; also those whose last day
            is over.
        lock: Set while it is not to be changed.
        merged_into: The customer that it was merged into, which has all that belonged to it
            since.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        active: Whether it is in use; a retired one stays on its documents but takes no new ones.
        version: Moves with every change.
        created_at: When it was added.
        created_by: Who added it; none when the engine itself did.
        updated_at: When it last changed.
    """

    id: CustomerId
    """The id."""

    code: str | None
    """One's own code for it, unique in the book."""

    kind: CustomerKind
    """Company or person."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name, if it differs."""

    is_customer: bool
    """Whether it is sold to."""

    is_supplier: bool
    """Whether it is bought from."""

    level: str | None
    """Its level: the code of an item of that dictionary."""

    industry: str | None
    """Its industry (item code)."""

    source: str | None
    """Where it came from (item code)."""

    region: str | None
    """Its region (item code)."""

    enterprise_type: str | None
    """The type of enterprise (item code)."""

    enterprise_nature: str | None
    """The nature of the enterprise (item code)."""

    credit_rating: str | None
    """Its credit rating (item code)."""

    satisfaction: str | None
    """How satisfied it is (item code)."""

    classes: Mapping[str, str]
    """The classification by dictionaries of the book's own: dictionary code to item code."""

    tax_kind: IdentifierKind | None
    """What kind of identifier the tax number is; none without one."""

    tax_number: str | None
    """The tax number (统一社会信用代码 in China), normalised."""

    payment_days: int
    """Days from an invoice to its due date."""

    website: str | None
    """The web site."""

    note: str | None
    """A note."""

    channels: Table[Channel]
    """Phones, mails and other ways to reach it, most important first."""

    addresses: Table[Address]
    """Addresses, most important first."""

    bank_accounts: Table[BankAccount]
    """Bank accounts, most important first."""

    billing: BillingProfile | None
    """What its invoices must say (开票信息), as far as it differs."""

    tags: tuple[str, ...]
    """Tags, sorted."""

    owner: OperatorId | None
    """Who owns it."""

    team: TeamId | None
    """The team it belongs to."""

    pool: PoolId | None
    """The pool it waits in; it has neither owner nor team then."""

    last_contact_on: dt.date | None
    """The day of the last dealing with it. This and the next two follow from its dealings, and
    move without the version.
    """

    last_dealing: DealingId | None
    """The last dealing with it."""

    next_contact_on: dt.date | None
    """The day of the next contact: what was said last, by a dealing or by hand, and has not been
    done since.
    """

    planned_contact: PlannedContact | None
    """What was said of the next contact by hand."""

    credit_limit: Decimal | None
    """How much it may owe, in the book's currency; none without a limit. Set by a command of its
    own.
    """

    parent: CustomerId | None
    """The customer that it belongs to, such as its parent company; it need not be visible."""

    collaborators: Table[Collaborator]
    """Who works with it beside its owner, by operator; also those whose last day is over."""

    lock: CustomerLock | None
    """Set while it is not to be changed."""

    merged_into: CustomerId | None
    """The customer that it was merged into, which has all that belonged to it since."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    active: bool
    """Whether it is in use; a retired one stays on its documents but takes no new ones."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    created_by: OperatorId | None
    """Who added it; none when the engine itself did."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomerApart(Record):
    """That two customers are not the same. It holds until one of them changes in what is
    compared, or is removed.

    Attributes:
        id: The id.
        first: The one with the smaller id.
        second: The other one.
        at: When that was said.
        by: Who said it.
    """

    id: CustomerApartId
    """The id."""

    first: CustomerId
    """The one with the smaller id."""

    second: CustomerId
    """The other one."""

    at: dt.datetime
    """When that was said."""

    by: OperatorId | None
    """Who said it."""


@dataclass(frozen=True, slots=True)
class CustomerEdit(Record):
    """New values for a customer. Limits are those of ``NewCustomer``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        code: One's own code.
        kind: Company or person.
        name: The name it goes by.
        legal_name: The registered name.
        is_customer: Whether it is sold to.
        is_supplier: Whether it is bought from.
        level: Its level: the code or a label of an item; so for the next seven.
        industry: Its industry.
        source: Where it came from.
        region: Its region.
        enterprise_type: The type of enterprise.
        enterprise_nature: The nature of the enterprise.
        credit_rating: Its credit rating.
        satisfaction: How satisfied it is.
        classes: The whole classification by other dictionaries.
        tax_kind: What kind of identifier the tax number is; kept while a number is given, it is
            found out anew from its form. Clear it only together with the number.
        tax_number: The tax number; its kind goes with it.
        payment_days: Days from an invoice to its due date.
        website: The web site.
        note: The note.
        channels: All channels.
        addresses: All addresses.
        bank_accounts: All bank accounts.
        billing: The whole billing profile; an empty one is none.
        tags: All tags.
        custom: Values of fields of the book's own, by key: those that are named. Null clears one,
            and the others stay.
    """

    code: str | Unset | None = UNSET
    """One's own code."""

    kind: CustomerKind | str | Unset = UNSET
    """Company or person."""

    name: str | Unset = UNSET
    """The name it goes by."""

    legal_name: str | Unset | None = UNSET
    """The registered name."""

    is_customer: bool | Unset = UNSET
    """Whether it is sold to."""

    is_supplier: bool | Unset = UNSET
    """Whether it is bought from."""

    level: str | Unset | None = UNSET
    """Its level: the code or a label of an item; so for the next seven."""

    industry: str | Unset | None = UNSET
    """Its industry."""

    source: str | Unset | None = UNSET
    """Where it came from."""

    region: str | Unset | None = UNSET
    """Its region."""

    enterprise_type: str | Unset | None = UNSET
    """The type of enterprise."""

    enterprise_nature: str | Unset | None = UNSET
    """The nature of the enterprise."""

    credit_rating: str | Unset | None = UNSET
    """Its credit rating."""

    satisfaction: str | Unset | None = UNSET
    """How satisfied it is."""

    classes: Mapping[str, str] | Unset | None = UNSET
    """The whole classification by other dictionaries."""

    tax_kind: IdentifierKind | str | Unset | None = UNSET
    """What kind of identifier the tax number is; kept while a number is given, it is found out
    anew from its form. Clear it only together with the number.
    """

    tax_number: str | Unset | None = UNSET
    """The tax number; its kind goes with it."""

    payment_days: int | Unset = UNSET
    """Days from an invoice to its due date."""

    website: str | Unset | None = UNSET
    """The web site."""

    note: str | Unset | None = UNSET
    """The note."""

    channels: Sequence[Channel] | Unset | None = UNSET
    """All channels."""

    addresses: Sequence[Address] | Unset | None = UNSET
    """All addresses."""

    bank_accounts: Sequence[BankAccount] | Unset | None = UNSET
    """All bank accounts."""

    billing: BillingProfile | Unset | None = UNSET
    """The whole billing profile; an empty one is none."""

    tags: Sequence[str] | Unset | None = UNSET
    """All tags."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET
    """Values of fields of the book's own, by key: those that are named. Null clears one, and the
    others stay.
    """

    def __post_init__(self) -> None:
        freeze(self, "classes", "channels", "addresses", "bank_accounts", "tags", "custom")


@dataclass(frozen=True, slots=True)
class CustomerFilter(Record):
    """Which customers are wanted; every condition given must hold.

    Attributes:
        text: Part of a name, legal name, code, tax number, phone, mail or other channel, or of
            the name or a channel of a contact; up to 200 characters. Letter case, width and
            punctuation do not count. What the operator may not read is not searched.
        kind: Company or person.
        is_customer: Whether it is sold to.
        is_supplier: Whether it is bought from.
        active: Whether it is in use.
        owner: Who owns it.
        collaborator: Who works with it beside its owner, also when the last day of that is over.
        locked: Whether it is locked.
        unowned: Only customers that nobody owns.
        merged: Customers that were merged into others, which are left out of every other list.
        team: The team.
        tag: A tag, whole.
        classes: Item codes (or labels) by dictionary code; ``customer_level``, ``industry`` …
            among them.
        created_from: Added on this day or later, by the book's local time.
        created_to: Added on this day or earlier.
        next_contact_to: The next contact is due on this day or earlier.
        no_dealing_since: No dealing on this day or later; also those that never had one.
        parent: The customer that they belong to, directly.
        conditions: Conditions on any column that the list can be sorted by, and on ``custom.``
            and the key of a field of the book's own; at most 20.
        sorted_by: The key of a field of the book's own that the list is sorted by, before its
            sort.
    """

    text: str | None = None
    """Part of a name, legal name, code, tax number, phone, mail or other channel, or of the name
    or a channel of a contact; up to 200 characters. Letter case, width and punctuation do not
    count. What the operator may not read is not searched.
    """

    kind: CustomerKind | str | None = None
    """Company or person."""

    is_customer: bool | None = None
    """Whether it is sold to."""

    is_supplier: bool | None = None
    """Whether it is bought from."""

    active: bool | None = None
    """Whether it is in use."""

    owner: OperatorId | None = None
    """Who owns it."""

    collaborator: OperatorId | None = None
    """Who works with it beside its owner, also when the last day of that is over."""

    locked: bool | None = None
    """Whether it is locked."""

    unowned: bool = False
    """Only customers that nobody owns."""

    merged: bool = False
    """Customers that were merged into others, which are left out of every other list."""

    team: TeamId | None = None
    """The team."""

    tag: str | None = None
    """A tag, whole."""

    classes: Mapping[str, str] = FrozenDict()
    """Item codes (or labels) by dictionary code; ``customer_level``, ``industry`` … among them.
    """

    created_from: dt.date | None = None
    """Added on this day or later, by the book's local time."""

    created_to: dt.date | None = None
    """Added on this day or earlier."""

    next_contact_to: dt.date | None = None
    """The next contact is due on this day or earlier."""

    no_dealing_since: dt.date | None = None
    """No dealing on this day or later; also those that never had one."""

    parent: CustomerId | None = None
    """The customer that they belong to, directly."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by, and on ``custom.`` and the key of
    a field of the book's own; at most 20.
    """

    sorted_by: str | None = None
    """The key of a field of the book's own that the list is sorted by, before its sort."""

    def __post_init__(self) -> None:
        freeze(self, "classes", "conditions")


@dataclass(frozen=True, slots=True)
class MergeFieldRule(Record):
    """By which rule a field gets its value.

    Attributes:
        field: The field of the customer. ``tax_number`` has its kind with it, ``owner`` team and
            pool.
        rule: The rule. Only lists, notes, classes and both roles can be joined.
        customer: Whose value, for the rule ``of``.
    """

    field: str
    """The field of the customer. ``tax_number`` has its kind with it, ``owner`` team and pool.
    """

    rule: MergeRule | str
    """The rule. Only lists, notes, classes and both roles can be joined."""

    customer: CustomerId | None = None
    """Whose value, for the rule ``of``."""


@dataclass(frozen=True, slots=True)
class MovedRecords(Record):
    """How many records of a kind went from a customer to the one that it was merged into.

    Attributes:
        subject: The kind of record, as the change log names it.
        customer: Whose they were.
        count: How many.
    """

    subject: str
    """The kind of record, as the change log names it."""

    customer: CustomerId
    """Whose they were."""

    count: int
    """How many."""


@dataclass(frozen=True, slots=True)
class CustomerMerge(Record):
    """A merge of customers into another one.

    Attributes:
        id: The id.
        into: The customer that stays.
        customers: Those that were merged into it.
        rules: By which rule each field got its value.
        moved: What went to the customer that stays. Journal entries keep the customer that they
            were posted with and count for the one that stays; those are not here.
        merged_at: When.
        merged_by: Who merged them.
        undone_at: When it was undone.
        undone_by: Who undid it.
        version: Moves with every change.
    """

    id: CustomerMergeId
    """The id."""

    into: CustomerId
    """The customer that stays."""

    customers: tuple[CustomerId, ...]
    """Those that were merged into it."""

    rules: Table[MergeFieldRule]
    """By which rule each field got its value."""

    moved: Table[MovedRecords]
    """What went to the customer that stays. Journal entries keep the customer that they were
    posted with and count for the one that stays; those are not here.
    """

    merged_at: dt.datetime
    """When."""

    merged_by: OperatorId | None
    """Who merged them."""

    undone_at: dt.datetime | None
    """When it was undone."""

    undone_by: OperatorId | None
    """Who undid it."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CustomerPair(Record):
    """Two customers of which somebody said that they are not the same.

    Attributes:
        first: One of them.
        second: The other one.
    """

    first: CustomerId
    """One of them."""

    second: CustomerId
    """The other one."""


@dataclass(frozen=True, slots=True)
class CustomerSharing(Record):
    """Who shall work with a customer beside its owner.

    Attributes:
        id: The customer.
        version: The version the caller last saw.
        collaborators: All collaborators, at most 100.
    """

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""

    collaborators: Sequence[Collaborator] = ()
    """All collaborators, at most 100."""

    def __post_init__(self) -> None:
        freeze(self, "collaborators")


class CustomerSort(Word):
    """What a list of customers is sorted and filtered by. Customers without a value come last,
    ties go by id.
    """

    NAME = "name"
    """The name, folded: by code point, so Latin letters come before Chinese characters."""
    CODE = "code"
    """The code."""
    KIND = "kind"
    """Company or person."""
    LEGAL_NAME = "legal_name"
    """The registered name, folded."""
    IS_CUSTOMER = "is_customer"
    """Whether it is sold to."""
    IS_SUPPLIER = "is_supplier"
    """Whether it is bought from."""
    PAYMENT_DAYS = "payment_days"
    """The days that it has to pay."""
    OWNER = "owner"
    """The id of who owns it."""
    TEAM = "team"
    """The id of its team."""
    ACTIVE = "active"
    """Whether it is in use."""
    LAST_CONTACT_ON = "last_contact_on"
    """The day of the last dealing with it."""
    NEXT_CONTACT_ON = "next_contact_on"
    """The day of the next contact."""
    CREATED_AT = "created_at"
    """When it was added."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomerSummary(Record):
    """A row of a list of customers.

    Attributes:
        id: The id.
        code: One's own code.
        kind: Company or person.
        name: The name it goes by.
        legal_name: The registered name.
        is_customer: Whether it is sold to.
        is_supplier: Whether it is bought from.
        classes: The whole classification: dictionary code (``customer_level``, ``industry`` …
            among them) to item code.
        tax_number: The tax number, as far as it may be read.
        phone: The first phone or mobile, as far as it may be read.
        email: The first mail address, as far as it may be read.
        city: The city of the first address, as far as it may be read.
        contact: The name of the primary contact, else of the first active one.
        tags: Tags, sorted.
        owner: Who owns it.
        team: The team it belongs to.
        last_contact_on: The day of the last dealing with it.
        next_contact_on: The day of the next contact.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        active: Whether it is in use.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: CustomerId
    """The id."""

    code: str | None
    """One's own code."""

    kind: CustomerKind
    """Company or person."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name."""

    is_customer: bool
    """Whether it is sold to."""

    is_supplier: bool
    """Whether it is bought from."""

    classes: Mapping[str, str]
    """The whole classification: dictionary code (``customer_level``, ``industry`` … among them)
    to item code.
    """

    tax_number: str | None
    """The tax number, as far as it may be read."""

    phone: str | None
    """The first phone or mobile, as far as it may be read."""

    email: str | None
    """The first mail address, as far as it may be read."""

    city: str | None
    """The city of the first address, as far as it may be read."""

    contact: str | None
    """The name of the primary contact, else of the first active one."""

    tags: tuple[str, ...]
    """Tags, sorted."""

    owner: OperatorId | None
    """Who owns it."""

    team: TeamId | None
    """The team it belongs to."""

    last_contact_on: dt.date | None
    """The day of the last dealing with it."""

    next_contact_on: dt.date | None
    """The day of the next contact."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    active: bool
    """Whether it is in use."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomerUpdate(Record):
    """One customer with new values for it.

    Attributes:
        id: The customer.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""

    edit: CustomerEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class CustomerVersion(Record):
    """A customer as the caller last saw it.

    Attributes:
        id: The customer.
        version: The version the caller last saw.
    """

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""


class PoolRuleKind(Word):
    """What has to be missing for a customer to go back to its pool."""

    NO_DEALING = "no_dealing"
    """Nobody had to do with it since it got its owner."""
    NO_DEAL = "no_deal"
    """No sales invoice of it was posted."""


@dataclass(frozen=True, slots=True)
class DueCustomer(Record):
    """A customer that goes back to a pool, now or soon.

    Attributes:
        customer: The customer.
        name: Its name.
        owner: Who owns it, or owned it until then.
        pool: The pool it goes to.
        due_on: From this day on recycling takes it.
        kind: The rule by which it goes: what was missing.
        level: The level the rule is about; none: all others.
        days: The days of the rule.
        since: Since when it was missing.
    """

    customer: CustomerId
    """The customer."""

    name: str
    """Its name."""

    owner: OperatorId
    """Who owns it, or owned it until then."""

    pool: PoolId
    """The pool it goes to."""

    due_on: dt.date
    """From this day on recycling takes it."""

    kind: PoolRuleKind
    """The rule by which it goes: what was missing."""

    level: str | None
    """The level the rule is about; none: all others."""

    days: int
    """The days of the rule."""

    since: dt.date
    """Since when it was missing."""


@dataclass(frozen=True, slots=True)
class DuplicateContact(Record):
    """A contact of a group that may be one person.

    Attributes:
        contact: The contact as it was seen.
        customer: Whose it is.
        name: The name.
        title: The title or position.
    """

    contact: ContactVersion
    """The contact as it was seen."""

    customer: CustomerId
    """Whose it is."""

    name: str
    """The name."""

    title: str | None
    """The title or position."""


@dataclass(frozen=True, slots=True)
class MatchReason(Record):
    """A reason why two records may be the same, or may not.

    Attributes:
        field: The field.
        agreement: How they compare in it.
        weight: How much it says, in tenths of a bit: with every 10 it is twice as likely that
            they are the same, with every −10 half as likely.
    """

    field: ComparedField
    """The field."""

    agreement: Agreement
    """How they compare in it."""

    weight: int
    """How much it says, in tenths of a bit: with every 10 it is twice as likely that they are the
    same, with every −10 half as likely.
    """


@dataclass(frozen=True, slots=True)
class DuplicateContactPair(Record):
    """Two contacts that may be the same person.

    Attributes:
        first: The one with the smaller id.
        second: The other one.
        score: How likely it is that they are the same, 0 to 100.
        reasons: Why; what says most first.
    """

    first: ContactId
    """The one with the smaller id."""

    second: ContactId
    """The other one."""

    score: int
    """How likely it is that they are the same, 0 to 100."""

    reasons: Table[MatchReason]
    """Why; what says most first."""


@dataclass(frozen=True, slots=True)
class DuplicateContactGroup(Record):
    """Contacts that may all be the same person.

    Attributes:
        score: The highest score of its pairs.
        contacts: The contacts, at most 20, the oldest first.
        pairs: Each pair of them, the highest score first.
    """

    score: int
    """The highest score of its pairs."""

    contacts: Table[DuplicateContact]
    """The contacts, at most 20, the oldest first."""

    pairs: Table[DuplicateContactPair]
    """Each pair of them, the highest score first."""


@dataclass(frozen=True, slots=True)
class DuplicateCustomer(Record):
    """A customer of a group that may be one.

    Attributes:
        customer: The customer as it was seen: what merging takes.
        code: Its code.
        kind: Company or person.
        name: Its name.
        owner: Who owns it.
    """

    customer: CustomerVersion
    """The customer as it was seen: what merging takes."""

    code: str | None
    """Its code."""

    kind: CustomerKind
    """Company or person."""

    name: str
    """Its name."""

    owner: OperatorId | None
    """Who owns it."""


@dataclass(frozen=True, slots=True)
class DuplicatePair(Record):
    """Two customers that may be the same.

    Attributes:
        first: The one with the smaller id.
        second: The other one.
        score: How likely it is that they are the same, 0 to 100.
        reasons: Why; what says most first.
    """

    first: CustomerId
    """The one with the smaller id."""

    second: CustomerId
    """The other one."""

    score: int
    """How likely it is that they are the same, 0 to 100."""

    reasons: Table[MatchReason]
    """Why; what says most first."""


@dataclass(frozen=True, slots=True)
class DuplicateGroup(Record):
    """Customers that may all be the same: each is as like each other as was asked for.

    Attributes:
        score: The highest score of its pairs.
        customers: The customers, at most 20, the oldest first.
        pairs: Each pair of them, the highest score first.
    """

    score: int
    """The highest score of its pairs."""

    customers: Table[DuplicateCustomer]
    """The customers, at most 20, the oldest first."""

    pairs: Table[DuplicatePair]
    """Each pair of them, the highest score first."""


@dataclass(frozen=True, slots=True)
class DuplicateHint(Record):
    """A customer that may be the same as the one asked about.

    Attributes:
        customer: The customer that is there.
        version: Its version.
        name: Its name.
        score: How likely it is that they are the same, 0 to 100.
        reasons: Why, and why not; what says most first.
    """

    customer: CustomerId
    """The customer that is there."""

    version: int
    """Its version."""

    name: str
    """Its name."""

    score: int
    """How likely it is that they are the same, 0 to 100."""

    reasons: Table[MatchReason]
    """Why, and why not; what says most first."""


@dataclass(frozen=True, slots=True)
class DuplicateSearch(Record):
    """Which customers are compared with each other, and what is told.

    Attributes:
        min_score: The lowest score that is told, 1 to 100; none: from which the book warns.
        kind: Only companies, or only persons.
        owner: Only pairs of which somebody owns one at least.
        customer: Only pairs of this customer.
        inactive: Retired customers, too.
    """

    min_score: int | None = None
    """The lowest score that is told, 1 to 100; none: from which the book warns."""

    kind: CustomerKind | str | None = None
    """Only companies, or only persons."""

    owner: OperatorId | None = None
    """Only pairs of which somebody owns one at least."""

    customer: CustomerId | None = None
    """Only pairs of this customer."""

    inactive: bool = False
    """Retired customers, too."""


@dataclass(frozen=True, slots=True)
class FamilyMember(Record):
    """One of the customers that belong together.

    Attributes:
        customer: The customer.
        code: One's own code for it.
        name: The name it goes by.
        parent: The customer above it in this family; none for the first.
        depth: How many stand above it in this family: 0 for the first.
        active: Whether it is in use.
    """

    customer: CustomerId
    """The customer."""

    code: str | None
    """One's own code for it."""

    name: str
    """The name it goes by."""

    parent: CustomerId | None
    """The customer above it in this family; none for the first."""

    depth: int
    """How many stand above it in this family: 0 for the first."""

    active: bool
    """Whether it is in use."""


@dataclass(frozen=True, slots=True)
class FoundContactDuplicates(Record):
    """A page of what a search for duplicate contacts found; see ``FoundDuplicates``.

    Attributes:
        groups: The groups, by falling score.
        next: Where the next page begins; none after the last.
        count: How many groups there are in all.
        looked_at: How many contacts were looked at.
        compared: How many comparisons that took.
        narrowed: How many sets were too large to compare each with each.
        left_out: How many pairs of low score were left out because there were too many.
    """

    groups: Table[DuplicateContactGroup]
    """The groups, by falling score."""

    next: str | None
    """Where the next page begins; none after the last."""

    count: int
    """How many groups there are in all."""

    looked_at: int
    """How many contacts were looked at."""

    compared: int
    """How many comparisons that took."""

    narrowed: int
    """How many sets were too large to compare each with each."""

    left_out: int
    """How many pairs of low score were left out because there were too many."""


@dataclass(frozen=True, slots=True)
class FoundDuplicates(Record):
    """A page of what a search for duplicates found, and how it was done.

    Attributes:
        groups: The groups, by falling score. A customer that is like two that are not like each
            other stands in two of them.
        next: Where the next page begins; none after the last.
        count: How many groups there are in all.
        looked_at: How many customers were looked at.
        compared: How many comparisons that took.
        narrowed: How many sets that share something were too large to compare each with each:
            there only those with names next to each other were compared.
        left_out: How many pairs of low score were left out because there were too many.
    """

    groups: Table[DuplicateGroup]
    """The groups, by falling score. A customer that is like two that are not like each other
    stands in two of them.
    """

    next: str | None
    """Where the next page begins; none after the last."""

    count: int
    """How many groups there are in all."""

    looked_at: int
    """How many customers were looked at."""

    compared: int
    """How many comparisons that took."""

    narrowed: int
    """How many sets that share something were too large to compare each with each: there only
    those with names next to each other were compared.
    """

    left_out: int
    """How many pairs of low score were left out because there were too many."""


@dataclass(frozen=True, slots=True)
class ImportantDateEdit(Record):
    """New values for a day. Limits are those of ``NewImportantDate``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        contact: Whose day it is: a person at its customer; cleared: the customer's own.
        kind: Why it matters.
        label: What it is.
        year: The year.
        month: The month.
        day: The day of the month.
        once: Whether it comes only that once.
        remind_days: How many days before somebody wants to be reminded.
        note: The note.
    """

    contact: ContactId | Unset | None = UNSET
    """Whose day it is: a person at its customer; cleared: the customer's own."""

    kind: ImportantDateKind | str | Unset = UNSET
    """Why it matters."""

    label: str | Unset | None = UNSET
    """What it is."""

    year: int | Unset | None = UNSET
    """The year."""

    month: int | Unset = UNSET
    """The month."""

    day: int | Unset = UNSET
    """The day of the month."""

    once: bool | Unset = UNSET
    """Whether it comes only that once."""

    remind_days: int | Unset | None = UNSET
    """How many days before somebody wants to be reminded."""

    note: str | Unset | None = UNSET
    """The note."""


@dataclass(frozen=True, slots=True)
class ImportantDateFilter(Record):
    """Which days are wanted; every condition given must hold.

    Attributes:
        customer: The customer.
        contact: The person whose day it is.
        kinds: Any of these kinds; empty for all.
    """

    customer: CustomerId | None = None
    """The customer."""

    contact: ContactId | None = None
    """The person whose day it is."""

    kinds: Sequence[ImportantDateKind | str] = ()
    """Any of these kinds; empty for all."""

    def __post_init__(self) -> None:
        freeze(self, "kinds")


@dataclass(frozen=True, slots=True)
class ImportantDateUpdate(Record):
    """One day with new values for it.

    Attributes:
        id: The day.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: ImportantDateId
    """The day."""

    version: int
    """The version the caller last saw."""

    edit: ImportantDateEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ImportantDateVersion(Record):
    """A day as the caller last saw it.

    Attributes:
        id: The day.
        version: The version the caller last saw.
    """

    id: ImportantDateId
    """The day."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class InvoiceProfile(Record):
    """What a customer wants on its invoices (开票资料); it may have several. A sale shows what its
    profile says and nothing else: what is empty here is empty there. Protected fields the
    operator may not read are empty, or masked.

    Attributes:
        id: The id.
        customer: The customer.
        label: What it is for, such as ``上海分公司``.
        title: Whose name the invoice bears (抬头).
        tax_kind: What kind of identifier the tax number is; none without one.
        tax_number: The tax number, normalised.
        address: The registered address.
        phone: The phone, in the form in which phones are kept.
        bank: The bank (开户行).
        account: The account number.
        email: Where electronic invoices go.
        is_default: Whether sales that name no other show it; at most one of a customer, and only
            one in use.
        active: Whether it is in use; a retired one stays on its documents and is taken for no new
            ones.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: InvoiceProfileId
    """The id."""

    customer: CustomerId
    """The customer."""

    label: str | None
    """What it is for, such as ``上海分公司``."""

    title: str
    """Whose name the invoice bears (抬头)."""

    tax_kind: IdentifierKind | None
    """What kind of identifier the tax number is; none without one."""

    tax_number: str | None
    """The tax number, normalised."""

    address: str | None
    """The registered address."""

    phone: str | None
    """The phone, in the form in which phones are kept."""

    bank: str | None
    """The bank (开户行)."""

    account: str | None
    """The account number."""

    email: str | None
    """Where electronic invoices go."""

    is_default: bool
    """Whether sales that name no other show it; at most one of a customer, and only one in use.
    """

    active: bool
    """Whether it is in use; a retired one stays on its documents and is taken for no new ones.
    """

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class InvoiceProfileEdit(Record):
    """New values for a profile. Limits are those of ``NewInvoiceProfile``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label: What it is for.
        title: Whose name the invoice bears.
        tax_kind: What kind of identifier the tax number is; kept while a number is given, it is
            found out anew from its form. Clear it only together with the number.
        tax_number: The tax number; its kind goes with it.
        address: The registered address.
        phone: The phone.
        bank: The bank.
        account: The account number.
        email: Where electronic invoices go.
        is_default: Whether sales that name no other show it.
    """

    label: str | Unset | None = UNSET
    """What it is for."""

    title: str | Unset = UNSET
    """Whose name the invoice bears."""

    tax_kind: IdentifierKind | str | Unset | None = UNSET
    """What kind of identifier the tax number is; kept while a number is given, it is found out
    anew from its form. Clear it only together with the number.
    """

    tax_number: str | Unset | None = UNSET
    """The tax number; its kind goes with it."""

    address: str | Unset | None = UNSET
    """The registered address."""

    phone: str | Unset | None = UNSET
    """The phone."""

    bank: str | Unset | None = UNSET
    """The bank."""

    account: str | Unset | None = UNSET
    """The account number."""

    email: str | Unset | None = UNSET
    """Where electronic invoices go."""

    is_default: bool | Unset = UNSET
    """Whether sales that name no other show it."""


@dataclass(frozen=True, slots=True)
class InvoiceProfileFilter(Record):
    """Which profiles are wanted; every condition given must hold.

    Attributes:
        customer: The customer.
        title: Part of the title, by letters as they are; up to 200 characters.
        is_default: Whether sales that name no other show it.
        active: Whether it is in use.
    """

    customer: CustomerId | None = None
    """The customer."""

    title: str | None = None
    """Part of the title, by letters as they are; up to 200 characters."""

    is_default: bool | None = None
    """Whether sales that name no other show it."""

    active: bool | None = None
    """Whether it is in use."""


@dataclass(frozen=True, slots=True)
class InvoiceProfileUpdate(Record):
    """One profile with new values for it.

    Attributes:
        id: The profile.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: InvoiceProfileId
    """The profile."""

    version: int
    """The version the caller last saw."""

    edit: InvoiceProfileEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class InvoiceProfileVersion(Record):
    """A profile as the caller last saw it.

    Attributes:
        id: The profile.
        version: The version the caller last saw.
    """

    id: InvoiceProfileId
    """The profile."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class MergedContacts(Record):
    """What came of a merge of contacts, or of undoing one.

    Attributes:
        merge: The merge.
        contact: The contact that stays, as it is now.
        others: Those that were merged into it, as they are now.
    """

    merge: ContactMerge
    """The merge."""

    contact: Contact
    """The contact that stays, as it is now."""

    others: Table[Contact]
    """Those that were merged into it, as they are now."""


@dataclass(frozen=True, slots=True)
class MergedCustomers(Record):
    """What came of a merge, or of undoing one.

    Attributes:
        merge: The merge.
        customer: The customer that stays, as it is now.
        others: Those that were merged into it, as they are now.
    """

    merge: CustomerMerge
    """The merge."""

    customer: Customer
    """The customer that stays, as it is now."""

    others: Table[Customer]
    """Those that were merged into it, as they are now."""


@dataclass(frozen=True, slots=True)
class NewContact(Record):
    """A contact to be added. ``NewContact.of`` makes a plain one.

    Attributes:
        customer: The customer.
        name: The name, up to 100 characters.
        role: What the person decides or does there, up to 60 characters.
        title: The title or position, up to 100 characters.
        decision_role: What the person's word counts for there.
        superior: Who the person reports to: a contact of the customer, or of its family.
        gender: How the person is addressed.
        is_primary: Whether this is the one to talk to first; whoever was so until now no longer
            is.
        channels: Phones, mails and other ways to reach the person, at most 50.
        note: A note, up to 10,000 characters.
        custom: Values of fields of the book's own, by key; what is not given has its default.
    """

    customer: CustomerId
    """The customer."""

    name: str
    """The name, up to 100 characters."""

    role: str | None = None
    """What the person decides or does there, up to 60 characters."""

    title: str | None = None
    """The title or position, up to 100 characters."""

    decision_role: DecisionRole | str | None = None
    """What the person's word counts for there."""

    superior: ContactId | None = None
    """Who the person reports to: a contact of the customer, or of its family."""

    gender: Gender | str | None = None
    """How the person is addressed."""

    is_primary: bool = False
    """Whether this is the one to talk to first; whoever was so until now no longer is."""

    channels: Sequence[Channel] = ()
    """Phones, mails and other ways to reach the person, at most 50."""

    note: str | None = None
    """A note, up to 10,000 characters."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict()
    """Values of fields of the book's own, by key; what is not given has its default."""

    def __post_init__(self) -> None:
        freeze(self, "channels", "custom")


@dataclass(frozen=True, slots=True)
class NewContactLink(Record):
    """A further place of a contact. ``NewContactLink.of`` makes a plain one.

    Attributes:
        contact: The person.
        customer: The customer; not the contact's own one.
        role: What the person decides or does there, up to 60 characters.
        title: The title or position there, up to 100 characters.
        decision_role: What the person's word counts for there.
        is_primary: Whether this is the one to talk to first there; whoever was so until now no
            longer is.
        left_on: The day on which the person left, not after today; none while still there.
    """

    contact: ContactId
    """The person."""

    customer: CustomerId
    """The customer; not the contact's own one."""

    role: str | None = None
    """What the person decides or does there, up to 60 characters."""

    title: str | None = None
    """The title or position there, up to 100 characters."""

    decision_role: DecisionRole | str | None = None
    """What the person's word counts for there."""

    is_primary: bool = False
    """Whether this is the one to talk to first there; whoever was so until now no longer is."""

    left_on: dt.date | None = None
    """The day on which the person left, not after today; none while still there."""


@dataclass(frozen=True, slots=True)
class NewCustomer(Record):
    """A customer to be added. ``NewCustomer.company`` and ``NewCustomer.person`` make a plain
    one.

    Attributes:
        name: The name it goes by, up to 200 characters.
        code: One's own code, up to 40 characters, unique in the book.
        kind: Company or person.
        legal_name: The registered name, if it differs, up to 200 characters.
        is_customer: Whether it is sold to.
        is_supplier: Whether it is bought from.
        level: Its level: the code or a label of an active item of that dictionary; so for the
            next seven.
        industry: Its industry.
        source: Where it came from.
        region: Its region.
        enterprise_type: The type of enterprise.
        enterprise_nature: The nature of the enterprise.
        credit_rating: Its credit rating.
        satisfaction: How satisfied it is.
        classes: The classification by other dictionaries: dictionary code to item code or label.
        tax_kind: What kind of identifier the tax number is; none: found out from its form.
        tax_number: The tax number; its check digit must fit unless its kind is ``other``.
        payment_days: Days from an invoice to its due date, 0 to 3650.
        website: The web site, up to 200 characters.
        note: A note, up to 10,000 characters.
        channels: Phones, mails and other ways to reach it, at most 50.
        addresses: Addresses, at most 50.
        bank_accounts: Bank accounts, at most 50.
        billing: What its invoices must say, as far as it differs.
        tags: Tags, at most 50 of up to 60 characters.
        owner: Who owns it. None: who adds it, when the permission to add reaches only one's own
            or one's team's customers; else nobody. Another's needs ``customers.assign``.
        team: The team it belongs to; none: the owner's.
        pool: The pool it shall wait in, with neither owner nor team. Who adds it is a member of
            it.
        custom: Values of fields of the book's own, by key; what is not given has its default.
    """

    name: str
    """The name it goes by, up to 200 characters."""

    code: str | None = None
    """One's own code, up to 40 characters, unique in the book."""

    kind: CustomerKind | str = CustomerKind.COMPANY
    """Company or person."""

    legal_name: str | None = None
    """The registered name, if it differs, up to 200 characters."""

    is_customer: bool = True
    """Whether it is sold to."""

    is_supplier: bool = False
    """Whether it is bought from."""

    level: str | None = None
    """Its level: the code or a label of an active item of that dictionary; so for the next seven.
    """

    industry: str | None = None
    """Its industry."""

    source: str | None = None
    """Where it came from."""

    region: str | None = None
    """Its region."""

    enterprise_type: str | None = None
    """The type of enterprise."""

    enterprise_nature: str | None = None
    """The nature of the enterprise."""

    credit_rating: str | None = None
    """Its credit rating."""

    satisfaction: str | None = None
    """How satisfied it is."""

    classes: Mapping[str, str] = FrozenDict()
    """The classification by other dictionaries: dictionary code to item code or label."""

    tax_kind: IdentifierKind | str | None = None
    """What kind of identifier the tax number is; none: found out from its form."""

    tax_number: str | None = None
    """The tax number; its check digit must fit unless its kind is ``other``."""

    payment_days: int = 0
    """Days from an invoice to its due date, 0 to 3650."""

    website: str | None = None
    """The web site, up to 200 characters."""

    note: str | None = None
    """A note, up to 10,000 characters."""

    channels: Sequence[Channel] = ()
    """Phones, mails and other ways to reach it, at most 50."""

    addresses: Sequence[Address] = ()
    """Addresses, at most 50."""

    bank_accounts: Sequence[BankAccount] = ()
    """Bank accounts, at most 50."""

    billing: BillingProfile | None = None
    """What its invoices must say, as far as it differs."""

    tags: Sequence[str] = ()
    """Tags, at most 50 of up to 60 characters."""

    owner: OperatorId | None = None
    """Who owns it. None: who adds it, when the permission to add reaches only one's own or one's
    team's customers; else nobody. Another's needs ``customers.assign``.
    """

    team: TeamId | None = None
    """The team it belongs to; none: the owner's."""

    pool: PoolId | None = None
    """The pool it shall wait in, with neither owner nor team. Who adds it is a member of it."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict()
    """Values of fields of the book's own, by key; what is not given has its default."""

    def __post_init__(self) -> None:
        freeze(self, "classes", "channels", "addresses", "bank_accounts", "tags", "custom")


@dataclass(frozen=True, slots=True)
class NewImportantDate(Record):
    """A day to be added. ``NewImportantDate.on`` and ``NewImportantDate.each_year`` make plain
    ones.

    Attributes:
        customer: The customer.
        month: The month, 1 to 12.
        day: The day of the month.
        contact: Whose day it is: a person there; none: the customer's own.
        kind: Why it matters.
        label: What it is, up to 60 characters; required for the kind ``other``.
        year: The year, if it is known.
        once: Whether it comes only that once; then the year is required.
        remind_days: How many days before somebody wants to be reminded, 0 to 90.
        note: A note, up to 2,000 characters.
    """

    customer: CustomerId
    """The customer."""

    month: int
    """The month, 1 to 12."""

    day: int
    """The day of the month."""

    contact: ContactId | None = None
    """Whose day it is: a person there; none: the customer's own."""

    kind: ImportantDateKind | str = ImportantDateKind.BIRTHDAY
    """Why it matters."""

    label: str | None = None
    """What it is, up to 60 characters; required for the kind ``other``."""

    year: int | None = None
    """The year, if it is known."""

    once: bool = False
    """Whether it comes only that once; then the year is required."""

    remind_days: int | None = None
    """How many days before somebody wants to be reminded, 0 to 90."""

    note: str | None = None
    """A note, up to 2,000 characters."""


@dataclass(frozen=True, slots=True)
class NewInvoiceProfile(Record):
    """A profile to be added. ``NewInvoiceProfile.of`` makes a plain one.

    Attributes:
        customer: The customer.
        title: Whose name the invoice bears, up to 200 characters.
        label: What it is for, up to 60 characters.
        tax_kind: What kind of identifier the tax number is; none: found out from its form.
        tax_number: The tax number; its check digit must fit unless its kind is ``other``.
        address: The registered address, up to 300 characters.
        phone: The phone, up to 60 characters.
        bank: The bank, up to 200 characters.
        account: The account number, up to 60 characters.
        email: Where electronic invoices go, up to 254 characters.
        is_default: Whether sales that name no other shall show it; whichever was the default no
            longer is. A customer's first profile is its default in any case.
    """

    customer: CustomerId
    """The customer."""

    title: str
    """Whose name the invoice bears, up to 200 characters."""

    label: str | None = None
    """What it is for, up to 60 characters."""

    tax_kind: IdentifierKind | str | None = None
    """What kind of identifier the tax number is; none: found out from its form."""

    tax_number: str | None = None
    """The tax number; its check digit must fit unless its kind is ``other``."""

    address: str | None = None
    """The registered address, up to 300 characters."""

    phone: str | None = None
    """The phone, up to 60 characters."""

    bank: str | None = None
    """The bank, up to 200 characters."""

    account: str | None = None
    """The account number, up to 60 characters."""

    email: str | None = None
    """Where electronic invoices go, up to 254 characters."""

    is_default: bool = False
    """Whether sales that name no other shall show it; whichever was the default no longer is. A
    customer's first profile is its default in any case.
    """


@dataclass(frozen=True, slots=True)
class PoolRule(Record):
    """When customers of a pool's members go back to it.

    Attributes:
        kind: What has to be missing.
        days: For how many days, 0 to 3650; 0: it goes back on the day itself.
        level: The level it is about: the code (when given, also a label) of an item of
            ``customer_level``. None: all levels for which this kind has no rule.
    """

    kind: PoolRuleKind | str
    """What has to be missing."""

    days: int
    """For how many days, 0 to 3650; 0: it goes back on the day itself."""

    level: str | None = None
    """The level it is about: the code (when given, also a label) of an item of
    ``customer_level``. None: all levels for which this kind has no rule.
    """


@dataclass(frozen=True, slots=True)
class PoolMember(Record):
    """An operator who is a member of a pool.

    Attributes:
        operator: The operator.
        is_admin: Whether they look after the pool: they assign its customers and move them.
    """

    operator: OperatorId
    """The operator."""

    is_admin: bool = False
    """Whether they look after the pool: they assign its customers and move them."""


@dataclass(frozen=True, slots=True)
class NewPool(Record):
    """A pool to be added.

    Attributes:
        label_zh: The name in Chinese, up to 100 characters. Of the two, a blank one is as the
            other.
        label_en: The name in English, up to 100 characters.
        barred_days: For how many days who gave a customer up may not claim it, 0 to 3650.
        daily_claims: How many customers an operator may claim from it a day, 1 to 100,000; none:
            any number.
        quota: How many customers who claims from it may own, 1 to 1,000,000; none: any number.
        quota_counts_dealt: Whether customers with a posted sales invoice count towards the quota.
        notice_days: How many days before it is recycled a customer stands among those due, 0 to
            365.
        rules: When customers of its members come back, at most 50 rules.
        members: The operators who are members, at most 1,000.
        teams: The teams whose operators are members, at most 1,000.
    """

    label_zh: str = ""
    """The name in Chinese, up to 100 characters. Of the two, a blank one is as the other."""

    label_en: str = ""
    """The name in English, up to 100 characters."""

    barred_days: int = 0
    """For how many days who gave a customer up may not claim it, 0 to 3650."""

    daily_claims: int | None = None
    """How many customers an operator may claim from it a day, 1 to 100,000; none: any number."""

    quota: int | None = None
    """How many customers who claims from it may own, 1 to 1,000,000; none: any number."""

    quota_counts_dealt: bool = True
    """Whether customers with a posted sales invoice count towards the quota."""

    notice_days: int = 3
    """How many days before it is recycled a customer stands among those due, 0 to 365."""

    rules: Sequence[PoolRule] = ()
    """When customers of its members come back, at most 50 rules."""

    members: Sequence[PoolMember] = ()
    """The operators who are members, at most 1,000."""

    teams: Sequence[TeamId] = ()
    """The teams whose operators are members, at most 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "rules", "members", "teams")


class OwnerChangeKind(Word):
    """How a customer came to another owner or pool."""

    ASSIGNED = "assigned"
    """Given to an operator, or to nobody, by who may assign customers."""
    CLAIMED = "claimed"
    """Claimed from a pool."""
    PUT = "put"
    """Put into a pool, or back."""
    GIVEN = "given"
    """Given to an operator by who looks after the pool."""
    TAKEN_OUT = "taken_out"
    """Taken out of a pool, to nobody."""
    TRANSFERRED = "transferred"
    """Moved to another pool."""
    RECYCLED = "recycled"
    """Moved to a pool by its rules."""
    MERGED = "merged"
    """Merged into another one, or taken over from one; or given back when that was undone."""


@dataclass(frozen=True, slots=True)
class OwnerChange(Record):
    """That a customer went from one owner or pool to another.

    Attributes:
        id: The id.
        customer: The customer.
        at: When.
        by: Who did it; none: the engine itself.
        how: How.
        from_owner: Who owned it before.
        from_pool: The pool it waited in before.
        to_owner: Who owns it from then on.
        to_pool: The pool it waits in from then on.
        reason: Why, as given; of a recycled one the kind of the rule and its days.
    """

    id: OwnerChangeId
    """The id."""

    customer: CustomerId
    """The customer."""

    at: dt.datetime
    """When."""

    by: OperatorId | None
    """Who did it; none: the engine itself."""

    how: OwnerChangeKind
    """How."""

    from_owner: OperatorId | None
    """Who owned it before."""

    from_pool: PoolId | None
    """The pool it waited in before."""

    to_owner: OperatorId | None
    """Who owns it from then on."""

    to_pool: PoolId | None
    """The pool it waits in from then on."""

    reason: str | None
    """Why, as given; of a recycled one the kind of the rule and its days."""


@dataclass(frozen=True, slots=True)
class Pool(Record):
    """A pool of customers that its members may claim (公海).

    Attributes:
        id: The id.
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is in use: nothing goes in or is claimed when it is not.
        barred_days: For how many days who gave a customer up may not claim it; 0: not at all.
        daily_claims: How many customers an operator may claim from it a day; none: any number.
        quota: How many customers of the book who claims from it may own; none: any number.
        quota_counts_dealt: Whether customers with a posted sales invoice count towards the quota.
        notice_days: How many days before it is recycled a customer stands among those due.
        rules: When customers of its members come back, in the order they were given.
        members: The operators who are members, by id.
        teams: The teams whose operators are members, by id.
        version: Moves with every change.
    """

    id: PoolId
    """The id."""

    label_zh: str
    """The name in Chinese."""

    label_en: str
    """The name in English."""

    active: bool
    """Whether it is in use: nothing goes in or is claimed when it is not."""

    barred_days: int
    """For how many days who gave a customer up may not claim it; 0: not at all."""

    daily_claims: int | None
    """How many customers an operator may claim from it a day; none: any number."""

    quota: int | None
    """How many customers of the book who claims from it may own; none: any number."""

    quota_counts_dealt: bool
    """Whether customers with a posted sales invoice count towards the quota."""

    notice_days: int
    """How many days before it is recycled a customer stands among those due."""

    rules: Table[PoolRule]
    """When customers of its members come back, in the order they were given."""

    members: Table[PoolMember]
    """The operators who are members, by id."""

    teams: tuple[TeamId, ...]
    """The teams whose operators are members, by id."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class PoolEdit(Record):
    """New values for a pool. Limits are those of ``NewPool``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The name in Chinese.
        label_en: The name in English.
        active: Whether it is in use.
        barred_days: For how many days who gave a customer up may not claim it.
        daily_claims: How many customers an operator may claim from it a day.
        quota: How many customers who claims from it may own.
        quota_counts_dealt: Whether customers with a posted sales invoice count towards the quota.
        notice_days: How many days before it is recycled a customer stands among those due.
        rules: All rules.
        members: All operators who are members.
        teams: All teams whose operators are members.
    """

    label_zh: str | Unset = UNSET
    """The name in Chinese."""

    label_en: str | Unset = UNSET
    """The name in English."""

    active: bool | Unset = UNSET
    """Whether it is in use."""

    barred_days: int | Unset = UNSET
    """For how many days who gave a customer up may not claim it."""

    daily_claims: int | Unset | None = UNSET
    """How many customers an operator may claim from it a day."""

    quota: int | Unset | None = UNSET
    """How many customers who claims from it may own."""

    quota_counts_dealt: bool | Unset = UNSET
    """Whether customers with a posted sales invoice count towards the quota."""

    notice_days: int | Unset = UNSET
    """How many days before it is recycled a customer stands among those due."""

    rules: Sequence[PoolRule] | Unset | None = UNSET
    """All rules."""

    members: Sequence[PoolMember] | Unset | None = UNSET
    """All operators who are members."""

    teams: Sequence[TeamId] | Unset | None = UNSET
    """All teams whose operators are members."""

    def __post_init__(self) -> None:
        freeze(self, "rules", "members", "teams")


@dataclass(frozen=True, slots=True)
class PoolFilter(Record):
    """Which customers of a pool are wanted; every condition given must hold.

    Attributes:
        text: Part of the name, up to 200 characters. Letter case, width and punctuation do not
            count.
        level: The level: an item's code or label; so for the next two.
        industry: The industry.
        region: The region.
        tag: A tag, whole.
    """

    text: str | None = None
    """Part of the name, up to 200 characters. Letter case, width and punctuation do not count.
    """

    level: str | None = None
    """The level: an item's code or label; so for the next two."""

    industry: str | None = None
    """The industry."""

    region: str | None = None
    """The region."""

    tag: str | None = None
    """A tag, whole."""


class PoolSort(Word):
    """What the customers of a pool are sorted by. Ties go by id."""

    NAME = "name"
    """The name, folded."""
    CREATED_AT = "created_at"
    """When they were added to the book."""
    UPDATED_AT = "updated_at"
    """When they last changed; going into the pool is a change."""


@dataclass(frozen=True, slots=True)
class TagCount(Record):
    """A tag and how many customers have it.

    Attributes:
        tag: The tag.
        customers: How many customers have it, of those the operator may see.
    """

    tag: str
    """The tag."""

    customers: int
    """How many customers have it, of those the operator may see."""
