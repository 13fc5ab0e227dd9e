# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: dealings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookroom._base import FrozenDict, Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import (
    Condition,
    ContactId,
    CustomerId,
    DealingId,
    OperatorId,
)

__all__ = [
    "Dealing",
    "DealingDirection",
    "DealingEdit",
    "DealingFilter",
    "DealingSort",
    "DealingUpdate",
    "DealingVersion",
    "NewDealing",
]


class DealingDirection(Word):
    """Who began a dealing."""

    INCOMING = "incoming"
    """The customer came to us."""
    OUTGOING = "outgoing"
    """We went to the customer."""


@dataclass(frozen=True, slots=True)
class Dealing(Record):
    """One contact with a customer (业务往来, 跟进): a call, a visit, a mail, a meeting.

    Attributes:
        id: Its id.
        customer: The customer; it stays the same.
        kind: What it was: the code of an item of ``follow_up_type``.
        direction: Who began it, where that says something.
        subject: What it was about in one line.
        content: What was said; absent when the operator may not read it, stars when masked.
        happened_at: When it happened.
        happened_on: The day on which it happened, by the book's local time when that was written.
        minutes: How long it took, in minutes.
        place: Where it happened.
        contacts: The people of the customer who took part, by id.
        operators: The operators who took part, by id.
        next_contact_on: When the customer shall be contacted next.
        next_contact_for: What for.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        version: Moves with every change.
        created_at: When it was written down.
        created_by: Who wrote it down.
        updated_at: When it last changed.
    """

    id: DealingId
    """Its id."""

    customer: CustomerId
    """The customer; it stays the same."""

    kind: str
    """What it was: the code of an item of ``follow_up_type``."""

    direction: DealingDirection | None
    """Who began it, where that says something."""

    subject: str
    """What it was about in one line."""

    content: str | None
    """What was said; absent when the operator may not read it, stars when masked."""

    happened_at: dt.datetime
    """When it happened."""

    happened_on: dt.date
    """The day on which it happened, by the book's local time when that was written."""

    minutes: int | None
    """How long it took, in minutes."""

    place: str | None
    """Where it happened."""

    contacts: tuple[ContactId, ...]
    """The people of the customer who took part, by id."""

    operators: tuple[OperatorId, ...]
    """The operators who took part, by id."""

    next_contact_on: dt.date | None
    """When the customer shall be contacted next."""

    next_contact_for: str | None
    """What for."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was written down."""

    created_by: OperatorId | None
    """Who wrote it down."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class DealingEdit(Record):
    """New values of a dealing. Limits are those of ``NewDealing``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        kind: What it was, by code or label.
        direction: Who began it.
        subject: What it was about in one line.
        content: What was said.
        happened_at: When it happened.
        minutes: How long it took, in minutes.
        place: Where it happened.
        contacts: All people of the customer who took part.
        operators: All operators who took part.
        next_contact_on: When the customer shall be contacted next.
        next_contact_for: What for.
        custom: Values of fields of the book's own, by key: those that are named. Null clears one,
            and the others stay.
    """

    kind: str | Unset = UNSET
    """What it was, by code or label."""

    direction: DealingDirection | str | Unset | None = UNSET
    """Who began it."""

    subject: str | Unset = UNSET
    """What it was about in one line."""

    content: str | Unset | None = UNSET
    """What was said."""

    happened_at: dt.datetime | Unset = UNSET
    """When it happened."""

    minutes: int | Unset | None = UNSET
    """How long it took, in minutes."""

    place: str | Unset | None = UNSET
    """Where it happened."""

    contacts: Sequence[ContactId] | Unset | None = UNSET
    """All people of the customer who took part."""

    operators: Sequence[OperatorId] | Unset | None = UNSET
    """All operators who took part."""

    next_contact_on: dt.date | Unset | None = UNSET
    """When the customer shall be contacted next."""

    next_contact_for: str | Unset | None = UNSET
    """What for."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET
    """Values of fields of the book's own, by key: those that are named. Null clears one, and the
    others stay.
    """

    def __post_init__(self) -> None:
        freeze(self, "contacts", "operators", "custom")


