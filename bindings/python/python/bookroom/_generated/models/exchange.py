# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from bookroom._base import FrozenDict, Record, Word, freeze
from bookroom._generated import models as m
from bookroom._generated.models.common import (
    BookId,
    CaseId,
    Condition,
    CustomerId,
    ImportId,
    Language,
    OperatorId,
    PoolId,
)
from bookroom._table import Table
from bookroom.errors import Violation

__all__ = [
    "AllocateBy",
    "AmbiguousColumn",
    "CleanedCount",
    "CleanedKind",
    "CodeLabel",
    "ColumnSource",
    "ColumnSourceColumn",
    "ColumnSourceConstant",
    "ColumnSourceJoined",
    "ColumnSourceNegated",
    "ColumnSourceNone",
    "ColumnSourcePosition",
    "CustomerImport",
    "DateDecision",
    "DateOrder",
    "Dialect",
    "DiscountForm",
    "DuplicateRow",
    "DuplicateRowOrigin",
    "DuplicateRowOriginKnown",
    "DuplicateRowOriginLine",
    "ExportAllOptions",
    "ExportList",
    "ExportListAbsences",
    "ExportListAccountRoles",
    "ExportListAccounts",
    "ExportListAgeing",
    "ExportListAllocations",
    "ExportListAssignmentRules",
    "ExportListAttachments",
    "ExportListCalendars",
    "ExportListCaseAssignments",
    "ExportListCaseClocks",
    "ExportListCaseLinks",
    "ExportListCaseNotes",
    "ExportListCaseRemedies",
    "ExportListCases",
    "ExportListChanges",
    "ExportListContacts",
    "ExportListCustomFields",
    "ExportListCustomers",
    "ExportListDealings",
    "ExportListDictionaries",
    "ExportListDictionaryItems",
    "ExportListDutyRules",
    "ExportListEntries",
    "ExportListHistory",
    "ExportListImportantDates",
    "ExportListImports",
    "ExportListIncomeSummary",
    "ExportListInvoiceLines",
    "ExportListInvoiceProfiles",
    "ExportListInvoices",
    "ExportListJournals",
    "ExportListOpenItems",
    "ExportListOperators",
    "ExportListOwnerChanges",
    "ExportListPartyBalances",
    "ExportListPayments",
    "ExportListPools",
    "ExportListPostings",
    "ExportListProducts",
    "ExportListRegister",
    "ExportListRoles",
    "ExportListSavedViews",
    "ExportListServicePolicies",
    "ExportListStatement",
    "ExportListSurveys",
    "ExportListTags",
    "ExportListTasks",
    "ExportListTeams",
    "ExportListTrialBalance",
    "ExportManifest",
    "ExportOptions",
    "ExportedFile",
    "FileOptions",
    "FileReport",
    "Freight",
    "ImportField",
    "ImportFilter",
    "ImportHead",
    "ImportKind",
    "ImportMatching",
    "ImportOutcome",
    "ImportPreview",
    "ImportProgress",
    "ImportReport",
    "ImportRun",
    "ImportSort",
    "ImportState",
    "ImportStep",
    "ImportTarget",
    "ImportedBefore",
    "ImportedContact",
    "ImportedCustomer",
    "ImportedDocument",
    "ImportedLine",
    "ImportedOpening",
    "ImportedOpeningItem",
    "ImportedPayment",
    "ImportedProduct",
    "LabelKind",
    "LeftOutList",
    "Notice",
    "NoticeKind",
    "OpeningItemImport",
    "OutEncoding",
    "OwnCell",
    "OwnDocumentRow",
    "OwnRow",
    "PaymentImport",
    "ProductImport",
    "RateDecision",
    "RateForm",
    "RecordCount",
    "Refusal",
    "RejectReason",
    "RejectedRow",
    "RepeatedRows",
    "SalesImport",
    "StatedAmount",
    "UndoReport",
    "UndoneCount",
    "UnknownValues",
]


class AllocateBy(Word):
    """Which invoices imported payments settle."""

    AUTOMATIC = "automatic"
    """Those the row names by number or reference, then those due first. A payment of which a name
    is unknown, another customer's or settled already stays open, and is reported.
    """
    REFERENCE = "reference"
    """Those the row names by number or reference. What they do not need stays open, and so do
    payments that name none.
    """
    NONE = "none"
    """None: payments stay open, and importing them does without ``payments.allocate``."""


@dataclass(frozen=True, slots=True)
class AmbiguousColumn(Record):
    """A column whose heading does not say clearly what it is.

    Attributes:
        column: The column's index.
        fields: The fields it fits equally well; one field when another column was taken for it.
        chosen: The field it was taken for, if any.
    """

    column: int
    """The column's index."""

    fields: tuple[str, ...]
    """The fields it fits equally well; one field when another column was taken for it."""

    chosen: str | None
    """The field it was taken for, if any."""


class CleanedKind(Word):
    """What cleaning changed in a cell."""

    SPACES = "spaces"
    """Surplus, odd or invisible spaces, or control characters, were taken out."""
    WIDTH = "width"
    """Full-width letters, digits or signs became half-width."""
    GUARD = "guard"
    """The apostrophe that guards a formula character, or marks a text, was taken off."""
    DATE_FORM = "date_form"
    """A date was written in another form than 2026-01-05."""
    DATE_SERIAL = "date_serial"
    """The date was a spreadsheet's day number."""
    TIME_OF_DAY = "time_of_day"
    """The time of day was left out."""
    NUMBER_FORM = "number_form"
    """Thousands separators, currency signs or another sign or decimal form were taken out."""
    TEN_THOUSANDS = "ten_thousands"
    """The number was written in 万 or 亿."""
    PERCENT = "percent"
    """A percentage became a fraction, or a number without sign was read as a percentage."""
    ZHE = "zhe"
    """A discount was written as 折."""
    YES_NO = "yes_no"
    """Yes or no was written in another word than 是, 否, yes and no."""
    PHONE = "phone"
    """A phone number got its usual form."""
    PHONE_UNKNOWN = "phone_unknown"
    """A phone number was not recognised and is kept as typed."""
    EMAIL = "email"
    """An e-mail address got its usual form."""
    IDENTIFIER = "identifier"
    """An identifier got its usual form."""
    SPREADSHEET = "spreadsheet"
    """A number that a spreadsheet had changed (``13800138000.0``) got its digits back."""


@dataclass(frozen=True, slots=True)
class CleanedCount(Record):
    """How often cleaning changed something.

    Attributes:
        field: The field.
        change: What was changed.
        count: In how many cells.
    """

    field: str
    """The field."""

    change: CleanedKind
    """What was changed."""

    count: int
    """In how many cells."""


class LabelKind(Word):
    """What a label is of."""

    WORD = "word"
    """A word of a kind, state or side; the list is the name of the type."""
    ITEM = "item"
    """An item of a user-maintained list; the list is its code."""
    ACCOUNT = "account"
    """An account; the list has no name."""
    JOURNAL = "journal"
    """A journal; the list has no name."""


@dataclass(frozen=True, slots=True)
class CodeLabel(Record):
    """What a code or word in a record means.

    Attributes:
        kind: What it is of.
        list: Of which list.
        code: The code or word, as records have it.
        label: What it is called.
    """

    kind: LabelKind
    """What it is of."""

    list: str
    """Of which list."""

    code: str
    """The code or word, as records have it."""

    label: str
    """What it is called."""


@dataclass(frozen=True, slots=True)
class ColumnSourceColumn(Record):
    """The column with this heading. One that stands in the file twice has to be named by its
    position.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourcePosition(Record):
    """The column at this place; 1 is the first.

    Attributes:
        value: What it holds.
    """

    value: int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourceJoined(Record):
    """Several columns put together, with this text between those that are not blank.

    Attributes:
        columns: The headings of the columns, in their order.
        separator: What stands between them.
    """

    columns: Sequence[str]
    """The headings of the columns, in their order."""

    separator: str
    """What stands between them."""

    def __post_init__(self) -> None:
        freeze(self, "columns")


@dataclass(frozen=True, slots=True)
class ColumnSourceNegated(Record):
    """The column with this heading, its numbers with the other sign.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourceConstant(Record):
    """The same value for every row.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourceNone(Record):
    """Nowhere: no column is taken for it, even if one looks like it."""


ColumnSource: TypeAlias = (
    ColumnSourceColumn
    | ColumnSourcePosition
    | ColumnSourceJoined
    | ColumnSourceNegated
    | ColumnSourceConstant
    | ColumnSourceNone
)
"""Where a field's value comes from."""


@dataclass(frozen=True, slots=True)
class Dialect(Record):
    """How a table's text is written.

    Attributes:
        delimiter: What stands between cells; an ASCII character.
        quote: What encloses cells that hold a delimiter or a line end; an ASCII character.
            Inside, it is written twice.
        decimal_comma: Whether numbers seem to be written ``1.234,56``. A hint for the cleaning of
            numbers.
    """

    delimiter: str
    """What stands between cells; an ASCII character."""

    quote: str
    """What encloses cells that hold a delimiter or a line end; an ASCII character. Inside, it is
    written twice.
    """

    decimal_comma: bool = False
    """Whether numbers seem to be written ``1.234,56``. A hint for the cleaning of numbers."""


class DateOrder(Word):
    """What comes first in dates that do not begin with a year of four digits."""

    DAY_FIRST = "day_first"
    """31/12/2026."""
    MONTH_FIRST = "month_first"
    """12/31/2026."""
    YEAR_FIRST = "year_first"
    """26/12/31."""


