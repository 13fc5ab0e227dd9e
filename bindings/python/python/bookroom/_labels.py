"""What codes in frames are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bookroom import _native
    from bookroom._table import Labels

ITEMS = {
    ("BankAccount", "bank"): "bank",
    ("Case", "category"): "case_category",
    ("Case", "channel"): "case_channel",
    ("Case", "satisfaction"): "satisfaction",
    ("CaseCount", "category"): "case_category",
    ("CaseCount", "channel"): "case_channel",
    ("CaseCount", "satisfaction"): "satisfaction",
    ("Customer", "credit_rating"): "credit_rating",
    ("Customer", "enterprise_nature"): "enterprise_nature",
    ("Customer", "enterprise_type"): "enterprise_type",
    ("Customer", "industry"): "industry",
    ("Customer", "level"): "customer_level",
    ("Customer", "region"): "region",
    ("Customer", "satisfaction"): "satisfaction",
    ("Customer", "source"): "source",
    ("Payment", "method"): "payment_method",
}
"""The fields that hold the code of an item, and of which list."""

ACCOUNTS = {
    ("Account", "parent"),
    ("EntryItem", "account"),
    ("InvoiceLine", "income_account"),
    ("PartyBalance", "account"),
    ("Posting", "account"),
    ("Product", "income_account"),
    ("RegisterRow", "account"),
    ("RoleAccount", "account"),
    ("TrialBalanceRow", "code"),
    ("IncomeRow", "code"),
}
"""The fields that hold the code of an account."""

JOURNALS = {("JournalEntry", "journal")}
"""The fields that hold the code of a journal."""

ENGINE = {"DebtSide": "OpenItemSide"}
"""Types that are called otherwise in the engine."""


def add_labels(frame: _native.Frame, origin: Any, labels: Labels) -> None:
    """Puts a column of labels behind each column of codes or words.

    Raises:
        InvalidValueError: nobody knows which book the rows are of.
    """
    if labels is False:
        return
    if origin is None or isinstance(origin, int):
        from bookroom.errors import Fact, InvalidValueError, Violation

        what = "the rows do not know their session (they were made or pickled)"
        raise InvalidValueError((Violation("labels", "bad_choice", (Fact("what", what),)),))
    language = None if labels is True else labels
    known: dict[tuple[str, str], dict[str, str]] = {}
    for label in origin.exchange.labels(language=language):
        known.setdefault((label.kind, label.list), {})[label.code] = label.label
    for name, kind, record, field, words in frame.columns():
        if kind == "text" and (key := list_of(record, field, words)) is not None:
            frame.label(name, known.get(key, {}))


def list_of(record: str, field: str, words: str | None) -> tuple[str, str] | None:
    """Of which list the codes of a column are."""
    if words is not None:
        is_class = field == "classes"
        return ("item", words) if is_class else ("word", ENGINE.get(words, words))
    if (record, field) in ITEMS:
        return ("item", ITEMS[record, field])
    if (record, field) in ACCOUNTS:
        return ("account", "")
    if (record, field) in JOURNALS:
        return ("journal", "")
    return None
