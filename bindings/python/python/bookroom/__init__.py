"""bookroom (账房): an embeddable engine for a company's customers and its books.

>>> import datetime as dt
>>> from decimal import Decimal
>>> import bookroom
>>> with bookroom.open(":memory:") as room:
...     book = room.create_book(name="晨光贸易", owner_name="li", owner_password="long enough 1")
...     session = room.sign_in(book, "li", "long enough 1")
...     receipt = session.ledger.post(
...         on=dt.date(2026, 6, 30),
...         summary="提现",
...         postings=[
...             bookroom.debit("1001", Decimal("500.00")),
...             bookroom.credit("1002", Decimal("500.00")),
...         ],
...     )
...     print(receipt.label, session.ledger.balance("1001", dt.date(2026, 6, 30)).balance)
记-1 500.00
"""

from typing import TYPE_CHECKING

from bookroom import commands as commands
from bookroom import errors as errors
from bookroom import models as models
from bookroom import values as values
from bookroom._base import UNSET as UNSET
from bookroom._base import Coded as Coded
from bookroom._base import Command as Command
from bookroom._base import FrozenDict as FrozenDict
from bookroom._base import Identified as Identified
from bookroom._base import Record as Record
from bookroom._base import Unset as Unset
from bookroom._base import Versioned as Versioned
from bookroom._helpers import credit as credit
from bookroom._helpers import debit as debit
from bookroom._helpers import where as where
from bookroom._native import __version__ as __version__
from bookroom._room import Bookroom as Bookroom
from bookroom._room import open as open
from bookroom._session import Session as Session
from bookroom._table import Page as Page
from bookroom._table import Posted as Posted
from bookroom._table import Report as Report
from bookroom._table import Rows as Rows
from bookroom._table import Table as Table
from bookroom.errors import BusyError as BusyError
from bookroom.errors import ClosedError as ClosedError
from bookroom.errors import ConflictError as ConflictError
from bookroom.errors import DeniedError as DeniedError
from bookroom.errors import DuplicateError as DuplicateError
from bookroom.errors import Error as Error
from bookroom.errors import Fact as Fact
from bookroom.errors import ForkedError as ForkedError
from bookroom.errors import InvalidError as InvalidError
from bookroom.errors import InvalidTypeError as InvalidTypeError
from bookroom.errors import InvalidValueError as InvalidValueError
from bookroom.errors import NotFoundError as NotFoundError
from bookroom.errors import SharedFileError as SharedFileError
from bookroom.errors import StorageError as StorageError
from bookroom.errors import UnsupportedError as UnsupportedError
from bookroom.errors import Violation as Violation
from bookroom.errors import set_language as set_language

if TYPE_CHECKING:
    from bookroom._areas.changes import Feed as Feed
    from bookroom._areas.exchange import write_rejected as write_rejected
    from bookroom._generated.calls import *
    from bookroom._generated.models import *
    from bookroom._rules import CommandView as CommandView
    from bookroom._rules import Rule as Rule
    from bookroom._rules import RuleViolation as RuleViolation
else:
    # Areas, and what few programs need, are loaded when they are used.
    from bookroom import _later
    from bookroom._generated import calls as _calls
    from bookroom._generated import models as _models

    __all__, __getattr__, __dir__ = _later.load_later(
        globals(),
        {
            "bookroom._areas.changes": ["Feed"],
            "bookroom._areas.exchange": ["write_rejected"],
            "bookroom._generated.calls": _calls.__all__,
            "bookroom._generated.models": _models.__all__,
            "bookroom._rules": ["CommandView", "Rule", "RuleViolation"],
        },
    )
