"""The user-maintained lists."""

from __future__ import annotations

from bookroom._generated.calls.dictionaries import DictionariesCalls

__all__ = ["Dictionaries"]


class Dictionaries(DictionariesCalls):
    """The user-maintained lists: ``session.dictionaries``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> _ = session.dictionaries.add_items(
    ...     "industry", [bookroom.NewDictionaryItem(code="tea", label_zh="茶业", label_en="Tea")]
    ... )
    >>> [item.label_en for item in session.dictionaries.items("industry") if item.code == "tea"]
    ['Tea']
    """

    __slots__ = ()