class RateForm(Word):
    """How numbers without a percent sign are meant in a column of rates."""

    PERCENT = "percent"
    """13 is 13 percent."""
    FRACTION = "fraction"
    """0.13 is 13 percent."""


class DiscountForm(Word):
    """What the numbers of a column of discounts are."""

    OFF = "off"
    """The share that is taken off: 10 or 0.1 is ten percent less."""
    LEFT = "left"
    """The share that is left to pay: 0.9, 90 or 9折 is ten percent less."""
    MONEY = "money"
    """Money that is taken off the line."""


@dataclass(frozen=True, slots=True)
class FileOptions(Record):
    """How one file is read. What is not said is recognised.

    Attributes:
        encoding: The encoding's name, such as ``gb18030``.
        dialect: Delimiter, quote and decimal sign.
        skip_lines: How many lines of the file are not looked at. Titles above the heading need no
            number: the heading is found by the names in it.
        no_heading: Whether the file has no heading: every row is data, and the mapping names
            columns by their positions.
        date_order: What comes first in dates such as 05/01/2026. By default the heading or the
            column's other dates decide, and the day comes first where none does. Years of two
            digits are read only when this or the heading says where they stand.
        rate_form: Whether rates without percent sign are percentages or fractions. By default
            each column decides.
        discount_form: What the numbers of discounts are. By default heading, sign (``15%``, 9折)
            and the column of amounts decide, and rows with two readings are refused or reported.
        fields: Which column or constant gives which field. Other fields are recognised by their
            headings.
        ignored: The headings of columns that are not to be read, whatever they hold: nothing is
            told of them, and no row is refused for them. One without a heading is named by its
            place: ``#3``.
        values: Other words for values: field name, then the text in the file, then what it stands
            for.
    """

    encoding: str | None = None
    """The encoding's name, such as ``gb18030``."""

    dialect: Dialect | None = None
    """Delimiter, quote and decimal sign."""

    skip_lines: int = 0
    """How many lines of the file are not looked at. Titles above the heading need no number: the
    heading is found by the names in it.
    """

    no_heading: bool = False
    """Whether the file has no heading: every row is data, and the mapping names columns by their
    positions.
    """

    date_order: DateOrder | str | None = None
    """What comes first in dates such as 05/01/2026. By default the heading or the column's other
    dates decide, and the day comes first where none does. Years of two digits are read only when
    this or the heading says where they stand.
    """

    rate_form: RateForm | str | None = None
    """Whether rates without percent sign are percentages or fractions. By default each column
    decides.
    """

    discount_form: DiscountForm | str | None = None
    """What the numbers of discounts are. By default heading, sign (``15%``, 9折) and the column of
    amounts decide, and rows with two readings are refused or reported.
    """

    fields: Mapping[str, ColumnSource | Literal["none"]] = FrozenDict()
    """Which column or constant gives which field. Other fields are recognised by their headings.
    """

    ignored: Sequence[str] = ()
    """The headings of columns that are not to be read, whatever they hold: nothing is told of
    them, and no row is refused for them. One without a heading is named by its place: ``#3``.
    """

    values: Mapping[str, Mapping[str, str]] = FrozenDict()
    """Other words for values: field name, then the text in the file, then what it stands for."""

    def __post_init__(self) -> None:
        freeze(self, "fields", "ignored", "values")


class ImportMatching(Word):
    """What happens with rows whose record is in the book already, and with those whose is not.
    """

    CREATE_AND_UPDATE = "create_and_update"
    """Known records are updated, the others made."""
    CREATE_ONLY = "create_only"
    """Records are made; rows of known ones are rejected."""
    UPDATE_ONLY = "update_only"
    """Known records are updated; the other rows are rejected."""


class RepeatedRows(Word):
    """What happens with a row that repeats an earlier one of its file."""

    REJECT = "reject"
    """It is rejected, and the reason names the line of the first."""
    MERGE = "merge"
    """It adds to the first: what the first left blank, contacts, channels, addresses, bank
    accounts, tags and lines of the note. A value that contradicts the first is reported; a row
    that contradicts its name, code or tax number is rejected.
    """


class UnknownValues(Word):
    """What happens with something a row names and the book does not have."""

    REJECT = "reject"
    """The row is rejected."""
    CREATE = "create"
    """It is made."""
    LEAVE_OUT = "leave_out"
    """The value is left out, and reported."""


