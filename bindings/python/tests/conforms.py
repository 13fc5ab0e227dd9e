"""Whether a value is what its type hint says, all the way down."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Union, get_args, get_origin

import bookroom


def check(value: object, hint: Any, place: str = "") -> int:
    """Fails where the value is not as the hint says; returns how many values were looked at."""
    origin, args = get_origin(hint), tuple(get_args(hint))
    if hint is Any or hint is object:
        return 1
    if origin in (Union, types.UnionType):
        for choice in args:
            try:
                return check(value, choice, place)
            except AssertionError:
                continue
        raise AssertionError(f"{place}: {value!r} is none of {hint}")
    if hasattr(hint, "__supertype__"):
        return check(value, hint.__supertype__, place)
    if origin is typing.Literal:
        assert value in args, f"{place}: {value!r} is not one of {args}"
        return 1
    if origin is bookroom.Page:
        assert isinstance(value, bookroom.Page), f"{place}: {value!r} is no page"
        return check(value.items, types.GenericAlias(bookroom.Table, args[:1]), place)
    if origin is bookroom.Table:
        assert isinstance(value, bookroom.Table), f"{place}: {value!r} is no table"
        assert value.row_type is args[0], f"{place}: rows of {value.row_type}, not {args[0]}"
        return 1 + sum(check(row, args[0], f"{place}[{at}]") for at, row in enumerate(value))
    if origin in (Sequence, tuple):
        assert isinstance(value, tuple | bookroom.Table), f"{place}: {value!r} is no tuple"
        if origin is tuple and args[-1] is not Ellipsis:
            pairs = zip(value, args, strict=True)
            return 1 + sum(check(v, a, f"{place}[…]") for v, a in pairs)
        return 1 + sum(check(item, args[0], f"{place}[{at}]") for at, item in enumerate(value))
    if origin in (Mapping, dict):
        assert isinstance(value, bookroom.FrozenDict), f"{place}: {value!r} is no mapping"
        return 1 + sum(check(v, args[1], f"{place}[{k}]") for k, v in value.items())
    if hint is None or hint is type(None):
        assert value is None, f"{place}: {value!r} is not None"
        return 1
    assert isinstance(value, hint), f"{place}: {value!r} is no {hint}"
    if hint is int:
        assert not isinstance(value, bool), f"{place}: a bool is no int"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = typing.get_type_hints(type(value))
        names = [field.name for field in dataclasses.fields(value)]
        return 1 + sum(check(getattr(value, n), fields[n], f"{place}.{n}") for n in names)
    return 1
