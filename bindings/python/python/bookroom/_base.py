"""What records, commands and areas have in common."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Protocol, TypeVar, final

if TYPE_CHECKING:
    from bookroom._session import Session

K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R")
Id = TypeVar("Id", covariant=True)


@final
class Unset:
    """The type of ``UNSET``."""

    __slots__ = ()
    _one: Unset | None = None

    def __new__(cls) -> Unset:
        """Returns the only one there is."""
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> tuple[type[Unset], tuple[()]]:
        return (Unset, ())


UNSET: Final = Unset()
"""Stands for what is not given in an edit: the field stays as it is, where ``None`` clears it."""


class FrozenDict(dict[K, V]):
    """A ``dict`` that cannot be changed and can be hashed.

    >>> classes = FrozenDict({"industry": "retail"})
    >>> classes["industry"]
    'retail'
    >>> classes["industry"] = "trade"
    Traceback (most recent call last):
    TypeError: a FrozenDict cannot be changed
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return (FrozenDict, (dict(self),))

    if not TYPE_CHECKING:

        def _refuse(self, *_: Any, **__: Any) -> None:
            """Refuses every change."""
            raise TypeError("a FrozenDict cannot be changed")

        __setitem__ = __delitem__ = __ior__ = _refuse
        clear = pop = popitem = setdefault = update = _refuse


def freeze(record: object, *names: str) -> None:
    """Turns lists and mappings of a new record into tuples and frozen mappings."""
    for name in names:
        value = getattr(record, name)
        if isinstance(value, list):
            object.__setattr__(record, name, tuple(value))
        elif isinstance(value, dict) and not isinstance(value, FrozenDict):
            object.__setattr__(record, name, FrozenDict(value))


def plain(value: Any) -> Any:
    """A value with every record in it as a ``dict``, every tuple as a ``list``."""
    if isinstance(value, Record):
        return value.asdict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


class Record:
    """A frozen record. Compares by value, can be hashed, pickled and matched by pattern.

    >>> from bookroom import Channel, ChannelKind
    >>> channel = Channel(kind=ChannelKind.EMAIL, value="li@example.org")
    >>> channel.asdict()
    {'kind': <ChannelKind.EMAIL: 'email'>, 'value': 'li@example.org', 'label': None}
    >>> channel.replace(label="finance").label
    'finance'
    >>> match channel:
    ...     case Channel(kind=ChannelKind.EMAIL, value=address):
    ...         print(address)
    li@example.org
    """

    __slots__ = ()

    def asdict(self) -> dict[str, Any]:
        """The fields by name; records inside become dictionaries, tuples become lists."""
        return {field: plain(getattr(self, field)) for field in self._names()}

    def replace(self: R, **values: Any) -> R:
        """The same record with other values."""
        return dataclasses.replace(self, **values)  # type: ignore[type-var]

    def _names(self) -> Iterator[str]:
        return (field.name for field in dataclasses.fields(self))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """What has a summary is printed as that, in the language of its book."""
        words = {"chinese": "summary_zh", "english": "summary_en"}
        name = words.get(str(getattr(self, "language", "")), "")
        return str(getattr(self, name)) if hasattr(self, name) else repr(self)

    def _repr_html_(self) -> str:
        from bookroom._frames import html_of_record

        return html_of_record(self)


@final
class Absent:
    """The type of ``ABSENT``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
"""Stands for a parameter that is not given, since a record says it."""


class Command(Record, Generic[R]):
    """A change as data, for ``Session.run`` and ``Session.batch``."""

    __slots__ = ()
    command: ClassVar[str] = ""
    """The name, in the change log and for rules: ``area.action``."""


class Identified(Protocol[Id]):
    """Whatever has the id of a record: the record itself will do."""

    @property
    def id(self) -> Id:
        """Which one."""
        ...


class Versioned(Protocol[Id]):
    """Whatever names a record as it was last seen: the record itself will do."""

    @property
    def id(self) -> Id:
        """Which one."""
        ...

    @property
    def version(self) -> int:
        """The version that was last seen."""
        ...


class Coded(Protocol):
    """Whatever names a record that is known by its code, as it was last seen."""

    @property
    def code(self) -> str:
        """Which one."""
        ...

    @property
    def version(self) -> int:
        """The version that was last seen."""
        ...


def refused_type(path: str, expected: str, value: object, got: str = "") -> Exception:
    """The error for a value of another type than expected."""
    from bookroom.errors import Fact, InvalidTypeError, Violation

    facts = (Fact("expected", expected), Fact("got", got or type(value).__name__))
    return InvalidTypeError((Violation(path, "wrong_type", facts),))


def refused_choice(path: str, choices: Iterable[str]) -> Exception:
    """The error for a value that is none of the possible ones."""
    from bookroom.errors import Fact, InvalidValueError, Violation

    facts = (Fact("choices", ", ".join(choices)),)
    return InvalidValueError((Violation(path, "bad_choice", facts),))


class Word(StrEnum):
    """An enum of the engine: its members are the engine's words."""

    @classmethod
    def _missing_(cls, value: object) -> Word:
        # Some have other words by which the engine reads them, as it reads ``zh`` for Chinese.
        word = getattr(cls, "_aliases", {}).get(str(value))
        if word is not None:
            return cls(word)
        raise refused_choice("", (member.value for member in cls))


def seen(
    names: tuple[str, ...], records: tuple[str, ...], key: Any, version: Any, *rest: Any
) -> tuple[Any, ...]:
    """What a call that begins with id and version was given: the two, or the record itself.

    With the record there is no version, and what was given by its place stands one place early.
    """
    given = [version, *rest]
    if not isinstance(key, (int, str)):
        record, wanted = key, f"{records[0]}, or its id and version"
        ours = not isinstance(record, Record) or type(record).__name__ in records
        key = getattr(record, "code" if names[0] == "code" else "id", ABSENT) if ours else ABSENT
        known = getattr(record, "version", ABSENT)
        if key is ABSENT or known is ABSENT:
            raise refused_type(names[0], wanted, record)
        early = [value for value in given if value is not ABSENT]
        if len(early) > len(rest):
            raise refused_type("version", "no version beside a record", version)
        given = [known, *early, *[ABSENT] * (len(rest) - len(early))]
    for name, value in zip(names[1:], given, strict=True):
        if value is ABSENT and name == "version":
            one = re.sub(r"(?<!^)(?=[A-Z])", "_", records[0]).lower()
            attribute = "code" if names[0] == "code" else "id"
            wanted = f"{one}, or {one}.{attribute} and {one}.version"
            raise refused_type(name, wanted, value, "nothing")
        if value is ABSENT:
            raise refused_type(name, "a value", value, "nothing")
    return (key, *given)


def ordered(
    orders: Mapping[str, tuple[str, bool]], sort: Any, descending: bool
) -> tuple[Any, bool]:
    """The column to sort by and the direction; a word for both says its own."""
    return orders.get(str(sort), (sort, descending))


class Parts:
    """Whatever has areas as attributes. Each is loaded when it is first used, and kept."""

    __slots__ = ()
    _PARTS: ClassVar[dict[str, str]] = {}

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in self._PARTS:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            from bookroom._generated import calls

            part = getattr(calls, self._PARTS[name])(self._session)
            setattr(self, name, part)
            return part


class Area:
    """An area of a session."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._session!r}>"

    def _query(self, name: str, *args: object) -> Any:
        return self._session._call(name, args, None)

    def _command(self, name: str, request_key: str | None, *args: object) -> Any:
        return self._session._call(name, args, request_key)