@dataclass(frozen=True, slots=True)
class CustomerImport(Record):
    """How customers are imported. A row belongs to a known customer by the record number of an
    export, else by code, else by tax number and name, else by the whole name (letter case and the
    number of spaces do not count, signs do; persons need a phone in common too). An unknown code
    or another tax number never means a known customer. A row whose name or tax number contradicts
    the code it gives is rejected.

    Attributes:
        file: How the file is read.
        matching: Whether customers are made, updated or both. An update writes what the row gives
            and never empties a field; channels, addresses, bank accounts and tags are added to.
        repeats: What happens with a row that means the customer of an earlier one.
        change_identity: Whether a row may change the name and the tax number of the customer
            whose code it gives. Rows with a record number always may.
        unknown_labels: What happens with a level, industry, source, region … that the dictionary
            does not have.
        suppliers: Whether the rows are suppliers instead of customers.
        pool: The pool that new customers go to, unless their row names an owner. Who imports them
            is a member of it; rows with contacts need one who looks after it.
        opening_on: The day of the opening balances (期初); needed when a column gives any. They
            become opening items, and need the permission to post. One that an earlier import of
            customers booked is not booked again; a row with another one is rejected.
        find_duplicates: Whether customers that may be the same are looked for, in the file and in
            the book.
        all_or_nothing: Whether nothing is imported when one row is rejected.
    """

    file: FileOptions = FileOptions()
    """How the file is read."""

    matching: ImportMatching | str = ImportMatching.CREATE_AND_UPDATE
    """Whether customers are made, updated or both. An update writes what the row gives and never
    empties a field; channels, addresses, bank accounts and tags are added to.
    """

    repeats: RepeatedRows | str = RepeatedRows.REJECT
    """What happens with a row that means the customer of an earlier one."""

    change_identity: bool = False
    """Whether a row may change the name and the tax number of the customer whose code it gives.
    Rows with a record number always may.
    """

    unknown_labels: UnknownValues | str = UnknownValues.LEAVE_OUT
    """What happens with a level, industry, source, region … that the dictionary does not have.
    """

    suppliers: bool = False
    """Whether the rows are suppliers instead of customers."""

    pool: PoolId | None = None
    """The pool that new customers go to, unless their row names an owner. Who imports them is a
    member of it; rows with contacts need one who looks after it.
    """

    opening_on: dt.date | None = None
    """The day of the opening balances (期初); needed when a column gives any. They become opening
    items, and need the permission to post. One that an earlier import of customers booked is not
    booked again; a row with another one is rejected.
    """

    find_duplicates: bool = True
    """Whether customers that may be the same are looked for, in the file and in the book."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


@dataclass(frozen=True, slots=True)
class DateDecision(Record):
    """How the dates of a column are read.

    Attributes:
        order: The order for dates that have two readings.
        open: How many dates have two readings.
        certain: Whether the order is certain: no date has two readings, or other dates of the
            column show the order and none contradicts. What is not certain is to be reported.
        short_years: Whether years of two digits are read: the order was said, by the caller or
            the heading.
        republic: Whether years of three digits are those of the republic (民国): 115 is 2026.
    """

    order: DateOrder
    """The order for dates that have two readings."""

    open: int
    """How many dates have two readings."""

    certain: bool
    """Whether the order is certain: no date has two readings, or other dates of the column show
    the order and none contradicts. What is not certain is to be reported.
    """

    short_years: bool
    """Whether years of two digits are read: the order was said, by the caller or the heading."""

    republic: bool
    """Whether years of three digits are those of the republic (民国): 115 is 2026."""


@dataclass(frozen=True, slots=True)
class DuplicateRowOriginLine(Record):
    """The row that begins on this line of the file.

    Attributes:
        value: What it holds.
    """

    value: int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class DuplicateRowOriginKnown(Record):
    """The record with this id, known before.

    Attributes:
        value: What it holds.
    """

    value: int
    """What it holds."""


DuplicateRowOrigin: TypeAlias = DuplicateRowOriginLine | DuplicateRowOriginKnown
"""Where a subject comes from."""


@dataclass(frozen=True, slots=True)
class DuplicateRow(Record):
    """A pair that may be the same.

    Attributes:
        first: The known record, or the row that came first.
        second: The row that may repeat it.
        score: How likely it is that they are the same, 0 to 100.
        reasons: Why, and why not; what says most first.
    """

    first: DuplicateRowOrigin
    """The known record, or the row that came first."""

    second: DuplicateRowOrigin
    """The row that may repeat it."""

    score: int
    """How likely it is that they are the same, 0 to 100."""

    reasons: Table[m.MatchReason]
    """Why, and why not; what says most first."""


class OutEncoding(Word):
    """The encoding of a file to write."""

    UTF8_WITH_MARK = "utf8_with_mark"
    """UTF-8 with a byte-order mark, by which spreadsheets know it."""
    UTF8 = "utf8"
    """UTF-8 without mark."""
    GB18030 = "gb18030"
    """GB18030, for older Chinese software. It holds all of Unicode, except U+E5E5; 18 characters
    of the private use area come back as the standard ones that replaced them in 2022.
    """


@dataclass(frozen=True, slots=True)
class ExportAllOptions(Record):
    """How all lists of a book are exported.

    Attributes:
        language: The language of the headings, and of yes and no.
        encoding: The encoding of the files.
        overwrite: Whether files of these names that are in the folder already are replaced;
            otherwise the folder must be new or empty.
        labels: The language of labels, as in ``ExportOptions``.
    """

    language: Language | str = Language.CHINESE
    """The language of the headings, and of yes and no."""

    encoding: OutEncoding | str = OutEncoding.UTF8_WITH_MARK
    """The encoding of the files."""

    overwrite: bool = False
    """Whether files of these names that are in the folder already are replaced; otherwise the
    folder must be new or empty.
    """

    labels: Language | str | None = None
    """The language of labels, as in ``ExportOptions``."""


class ImportKind(Word):
    """What an import brought."""

    CUSTOMERS = "customers"
    """Customers and their contacts."""
    PRODUCTS = "products"
    """Products."""
    SALES = "sales"
    """Posted sales."""
    PAYMENTS = "payments"
    """Payments."""
    OPENING_ITEMS = "opening_items"
    """Documents that were open when the book began."""


class ImportState(Word):
    """Whether an import stands."""

    DONE = "done"
    """It stands."""
    UNDONE = "undone"
    """It was undone."""


@dataclass(frozen=True, slots=True)
class ImportFilter(Record):
    """Which imports to list; what is absent does not limit.

    Attributes:
        kind: What they brought.
        state: Whether they stand.
        operator: Who ran them.
        from_: From this day on, in the book's time zone.
        to: Up to and with this day, in the book's time zone.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    kind: ImportKind | str | None = None
    """What they brought."""

    state: ImportState | str | None = None
    """Whether they stand."""

    operator: OperatorId | None = None
    """Who ran them."""

    from_: dt.date | None = None
    """From this day on, in the book's time zone."""

    to: dt.date | None = None
    """Up to and with this day, in the book's time zone."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


@dataclass(frozen=True, slots=True)
class ExportListCustomers(Record):
    """Customers and suppliers, in the order they were added, under headings that
    ``Exchange.import_customers`` knows. A company that is only bought from is of the kind
    ``supplier``; the first address and bank account have columns of their own. Read back, a row
    belongs to its record by the record number; for another book, map ``record`` to nothing.

    Attributes:
        value: What it holds.
    """

    value: m.CustomerFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListTags(Record):
    """The tags of customers, with how many have each."""


@dataclass(frozen=True, slots=True)
class ExportListContacts(Record):
    """Contacts by name.

    Attributes:
        value: What it holds.
    """

    value: m.ContactFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListImportantDates(Record):
    """Days that matter to customers and persons there, in the order in which they were added.

    Attributes:
        value: What it holds.
    """

    value: m.ImportantDateFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListInvoiceProfiles(Record):
    """What customers want on their invoices, in the order in which it was added.

    Attributes:
        value: What it holds.
    """

    value: m.InvoiceProfileFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPools(Record):
    """Pools of customers, with their rules and members."""


@dataclass(frozen=True, slots=True)
class ExportListOwnerChanges(Record):
    """Who owned which customer when, and in which pool it waited, the oldest change first."""


@dataclass(frozen=True, slots=True)
class ExportListDealings(Record):
    """Dealings with customers, the oldest first.

    Attributes:
        value: What it holds.
    """

    value: m.DealingFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListProducts(Record):
    """Products and services by code.

    Attributes:
        value: What it holds.
    """

    value: m.ProductFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListInvoices(Record):
    """Invoices and credit notes by date of issue.

    Attributes:
        value: What it holds.
    """

    value: m.InvoiceFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListInvoiceLines(Record):
    """The lines of invoices and credit notes, a row each.

    Attributes:
        value: What it holds.
    """

    value: m.InvoiceFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPayments(Record):
    """Payments, the oldest first.

    Attributes:
        value: What it holds.
    """

    value: m.PaymentFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListAllocations(Record):
    """What settles what, withdrawn allocations included, in the order they were made."""


@dataclass(frozen=True, slots=True)
class ExportListOpenItems(Record):
    """Lines posted by hand on accounts that are kept by customer, in the order they were made.

    Attributes:
        value: What it holds.
    """

    value: m.EntryItemFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListAccounts(Record):
    """The chart of accounts in tree order."""


@dataclass(frozen=True, slots=True)
class ExportListAccountRoles(Record):
    """Which account the engine uses for what."""


@dataclass(frozen=True, slots=True)
class ExportListJournals(Record):
    """Journals."""


@dataclass(frozen=True, slots=True)
class ExportListEntries(Record):
    """Journal entries, a row each.

    Attributes:
        value: What it holds.
    """

    value: m.EntryFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPostings(Record):
    """The postings of journal entries, a row each.

    Attributes:
        value: What it holds.
    """

    value: m.EntryFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListRegister(Record):
    """The movements of an account or a party with their running balance, the oldest first, below
    a row with the opening balance and above one with the closing balance.

    Attributes:
        value: What it holds.
    """

    value: m.RegisterOptions
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPartyBalances(Record):
    """The customers and suppliers that are not settled at the end of a day.

    Attributes:
        account: The code of the account; none for all of them.
        on: The day; none for today.
    """

    account: str | None = None
    """The code of the account; none for all of them."""

    on: dt.date | None = None
    """The day; none for today."""


@dataclass(frozen=True, slots=True)
class ExportListTrialBalance(Record):
    """The trial balance of the days from ``from`` to ``on``.

    Attributes:
        from_: The first day of the movement; none for the first of the month of ``on``.
        on: The last day; none for today.
    """

    from_: dt.date | None = None
    """The first day of the movement; none for the first of the month of ``on``."""

    on: dt.date | None = None
    """The last day; none for today."""


@dataclass(frozen=True, slots=True)
class ExportListIncomeSummary(Record):
    """Income, cost and expense of some days, an account a row.

    Attributes:
        from_: The first day; none for the first of the year of ``to``.
        to: The last day; none for today.
    """

    from_: dt.date | None = None
    """The first day; none for the first of the year of ``to``."""

    to: dt.date | None = None
    """The last day; none for today."""


@dataclass(frozen=True, slots=True)
class ExportListAgeing(Record):
    """What is open by age, a row per customer or supplier.

    Attributes:
        on: The day it is seen from; none for today.
        side: What customers owe, or what is owed to suppliers.
        bands: The bands.
        by: What ages are counted from.
    """

    on: dt.date | None = None
    """The day it is seen from; none for today."""

    side: m.OpenItemSide | str = m.OpenItemSide.RECEIVABLE
    """What customers owe, or what is owed to suppliers."""

    bands: m.AgeingBands | Literal["months", "years"] = m.AgeingBandsMonths()
    """The bands."""

    by: m.AgeingBy | str = m.AgeingBy.DUE_DATE
    """What ages are counted from."""


@dataclass(frozen=True, slots=True)
class ExportListStatement(Record):
    """The statement of a customer or supplier: a row with the opening balance, a row for each
    document, a row with the closing balance.

    Attributes:
        customer: The customer or supplier.
        from_: The first day; none for the first of the year of ``to``.
        to: The last day; none for today.
    """

    customer: CustomerId
    """The customer or supplier."""

    from_: dt.date | None = None
    """The first day; none for the first of the year of ``to``."""

    to: dt.date | None = None
    """The last day; none for today."""


@dataclass(frozen=True, slots=True)
class ExportListCases(Record):
    """Cases, the oldest first.

    Attributes:
        value: What it holds.
    """

    value: m.CaseFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListCaseNotes(Record):
    """Notes of cases, the oldest first.

    Attributes:
        case: The case; none for the notes of all.
    """

    case: CaseId | None = None
    """The case; none for the notes of all."""


@dataclass(frozen=True, slots=True)
class ExportListCaseLinks(Record):
    """Which cases belong together, in the order in which it was said."""


@dataclass(frozen=True, slots=True)
class ExportListCaseRemedies(Record):
    """What complaints lead to, in the order in which it was proposed."""


@dataclass(frozen=True, slots=True)
class ExportListSurveys(Record):
    """What customers were asked about service, in the order in which they were."""


@dataclass(frozen=True, slots=True)
class ExportListServicePolicies(Record):
    """Policies of service levels, in their order."""


@dataclass(frozen=True, slots=True)
class ExportListCaseClocks(Record):
    """The targets of cases that run or ran, in the order in which they came."""


@dataclass(frozen=True, slots=True)
class ExportListAssignmentRules(Record):
    """Rules by which cases are assigned, in their order."""


@dataclass(frozen=True, slots=True)
class ExportListAbsences(Record):
    """When operators are, were and will be away, in the order in which it was said."""


@dataclass(frozen=True, slots=True)
class ExportListCaseAssignments(Record):
    """What the rules said of cases, in the order in which they did."""


@dataclass(frozen=True, slots=True)
class ExportListTasks(Record):
    """Tasks by the day on which they are due.

    Attributes:
        value: What it holds.
    """

    value: m.TaskFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListAttachments(Record):
    """Files on records, in the order in which they were added; what they hold is written by
    ``Attachments.export_files``.

    Attributes:
        value: What it holds.
    """

    value: m.AttachmentFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListDictionaries(Record):
    """The user-maintained lists."""


@dataclass(frozen=True, slots=True)
class ExportListDictionaryItems(Record):
    """The items of a user-maintained list, retired ones included.

    Attributes:
        dictionary: The code of the list; none for those of all.
    """

    dictionary: str | None = None
    """The code of the list; none for those of all."""


@dataclass(frozen=True, slots=True)
class ExportListOperators(Record):
    """Operators; passwords are no part of it."""


@dataclass(frozen=True, slots=True)
class ExportListTeams(Record):
    """Teams."""


@dataclass(frozen=True, slots=True)
class ExportListCalendars(Record):
    """Business calendars: a row for each span of the week and for each day that differs."""


@dataclass(frozen=True, slots=True)
class ExportListSavedViews(Record):
    """Saved views: one's own and the shared ones."""


