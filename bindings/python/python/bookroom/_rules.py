"""Validation rules of the application."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bookroom._base import Record
from bookroom._generated.models.common import BookId, OperatorId


@dataclass(frozen=True, slots=True)
class CommandView(Record):
    """A command as a rule sees it."""

    name: str
    """The command's name, such as ``customers.add``."""

    book: BookId
    """The book it is for."""

    operator: OperatorId | None
    """Who gives it."""

    data: dict[str, Any]
    """The command's data; passwords are masked."""


@dataclass(frozen=True, slots=True)
class RuleViolation(Record):
    """What a rule objects to."""

    rule: str
    """The application's own name of the rule."""

    path: str = ""
    """Where in the command, such as ``customers[0].name``."""


Rule = Callable[[CommandView], "Iterable[RuleViolation | str] | None"]
"""Returns everything about a command that breaks the rule; a text is the rule's name alone."""


def check(
    rule: Rule, name: str, book: int, operator: int | None, payload: str
) -> list[tuple[str, str]]:
    """Asks a rule; the native part calls it."""
    by = None if operator is None else OperatorId(operator)
    found = rule(CommandView(name, BookId(book), by, json.loads(payload)))
    if isinstance(found, str):
        raise TypeError("a rule returns a list of violations, not a text")
    violations = (RuleViolation(v) if isinstance(v, str) else v for v in found or ())
    return [(violation.path, violation.rule) for violation in violations]
