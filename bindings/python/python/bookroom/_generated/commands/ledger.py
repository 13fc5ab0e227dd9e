# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.common import AccountId, EntryId, JournalId
from bookroom._generated.models.ledger import (
    Account,
    AccountEdit,
    AccountRole,
    EntryReceipt,
    Journal,
    JournalEdit,
    NewAccount,
    NewJournal,
    NewJournalEntry,
    RoleAccount,
)
from bookroom._table import Table

__all__ = [
    "AddAccounts",
    "AddJournals",
    "EditAccount",
    "EditJournal",
    "MoveAccount",
    "PostEntries",
    "RemoveAccount",
    "RemoveJournal",
    "ReverseEntries",
    "ReviewEntries",
    "SetAccountRole",
    "WithdrawReviews",
]


@dataclass(frozen=True, slots=True)
class AddAccounts(Command["Table[Account]"]):
    """Adds accounts, all or none; a parent may stand before its children in the same call. The
    first sub-account of an account takes over its roles.

    Attributes:
        accounts: The accounts, at most 10,000.
    """

    command: ClassVar[str] = "ledger.add_accounts"

    accounts: Sequence[NewAccount]
    """The accounts, at most 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "accounts")


@dataclass(frozen=True, slots=True)
class AddJournals(Command["Table[Journal]"]):
    """Adds journals, all or none.

    Attributes:
        journals: The journals, at most 100.
    """

    command: ClassVar[str] = "ledger.add_journals"

    journals: Sequence[NewJournal]
    """The journals, at most 100."""

    def __post_init__(self) -> None:
        freeze(self, "journals")


@dataclass(frozen=True, slots=True)
class EditAccount(Command["Account"]):
    """Changes an account.

    Attributes:
        id: The account.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "ledger.edit_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""

    edit: AccountEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditJournal(Command["Journal"]):
    """Renames a journal, or retires it and brings it back.

    Attributes:
        id: The journal.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "ledger.edit_journal"

    id: JournalId
    """The journal."""

    version: int
    """The version the caller last saw."""

    edit: JournalEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class MoveAccount(Command["Account"]):
    """Puts an account, with those below it, below another one or at the top. Refused when any of
    them, or the new parent, has postings: what was reported once would change.

    Attributes:
        id: The account.
        version: The version the caller last saw.
        parent: The code of the new parent; none for the top.
    """

    command: ClassVar[str] = "ledger.move_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""

    parent: str | None = None
    """The code of the new parent; none for the top."""


@dataclass(frozen=True, slots=True)
class PostEntries(Command["Table[EntryReceipt]"]):
    """Posts entries, all or none, in the order given.

    Attributes:
        entries: The entries, at most 100,000.
    """

    command: ClassVar[str] = "ledger.post"

    entries: Sequence[NewJournalEntry]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "entries")


@dataclass(frozen=True, slots=True)
class RemoveAccount(Command["Account"]):
    """Removes an account that has neither postings nor sub-accounts and that nothing refers to.

    Attributes:
        id: The account.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "ledger.remove_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RemoveJournal(Command["Journal"]):
    """Removes a journal that has no entries.

    Attributes:
        id: The journal.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "ledger.remove_journal"

    id: JournalId
    """The journal."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReverseEntries(Command["Table[EntryReceipt]"]):
    """Posts the red reversals of entries (红字冲销), in the order given.

    Attributes:
        entries: The entries, at most 100,000.
        on: The date of the reversals, not before an entry's own.
        summary: What the reversals are about, up to 200 characters; the customary text when
            absent.
    """

    command: ClassVar[str] = "ledger.reverse"

    entries: Sequence[EntryId]
    """The entries, at most 100,000."""

    on: dt.date
    """The date of the reversals, not before an entry's own."""

    summary: str | None = None
    """What the reversals are about, up to 200 characters; the customary text when absent."""

    def __post_init__(self) -> None:
        freeze(self, "entries")


@dataclass(frozen=True, slots=True)
class ReviewEntries(Command["tuple[EntryId, ...]"]):
    """Reviews entries, all or none.

    Attributes:
        entries: The entries, at most 100,000.
    """

    command: ClassVar[str] = "ledger.review"

    entries: Sequence[EntryId]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "entries")


@dataclass(frozen=True, slots=True)
class SetAccountRole(Command["RoleAccount"]):
    """Says which account the engine uses for something.

    Attributes:
        role: What for.
        account: The account's code; it takes postings, and is kept by customer or supplier for
            receivables and payables only.
    """

    command: ClassVar[str] = "ledger.set_account_role"

    role: AccountRole | str
    """What for."""

    account: str
    """The account's code; it takes postings, and is kept by customer or supplier for receivables
    and payables only.
    """


@dataclass(frozen=True, slots=True)
class WithdrawReviews(Command["tuple[EntryId, ...]"]):
    """Takes back the reviews of entries, all or none.

    Attributes:
        entries: The entries, at most 100,000.
    """

    command: ClassVar[str] = "ledger.withdraw_review"

    entries: Sequence[EntryId]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "entries")