@dataclass(frozen=True, slots=True)
class ExportListCustomFields(Record):
    """Fields of the book's own."""


@dataclass(frozen=True, slots=True)
class ExportListRoles(Record):
    """Roles with what they permit."""


@dataclass(frozen=True, slots=True)
class ExportListDutyRules(Record):
    """The rules that keep duties apart."""


@dataclass(frozen=True, slots=True)
class ExportListChanges(Record):
    """The change log after a number, a row for each change.

    Attributes:
        after: The number of the last change that is left out; none for all of it.
    """

    after: int | None = None
    """The number of the last change that is left out; none for all of it."""


@dataclass(frozen=True, slots=True)
class ExportListHistory(Record):
    """The history of one record, the oldest change first.

    Attributes:
        value: What it holds.
    """

    value: m.Subject
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListImports(Record):
    """Imports, the oldest first.

    Attributes:
        value: What it holds.
    """

    value: ImportFilter
    """What it holds."""


ExportList: TypeAlias = (
    ExportListCustomers
    | ExportListTags
    | ExportListContacts
    | ExportListImportantDates
    | ExportListInvoiceProfiles
    | ExportListPools
    | ExportListOwnerChanges
    | ExportListDealings
    | ExportListProducts
    | ExportListInvoices
    | ExportListInvoiceLines
    | ExportListPayments
    | ExportListAllocations
    | ExportListOpenItems
    | ExportListAccounts
    | ExportListAccountRoles
    | ExportListJournals
    | ExportListEntries
    | ExportListPostings
    | ExportListRegister
    | ExportListPartyBalances
    | ExportListTrialBalance
    | ExportListIncomeSummary
    | ExportListAgeing
    | ExportListStatement
    | ExportListCases
    | ExportListCaseNotes
    | ExportListCaseLinks
    | ExportListCaseRemedies
    | ExportListSurveys
    | ExportListServicePolicies
    | ExportListCaseClocks
    | ExportListAssignmentRules
    | ExportListAbsences
    | ExportListCaseAssignments
    | ExportListTasks
    | ExportListAttachments
    | ExportListDictionaries
    | ExportListDictionaryItems
    | ExportListOperators
    | ExportListTeams
    | ExportListCalendars
    | ExportListSavedViews
    | ExportListCustomFields
    | ExportListRoles
    | ExportListDutyRules
    | ExportListChanges
    | ExportListHistory
    | ExportListImports
)
"""What is exported: a list with its own filter, or a report. A day that is left out is today; see
``ExportList.named`` for the whole of a list by its name.
"""


@dataclass(frozen=True, slots=True)
class ExportedFile(Record):
    """A file of an export of all lists.

    Attributes:
        list: The name of the list.
        file: The name of the file in the folder.
        rows: How many rows stand below the headings.
    """

    list: str
    """The name of the list."""

    file: str
    """The name of the file in the folder."""

    rows: int
    """How many rows stand below the headings."""


@dataclass(frozen=True, slots=True)
class LeftOutList(Record):
    """A list that is not part of an export.

    Attributes:
        list: The name of the list.
        needs: The permission that the operator lacks.
    """

    list: str
    """The name of the list."""

    needs: str
    """The permission that the operator lacks."""


@dataclass(frozen=True, slots=True)
class ExportManifest(Record):
    """What an export of all lists holds; ``manifest.json`` in its folder says the same.

    Attributes:
        book: The book.
        name: Its name.
        day: The day in the book's time zone, to which reports go.
        at: When it was made.
        engine: The version of the engine that made it.
        language: The language of the headings.
        encoding: The encoding of the files.
        files: The files, in the order of the lists.
        left_out: The lists that are not there because the operator may not see them.
    """

    book: BookId
    """The book."""

    name: str
    """Its name."""

    day: dt.date
    """The day in the book's time zone, to which reports go."""

    at: dt.datetime
    """When it was made."""

    engine: str
    """The version of the engine that made it."""

    language: Language
    """The language of the headings."""

    encoding: OutEncoding
    """The encoding of the files."""

    files: Table[ExportedFile]
    """The files, in the order of the lists."""

    left_out: Table[LeftOutList]
    """The lists that are not there because the operator may not see them."""


@dataclass(frozen=True, slots=True)
class ExportOptions(Record):
    """How an export is written.

    Attributes:
        language: The language of the headings, and of yes and no.
        encoding: The encoding of the file.
        sort: What the list is sorted by, a word of its own sort such as ``due_on``; when absent,
            the order that the list has in exports.
        descending: Whether the last comes first; only with ``sort``.
        labels: The language of labels: behind each column of codes or words (the items of
            user-maintained lists, accounts, kinds and states) stands one of what they are called.
            Without it there are none. Labels are for people: a file that is read back goes by the
            codes.
    """

    language: Language | str = Language.CHINESE
    """The language of the headings, and of yes and no."""

    encoding: OutEncoding | str = OutEncoding.UTF8_WITH_MARK
    """The encoding of the file."""

    sort: str | None = None
    """What the list is sorted by, a word of its own sort such as ``due_on``; when absent, the
    order that the list has in exports.
    """

    descending: bool = False
    """Whether the last comes first; only with ``sort``."""

    labels: Language | str | None = None
    """The language of labels: behind each column of codes or words (the items of user-maintained
    lists, accounts, kinds and states) stands one of what they are called. Without it there are
    none. Labels are for people: a file that is read back goes by the codes.
    """


class ImportTarget(Word):
    """What the rows of a file are."""

    CUSTOMERS = "customers"
    """Customers and suppliers."""
    PRODUCTS = "products"
    """Products."""
    INVOICES = "invoices"
    """Invoices, one row each."""
    LINES = "lines"
    """Lines of invoices."""
    SALES = "sales"
    """Invoices and their lines in one file: one row per line, the invoice's fields repeated."""
    PAYMENTS = "payments"
    """Payments, received or made."""
    OPENING_ITEMS = "opening_items"
    """Documents that were open when the book began."""


@dataclass(frozen=True, slots=True)
class RateDecision(Record):
    """How the rates of a column are read.

    Attributes:
        form: The form of numbers without percent sign.
        certain: Whether the form is certain. It is not when numbers between 0 and 1 and numbers
            above 1 stand side by side, or when the only ones are 0 and 1; that is to be reported.
    """

    form: RateForm
    """The form of numbers without percent sign."""

    certain: bool
    """Whether the form is certain. It is not when numbers between 0 and 1 and numbers above 1
    stand side by side, or when the only ones are 0 and 1; that is to be reported.
    """


@dataclass(frozen=True, slots=True)
class RejectReason(Record):
    """Why a row was rejected.

    Attributes:
        column: The heading of the column at fault, if it is one column.
        problem: What is wrong; its path is the field's name.
    """

    column: str | None
    """The heading of the column at fault, if it is one column."""

    problem: Violation
    """What is wrong; its path is the field's name."""


@dataclass(frozen=True, slots=True)
class RejectedRow(Record):
    """A row that was not taken over.

    Attributes:
        line: The line of the file on which it begins; 1 is the first.
        cells: Its cells as they stand in the file.
        reasons: What is wrong: at least one reason.
    """

    line: int
    """The line of the file on which it begins; 1 is the first."""

    cells: tuple[str, ...]
    """Its cells as they stand in the file."""

    reasons: Table[RejectReason]
    """What is wrong: at least one reason."""