@dataclass(frozen=True, slots=True)
class DealingFilter(Record):
    """Which dealings are wanted; what is absent or empty does not restrict.

    Attributes:
        customer: With this customer.
        kinds: What they were: any of these, by code or label.
        direction: Who began them.
        operator: An operator who took part.
        contact: A person of the customer who took part.
        from_: The first day on which they happened.
        to: The last day on which they happened.
        has_next_contact: Whether they name a day for the next contact.
        text: A part of the line, or of what was said for those who may read it; up to 200
            characters. Case, width, white space and punctuation do not count.
        conditions: Conditions on any column that the list can be sorted by, and on ``custom.``
            and the key of a field of the book's own; at most 20.
        sorted_by: The key of a field of the book's own that the list is sorted by, before its
            sort.
    """

    customer: CustomerId | None = None
    """With this customer."""

    kinds: Sequence[str] = ()
    """What they were: any of these, by code or label."""

    direction: DealingDirection | str | None = None
    """Who began them."""

    operator: OperatorId | None = None
    """An operator who took part."""

    contact: ContactId | None = None
    """A person of the customer who took part."""

    from_: dt.date | None = None
    """The first day on which they happened."""

    to: dt.date | None = None
    """The last day on which they happened."""

    has_next_contact: bool | None = None
    """Whether they name a day for the next contact."""

    text: str | None = None
    """A part of the line, or of what was said for those who may read it; up to 200 characters.
    Case, width, white space and punctuation do not count.
    """

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by, and on ``custom.`` and the key of
    a field of the book's own; at most 20.
    """

    sorted_by: str | None = None
    """The key of a field of the book's own that the list is sorted by, before its sort."""

    def __post_init__(self) -> None:
        freeze(self, "kinds", "conditions")


class DealingSort(Word):
    """What a list of dealings is sorted and filtered by. Dealings without a value come last, ties
    go by id.
    """

    HAPPENED_AT = "happened_at"
    """When it happened."""
    HAPPENED_ON = "happened_on"
    """The day on which it happened."""
    CUSTOMER = "customer"
    """The id of the customer."""
    DIRECTION = "direction"
    """Who began it, by its word."""
    MINUTES = "minutes"
    """How long it took."""
    NEXT_CONTACT_ON = "next_contact_on"
    """The day of the next contact."""
    CREATED_BY = "created_by"
    """The id of who wrote it down."""
    CREATED_AT = "created_at"
    """When it was written down."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class DealingUpdate(Record):
    """One dealing with new values for it.

    Attributes:
        id: The dealing.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: DealingId
    """The dealing."""

    version: int
    """The version the caller last saw."""

    edit: DealingEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class DealingVersion(Record):
    """Names a dealing as the caller saw it.

    Attributes:
        id: The dealing.
        version: The version the caller last saw.
    """

    id: DealingId
    """The dealing."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class NewDealing(Record):
    """A dealing to be written down. ``NewDealing.new`` makes a plain one.

    Attributes:
        customer: The customer.
        kind: What it was: an item of ``follow_up_type``, by code or label.
        subject: What it was about in one line, up to 200 characters.
        direction: Who began it.
        content: What was said, up to 20,000 characters.
        happened_at: When it happened; now when absent, and never more than an hour later.
        minutes: How long it took, 0 to 10,080 minutes (a week).
        place: Where it happened, up to 200 characters.
        contacts: The people of that customer who took part, at most 100.
        operators: The operators who took part, at most 100; none: who writes it down.
        next_contact_on: When the customer shall be contacted next, not before the day of this.
        next_contact_for: What for, up to 200 characters.
        custom: Values of fields of the book's own, by key; what is not given has its default.
    """

    customer: CustomerId
    """The customer."""

    kind: str
    """What it was: an item of ``follow_up_type``, by code or label."""

    subject: str
    """What it was about in one line, up to 200 characters."""

    direction: DealingDirection | str | None = None
    """Who began it."""

    content: str | None = None
    """What was said, up to 20,000 characters."""

    happened_at: dt.datetime | None = None
    """When it happened; now when absent, and never more than an hour later."""

    minutes: int | None = None
    """How long it took, 0 to 10,080 minutes (a week)."""

    place: str | None = None
    """Where it happened, up to 200 characters."""

    contacts: Sequence[ContactId] = ()
    """The people of that customer who took part, at most 100."""

    operators: Sequence[OperatorId] = ()
    """The operators who took part, at most 100; none: who writes it down."""

    next_contact_on: dt.date | None = None
    """When the customer shall be contacted next, not before the day of this."""

    next_contact_for: str | None = None
    """What for, up to 200 characters."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict()
    """Values of fields of the book's own, by key; what is not given has its default."""

    def __post_init__(self) -> None:
        freeze(self, "contacts", "operators", "custom")
