# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class LedgerCalls(Area):
    """The engine's calls of ``session.ledger``."""

    __slots__ = ()

    def post(
        self,
        *,
        on: dt.date,
        summary: str,
        postings: Sequence[m.NewPosting],
        journal: str | None = None,
        attachments: int = 0,
        request_key: str | None = None,
    ) -> m.EntryReceipt:
        """Posts an entry. A posted entry never changes; it is corrected by ``Ledger.reverse`` and
        a new one.

        Args:
            on: Its date, years 1000 to 9999.
            summary: What it is about (摘要), 1 to 200 characters.
            postings: Its lines, 2 to 10,000; debits and credits are equal to the minor unit.
            journal: The code of the journal; none for the book's first one in use.
            attachments: How many papers are attached (附件张数), 0 to 9,999.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.post_many``.
        """
        result: m.EntryReceipt = self._command("ledger.post", request_key, m.NewJournalEntry(on, summary, postings, journal, attachments))
        return result

    def post_many(
        self,
        entries: Sequence[m.NewJournalEntry],
        *,
        request_key: str | None = None,
    ) -> Table[m.EntryReceipt]:
        """Posts entries, all or none; they are numbered in the order given.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; every violation of every entry at once:
                ``too_few_postings``, ``one_sided``, ``not_balanced``, ``unknown_reference``,
                ``not_postable``, ``retired``, ``party_required``, ``party_not_allowed``,
                ``too_many_decimals``, ``out_of_range``, ``bad_date``, ``required``,
                ``too_long``, ``bad_character``, ``too_many``.
        """
        result: Table[m.EntryReceipt] = self._command("ledger.post_many", request_key, entries)
        return result

    def reverse(
        self,
        id: m.EntryId | Identified[m.EntryId],
        on: dt.date,
        *,
        summary: str | None = None,
        request_key: str | None = None,
    ) -> m.EntryReceipt:
        """Posts the red reversal of an entry: the same lines, negative, on the same side.

        Args:
            on: The day.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.reverse_many``.
        """
        result: m.EntryReceipt = self._command("ledger.reverse", request_key, id, on, summary)
        return result

    def reverse_many(
        self,
        entries: Sequence[m.EntryId],
        on: dt.date,
        *,
        summary: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.EntryReceipt]:
        """Posts the red reversals of entries, all or none.

        Args:
            on: The day.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``already_reversed``,
                ``wrong_state`` for a reversal, ``of_document`` for an entry of a document
                (credit the invoice, cancel the payment: that posts the red entry),
                ``date_order`` before the entry's own date, ``repeated``, ``bad_date``,
                ``too_long``, ``bad_character``.
        """
        result: Table[m.EntryReceipt] = self._command("ledger.reverse_many", request_key, entries, on, summary)
        return result

    def review(
        self,
        entries: Sequence[m.EntryId],
        *,
        request_key: str | None = None,
    ) -> tuple[m.EntryId, ...]:
        """Reviews entries (审核), all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                reviewed, ``maker_is_reviewer`` when the book keeps these duties apart.
        """
        result: tuple[m.EntryId, ...] = self._command("ledger.review", request_key, entries)
        return result

    def withdraw_review(
        self,
        entries: Sequence[m.EntryId],
        *,
        request_key: str | None = None,
    ) -> tuple[m.EntryId, ...]:
        """Takes back the reviews of entries, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                not reviewed.
        """
        result: tuple[m.EntryId, ...] = self._command("ledger.withdraw_review", request_key, entries)
        return result

    def entry(self, id: m.EntryId | Identified[m.EntryId]) -> m.JournalEntry:
        """One entry.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.JournalEntry = self._query("ledger.entry", id)
        return result

    def entries(
        self,
        sort: m.EntrySort | str = m.EntrySort.ON,
        *,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        journal: str | None = None,
        account: str | None = None,
        party: m.CustomerId | None = None,
        text: str | None = None,
        source: m.EntrySource | None = None,
        reviewed: bool | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.JournalEntry]:
        """A page of entries.

        Args:
            from_: On this day or later.
            to: On this day or earlier.
            journal: In the journal with this code.
            account: With a line on the account with this code or one below it.
            party: With a line on this customer or supplier.
            text: With this text in the summary.
            source: Of this document.
            reviewed: Reviewed, or not.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account or journal,
                ``bad_date``, ``out_of_range``, ``bad_cursor``; ``bad_choice`` or ``wrong_type``
                for a condition.
        """
        result: Page[m.JournalEntry] = self._query("ledger.entries", m.EntryFilter(from_, to, journal, account, party, text, source, reviewed, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter_entries(
        self,
        sort: m.EntrySort | str = m.EntrySort.ON,
        *,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        journal: str | None = None,
        account: str | None = None,
        party: m.CustomerId | None = None,
        text: str | None = None,
        source: m.EntrySource | None = None,
        reviewed: bool | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.JournalEntry]:
        """As ``entries``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.JournalEntry,
            self._session,
            "ledger.entries",
            lambda limit, after: (m.EntryFilter(from_, to, journal, account, party, text, source, reviewed, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def register(
        self,
        *,
        from_: dt.date,
        to: dt.date,
        account: str | None = None,
        party: m.CustomerId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> m.Register:
        """The movements of an account or a party with their running balance (明细账), oldest first.

        Args:
            from_: The first day.
            to: The last day.
            account: The account's code.
            party: The customer or supplier.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``required`` without account and
                party, ``bad_date``, ``date_order``, ``out_of_range``, ``bad_cursor``.
        """
        result: m.Register = self._query("ledger.register", m.RegisterOptions(from_, to, account, party), m.PageRequest(limit, after))
        return result

    def balance(self, account: str, on: dt.date) -> m.Balance:
        """The balance of an account, with those below it, at the end of a day.

        Args:
            on: The day.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``bad_date``.
        """
        result: m.Balance = self._query("ledger.balance", account, on)
        return result

    def party_balance(
        self,
        party: m.CustomerId | Identified[m.CustomerId],
        on: dt.date,
        *,
        account: str | None = None,
    ) -> m.Balance:
        """The balance of a customer or supplier at the end of a day, on one account (with those
        below it) or on all.

        Args:
            on: The day.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account,
                ``bad_date``.
        """
        result: m.Balance = self._query("ledger.party_balance", account, party, on)
        return result

    def party_balances(
        self,
        on: dt.date,
        *,
        account: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.PartyBalance]:
        """The customers and suppliers that are not settled at the end of a day, by id and
        account.

        Args:
            on: The day.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account,
                ``bad_date``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.PartyBalance] = self._query("ledger.party_balances", account, on, m.PageRequest(limit, after))
        return result

    def iter_party_balances(
        self,
        on: dt.date,
        *,
        account: str | None = None,
        chunk: int = 1000,
    ) -> Rows[m.PartyBalance]:
        """As ``party_balances``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.PartyBalance,
            self._session,
            "ledger.party_balances",
            lambda limit, after: (account, on, m.PageRequest(limit, after), ),
            chunk,
        )

    def verify(self) -> m.LedgerVerification:
        """Recomputes everything: every entry balanced, its digest and the log's, numbers without
        gaps, balances and party balances equal to their postings, control accounts equal to their
        parties, reversals equal to their originals.

        Raises:
            bookroom.Error: ``not_permitted``. What differs is not an error but a finding.
        """
        result: m.LedgerVerification = self._query("ledger.verify")
        return result

    def accounts(self) -> Table[m.Account]:
        """The chart of accounts in tree order: an account, then those below it, by code.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Account] = self._query("ledger.accounts")
        return result

    def account(self, code: str) -> m.Account:
        """The account with a code.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Account = self._query("ledger.account", code)
        return result

    def account_roles(self) -> Table[m.RoleAccount]:
        """Which account the engine uses for what.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.RoleAccount] = self._query("ledger.account_roles")
        return result

    def set_account_role(
        self,
        role: m.AccountRole | str,
        account: str,
        *,
        request_key: str | None = None,
    ) -> m.RoleAccount:
        """Says which account the engine uses for something.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``not_postable``, ``retired``,
                ``party_required``, ``party_not_allowed``, ``bad_choice`` for cash and bank on
                an account that keeps no money.
        """
        result: m.RoleAccount = self._command("ledger.set_account_role", request_key, role, account)
        return result

    def add_account(
        self,
        *,
        code: str,
        name_zh: str,
        name_en: str = "",
        parent: str | None = None,
        kind: m.AccountKind | str | None = None,
        side: m.Side | str | None = None,
        party_control: bool | None = None,
        cash: m.CashKind | str | None = None,
        request_key: str | None = None,
    ) -> m.Account:
        """Adds an account.

        Args:
            code: The code, unique in the book: 1 to 20 letters, digits, dots and dashes.
            name_zh: The name in Chinese, up to 100 characters.
            name_en: The name in English, up to 100 characters; the Chinese one when blank.
            parent: The code of the account above it, which may be one of the same call; none
                for the top.
            kind: What kind of thing it keeps: required at the top, otherwise the parent's.
            side: The side on which its balance normally stands; the parent's by default, at the
                top debit for assets, cost and expense.
            party_control: Whether every posting names a customer or supplier; the parent's by
                default.
            cash: What kind of money it keeps; the parent's by default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.add_accounts``.
        """
        result: m.Account = self._command("ledger.add_account", request_key, m.NewAccount(code, name_zh, name_en, parent, kind, side, party_control, cash))
        return result

    def add_accounts(
        self,
        accounts: Sequence[m.NewAccount],
        *,
        request_key: str | None = None,
    ) -> Table[m.Account]:
        """Adds accounts, all or none. The first sub-account of an account takes over its roles.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``bad_format``,
                ``repeated``, ``unknown_reference``, ``retired``, ``bad_choice`` for a kind
                other than the parent's, ``already_exists``, ``in_use`` below an account that
                has postings.
        """
        result: Table[m.Account] = self._command("ledger.add_accounts", request_key, accounts)
        return result

    @overload
    def edit_account(
        self,
        id: m.AccountId | Identified[m.AccountId],
        version: int,
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        party_control: bool | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Account: ...

    @overload
    def edit_account(
        self,
        id: Versioned[m.AccountId],
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        party_control: bool | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Account: ...

    def edit_account(
        self,
        id: m.AccountId | Identified[m.AccountId] | Versioned[m.AccountId],
        version: int | Absent = ABSENT,
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        party_control: bool | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Account:
        """Changes an account's names, whether it is kept by party, or whether it is in use.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name_zh: The name in Chinese.
            name_en: The name in English; cleared: the Chinese one.
            party_control: Whether every posting names a customer or supplier; only while it has
                no postings.
            active: Whether it is in use.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``required``, ``too_long``; ``in_use`` when party control is changed after the
                first posting, or an account is retired that has a role or sub-accounts in use;
                ``wrong_state`` when one is brought back below a retired one.
        """
        id, version = seen(
            ("id", "version"),
            ("Account",),
            id, version,
        )
        result: m.Account = self._command("ledger.edit_account", request_key, id, version, m.AccountEdit(name_zh, name_en, party_control, active))
        return result

    @overload
    def set_account_active(
        self,
        id: m.AccountId | Identified[m.AccountId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Account: ...

    @overload
    def set_account_active(
        self,
        id: Versioned[m.AccountId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Account: ...

    def set_account_active(  # type: ignore[misc]
        self,
        id: m.AccountId | Identified[m.AccountId] | Versioned[m.AccountId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Account:
        """Retires an account, which then takes no new postings, or takes it back into use.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.edit_account``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("Account",),
            id, version, active,
        )
        result: m.Account = self._command("ledger.set_account_active", request_key, id, version, active)
        return result

    @overload
    def move_account(
        self,
        id: m.AccountId | Identified[m.AccountId],
        version: int,
        *,
        parent: str | None = None,
        request_key: str | None = None,
    ) -> m.Account: ...

    @overload
    def move_account(
        self,
        id: Versioned[m.AccountId],
        *,
        parent: str | None = None,
        request_key: str | None = None,
    ) -> m.Account: ...

    def move_account(
        self,
        id: m.AccountId | Identified[m.AccountId] | Versioned[m.AccountId],
        version: int | Absent = ABSENT,
        *,
        parent: str | None = None,
        request_key: str | None = None,
    ) -> m.Account:
        """Puts an account, with those below it, below another one or at the top.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``cycle``,
                ``bad_choice`` below another kind, ``retired``, ``in_use`` when any of them, or
                the new parent, has postings.
        """
        id, version = seen(
            ("id", "version"),
            ("Account",),
            id, version,
        )
        result: m.Account = self._command("ledger.move_account", request_key, id, version, parent)
        return result

    @overload
    def remove_account(
        self,
        id: m.AccountId | Identified[m.AccountId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Account: ...

    @overload
    def remove_account(
        self,
        id: Versioned[m.AccountId],
        *,
        request_key: str | None = None,
    ) -> m.Account: ...

    def remove_account(
        self,
        id: m.AccountId | Identified[m.AccountId] | Versioned[m.AccountId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Account:
        """Removes an account that was never used.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``in_use``
                with postings, sub-accounts, a role or a product.
        """
        id, version = seen(
            ("id", "version"),
            ("Account",),
            id, version,
        )
        result: m.Account = self._command("ledger.remove_account", request_key, id, version)
        return result

    def journals(self) -> Table[m.Journal]:
        """All journals; the first one in use is the usual one.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Journal] = self._query("ledger.journals")
        return result

    def add_journal(
        self,
        *,
        code: str,
        name_zh: str,
        name_en: str = "",
        request_key: str | None = None,
    ) -> m.Journal:
        """Adds a journal.

        Args:
            code: The code: 1 to 10 letters and digits of any script; unique in the book.
            name_zh: The name in Chinese, up to 100 characters.
            name_en: The name in English, up to 100 characters; the Chinese one when blank.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``bad_format``,
                ``already_exists``.
        """
        result: m.Journal = self._command("ledger.add_journal", request_key, m.NewJournal(code, name_zh, name_en))
        return result

    @overload
    def edit_journal(
        self,
        id: m.JournalId | Identified[m.JournalId],
        version: int,
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Journal: ...

    @overload
    def edit_journal(
        self,
        id: Versioned[m.JournalId],
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Journal: ...

    def edit_journal(
        self,
        id: m.JournalId | Identified[m.JournalId] | Versioned[m.JournalId],
        version: int | Absent = ABSENT,
        *,
        name_zh: str | Unset = UNSET,
        name_en: str | Unset | None = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Journal:
        """Renames a journal, or retires it and brings it back.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name_zh: The name in Chinese.
            name_en: The name in English; cleared: the Chinese one.
            active: Whether it takes new entries.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``required``, ``too_long``, ``in_use`` for the last one in use.
        """
        id, version = seen(
            ("id", "version"),
            ("Journal",),
            id, version,
        )
        result: m.Journal = self._command("ledger.edit_journal", request_key, id, version, m.JournalEdit(name_zh, name_en, active))
        return result

    @overload
    def remove_journal(
        self,
        id: m.JournalId | Identified[m.JournalId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Journal: ...

    @overload
    def remove_journal(
        self,
        id: Versioned[m.JournalId],
        *,
        request_key: str | None = None,
    ) -> m.Journal: ...

    def remove_journal(
        self,
        id: m.JournalId | Identified[m.JournalId] | Versioned[m.JournalId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Journal:
        """Removes a journal without entries.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``in_use``.
        """
        id, version = seen(
            ("id", "version"),
            ("Journal",),
            id, version,
        )
        result: m.Journal = self._command("ledger.remove_journal", request_key, id, version)
        return result