@dataclass(frozen=True, slots=True)
class FileReport(Record):
    """How one file was read, and what was wrong in it.

    Attributes:
        name: Its name.
        target: What its rows are.
        encoding: Its encoding.
        encoding_certain: Whether the encoding is certain: it was named, marked in the file, or
            shown by its text.
        dialect: Its dialect.
        heading_line: The line on which the heading ends; 0 when there is none.
        headers: Its heading.
        mapping: Which column or constant gave which field.
        unmapped: Headings of columns that gave no field.
        ambiguous: Columns whose heading was not clear.
        dates: How dates with two readings were read, by field.
        rates: How rates without percent sign were read, by field.
        rows_read: Rows read; heading and blank rows do not count.
        cleaned: What cleaning changed, by field.
        rejected: The rows that were not taken over, in the order of the file.
    """

    name: str
    """Its name."""

    target: ImportTarget
    """What its rows are."""

    encoding: str
    """Its encoding."""

    encoding_certain: bool
    """Whether the encoding is certain: it was named, marked in the file, or shown by its text.
    """

    dialect: Dialect
    """Its dialect."""

    heading_line: int
    """The line on which the heading ends; 0 when there is none."""

    headers: tuple[str, ...]
    """Its heading."""

    mapping: Mapping[str, ColumnSource]
    """Which column or constant gave which field."""

    unmapped: tuple[str, ...]
    """Headings of columns that gave no field."""

    ambiguous: Table[AmbiguousColumn]
    """Columns whose heading was not clear."""

    dates: tuple[tuple[str, DateDecision], ...]
    """How dates with two readings were read, by field."""

    rates: tuple[tuple[str, RateDecision], ...]
    """How rates without percent sign were read, by field."""

    rows_read: int
    """Rows read; heading and blank rows do not count."""

    cleaned: Table[CleanedCount]
    """What cleaning changed, by field."""

    rejected: Table[RejectedRow]
    """The rows that were not taken over, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Freight(Record):
    """The line that a column with freight becomes.

    Attributes:
        description: What the line says.
        tax_rate: Its tax rate, 0 to 1: 0.09 is 9 %.
        income_account: The code of the account that takes it; by default the one for services.
    """

    description: str = "运费 Freight"
    """What the line says."""

    tax_rate: Decimal | int = Decimal("0")
    """Its tax rate, 0 to 1: 0.09 is 9 %."""

    income_account: str | None = None
    """The code of the account that takes it; by default the one for services."""


@dataclass(frozen=True, slots=True)
class ImportField(Record):
    """A field that a column of a file can give.

    Attributes:
        name: Its name in mappings.
        label_zh: Its usual heading in Chinese.
        label_en: Its usual heading in English.
        headings: The headings that are recognised for it; words for tax, units, currencies and
            the like may stand beside them.
    """

    name: str
    """Its name in mappings."""

    label_zh: str
    """Its usual heading in Chinese."""

    label_en: str
    """Its usual heading in English."""

    headings: tuple[str, ...]
    """The headings that are recognised for it; words for tax, units, currencies and the like may
    stand beside them.
    """


@dataclass(frozen=True, slots=True)
class ImportHead(Record):
    """What every import command says of its files.

    Attributes:
        file_name: The names of the files.
        rows_read: Rows read, in all files.
        rows_rejected: Rows that were rejected before the command.
        all_or_nothing: Whether nothing is imported when one row is rejected.
        content: The digest of what the files hold, in hexadecimal digits: the same file is known
            by it.
    """

    file_name: str
    """The names of the files."""

    rows_read: int
    """Rows read, in all files."""

    rows_rejected: int
    """Rows that were rejected before the command."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""

    content: str | None = None
    """The digest of what the files hold, in hexadecimal digits: the same file is known by it."""


@dataclass(frozen=True, slots=True)
class RecordCount(Record):
    """How many records of a kind an import touched.

    Attributes:
        subject: The kind of record as the change log names it: ``customer``, ``invoice`` …
        created: Made.
        updated: Updated.
        unchanged: Found as they should be.
    """

    subject: str
    """The kind of record as the change log names it: ``customer``, ``invoice`` …"""

    created: int
    """Made."""

    updated: int
    """Updated."""

    unchanged: int
    """Found as they should be."""


@dataclass(frozen=True, slots=True)
class Refusal(Record):
    """A row that the engine's own rules refuse.

    Attributes:
        file: Which of the import's files: 0 is the first.
        line: The line of the file.
        field: The field at fault, if it is one.
        problem: What is wrong.
    """

    file: int
    """Which of the import's files: 0 is the first."""

    line: int
    """The line of the file."""

    field: str | None
    """The field at fault, if it is one."""

    problem: Violation
    """What is wrong."""


class NoticeKind(Word):
    """What is worth a look."""

    LABEL_LEFT_OUT = "label_left_out"
    """A label the dictionary does not have was left out."""
    LABEL_ADDED = "label_added"
    """A label the dictionary did not have was added to it."""
    OWNER_LEFT_OUT = "owner_left_out"
    """A person responsible who is no operator was left out."""
    DATES_AMBIGUOUS = "dates_ambiguous"
    """Nothing in the column decides in which order its dates are written."""
    RATES_AMBIGUOUS = "rates_ambiguous"
    """Nothing in the column decides whether its rates are percentages."""
    REFERENCE_NOT_SETTLED = "reference_not_settled"
    """A document a payment names is unknown, another customer's, or paid: it was not settled, and
    what the payment has left stays open.
    """
    MORE_THAN_NAMED = "more_than_named"
    """A payment is more than the documents it names need: the rest went to those due first, or
    stays open where only named documents are settled.
    """
    FOUND_IN_TEXT = "found_in_text"
    """The number of a document stands in a text of a payment's row, or in a column that is not
    known to name documents: it was settled. The text is the number.
    """
    LABEL_REPLACED = "label_replaced"
    """A label was taken for what its item was merged into or renamed to."""
    CUSTOMER_REPLACED = "customer_replaced"
    """A customer that was merged into another one was taken for that one."""
    MADE_BESIDE_KNOWN = "made_beside_known"
    """A record was made although another, of the book or of an earlier row, has its name, its tax
    number or its code in other letters.
    """
    NAME_CHANGED = "name_changed"
    """The name of a known record was changed."""
    SPELLING_KEPT = "spelling_kept"
    """A known record is spelt otherwise than in the row: it keeps its own spelling. A code in
    full width is kept, and looked for, in plain width.
    """
    VALUE_LEFT_OUT = "value_left_out"
    """A row that repeats an earlier one says something else than that: the value was left out.
    """
    PRICES_DIFFER = "prices_differ"
    """Rows give one new product different prices: it has that of the first."""
    ENCODING_GUESSED = "encoding_guessed"
    """Nothing in the file shows that its encoding is the one it was read in."""
    TEXT_DAMAGED = "text_damaged"
    """A text is damaged: it was once read in another encoding than it was written in."""
    NUMBERS_AMBIGUOUS = "numbers_ambiguous"
    """Numbers such as 1.500 can be read in two ways; their rows are refused."""
    PRICE_MODE_ASSUMED = "price_mode_assumed"
    """Nothing says whether unit prices hold the tax: they were taken as net."""
    DISCOUNTS_AMBIGUOUS = "discounts_ambiguous"
    """Nothing says what the numbers of a column of discounts are."""
    TOTAL_DIFFERS = "total_differs"
    """What a document comes to here is another amount than its file says, by no more than
    rounding can make: the text is the file's, a stroke, and the book's.
    """
    TAKEN_ONCE = "taken_once"
    """A value of a document, such as freight, stands on several of its rows: it was taken once.
    """
    AMOUNT_REPEATED = "amount_repeated"
    """All lines of a document show the same amount or discount, in every document of the file: it
    may be the document's, and count once.
    """
    PRICE_ROUNDED = "price_rounded"
    """A unit price has more decimal places than are kept; its amount does not change."""
    PRICE_FROM_AMOUNT = "price_from_amount"
    """A unit price was rounded in the file: the one that makes the line's amount was taken."""
    DIRECTION_ASSUMED = "direction_assumed"
    """Nothing says for certain which payments are money in and which money out."""
    SIGN_MEANS_DIRECTION = "sign_means_direction"
    """Amounts below zero were taken as money out."""
    TAKEN_AS_REFUND = "taken_as_refund"
    """Money out to a customer, or in from a supplier, was taken as a refund."""
    PURPOSE_ASSUMED = "purpose_assumed"
    """A party is bought from and sold to, and its open documents do not say whether money is a
    payment or a refund: it was taken as a payment.
    """
    COLUMN_NOT_READ = "column_not_read"
    """A column was not read: its heading is not understood."""
    COLUMNS_COMPETE = "columns_compete"
    """Several columns fit one field equally well: the first was taken."""
    DIFFERS_FROM_RECORD = "differs_from_record"
    """A row says something else of a known record than the record does: the record keeps its own.
    The text is the row's, a stroke, and the record's.
    """
    BLANK_KEPT = "blank_kept"
    """A row with a record's number is blank where the record has a value: the value stays."""
    TAKEN_FROM_ABOVE = "taken_from_above"
    """Cells are blank below merged ones: they were filled from the row above."""
    PHONE_UNKNOWN = "phone_unknown"
    """A phone number is not one that is known, such as one without area code: it was kept as it
    stands. The text is the number.
    """
    IDENTIFIER_UNCHECKED = "identifier_unchecked"
    """A tax or identity number is of no form that can be checked: it was kept as it stands. The
    text is the number.
    """
    BANK_NOT_STATED = "bank_not_stated"
    """A bank account stands there without its bank: it was kept with what invoices say."""
    CHOSEN_BY_SIDE = "chosen_by_side"
    """Several customers and suppliers have the name of a row: the one on the row's side, sold to
    or bought from, was taken.
    """
    NAMED_BY_CODE = "named_by_code"
    """A customer was made of a row that gives a code only: it is called by that code."""
    MASK_LEFT_OUT = "mask_left_out"
    """A masked text such as ``138****8000`` was left out: it is no value."""
    CHANGED_SINCE_EXPORT = "changed_since_export"
    """A row changes a record that was changed since it was exported."""
    VALUE_CHANGED = "value_changed"
    """A field of known records was changed."""
    NOT_A_RECORD = "not_a_record"
    """A row that is a sum, a signature or a remark was left out."""
    LOOKS_LIKE_SUM = "looks_like_sum"
    """A row that looks like a sum was taken as a record."""
    KNOWN_RETIRED = "known_retired"
    """A known record is retired, and stays so."""
    SIGN_MEANS_CREDIT = "sign_means_credit"
    """An opening amount below zero was taken as received or paid in advance."""
    OPENING_ADDED = "opening_added"
    """A row that repeats an earlier one has another opening balance: both were booked."""
    OPENING_KEPT = "opening_kept"
    """An opening balance that was imported before was not booked again; the text names the import
    and its line, as in ``3:17``. Nor was one that the opening items of its customer come to; the
    text is the number of the first.
    """
    BEFORE_OPENING = "before_opening"
    """A document or a payment is dated before the day on which it was entered what was open of
    its customer: it may be in that already. The text is that day.
    """
    BOOKED_BEFORE = "booked_before"
    """A line that was imported before was booked again; the text names the import and its line,
    as in ``3:17``.
    """
    FILE_IMPORTED_BEFORE = "file_imported_before"
    """The same file was imported before; the text is the number of that import."""
    MAY_BE_CUT = "may_be_cut"
    """The file ends without a line end, with a figure or a day: it may have been cut off there.
    It was taken as it stands.
    """
    UNIT_FROM_TITLE = "unit_from_title"
    """A line above the heading or below the rows says in which unit the figures are: they were
    taken so. The text is the unit.
    """
    TITLE_SPEAKS_OTHERWISE = "title_speaks_otherwise"
    """A line above the heading may say that the file is another kind of list, or that its figures
    are in a currency that is not known. The text is what it says.
    """
    TITLE_NOT_READ = "title_not_read"
    """A line above the heading is not understood: it may say something of the figures. The text
    is what it says.
    """
    SECTION_NOT_READ = "section_not_read"
    """A row among records names a part of the list and is not understood. The text is its own.
    """
    SUM_DIFFERS = "sum_differs"
    """A sum or count in the file is not that of its rows. The text is the file's, a stroke, and
    that of the rows.
    """
    MAY_NOT_COUNT = "may_not_count"
    """A note, a name or a number holds a word for what is no sale, payment or debt (作废, 样品,
    bounced), or a record for one that is no longer in use: the row was taken. The text is that of
    the cell.
    """
    BALANCE_NOT_FOLLOWED = "balance_not_followed"
    """The running balance does not follow from the amounts: they are not confirmed by it."""
    LIKE_KNOWN = "like_known"
    """The book has a payment of the same party, direction, day and amount that was not read from
    the same line, a sale of the same customer and day with the same lines under another number,
    or an opening item of the same party and amount: it may be the same. The text is its number.
    """
    LIKE_EARLIER = "like_earlier"
    """An earlier row of the file is an opening item of the same party and amount, or all of them
    come to it: one of them may be there twice. The text is the earlier row's line.
    """
    DOCUMENT_AS_LINE = "document_as_line"
    """The file lists documents without their lines: each was taken as one line of its amount. The
    text is what the lines are called.
    """
    BILL_AS_MONEY = "bill_as_money"
    """A bill of exchange (银行承兑汇票, 商业承兑汇票) was booked as money in the bank, which it is only when
    it is paid. The text is the method's.
    """
    TAKEN_TOGETHER = "taken_together"
    """Rows of one receipt that name one document each were taken together; where their amounts
    differ, each as a part of it.
    """
    NO_ROWS = "no_rows"
    """The file has no rows."""
    TAX_RATE_ASSUMED = "tax_rate_assumed"
    """Nothing gives the tax rate of an unknown product: it was taken as 0."""


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """Something worth a look although it was taken over.

    Attributes:
        kind: What it is.
        field: The field; blank where it is not about one.
        column: The heading of its column, if a column gives it.
        text: The text in the file, where there is one.
        rows: In how many rows.
        line: The line of the first.
    """

    kind: NoticeKind
    """What it is."""

    field: str
    """The field; blank where it is not about one."""

    column: str | None
    """The heading of its column, if a column gives it."""

    text: str
    """The text in the file, where there is one."""

    rows: int
    """In how many rows."""

    line: int
    """The line of the first."""


