"""Exceptions: one base, one class for each kind, each with a stable code.

>>> import bookroom
>>> room = bookroom.open(":memory:")
>>> try:
...     room.create_book(name="", owner_name="li", owner_password="good enough 1")
... except bookroom.InvalidError as error:
...     for violation in error.violations:
...         print(violation.path, violation.code)
name required
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import ClassVar

from bookroom import _native
from bookroom._base import Record, refused_choice

__all__ = [
    "BusyError",
    "ClosedError",
    "ConflictError",
    "DeniedError",
    "DuplicateError",
    "Error",
    "Fact",
    "ForkedError",
    "InvalidError",
    "InvalidTypeError",
    "InvalidValueError",
    "NotFoundError",
    "SharedFileError",
    "StorageError",
    "UnsupportedError",
    "Violation",
    "set_language",
]


_LANGUAGE: ContextVar[str] = ContextVar("bookroom_language", default="en")


def set_language(language: str) -> None:
    """The language of ``str(error)`` from now on, in this thread or task: ``book.language``, or
    ``"en"`` or ``"zh"``. English unless it is set.

    >>> import bookroom
    >>> bookroom.set_language("zh")
    >>> try:
    ...     bookroom.open(":memory:").create_book(name="", owner_name="li", owner_password="x")
    ... except bookroom.InvalidError as error:
    ...     print(str(error).split(";")[0])
    name: 必须填写。
    >>> bookroom.set_language("en")
    """
    _LANGUAGE.set("zh" if is_chinese(language) else "en")


def is_chinese(language: str | None) -> bool:
    """Whether a language, or without one that of ``set_language``, is Chinese."""
    known = {"zh": True, "chinese": True, "en": False, "english": False}
    word = _LANGUAGE.get() if language is None else language
    if word not in known:
        raise refused_choice("language", known)
    return known[word]


@dataclass(frozen=True, slots=True)
class Fact(Record):
    """A named value of a violation; never personal data.

    Attributes:
        name: The name, such as ``limit``.
        value: The value as text.
    """

    name: str
    """The name, such as ``limit``."""

    value: str
    """The value as text."""


@dataclass(frozen=True, slots=True)
class Violation(Record):
    """One thing that is wrong, and where.

    Attributes:
        path: Where in the input, such as ``lines[2].quantity``; empty when it concerns the whole.
        code: What is wrong; stable across releases.
        facts: Data to act on (limits, ids, codes, dates).
    """

    path: str
    """Where in the input, such as ``lines[2].quantity``; empty when it concerns the whole."""

    code: str
    """What is wrong; stable across releases."""

    facts: tuple[Fact, ...] = ()
    """Data to act on (limits, ids, codes, dates)."""

    def fact(self, name: str) -> str | None:
        """The value of a fact, if it is there."""
        return next((fact.value for fact in self.facts if fact.name == name), None)

    @property
    def text_en(self) -> str:
        """The sentence in English."""
        return _native.sentences(self)[0]

    @property
    def text_zh(self) -> str:
        """The sentence in Chinese."""
        return _native.sentences(self)[1]

    def __str__(self) -> str:
        return self.text_zh if is_chinese(None) else self.text_en


class Error(Exception):
    """What the engine refuses. The classes below say what a caller would do about it."""

    kind: ClassVar[str] = ""
    """The kind, such as ``invalid``."""

    violations: tuple[Violation, ...]
    """Everything that is wrong, each with its place."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(violations)
        self.violations = violations

    @property
    def code(self) -> str:
        """The code of the first violation; stable across releases."""
        return self.violations[0].code if self.violations else "internal"

    def text(self, language: str | None = None) -> str:
        """All sentences in a language: ``book.language``, or ``"en"`` or ``"zh"``. Without one
        they are in that of ``set_language``.
        """
        chosen = (v.text_zh if is_chinese(language) else v.text_en for v in self.violations)
        return "; ".join(chosen)

    def __str__(self) -> str:
        return self.text()


class InvalidError(Error):
    """Correct the input: every violation at once."""

    kind = "invalid"


class InvalidValueError(InvalidError, ValueError):
    """A value that the binding cannot pass on: no word of an enum, no exact number. What is wrong
    in it is told as the engine tells it, and it is a ``ValueError`` besides.
    """


class InvalidTypeError(InvalidError, TypeError):
    """A value of another type than expected, such as a float for an amount: a ``TypeError``
    besides.
    """


class NotFoundError(Error):
    """Nothing is there, or it is not yours."""

    kind = "not_found"


class DeniedError(Error):
    """Not allowed."""

    kind = "denied"


class ConflictError(Error):
    """Load again and decide anew."""

    kind = "conflict"


class DuplicateError(Error):
    """It is there already."""

    kind = "duplicate"


class ClosedError(Error):
    """The store or the period is closed."""

    kind = "closed"


class BusyError(Error):
    """Others are writing: try again."""

    kind = "busy"


class StorageError(Error):
    """The store failed."""

    kind = "storage"


class UnsupportedError(Error):
    """Cannot be done by this build or store."""

    kind = "unsupported"


class ForkedError(Error):
    """A store was opened before this process was forked: start processes with ``spawn``."""

    kind = "forked"

    def __init__(self, violations: tuple[Violation, ...] = ()) -> None:
        super().__init__(violations)

    @property
    def code(self) -> str:
        """Always ``forked``."""
        return "forked"

    def text(self, language: str | None = None) -> str:
        """The sentence, as with every error."""
        if is_chinese(language):
            return "账房在进程分叉(fork)之前打开,子进程不能使用;请以 spawn 方式启动进程。"
        return (
            "A store was opened before this process was forked, and none can be used here: "
            "start processes with the 'spawn' method, or fork before anything is opened."
        )


class SharedFileError(Error):
    """Other code of this process would open the file of an open store, and break its locks."""

    kind = "shared_file"

    def __init__(self, violations: tuple[Violation, ...] = ()) -> None:
        super().__init__(violations)

    @property
    def code(self) -> str:
        """Always ``shared_file``."""
        return "shared_file"

    def text(self, language: str | None = None) -> str:
        """The sentence, as with every error."""
        if is_chinese(language):
            return (
                "账房文件已在本进程中打开,再次打开会破坏其文件锁;请用 backup_to 复制后再打开副本。"
            )
        return (
            "The file belongs to a store that is open in this process: opening it here would break "
            "the store's locks. Copy it with 'backup_to', and open the copy."
        )
