# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of search."""

from __future__ import annotations

from collections.abc import Sequence

from bookroom._base import Area
from bookroom._generated import models as m


class Search(Area):
    """The engine's calls of ``session.search``."""

    __slots__ = ()

    def find(
        self,
        *,
        text: str,
        kinds: Sequence[m.SearchKind | str] = (),
        limit: int | None = None,
    ) -> m.SearchResults:
        """Finds records by what somebody types, the best fit first: names and numbers by any part
        of them, from one Chinese character on; names by pinyin and its initials; phones by three
        digits in a row, mails by the beginnings of their words, tax numbers and bank accounts by
        four signs of their beginning or of their last eight; documents and cases by their
        customer as well. Accents, case, full-width and Traditional forms do not count.

        Only records within the operator's reach are found, and none by a field that is hidden
        from him or masked.

        Args:
            text: What was typed, up to 200 characters; signs alone find nothing. Words parted
                by blanks must all be found in a record, or some in it and the others in its
                customer (``青禾 漏水``): one character or more of a name or number, pinyin or
                initials of two letters or more, three or more digits of a phone or the
                beginning of a mail, four of a tax number or bank account.
            kinds: Records of one of these kinds; all when nothing is said. Kinds that the
                operator may not see are left out.
            limit: The most hits, 1 to 200; 20 when nothing is said.

        Raises:
            bookroom.Error: ``not_permitted`` when none of the kinds may be seen; ``required``
                for a blank text, ``too_long``, ``bad_character``; ``out_of_range`` for the
                limit.
        """
        result: m.SearchResults = self._query("search.find", m.SearchQuery(text, kinds, limit))
        return result

    def rebuild(self) -> None:
        """Makes the index of the book anew from its records, a few thousand of them at a time;
        others go on working, and find less until it is done. Nothing else needs it: every command
        keeps the index. It is for a store that was changed by other programs, as
        ``Session.verify`` tells.

        Raises:
            bookroom.Error: ``not_permitted`` without ``book.edit``, ``within_callback``,
                ``busy``, ``corrupt``.
        """
        result: None = self._query("search.rebuild")
        return result