@dataclass(frozen=True, slots=True)
class ImportOutcome(Record):
    """What came of an import command.

    Attributes:
        import_: By which it can be undone; none when nothing was imported.
        accepted: Rows taken over.
        records: Records made, updated and found as they should be, by kind.
        refused: Rows that the engine's rules refuse.
        notices: What is worth a look although it was taken over.
    """

    import_: ImportId | None
    """By which it can be undone; none when nothing was imported."""

    accepted: int
    """Rows taken over."""

    records: Table[RecordCount]
    """Records made, updated and found as they should be, by kind."""

    refused: Table[Refusal]
    """Rows that the engine's rules refuse."""

    notices: Table[Notice]
    """What is worth a look although it was taken over."""


@dataclass(frozen=True, slots=True)
class ImportRun(Record):
    """An import that was run.

    Attributes:
        id: The id.
        kind: What it brought.
        file_name: The names of its files.
        state: Whether it stands.
        rows_read: Rows read.
        rows_accepted: Rows taken over.
        rows_rejected: Rows rejected.
        changes: How many changes it made.
        created_at: When it was run.
        created_by: Who ran it.
    """

    id: ImportId
    """The id."""

    kind: ImportKind
    """What it brought."""

    file_name: str
    """The names of its files."""

    state: ImportState
    """Whether it stands."""

    rows_read: int
    """Rows read."""

    rows_accepted: int
    """Rows taken over."""

    rows_rejected: int
    """Rows rejected."""

    changes: int
    """How many changes it made."""

    created_at: dt.datetime
    """When it was run."""

    created_by: OperatorId | None
    """Who ran it."""


@dataclass(frozen=True, slots=True)
class ImportPreview(Record):
    """How a file would be read: to be shown before it is imported.

    Attributes:
        file: How it is read. Its rejected rows and counts are those of the sample.
        fields: The names of the fields in ``rows``.
        rows: The first rows, cleaned: a text for each field.
        cells: The cells of the same rows as they stand in the file.
        lines: The lines of the file on which these rows begin.
        missing: Fields without which nothing can be imported and that no column gives.
        notices: What is not certain.
        imported_before: The last import of the same file that still stands, if there is one. Of
            sales in two files neither alone shows it.
        language: The book's language: that of the preview when it is printed.
        summary_zh: All of this in a few lines for people, in Chinese.
        summary_en: The same in English.
    """

    file: FileReport
    """How it is read. Its rejected rows and counts are those of the sample."""

    fields: tuple[str, ...]
    """The names of the fields in ``rows``."""

    rows: tuple[tuple[str, ...], ...]
    """The first rows, cleaned: a text for each field."""

    cells: tuple[tuple[str, ...], ...]
    """The cells of the same rows as they stand in the file."""

    lines: tuple[int, ...]
    """The lines of the file on which these rows begin."""

    missing: tuple[str, ...]
    """Fields without which nothing can be imported and that no column gives."""

    notices: Table[Notice]
    """What is not certain."""

    imported_before: ImportRun | None
    """The last import of the same file that still stands, if there is one. Of sales in two files
    neither alone shows it.
    """

    language: Language
    """The book's language: that of the preview when it is printed."""

    summary_zh: str
    """All of this in a few lines for people, in Chinese."""

    summary_en: str
    """The same in English."""


class ImportStep(Word):
    """What is being done."""

    READING = "reading"
    """Rows are read from the file."""
    CHECKING = "checking"
    """Rows are cleaned and checked."""
    WRITING = "writing"
    """Records are written."""


@dataclass(frozen=True, slots=True)
class ImportProgress(Record):
    """How far an import or export has come.

    Attributes:
        step: What is being done.
        done: How many rows of it are done.
        total: How many there are, if that is known.
    """

    step: ImportStep
    """What is being done."""

    done: int
    """How many rows of it are done."""

    total: int | None
    """How many there are, if that is known."""


@dataclass(frozen=True, slots=True)
class ImportReport(Record):
    """What came of an import. Every row read is either accepted or rejected.

    Attributes:
        import_: By which it can be undone; none when nothing was imported.
        kind: What was imported.
        rows_read: Rows read, in all files; headings, blank rows, sums and signatures do not
            count.
        accepted: Rows taken over.
        rejected: Rows rejected; each file has its own.
        records: Records made, updated and found as they should be, by kind.
        files: The files.
        notices: What is worth a look although it was taken over.
        duplicates: Customers that may be the same.
        language: The book's language: that of the report when it is printed.
        summary_zh: All of this in a few lines for people, in Chinese.
        summary_en: The same in English.
    """

    import_: ImportId | None
    """By which it can be undone; none when nothing was imported."""

    kind: ImportKind
    """What was imported."""

    rows_read: int
    """Rows read, in all files; headings, blank rows, sums and signatures do not count."""

    accepted: int
    """Rows taken over."""

    rejected: int
    """Rows rejected; each file has its own."""

    records: Table[RecordCount]
    """Records made, updated and found as they should be, by kind."""

    files: Table[FileReport]
    """The files."""

    notices: Table[Notice]
    """What is worth a look although it was taken over."""

    duplicates: Table[DuplicateRow]
    """Customers that may be the same."""

    language: Language
    """The book's language: that of the report when it is printed."""

    summary_zh: str
    """All of this in a few lines for people, in Chinese."""

    summary_en: str
    """The same in English."""


class ImportSort(Word):
    """What a list of imports is sorted and filtered by. Imports without a value come last, ties
    go by id.
    """

    CREATED_AT = "created_at"
    """When it was run."""
    OPERATOR = "operator"
    """Who ran it."""
    KIND = "kind"
    """What it brought."""
    FILE_NAME = "file_name"
    """The names of its files, by code point."""
    STATE = "state"
    """Whether it stands."""
    ROWS_READ = "rows_read"
    """Rows read."""
    ROWS_ACCEPTED = "rows_accepted"
    """Rows taken over."""
    ROWS_REJECTED = "rows_rejected"
    """Rows rejected."""
    CHANGES = "changes"
    """How many changes it made."""


