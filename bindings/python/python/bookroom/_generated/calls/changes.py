# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of changes."""

from __future__ import annotations

from collections.abc import Sequence

from bookroom._base import Area
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class ChangesCalls(Area):
    """The engine's calls of ``session.changes``."""

    __slots__ = ()

    def history(
        self,
        kind: str,
        id: int,
        *,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Change]:
        """The history of one record, oldest first, with that of the files on it. Fields hidden
        from the operator are withheld; a record that the operator may not see has none.

        Args:
            kind: The kind of record, such as ``customer``.
            id: Its id; 0 for things that have none of their own.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``bad_choice``
                for a kind of record that there is not, with those there are.
        """
        result: Page[m.Change] = self._query("changes.history", m.Subject(kind, id), m.PageRequest(limit, after))
        return result

    def iter_history(self, kind: str, id: int, *, chunk: int = 1000) -> Rows[m.Change]:
        """As ``history``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Change,
            self._session,
            "changes.history",
            lambda limit, after: (m.Subject(kind, id), m.PageRequest(limit, after), ),
            chunk,
        )

    def after(self, seq: int, *, limit: int = 100) -> Table[m.Change]:
        """The changes after ``seq`` (0 for the beginning), in order, at most ``limit`` (1 to
        1000). Those of records that the operator may not see are left out: go on after the last
        that came.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``.
        """
        result: Table[m.Change] = self._query("changes.after", seq, limit)
        return result

    def head(self) -> m.Head:
        """The newest number and hash. Keep it outside the store: ``Changes.verify`` against it
        later finds even a log that was rewritten as a whole.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Head = self._query("changes.head")
        return result

    def verify(self, *, known: m.Head | None = None) -> m.LogVerification:
        """Reads the whole log and every journal entry and recomputes their hashes; with
        ``known``, also whether the log still holds the head that was exported then.

        Raises:
            bookroom.Error: ``not_permitted`` without the permissions to see the change log and
                the ledger. What differs is not an error but a finding.
        """
        result: m.LogVerification = self._query("changes.verify", known)
        return result

    def erase_personal(
        self,
        kind: str,
        id: int,
        fields: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> int:
        """Erases the personal values of a record from its history (all personal fields when
        ``fields`` is empty), and forgets the outcomes of requests in which they stand. With all
        fields of a customer go those of what tells of it: its contacts, dealings, cases with
        their notes, tasks, changes of its owner (with their reasons), and documents that were
        never posted. Posted ones and payments are kept, as law wants it, with the files on them;
        all other files of what is erased are removed, and their content with them. All of it is
        noted in the log, so that ``Session.verify`` still agrees. Other live records are left:
        remove or empty them first. Returns how many changes held any.

        Args:
            kind: The kind of record, such as ``customer``.
            id: Its id; 0 for things that have none of their own.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_choice`` for a field that is not personal,
                ``not_found`` for a record without history.
        """
        result: int = self._command("changes.erase_personal", request_key, m.Subject(kind, id), fields)
        return result
