"""Validation rules of the application."""

from __future__ import annotations

import inspect
import json
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bookroom._base import Record, refused_type
from bookroom._generated.models.common import BookId, OperatorId

if TYPE_CHECKING:
    from bookroom import _native
    from bookroom._room import Bookroom
    from bookroom._session import Session


@dataclass(frozen=True, slots=True)
class CommandView(Record):
    """A command as a rule sees it: carried out in its transaction, and not yet kept."""

    name: str
    """The command's name, such as ``customers.add``."""

    book: BookId
    """The book it is for."""

    operator: OperatorId | None
    """Who gives it."""

    data: dict[str, Any]
    """The command's data; passwords are masked."""

    outcome: Any
    """What came of it, as the call will return it: the computed document with its totals, taxes,
    prices from products, number and due date. ``None`` when the engine itself refuses the command:
    its violations and the rules' are reported together."""

    session: Session = field(compare=False, repr=False)
    """Reads in the command's transaction, so that it sees what the command has done, and reads the
    whole book, whatever the operator may see. It ends with the rule."""


@dataclass(frozen=True, slots=True)
class RuleViolation(Record):
    """What a rule objects to."""

    rule: str
    """The application's own name of the rule."""

    path: str = ""
    """Where in the command, such as ``customers[0].name``."""


Rule = Callable[[CommandView], "Iterable[RuleViolation | str] | None"]
"""Returns everything about a command that breaks the rule; a text is the rule's name alone."""


Asked = Callable[[str, int, "int | None", str, Any, "_native.Session"], "list[tuple[str, str]]"]


def check_callable(function: Callable[..., object], arguments: int, what: str) -> None:
    """Refuses what cannot be called with so many arguments, when it is registered.

    Raises:
        bookroom.InvalidTypeError: It says what would be right.
    """
    wanted = f"{what} is a function of {arguments or 'no'} argument{'s' * (arguments != 1)}"
    if not callable(function):
        raise refused_type("", wanted, function)
    call = getattr(function, "__call__", None)  # noqa: B004
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(call):
        raise refused_type("", f"{wanted} that is not async", function, "one that is async")
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some built-in functions have none
        return
    try:
        signature.bind(*range(arguments))
    except TypeError as error:
        raise refused_type("", wanted, function, f"one with {error}") from None


def prepare(rule: Rule, room: Bookroom) -> Asked:
    """Makes a rule callable for the native part."""
    check_callable(rule, 1, "a rule")
    # The room holds its rules: a rule that held the room would keep it for ever.
    whose = weakref.ref(room)

    def ask(
        name: str,
        book: int,
        operator: int | None,
        payload: str,
        outcome: Any,
        native: _native.Session,
    ) -> list[tuple[str, str]]:
        from bookroom._session import Session

        its = whose()
        if its is None:
            raise ReferenceError("the store was dropped while a call was under way")
        by = None if operator is None else OperatorId(operator)
        session = Session(native, its)
        found = rule(CommandView(name, BookId(book), by, json.loads(payload), outcome, session))
        if isinstance(found, str):
            raise refused_type("", "a list of violations", found)
        violations = (RuleViolation(v) if isinstance(v, str) else v for v in found or ())
        return [(violation.path, violation.rule) for violation in violations]

    return ask