class ImportedBefore(Word):
    """What happens with lines that were imported before, and still stand, but have no reference
    of their own by which they would be known. Of equal lines as many are known as were booked: a
    file with one more has one new line.
    """

    REFUSE = "refuse"
    """The same file again (in whatever encoding, with whatever order of columns, with whatever
    mapping) is refused as a whole when all of it was taken; when some of its rows were rejected
    then, the others are left out now. Lines of another file are booked, and reported one by one.
    """
    SKIP = "skip"
    """They are rejected one by one, and the others booked: what statements of overlapping periods
    need.
    """
    BOOK = "book"
    """They are booked again, and reported one by one."""


@dataclass(frozen=True, slots=True)
class ImportedContact(Record):
    """A person named beside a customer.

    Attributes:
        name: The name.
        line: The line of the file.
        number: Which of the people of its row it is; 1 is the first.
        title: The title.
        channels: How to reach the person.
    """

    name: str
    """The name."""

    line: int = 0
    """The line of the file."""

    number: int = 0
    """Which of the people of its row it is; 1 is the first."""

    title: str | None = None
    """The title."""

    channels: Sequence[m.Channel] = ()
    """How to reach the person."""

    def __post_init__(self) -> None:
        freeze(self, "channels")


@dataclass(frozen=True, slots=True)
class ImportedOpening(Record):
    """What was open of a customer or supplier when the book began, in the customer's own row.

    Attributes:
        line: The line of the file.
        field: The field that gives it.
        amount: How much; below zero what was paid or credited in advance.
        side: What customers owe, or what is owed to suppliers.
    """

    line: int
    """The line of the file."""

    field: str
    """The field that gives it."""

    amount: Decimal | int
    """How much; below zero what was paid or credited in advance."""

    side: m.OpenItemSide | str = m.OpenItemSide.RECEIVABLE
    """What customers owe, or what is owed to suppliers."""


@dataclass(frozen=True, slots=True)
class ImportedCustomer(Record):
    """A customer of a file, with the people named beside it.

    Attributes:
        line: The line of the file.
        customer: The customer; its classification is text as in the file.
        given: Which fields the row gives.
        channel_fields: The field that gave each channel of the customer, in their order.
        contacts: The people named beside it.
        owner: Who is responsible, by the name in the file.
        record: The record's number, as exports write it.
        added_at: When the record was added, as exports write it.
        goes_on: Whether the row goes on below merged cells of the one above.
        masks: Masks that stand in the place of values, by field: what they show must not speak
            against the customer.
        openings: What was open when the book began.
        merged: The lines of later rows that were merged into this one.
        left_out: What of those rows has no place beside what the first says: field and line.
    """

    line: int
    """The line of the file."""

    customer: m.NewCustomer
    """The customer; its classification is text as in the file."""

    given: Sequence[str] = ()
    """Which fields the row gives."""

    channel_fields: Sequence[str] = ()
    """The field that gave each channel of the customer, in their order."""

    contacts: Sequence[ImportedContact] = ()
    """The people named beside it."""

    owner: str | None = None
    """Who is responsible, by the name in the file."""

    record: int | None = None
    """The record's number, as exports write it."""

    added_at: str | None = None
    """When the record was added, as exports write it."""

    goes_on: bool = False
    """Whether the row goes on below merged cells of the one above."""

    masks: Mapping[str, str] = FrozenDict()
    """Masks that stand in the place of values, by field: what they show must not speak against
    the customer.
    """

    openings: Sequence[ImportedOpening] = ()
    """What was open when the book began."""

    merged: Sequence[int] = ()
    """The lines of later rows that were merged into this one."""

    left_out: Sequence[tuple[str, int]] = ()
    """What of those rows has no place beside what the first says: field and line."""

    def __post_init__(self) -> None:
        freeze(self, "given", "channel_fields", "contacts", "masks", "openings", "merged", "left_out")


@dataclass(frozen=True, slots=True)
class ImportedLine(Record):
    """A line of a document of sale.

    Attributes:
        line: The line of the file it stands in.
        item: The line; its product is a code, or absent.
        freight: Whether it was made from the document's freight.
        spec: What the thing is like, where a column says it: it tells products of one name apart.
        whole: Whether it stands for a document of a list without lines.
    """

    line: int
    """The line of the file it stands in."""

    item: m.NewInvoiceLine
    """The line; its product is a code, or absent."""

    freight: bool = False
    """Whether it was made from the document's freight."""

    spec: str | None = None
    """What the thing is like, where a column says it: it tells products of one name apart."""

    whole: bool = False
    """Whether it stands for a document of a list without lines."""


@dataclass(frozen=True, slots=True)
class StatedAmount(Record):
    """What a file says that a document comes to, or all of its lines together.

    Attributes:
        field: The field that says it: ``net_amount``, ``gross_amount``, ``tax_amount``,
            ``amount`` or ``document_total``.
        amount: The amount.
        of_lines: Whether it is the sum of the lines' own amounts.
        price_mode: Whether it holds the tax, where its heading says so: it is compared with that
            total alone.
    """

    field: str
    """The field that says it: ``net_amount``, ``gross_amount``, ``tax_amount``, ``amount`` or
    ``document_total``.
    """

    amount: Decimal | int
    """The amount."""

    of_lines: bool = False
    """Whether it is the sum of the lines' own amounts."""

    price_mode: m.PriceMode | str | None = None
    """Whether it holds the tax, where its heading says so: it is compared with that total alone.
    """


@dataclass(frozen=True, slots=True)
class ImportedDocument(Record):
    """A document of sale.

    Attributes:
        line: The line of the file of documents, or of the document's first line.
        reference: The document's number in the other system.
        customer: The customer, by code, tax number or name.
        issue_on: The date of issue.
        price_mode: Whether its unit prices hold the tax.
        customer_code: The code that stands beside the name.
        due_on: When it is to be paid.
        price_mode_open: Whether nothing in the file or the options says so, nor any tax of the
            file makes it matter: rates of known products may.
        discount: A discount on the whole document.
        note: A note.
        lines: Its lines.
        stated: What the file says that it comes to.
    """

    line: int
    """The line of the file of documents, or of the document's first line."""

    reference: str
    """The document's number in the other system."""

    customer: str
    """The customer, by code, tax number or name."""

    issue_on: dt.date
    """The date of issue."""

    price_mode: m.PriceMode | str
    """Whether its unit prices hold the tax."""

    customer_code: str | None = None
    """The code that stands beside the name."""

    due_on: dt.date | None = None
    """When it is to be paid."""

    price_mode_open: bool = False
    """Whether nothing in the file or the options says so, nor any tax of the file makes it
    matter: rates of known products may.
    """

    discount: m.Discount | None = None
    """A discount on the whole document."""

    note: str | None = None
    """A note."""

    lines: Sequence[ImportedLine] = ()
    """Its lines."""

    stated: Sequence[StatedAmount] = ()
    """What the file says that it comes to."""

    def __post_init__(self) -> None:
        freeze(self, "lines", "stated")


@dataclass(frozen=True, slots=True)
class ImportedOpeningItem(Record):
    """A document of a file that was open when the book began.

    Attributes:
        line: The line of the file.
        customer: The customer or supplier, by code, tax number or name.
        amount: How much.
        field: The field that gives the amount.
        customer_code: The code that stands beside the name.
        number: The number of the document.
        issue_on: The day of the document; that of the opening when absent.
        due_on: When it is to be paid.
        side: What customers owe, or what is owed to suppliers, if the file or the options say so.
        is_advance: Whether the amount was received or paid in advance.
        is_debit: Whether the amount stands on the debit side of the ledger, if the file says so.
    """

    line: int
    """The line of the file."""

    customer: str
    """The customer or supplier, by code, tax number or name."""

    amount: Decimal | int
    """How much."""

    field: str
    """The field that gives the amount."""

    customer_code: str | None = None
    """The code that stands beside the name."""

    number: str | None = None
    """The number of the document."""

    issue_on: dt.date | None = None
    """The day of the document; that of the opening when absent."""

    due_on: dt.date | None = None
    """When it is to be paid."""

    side: m.OpenItemSide | str | None = None
    """What customers owe, or what is owed to suppliers, if the file or the options say so."""

    is_advance: bool = False
    """Whether the amount was received or paid in advance."""

    is_debit: bool | None = None
    """Whether the amount stands on the debit side of the ledger, if the file says so."""


@dataclass(frozen=True, slots=True)
class ImportedPayment(Record):
    """A payment of a file.

    Attributes:
        line: The line of the file.
        customer: The customer or supplier, by code, tax number or name; empty when only the
            account says it.
        direction: In or out.
        paid_on: The day the money moved.
        amount: How much.
        customer_code: The code that stands beside the name.
        payer_account: The bank account of the other side.
        direction_open: Whether nothing in the file says which: it was taken for a receipt.
        method: The method, by code or label.
        invoice: The invoices it is for, by number or reference.
        reference: The payer's or bank's own number.
        reference_recurs: Whether such numbers come again, as those of vouchers do with every
            month: one means a payment only together with its day and amount.
        note: A note.
        others: Texts of columns that give no field but may name documents, by their headings.
    """

    line: int
    """The line of the file."""

    customer: str
    """The customer or supplier, by code, tax number or name; empty when only the account says it.
    """

    direction: m.PaymentDirection | str
    """In or out."""

    paid_on: dt.date
    """The day the money moved."""

    amount: Decimal | int
    """How much."""

    customer_code: str | None = None
    """The code that stands beside the name."""

    payer_account: str | None = None
    """The bank account of the other side."""

    direction_open: bool = False
    """Whether nothing in the file says which: it was taken for a receipt."""

    method: str | None = None
    """The method, by code or label."""

    invoice: str | None = None
    """The invoices it is for, by number or reference."""

    reference: str | None = None
    """The payer's or bank's own number."""

    reference_recurs: bool = False
    """Whether such numbers come again, as those of vouchers do with every month: one means a
    payment only together with its day and amount.
    """

    note: str | None = None
    """A note."""

    others: Mapping[str, str] = FrozenDict()
    """Texts of columns that give no field but may name documents, by their headings."""

    def __post_init__(self) -> None:
        freeze(self, "others")


