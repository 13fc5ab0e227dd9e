"""Ids, enums and records of the engine, and lists of them."""

from typing import TYPE_CHECKING

from bookroom._table import Page as Page
from bookroom._table import Rows as Rows
from bookroom._table import Table as Table

if TYPE_CHECKING:
    from bookroom._generated.models import *
else:
    from bookroom import _later
    from bookroom._generated import models as _models

    __all__, __getattr__, __dir__ = _later.load_later(
        globals(), {"bookroom._generated.models": _models.__all__}
    )
