"""What records, commands and areas have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
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

    def _repr_html_(self) -> str:
        from bookroom._frames import html_of_record

        return html_of_record(self)


class Command(Record, Generic[R]):
    """A change as data, for ``Session.run`` and ``Session.batch``."""

    __slots__ = ()
    command: ClassVar[str] = ""
    """The name, in the change log and for rules: ``area.action``."""


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