@dataclass(frozen=True, slots=True)
class ImportedProduct(Record):
    """A product of a file.

    Attributes:
        line: The line of the file.
        product: The product.
        active: Whether it is in use, if the row says so.
        given: Which fields the row gives.
    """

    line: int
    """The line of the file."""

    product: m.NewProduct
    """The product."""

    active: bool | None = None
    """Whether it is in use, if the row says so."""

    given: Sequence[str] = ()
    """Which fields the row gives."""

    def __post_init__(self) -> None:
        freeze(self, "given")


@dataclass(frozen=True, slots=True)
class OpeningItemImport(Record):
    """How documents that were open when the book began are imported (期初应收, 期初应付). A row is of the
    side that its own column, else ``side``, else the file's headings say; else of that of its
    customer or supplier, and refused when that is both.

    Attributes:
        file: How the file is read.
        on: The day of the opening: that of the entries. It must be given.
        side: What customers owe, or what is owed to suppliers, where no row says it.
        counter_account: The code of the account on the other side; the chart's for opening
            balances when absent.
        unknown_customers: What happens with unknown customers and suppliers; they cannot be left
            out.
        allow_repeated_references: Whether a document is taken even when its customer has one with
            its number.
        imported_before: What happens with documents that were imported before and have no number,
            or whose numbers may repeat.
        all_or_nothing: Whether nothing is imported when one row is rejected.
    """

    file: FileOptions = FileOptions()
    """How the file is read."""

    on: dt.date | None = None
    """The day of the opening: that of the entries. It must be given."""

    side: m.OpenItemSide | str | None = None
    """What customers owe, or what is owed to suppliers, where no row says it."""

    counter_account: str | None = None
    """The code of the account on the other side; the chart's for opening balances when absent.
    """

    unknown_customers: UnknownValues | str = UnknownValues.REJECT
    """What happens with unknown customers and suppliers; they cannot be left out."""

    allow_repeated_references: bool = False
    """Whether a document is taken even when its customer has one with its number."""

    imported_before: ImportedBefore | str = ImportedBefore.REFUSE
    """What happens with documents that were imported before and have no number, or whose numbers
    may repeat.
    """

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


@dataclass(frozen=True, slots=True)
class OwnCell(Record):
    """A cell of a row that names a record. It changes something only when it differs from what an
    export of the record would show.

    Attributes:
        text: As it stands in the file.
        clean: Cleaned as its field is.
        problem: What is wrong with it, should it change something.
    """

    text: str
    """As it stands in the file."""

    clean: str
    """Cleaned as its field is."""

    problem: Violation | None = None
    """What is wrong with it, should it change something."""


@dataclass(frozen=True, slots=True)
class OwnRow(Record):
    """A row that names a record of the book by the number that exports write.

    Attributes:
        line: The line of the file.
        record: The number of the record.
        cells: The cells, by the English headings of the export.
    """

    line: int
    """The line of the file."""

    record: int
    """The number of the record."""

    cells: Mapping[str, OwnCell] = FrozenDict()
    """The cells, by the English headings of the export."""

    def __post_init__(self) -> None:
        freeze(self, "cells")


@dataclass(frozen=True, slots=True)
class OwnDocumentRow(Record):
    """A row of a file of documents or of their lines that names one by its number.

    Attributes:
        file: The place of its file, from 0.
        row: The row.
        is_line: Whether it is a line of a document.
    """

    file: int
    """The place of its file, from 0."""

    row: OwnRow
    """The row."""

    is_line: bool = False
    """Whether it is a line of a document."""


@dataclass(frozen=True, slots=True)
class PaymentImport(Record):
    """How payments are imported.

    Attributes:
        file: How the file is read.
        allocate: Which invoices they settle.
        unknown_customers: What happens with unknown customers; they cannot be left out.
        unknown_methods: What happens with methods that the dictionary does not have; left out
            means bank transfer.
        allow_repeated_references: Whether a payment is taken even when the customer has one with
            its reference.
        imported_before: What happens with payments that were imported before and have no
            reference, or whose references may repeat.
        all_or_nothing: Whether nothing is imported when one row is rejected.
    """

    file: FileOptions = FileOptions()
    """How the file is read."""

    allocate: AllocateBy | str = AllocateBy.AUTOMATIC
    """Which invoices they settle."""

    unknown_customers: UnknownValues | str = UnknownValues.REJECT
    """What happens with unknown customers; they cannot be left out."""

    unknown_methods: UnknownValues | str = UnknownValues.REJECT
    """What happens with methods that the dictionary does not have; left out means bank transfer.
    """

    allow_repeated_references: bool = False
    """Whether a payment is taken even when the customer has one with its reference."""

    imported_before: ImportedBefore | str = ImportedBefore.REFUSE
    """What happens with payments that were imported before and have no reference, or whose
    references may repeat.
    """

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


@dataclass(frozen=True, slots=True)
class ProductImport(Record):
    """How products are imported. A row belongs to a known product by the record number of an
    export, else by its code; one whose name contradicts the code it gives is rejected.

    Attributes:
        file: How the file is read.
        matching: Whether products are made, updated or both. An update writes what the row gives,
            and reports the fields that changed.
        change_identity: Whether a row may change the name of the product whose code it gives.
            Rows with a record number always may.
        price_mode: Whether the prices hold the tax.
        tax_rate: The tax rate where the file has none, 0 to 1: 0.13 is 13 %.
        all_or_nothing: Whether nothing is imported when one row is rejected.
    """

    file: FileOptions = FileOptions()
    """How the file is read."""

    matching: ImportMatching | str = ImportMatching.CREATE_AND_UPDATE
    """Whether products are made, updated or both. An update writes what the row gives, and
    reports the fields that changed.
    """

    change_identity: bool = False
    """Whether a row may change the name of the product whose code it gives. Rows with a record
    number always may.
    """

    price_mode: m.PriceMode | str = m.PriceMode.NET
    """Whether the prices hold the tax."""

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate where the file has none, 0 to 1: 0.13 is 13 %."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


@dataclass(frozen=True, slots=True)
class SalesImport(Record):
    """How sales are imported and posted: from one file with a row per line item in which the
    document's columns repeat, or from a file of documents and a file of their lines, joined by
    ``reference``. A document with a bad line is rejected as a whole.

    Attributes:
        documents: How the file of documents, or the only file, is read.
        lines: How the file of lines is read, if there is one.
        price_mode: Whether unit prices hold the tax, where neither heading, column nor amounts
            say. When this is not said either they are taken as net, and the report says so.
        tax_rate: The tax rate where neither the file nor a known product gives one, 0 to 1: 0.13
            is 13 %.
        freight: What becomes of a column with freight.
        unknown_customers: What happens with unknown customers; they cannot be left out.
        unknown_products: What happens with unknown products: made from the line, rejected, or
            left out, so that the line has a description only.
        allow_repeated_references: Whether a document is taken even when the customer has a posted
            one with its reference.
        imported_before: What happens with documents that were imported before, where references
            may repeat.
        all_or_nothing: Whether nothing is imported when one row is rejected.
    """

    documents: FileOptions = FileOptions()
    """How the file of documents, or the only file, is read."""

    lines: FileOptions = FileOptions()
    """How the file of lines is read, if there is one."""

    price_mode: m.PriceMode | str | None = None
    """Whether unit prices hold the tax, where neither heading, column nor amounts say. When this
    is not said either they are taken as net, and the report says so.
    """

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate where neither the file nor a known product gives one, 0 to 1: 0.13 is 13 %.
    """

    freight: Freight = Freight()
    """What becomes of a column with freight."""

    unknown_customers: UnknownValues | str = UnknownValues.REJECT
    """What happens with unknown customers; they cannot be left out."""

    unknown_products: UnknownValues | str = UnknownValues.CREATE
    """What happens with unknown products: made from the line, rejected, or left out, so that the
    line has a description only.
    """

    allow_repeated_references: bool = False
    """Whether a document is taken even when the customer has a posted one with its reference."""

    imported_before: ImportedBefore | str = ImportedBefore.REFUSE
    """What happens with documents that were imported before, where references may repeat."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


@dataclass(frozen=True, slots=True)
class UndoneCount(Record):
    """How many records of a kind an undo touched.

    Attributes:
        subject: The kind of record as the change log names it.
        removed: Removed.
        restored: Given back the values they had.
        cancelled: Taken back by red entries, since they stand in the ledger.
        retired: Retired, since documents name them.
    """

    subject: str
    """The kind of record as the change log names it."""

    removed: int
    """Removed."""

    restored: int
    """Given back the values they had."""

    cancelled: int
    """Taken back by red entries, since they stand in the ledger."""

    retired: int
    """Retired, since documents name them."""


@dataclass(frozen=True, slots=True)
class UndoReport(Record):
    """What undoing an import did.

    Attributes:
        import_: The import.
        records: What became of its records, by kind.
    """

    import_: ImportId
    """The import."""

    records: Table[UndoneCount]
    """What became of its records, by kind."""
