# Made by tools/generate.py from the engine's source; do not edit.
"""Ids, enums and records, as the engine has them."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal, NewType, TypeAlias

from bookroom._base import UNSET, FrozenDict, Record, Unset, Versioned, freeze
from bookroom._table import Page, Report, Table
from bookroom.errors import Fact, Violation

__all__ = [
    "Account",
    "AccountEdit",
    "AccountId",
    "AccountKind",
    "AccountRole",
    "Address",
    "AddressKind",
    "Ageing",
    "AgeingAmounts",
    "AgeingBands",
    "AgeingBandsDays",
    "AgeingBandsMonths",
    "AgeingBandsYears",
    "AgeingBy",
    "AgeingRequest",
    "AgeingRow",
    "AllocateBy",
    "Allocation",
    "AllocationChoice",
    "AllocationChoiceAutomatic",
    "AllocationChoiceByHand",
    "AllocationChoiceNone",
    "AllocationId",
    "Ambiguity",
    "Balance",
    "BankAccount",
    "BillingProfile",
    "Book",
    "BookEdit",
    "BookId",
    "Case",
    "CaseCount",
    "CaseDimension",
    "CaseEdit",
    "CaseFilter",
    "CaseId",
    "CaseKind",
    "CaseLink",
    "CaseNote",
    "CaseNoteEdit",
    "CaseNoteId",
    "CaseResolution",
    "CaseSeverity",
    "CaseSort",
    "CaseState",
    "CaseStep",
    "CaseVersion",
    "CashKind",
    "Change",
    "Channel",
    "ChannelKind",
    "Cleaned",
    "CleanedCount",
    "ColumnSource",
    "ColumnSourceColumn",
    "ColumnSourceConstant",
    "ColumnSourceNothing",
    "Contact",
    "ContactChange",
    "ContactEdit",
    "ContactFilter",
    "ContactId",
    "ContactSeen",
    "CreditLine",
    "Credited",
    "Customer",
    "CustomerChange",
    "CustomerEdit",
    "CustomerFilter",
    "CustomerId",
    "CustomerImport",
    "CustomerKind",
    "CustomerOrder",
    "CustomerSeen",
    "CustomerSort",
    "CustomerSummary",
    "DateDecision",
    "DateOrder",
    "DebtSide",
    "Dialect",
    "Dictionary",
    "DictionaryEdit",
    "DictionaryId",
    "DictionaryItem",
    "DictionaryItemEdit",
    "DictionaryItemId",
    "Direction",
    "Discount",
    "DiscountAmount",
    "DiscountPercent",
    "DocumentKind",
    "DuplicateHint",
    "DuplicateOrigin",
    "DuplicateOriginKnown",
    "DuplicateOriginLine",
    "DuplicateReason",
    "DutyConflict",
    "DutyRule",
    "EntryFilter",
    "EntryId",
    "EntryReceipt",
    "EntrySource",
    "ExportList",
    "ExportListAccounts",
    "ExportListAgeing",
    "ExportListAllocations",
    "ExportListCases",
    "ExportListChanges",
    "ExportListContacts",
    "ExportListCustomers",
    "ExportListDictionaries",
    "ExportListDictionaryItems",
    "ExportListEntries",
    "ExportListImports",
    "ExportListInvoiceLines",
    "ExportListInvoices",
    "ExportListJournals",
    "ExportListOperators",
    "ExportListPayments",
    "ExportListPostings",
    "ExportListProducts",
    "ExportListRoles",
    "ExportListStatement",
    "ExportListTeams",
    "ExportListTrialBalance",
    "ExportOptions",
    "Fact",
    "Field",
    "FieldChange",
    "FieldRight",
    "FieldRule",
    "FileOptions",
    "FileReport",
    "Finding",
    "Freight",
    "Gender",
    "Grant",
    "Head",
    "IdentifierKind",
    "ImportDuplicate",
    "ImportHead",
    "ImportId",
    "ImportKind",
    "ImportOutcome",
    "ImportPreview",
    "ImportReport",
    "ImportRun",
    "ImportState",
    "ImportStep",
    "ImportTarget",
    "ImportedContact",
    "ImportedCustomer",
    "ImportedDocument",
    "ImportedLine",
    "ImportedPayment",
    "ImportedProduct",
    "IncomeRow",
    "IncomeSummary",
    "Invoice",
    "InvoiceFilter",
    "InvoiceId",
    "InvoiceLine",
    "InvoiceSort",
    "InvoiceState",
    "InvoiceTotals",
    "InvoiceVersion",
    "ItemVersion",
    "Journal",
    "JournalEdit",
    "JournalEntry",
    "JournalId",
    "Language",
    "LedgerVerification",
    "LikenessReason",
    "LikenessReasonName",
    "LikenessReasonPhone",
    "LikenessReasonSimilarName",
    "LikenessReasonTaxNumber",
    "LogVerification",
    "Matching",
    "MergedItems",
    "NewAccount",
    "NewAllocation",
    "NewBook",
    "NewCase",
    "NewCaseNote",
    "NewContact",
    "NewCreditNote",
    "NewCustomer",
    "NewDictionary",
    "NewDictionaryItem",
    "NewInvoice",
    "NewInvoiceLine",
    "NewJournal",
    "NewJournalEntry",
    "NewOperator",
    "NewPayment",
    "NewPosting",
    "NewProduct",
    "NewRole",
    "NewTeam",
    "Notice",
    "NoticeKind",
    "OpenCaseCount",
    "OpenItem",
    "OpenItemInvoice",
    "OpenItemPayment",
    "Operator",
    "OperatorEdit",
    "OperatorId",
    "OutEncoding",
    "PageRequest",
    "PartyBalance",
    "PasswordPolicy",
    "Payment",
    "PaymentDirection",
    "PaymentEdit",
    "PaymentFilter",
    "PaymentId",
    "PaymentImport",
    "PaymentPurpose",
    "PaymentSort",
    "PaymentState",
    "PaymentTotals",
    "PaymentVersion",
    "Period",
    "Permission",
    "Phone",
    "PhoneKind",
    "Posting",
    "PriceMode",
    "Product",
    "ProductEdit",
    "ProductFilter",
    "ProductId",
    "ProductImport",
    "ProductKind",
    "ProductSort",
    "ProductVersion",
    "Progress",
    "RateDecision",
    "RateForm",
    "Reach",
    "RecordCount",
    "Recorded",
    "Refusal",
    "Register",
    "RegisterQuery",
    "RegisterRow",
    "RejectReason",
    "RejectedRow",
    "RepeatedRows",
    "RewrittenRecords",
    "Role",
    "RoleAccount",
    "RoleEdit",
    "RoleId",
    "SalesImport",
    "Share",
    "Side",
    "Statement",
    "StatementKind",
    "StatementLine",
    "StatementOpenItem",
    "Subject",
    "TagCount",
    "Team",
    "TeamEdit",
    "TeamId",
    "TreeItem",
    "TrialBalance",
    "TrialBalanceOptions",
    "TrialBalanceRow",
    "TrialBalanceTotals",
    "UnallocatedCredit",
    "UndoReport",
    "UndoneCount",
    "UnknownReference",
    "Verification",
    "Violation",
]

AccountId = NewType("AccountId", int)
"""A node of the chart of accounts."""
AllocationId = NewType("AllocationId", int)
"""Which money settles which document."""
BookId = NewType("BookId", int)
"""A company's book."""
CaseId = NewType("CaseId", int)
"""Feedback, a complaint or a request."""
CaseNoteId = NewType("CaseNoteId", int)
"""A note on a case."""
ContactId = NewType("ContactId", int)
"""A person at a customer."""
CustomerId = NewType("CustomerId", int)
"""A company or person dealt with, customer or supplier."""
DictionaryId = NewType("DictionaryId", int)
"""A user-maintained list."""
DictionaryItemId = NewType("DictionaryItemId", int)
"""An entry of a user-maintained list."""
EntryId = NewType("EntryId", int)
"""A voucher."""
ImportId = NewType("ImportId", int)
"""One imported file."""
InvoiceId = NewType("InvoiceId", int)
"""An invoice or credit note."""
JournalId = NewType("JournalId", int)
"""A voucher word."""
OperatorId = NewType("OperatorId", int)
"""A person who signs in."""
PaymentId = NewType("PaymentId", int)
"""Money in or out."""
ProductId = NewType("ProductId", int)
"""A product or service."""
RoleId = NewType("RoleId", int)
"""A named set of permissions."""
TeamId = NewType("TeamId", int)
"""A group of operators who share records."""


class AccountKind(StrEnum):
    """What kind of thing an account keeps."""

    ASSET = "asset"
    """What the company has (资产)."""
    LIABILITY = "liability"
    """What it owes (负债)."""
    EQUITY = "equity"
    """What belongs to its owners (所有者权益)."""
    COST = "cost"
    """What goes into products and projects (成本)."""
    INCOME = "income"
    """What it earns (损益, income)."""
    EXPENSE = "expense"
    """What it uses up (损益, expense)."""


class Side(StrEnum):
    """A side of an account."""

    DEBIT = "debit"
    """Debit (借)."""
    CREDIT = "credit"
    """Credit (贷)."""


class CashKind(StrEnum):
    """What kind of money an account keeps."""

    CASH = "cash"
    """Cash in hand and the like."""
    BANK = "bank"
    """Money at a bank."""


@dataclass(frozen=True, slots=True)
class Account(Record):
    """A node of the chart of accounts."""

    id: AccountId
    """The id."""

    code: str
    """The code, unique in the book."""

    name_zh: str
    """The name in Chinese."""

    name_en: str
    """The name in English."""

    kind: AccountKind
    """What kind of thing it keeps; the same as its parent's."""

    side: Side
    """The side on which its balance normally stands."""

    parent: str | None
    """The code of the account above it."""

    leaf: bool
    """Whether it has no sub-accounts and so takes postings."""

    party_control: bool
    """Whether every posting names a customer or supplier."""

    cash: CashKind | None
    """What kind of money it keeps, if any."""

    active: bool
    """Whether it is in use; a retired account takes no new postings."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class AccountEdit(Record):
    """New values for an account; absent ones stay."""

    name_zh: str | None = None
    """The name in Chinese."""

    name_en: str | None = None
    """The name in English."""

    party_control: bool | None = None
    """Whether every posting names a customer or supplier; only while it has no postings."""

    active: bool | None = None
    """Whether it is in use."""


class AccountRole(StrEnum):
    """What the engine uses an account for; each chart says which account it is."""

    RECEIVABLE = "receivable"
    """What customers owe (应收账款); party-controlled."""
    PAYABLE = "payable"
    """What is owed to suppliers (应付账款); party-controlled."""
    REVENUE = "revenue"
    """Sales of goods (主营业务收入)."""
    SERVICE_REVENUE = "service_revenue"
    """Sales of services."""
    OUTPUT_TAX = "output_tax"
    """Tax on sales (销项税额)."""
    INPUT_TAX = "input_tax"
    """Tax on purchases (进项税额)."""
    PURCHASES = "purchases"
    """Goods bought (库存商品)."""
    CASH = "cash"
    """Cash in hand (库存现金)."""
    BANK = "bank"
    """Money at the bank (银行存款)."""


class AddressKind(StrEnum):
    """What an address is for."""

    REGISTERED = "registered"
    """Where the company is registered."""
    OFFICE = "office"
    """Where its people work."""
    BILLING = "billing"
    """Where invoices go."""
    SHIPPING = "shipping"
    """Where goods go."""
    HOME = "home"
    """Where a person lives."""
    OTHER = "other"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Address(Record):
    """An address; at least one part besides the kind is there."""

    kind: AddressKind | str = AddressKind.OFFICE
    """What it is for."""

    country: str | None = None
    """The country, up to 60 characters."""

    province: str | None = None
    """The province or state, up to 60 characters."""

    city: str | None = None
    """The city, up to 60 characters."""

    district: str | None = None
    """The district, up to 60 characters."""

    street: str | None = None
    """Street and number, up to 300 characters."""

    postal_code: str | None = None
    """The postal code, up to 20 characters."""

    recipient: str | None = None
    """Who receives there, up to 100 characters."""


@dataclass(frozen=True, slots=True)
class AgeingAmounts(Record):
    """Open amounts by age."""

    bands: tuple[Decimal, ...]
    """What was open of invoices (and of refunds that no credit covers), one amount a band."""

    open: Decimal
    """All bands together."""

    credit: Decimal
    """Payments and credit notes that were not allocated."""

    balance: Decimal
    """``open`` less ``credit``: what the control account holds."""


@dataclass(frozen=True, slots=True)
class AgeingRow(Record):
    """The ageing of one customer."""

    customer: CustomerId
    """The customer or supplier."""

    name: str
    """Its name for documents."""

    amounts: AgeingAmounts
    """Its amounts."""


@dataclass(frozen=True, slots=True)
class Ageing(Report["AgeingRow"]):
    """An ageing."""

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    on: dt.date
    """At the end of which day."""

    upper_days: tuple[int, ...]
    """The last day of each band but the last, which has no end."""

    rows: Page[AgeingRow]
    """The customers with anything open, by id. A page may hold fewer than asked for and still
    have a next one.
    """

    totals: AgeingAmounts | None
    """All customers together; on the first page only."""


@dataclass(frozen=True, slots=True)
class AgeingBandsMonths(Record):
    """Not due, then up to 30, 60 and 90 days, then above."""


@dataclass(frozen=True, slots=True)
class AgeingBandsYears(Record):
    """Up to one, two and three years, then above: the bands of Chinese annual reports (1 年以内、 1–2
    年、2–3 年、3 年以上).
    """


@dataclass(frozen=True, slots=True)
class AgeingBandsDays(Record):
    """Up to so many days each, rising, 1 to 20 of them; then above the last."""

    value: Sequence[int]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


AgeingBands: TypeAlias = AgeingBandsMonths | AgeingBandsYears | AgeingBandsDays
"""The bands of an ageing, by the last day of each."""


class AgeingBy(StrEnum):
    """From which day on a document ages."""

    DUE_DATE = "due_date"
    """From the day it is due."""
    ISSUE_DATE = "issue_date"
    """From its own day."""


class DebtSide(StrEnum):
    """Which control account a document moves."""

    RECEIVABLE = "receivable"
    """What customers owe: sales, money in, refunds to customers."""
    PAYABLE = "payable"
    """What is owed to suppliers: purchases, money out, refunds by suppliers."""


@dataclass(frozen=True, slots=True)
class PageRequest(Record):
    """Which page is wanted."""

    limit: int = 50
    """How many rows, 1 to 1000."""

    after: str | None = None
    """The cursor of the page before; none for the first page."""


@dataclass(frozen=True, slots=True)
class AgeingRequest(Record):
    """Which ageing is wanted."""

    on: dt.date
    """At the end of which day."""

    page: PageRequest
    """Which page of customers."""

    side: DebtSide | str = DebtSide.RECEIVABLE
    """What customers owe, or what is owed to suppliers."""

    bands: AgeingBands | Literal["months", "years"] = AgeingBandsMonths()
    """The bands."""

    by: AgeingBy | str = AgeingBy.DUE_DATE
    """By due date or by date of issue."""


class AllocateBy(StrEnum):
    """Which invoices imported payments settle."""

    OLDEST = "oldest"
    """Those due first."""
    REFERENCE = "reference"
    """The one the row names by number or reference. What it does not need stays open, and so do
    payments that name none.
    """
    NOTHING = "nothing"
    """None: payments stay open."""


@dataclass(frozen=True, slots=True)
class OpenItemInvoice(Record):
    """An invoice or credit note."""

    value: InvoiceId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class OpenItemPayment(Record):
    """A payment or refund."""

    value: PaymentId
    """What it holds."""


OpenItem: TypeAlias = OpenItemInvoice | OpenItemPayment
"""A document that an allocation joins to another."""


@dataclass(frozen=True, slots=True)
class Allocation(Record):
    """How much of a payment or credit note settles which invoice (or of which credit a refund
    pays out). An allocation is never changed, only withdrawn, so that every past day can be
    shown.
    """

    id: AllocationId
    """The id."""

    debt: OpenItem
    """The debt that is settled: an invoice or a refund."""

    credit: OpenItem
    """What settles it: a payment or a credit note."""

    amount: Decimal
    """How much, greater than zero."""

    allocated_on: dt.date
    """From which day on it counts."""

    withdrawn_on: dt.date | None
    """From which day on it no longer counts."""

    created_at: dt.datetime
    """When it was made."""

    created_by: OperatorId | None
    """Who made it."""


@dataclass(frozen=True, slots=True)
class Share(Record):
    """A part of an amount for one document."""

    item: OpenItem
    """The document on the other side."""

    amount: Decimal | int
    """How much, greater than zero and not more than is open on either side."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceAutomatic(Record):
    """It settles the customer's documents: the one due first comes first."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceNone(Record):
    """It stays open."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceByHand(Record):
    """It settles exactly these."""

    value: Sequence[Share]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


AllocationChoice: TypeAlias = (
    AllocationChoiceAutomatic
    | AllocationChoiceNone
    | AllocationChoiceByHand
)
"""What happens with the open amount of a document."""


@dataclass(frozen=True, slots=True)
class Ambiguity(Record):
    """A column whose heading does not say clearly what it is."""

    column: int
    """The column's index."""

    fields: tuple[str, ...]
    """The fields it fits equally well; one field when another column was taken for it."""

    chosen: str | None
    """The field it was taken for, if any."""


@dataclass(frozen=True, slots=True)
class Balance(Record):
    """A balance at the end of a day."""

    debit: Decimal
    """All debits until then."""

    credit: Decimal
    """All credits until then."""

    balance: Decimal
    """Debit less credit."""


@dataclass(frozen=True, slots=True)
class BankAccount(Record):
    """A bank account."""

    bank: str | None = None
    """The bank as an item of the ``bank`` dictionary: its code (or label, when given)."""

    bank_name: str = ""
    """The bank and branch by name, up to 200 characters; may be blank when ``bank`` is given,
    whose label it then takes.
    """

    account_name: str | None = None
    """In whose name it is, up to 200 characters."""

    account_number: str = ""
    """The number, up to 60 characters."""


@dataclass(frozen=True, slots=True)
class BillingProfile(Record):
    """What the customer's invoices must say (开票信息), as far as it differs from the rest."""

    title: str | None = None
    """The title (抬头), up to 200 characters."""

    address: str | None = None
    """The address, up to 300 characters."""

    phone: str | None = None
    """The phone, up to 60 characters."""

    bank: str | None = None
    """The bank (开户行), up to 200 characters."""

    account: str | None = None
    """The account number, up to 60 characters."""


class Language(StrEnum):
    """A language for labels and texts."""

    CHINESE = "chinese"
    """简体中文."""
    ENGLISH = "english"
    """English."""


@dataclass(frozen=True, slots=True)
class Book(Record):
    """A company."""

    id: BookId
    """Its id in the store."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name, if it differs."""

    tax_number: str | None
    """The tax number (统一社会信用代码 in China)."""

    currency: str
    """The currency of its books (ISO 4217); never changes."""

    language: Language
    """The language of labels and texts."""

    utc_offset_minutes: int
    """The distance of its local time from UTC, in minutes (480 in China)."""

    chart: str
    """The chart of accounts it started from."""

    version: int
    """Moves with every change of the book's own data."""

    created_at: dt.datetime
    """When it was made."""


@dataclass(frozen=True, slots=True)
class BookEdit(Record):
    """New values for the book's own data; absent ones stay."""

    name: str | None = None
    """The name it goes by."""

    legal_name: str | None = None
    """The registered name; blank removes it."""

    tax_number: str | None = None
    """The tax number; blank removes it."""

    language: Language | str | None = None
    """The language of labels and texts."""

    utc_offset_minutes: int | None = None
    """The distance of its local time from UTC, in minutes."""


class CaseKind(StrEnum):
    """What a case is about."""

    FEEDBACK = "feedback"
    """Feedback (反馈)."""
    COMPLAINT = "complaint"
    """A complaint (投诉)."""
    REQUEST = "request"
    """A request (请求)."""


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "new"
    """Nobody has it."""
    ASSIGNED = "assigned"
    """Somebody has it."""
    IN_PROGRESS = "in_progress"
    """It is being worked on."""
    WAITING = "waiting"
    """It waits for the customer."""
    RESOLVED = "resolved"
    """There is a resolution."""
    CLOSED = "closed"
    """The customer is done with it."""
    REJECTED = "rejected"
    """It will not be worked on."""


class CaseSeverity(StrEnum):
    """How bad it is."""

    LOW = "low"
    """Can wait."""
    NORMAL = "normal"
    """As usual."""
    HIGH = "high"
    """Before the others."""
    URGENT = "urgent"
    """At once."""


@dataclass(frozen=True, slots=True)
class Case(Record):
    """Feedback, a complaint or a request."""

    id: CaseId
    """Its id."""

    number: str
    """Its number, such as ``CASE-202606-0001``; without gaps in each month."""

    kind: CaseKind
    """What it is about."""

    state: CaseState
    """Where it stands."""

    subject: str
    """What it says in one line."""

    description: str | None
    """What it says; absent when the operator may not read it, stars when masked."""

    category: str | None
    """The code of an item of ``case_category``."""

    severity: CaseSeverity
    """How bad it is."""

    channel: str | None
    """How it came in: the code of an item of ``case_channel``."""

    customer: CustomerId | None
    """The customer it came from."""

    contact: ContactId | None
    """The person at the customer."""

    invoice: InvoiceId | None
    """The invoice it is about."""

    assignee: OperatorId | None
    """Who works on it."""

    owner: OperatorId | None
    """Whose it is: the customer's owner, else who opened it."""

    team: TeamId | None
    """The owner's team."""

    opened_on: dt.date
    """The day it came in."""

    opened_at: dt.datetime
    """When it was opened here; times to an answer and to a resolution count from then."""

    first_answered_at: dt.datetime | None
    """When it was first answered: the first public note or the first change of its state."""

    resolved_at: dt.datetime | None
    """When it was resolved."""

    closed_at: dt.datetime | None
    """When it was closed or rejected."""

    resolution: str | None
    """The last resolution; protected like the description."""

    satisfaction: str | None
    """How satisfied the customer was with it: the code of an item of ``satisfaction``."""

    version: int
    """Moves with every change of the case (notes have their own)."""

    created_by: OperatorId | None
    """Who opened it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CaseCount(Record):
    """How many cases there are of a sort, and how long they took. Only the dimensions that were
    asked for are filled in; an absent value of one of those stands for the cases without it.
    """

    kind: CaseKind | None
    """What they are about."""

    category: str | None
    """The code of their category."""

    month: dt.date | None
    """The first day of the month they came in."""

    state: CaseState | None
    """Where they stand."""

    severity: CaseSeverity | None
    """How bad they are."""

    channel: str | None
    """The code of their channel."""

    assignee: OperatorId | None
    """Who works on them."""

    satisfaction: str | None
    """The code of their satisfaction."""

    cases: int
    """How many."""

    answered: int
    """How many of them were answered."""

    minutes_to_answer: int | None
    """The average time to the first answer, in whole minutes (rounded down)."""

    resolved: int
    """How many of them are resolved."""

    minutes_to_resolution: int | None
    """The average time to the resolution, in whole minutes (rounded down)."""


class CaseDimension(StrEnum):
    """By what cases are counted."""

    KIND = "kind"
    """What they are about."""
    CATEGORY = "category"
    """Their category."""
    MONTH = "month"
    """The month they came in."""
    STATE = "state"
    """Where they stand."""
    SEVERITY = "severity"
    """How bad they are."""
    CHANNEL = "channel"
    """How they came in."""
    ASSIGNEE = "assignee"
    """Who works on them."""
    SATISFACTION = "satisfaction"
    """How satisfied the customer was."""


class CaseLink(StrEnum):
    """What a case can be taken off."""

    CUSTOMER = "customer"
    """The customer, and with it contact and invoice."""
    CONTACT = "contact"
    """The contact."""
    INVOICE = "invoice"
    """The invoice."""


@dataclass(frozen=True, slots=True)
class CaseEdit(Record):
    """New values of a case; absent ones stay. A closed case takes only its satisfaction, a
    rejected one nothing.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    kind: CaseKind | str | None = None
    """What it is about."""

    subject: str | None = None
    """What it says in one line."""

    description: str | None = None
    """What it says; blank removes it."""

    category: str | None = None
    """The category, by code or label; blank removes it."""

    severity: CaseSeverity | str | None = None
    """How bad it is."""

    channel: str | None = None
    """The channel, by code or label; blank removes it."""

    customer: CustomerId | None = None
    """Another customer; contact and invoice go unless they are named too."""

    contact: ContactId | None = None
    """Another contact."""

    invoice: InvoiceId | None = None
    """Another invoice."""

    clear: Sequence[CaseLink | str] = ()
    """What the case is taken off; not what is named above."""

    satisfaction: str | None = None
    """The satisfaction, by code or label, once there is a resolution; blank removes it."""

    def __post_init__(self) -> None:
        freeze(self, "clear")


@dataclass(frozen=True, slots=True)
class CaseFilter(Record):
    """Which cases are wanted; what is absent or empty does not restrict."""

    kind: CaseKind | str | None = None
    """What they are about."""

    states: Sequence[CaseState | str] = ()
    """Where they stand: any of these."""

    severities: Sequence[CaseSeverity | str] = ()
    """How bad they are: any of these."""

    category: str | None = None
    """Their category, by code or label."""

    channel: str | None = None
    """Their channel, by code or label."""

    customer: CustomerId | None = None
    """Their customer."""

    assignee: OperatorId | None = None
    """Who works on them."""

    unassigned: bool = False
    """Those that nobody works on. Not together with ``assignee``."""

    owner: OperatorId | None = None
    """Whose they are."""

    opened_from: dt.date | None = None
    """The first day of coming in."""

    opened_to: dt.date | None = None
    """The last day of coming in."""

    text: str | None = None
    """A part of the number or line, or of description or resolution for those who may read them;
    up to 200 characters. Case, width, white space and punctuation do not count.
    """

    def __post_init__(self) -> None:
        freeze(self, "states", "severities")


@dataclass(frozen=True, slots=True)
class CaseNote(Record):
    """A note on a case."""

    id: CaseNoteId
    """Its id."""

    case: CaseId
    """The case."""

    body: str
    """What it says; empty when the operator may not read it, stars when masked."""

    is_public: bool
    """Whether it may be shown to the customer."""

    created_at: dt.datetime
    """When it was written."""

    created_by: OperatorId | None
    """Who wrote it."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CaseNoteEdit(Record):
    """New values of a note; absent ones stay."""

    body: str | None = None
    """What it says."""

    is_public: bool | None = None
    """Whether it may be shown to the customer."""


@dataclass(frozen=True, slots=True)
class CaseResolution(Record):
    """How a case was resolved."""

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    resolution: str
    """What was done, up to 20,000 characters."""

    satisfaction: str | None = None
    """How satisfied the customer is: an item of ``satisfaction``, by code or label."""


class CaseSort(StrEnum):
    """The order of a list of cases."""

    NEWEST = "newest"
    """The latest day first."""
    OLDEST = "oldest"
    """The earliest day first."""
    UPDATED = "updated"
    """What changed last first."""
    NUMBER = "number"
    """By number."""


class CaseStep(StrEnum):
    """What can be done to a case's state; see ``service.steps_from``."""

    ASSIGN = "assign"
    """Give it to somebody."""
    UNASSIGN = "unassign"
    """Take it from whoever has it."""
    START = "start"
    """Work on it."""
    WAIT = "wait"
    """Wait for the customer."""
    RESOLVE = "resolve"
    """Give a resolution."""
    CLOSE = "close"
    """End it after its resolution."""
    REJECT = "reject"
    """Refuse it."""
    REOPEN = "reopen"
    """Take it up again after it ended."""


@dataclass(frozen=True, slots=True)
class CaseVersion(Record):
    """Names a case as the caller saw it."""

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class Subject(Record):
    """Which record a change is about."""

    kind: str
    """The kind of record, such as ``customer``."""

    id: int
    """Its id; 0 for things that have none of their own."""


@dataclass(frozen=True, slots=True)
class FieldChange(Record):
    """How one field changed."""

    field: str
    """The field's name."""

    before: str | None
    """The value before, as JSON."""

    after: str | None
    """The value after, as JSON."""

    withheld: bool
    """Whether it cannot be shown: erased as personal data, or hidden from this operator."""


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One change: who did what to which record, when, before and after."""

    book: BookId
    """The book."""

    seq: int
    """Its place in the book's log: 1, 2, 3 … without gaps."""

    at: dt.datetime
    """When."""

    operator: OperatorId | None
    """Who; none when the engine itself did."""

    action: str
    """The command, such as ``customers.add``."""

    subject: Subject
    """The record."""

    fields: Table[FieldChange]
    """The fields that changed. A new record has no ``before``, a removed one no ``after``."""

    request_key: str | None
    """The request key of the call, if it had one."""

    hash: str
    """The hash of this change and, through it, of all before it (hexadecimal SHA-256)."""


class ChannelKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    """A fixed line."""
    MOBILE = "mobile"
    """A mobile phone."""
    FAX = "fax"
    """A fax."""
    EMAIL = "email"
    """An e-mail address."""
    WECHAT = "wechat"
    """A WeChat id (微信)."""
    QQ = "qq"
    """A QQ number."""
    WEBSITE = "website"
    """A web site."""
    OTHER = "other"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Channel(Record):
    """A phone, mail address or other way to reach a customer or contact."""

    kind: ChannelKind | str
    """What it is."""

    value: str
    """The number or address, up to 200 characters. Phones and mails are put into one form."""

    label: str | None = None
    """What it is for, such as ``财务``; up to 60 characters."""


class Cleaned(StrEnum):
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


@dataclass(frozen=True, slots=True)
class CleanedCount(Record):
    """How often cleaning changed something."""

    field: str
    """The field."""

    change: Cleaned
    """What was changed."""

    count: int
    """In how many cells."""


@dataclass(frozen=True, slots=True)
class ColumnSourceColumn(Record):
    """The column with this heading."""

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourceConstant(Record):
    """The same value for every row."""

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnSourceNothing(Record):
    """Nowhere: no column is taken for it, even if one looks like it."""


ColumnSource: TypeAlias = ColumnSourceColumn | ColumnSourceConstant | ColumnSourceNothing
"""Where a field's value comes from."""


class Gender(StrEnum):
    """How a person is addressed."""

    FEMALE = "female"
    """女士."""
    MALE = "male"
    """先生."""
    UNSTATED = "unstated"
    """Not known; in an edit it removes what was there."""


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """A person at a customer. Protected fields the operator may not read are empty, or masked.
    """

    id: ContactId
    """The id."""

    customer: CustomerId
    """The customer."""

    name: str
    """The name."""

    role: str | None
    """What the person decides or does there: buyer, accountant, …"""

    title: str | None
    """The title or position, such as ``财务总监``."""

    gender: Gender | None
    """How the person is addressed; never ``unstated``."""

    is_primary: bool
    """Whether this is the one to talk to first; at most one per customer."""

    channels: Table[Channel]
    """Phones, mails and other ways to reach the person, most important first."""

    note: str | None
    """A note."""

    active: bool
    """Whether the person is still there."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ContactEdit(Record):
    """New values for a contact; absent ones stay. A blank text removes the value, a list is
    replaced as a whole. Limits are those of ``NewContact``.
    """

    name: str | None = None
    """The name."""

    role: str | None = None
    """What the person decides or does there; blank removes it."""

    title: str | None = None
    """The title or position; blank removes it."""

    gender: Gender | str | None = None
    """How the person is addressed."""

    is_primary: bool | None = None
    """Whether this is the one to talk to first."""

    channels: Sequence[Channel] | None = None
    """All channels."""

    note: str | None = None
    """The note; blank removes it."""

    def __post_init__(self) -> None:
        freeze(self, "channels")


@dataclass(frozen=True, slots=True)
class ContactChange(Record):
    """One contact with new values for it."""

    id: ContactId
    """The contact."""

    version: int
    """The version the caller last saw."""

    edit: ContactEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ContactFilter(Record):
    """Which contacts are wanted; every condition given must hold."""

    text: str | None = None
    """Part of a name, phone, mail or other channel; up to 200 characters."""

    customer: CustomerId | None = None
    """The customer."""

    role: str | None = None
    """What the person decides or does there, whole."""

    is_primary: bool | None = None
    """Whether this is the one to talk to first."""

    active: bool | None = None
    """Whether the person is still there."""


@dataclass(frozen=True, slots=True)
class ContactSeen(Record):
    """A contact as the caller last saw it."""

    id: ContactId
    """The contact."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class CreditLine(Record):
    """What a credit note takes back of a line. With neither quantity nor amount: all that is
    left.
    """

    line: int = 0
    """The number of the line."""

    quantity: Decimal | int | None = None
    """How many are given back; with their share of the amounts, unless ``amount`` is given."""

    amount: Decimal | int | None = None
    """How much is credited, with tax; alone it lowers the price and nothing is given back (折让).
    """


class DocumentKind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    """An invoice (of a supplier: a bill)."""
    CREDIT_NOTE = "credit_note"
    """A credit note: it takes back an invoice, or part of one. Its amounts are positive."""


class Direction(StrEnum):
    """Who owes whom."""

    SALE = "sale"
    """Sold to a customer, who owes the gross amount."""
    PURCHASE = "purchase"
    """Bought from a supplier, to whom the gross amount is owed."""


class InvoiceState(StrEnum):
    """Where a document stands. Except for drafts and cancelled invoices it follows from what is
    settled.
    """

    DRAFT = "draft"
    """Not yet in the books; can be changed and discarded."""
    POSTED = "posted"
    """In the books; nothing is settled."""
    PART_PAID = "part_paid"
    """In the books; part of it is settled."""
    PAID = "paid"
    """In the books; all of it is settled."""
    CANCELLED = "cancelled"
    """In the books; credit notes took all of it back and nothing was paid."""


class PriceMode(StrEnum):
    """Whether unit prices hold the tax."""

    NET = "net"
    """Prices without tax (不含税); tax comes on top."""
    GROSS = "gross"
    """Prices with tax (含税); tax is taken out."""


@dataclass(frozen=True, slots=True)
class DiscountPercent(Record):
    """So many percent, 0 to 100, at most 8 decimal places."""

    value: Decimal | int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class DiscountAmount(Record):
    """So much money, in the document's price mode; not more than what it is taken from."""

    value: Decimal | int
    """What it holds."""


Discount: TypeAlias = DiscountPercent | DiscountAmount
"""A discount on a line or on a whole document."""


@dataclass(frozen=True, slots=True)
class InvoiceLine(Record):
    """A line of an invoice or credit note. ``net + tax = gross``, exactly."""

    line: int
    """Its number: 1, 2, 3 … on an invoice; on a credit note that of the line it takes back."""

    product: str | None
    """The code of the product."""

    description: str
    """What it is about."""

    quantity: Decimal
    """How many. 0 on a credit note that lowers the price and takes nothing back (折让)."""

    unit: str | None
    """Of which unit."""

    unit_price: Decimal
    """The price of one, in the document's price mode."""

    discount: Discount | None
    """The discount on the line."""

    tax_rate: Decimal
    """The tax rate: 0.13 is 13 %."""

    document_discount: Decimal
    """This line's part of the document's discount."""

    net: Decimal
    """Without tax, after all discounts."""

    tax: Decimal
    """Tax."""

    gross: Decimal
    """With tax."""

    income_account: str | None
    """The code of the account that takes the net amount."""


@dataclass(frozen=True, slots=True)
class Invoice(Record):
    """An invoice or a credit note."""

    id: InvoiceId
    """The id."""

    kind: DocumentKind
    """Invoice or credit note."""

    direction: Direction
    """Sale or purchase."""

    state: InvoiceState
    """Where it stands."""

    number: str | None
    """The number, given at posting: ``INV-202606-0001`` (sale), ``BILL-…`` (purchase), ``CN-…``
    and ``BCN-…`` (their credit notes), gapless per month of issue.
    """

    reference: str | None
    """The number another system or the supplier gave it."""

    customer: CustomerId
    """The customer or supplier."""

    corrects: InvoiceId | None
    """The invoice that a credit note takes back, wholly or in part."""

    issue_on: dt.date
    """The date of issue; a posted document stands in the ledger on it."""

    due_on: dt.date
    """When it is to be paid."""

    price_mode: PriceMode
    """Whether its unit prices hold the tax."""

    discount: Discount | None
    """The discount on the whole document."""

    discount_total: Decimal
    """All discounts together, of the lines and of the document, in its price mode."""

    net: Decimal
    """Without tax: the sum of the lines."""

    tax: Decimal
    """Tax: the sum of the lines."""

    gross: Decimal
    """With tax: ``net + tax``."""

    settled: Decimal
    """How much of ``gross`` is settled by payments and credit notes; of a credit note: used."""

    counterparty_name: str
    """The counterparty's name for documents, as it was when posted."""

    counterparty_tax_number: str | None
    """Its tax number, as it was when posted; follows the right on a customer's tax number."""

    counterparty_address: str | None
    """Its address, as it was when posted; follows the right on a customer's addresses."""

    entry: EntryId | None
    """The journal entry; none for drafts and for documents of nothing."""

    note: str | None
    """A note."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was drafted."""

    created_by: OperatorId | None
    """Who drafted it."""

    updated_at: dt.datetime
    """When it last changed."""

    lines: Table[InvoiceLine]
    """Its lines, by number."""


@dataclass(frozen=True, slots=True)
class Credited(Record):
    """An invoice and the credit note that took it back, wholly or in part."""

    invoice: Invoice
    """The invoice as it is now."""

    credit_note: Invoice
    """The credit note. What the invoice did not leave open is the counterparty's credit."""


class CustomerKind(StrEnum):
    """Whether a customer is a company or a person."""

    COMPANY = "company"
    """A company or other organisation."""
    PERSON = "person"
    """A natural person."""


class IdentifierKind(StrEnum):
    """What kind of identifier a text is."""

    UNIFIED_SOCIAL_CREDIT = "unified_social_credit"
    """统一社会信用代码, GB 32100-2015: 18 characters, two check characters."""
    RESIDENT_ID = "resident_id"
    """公民身份号码, GB 11643-1999: 17 digits and a check character."""
    VAT = "vat"
    """A VAT number with its country's two letters in front."""
    OTHER = "other"
    """Anything else: kept as it is, nothing can be checked."""


@dataclass(frozen=True, slots=True)
class Customer(Record):
    """A company or person dealt with, as customer, supplier or both. Protected fields the
    operator may not read are empty, or masked.
    """

    id: CustomerId
    """The id."""

    code: str | None
    """One's own code for it, unique in the book."""

    kind: CustomerKind
    """Company or person."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name, if it differs."""

    is_customer: bool
    """Whether it is sold to."""

    is_supplier: bool
    """Whether it is bought from."""

    level: str | None
    """Its level: the code of an item of that dictionary."""

    industry: str | None
    """Its industry (item code)."""

    source: str | None
    """Where it came from (item code)."""

    region: str | None
    """Its region (item code)."""

    enterprise_type: str | None
    """The type of enterprise (item code)."""

    enterprise_nature: str | None
    """The nature of the enterprise (item code)."""

    credit_rating: str | None
    """Its credit rating (item code)."""

    satisfaction: str | None
    """How satisfied it is (item code)."""

    classes: Mapping[str, str]
    """The classification by dictionaries of the book's own: dictionary code to item code."""

    tax_kind: IdentifierKind | None
    """What kind of identifier the tax number is; none without one."""

    tax_number: str | None
    """The tax number (统一社会信用代码 in China), normalised."""

    payment_days: int
    """Days from an invoice to its due date."""

    website: str | None
    """The web site."""

    note: str | None
    """A note."""

    channels: Table[Channel]
    """Phones, mails and other ways to reach it, most important first."""

    addresses: Table[Address]
    """Addresses, most important first."""

    bank_accounts: Table[BankAccount]
    """Bank accounts, most important first."""

    billing: BillingProfile | None
    """What its invoices must say (开票信息), as far as it differs."""

    tags: tuple[str, ...]
    """Tags, sorted."""

    owner: OperatorId | None
    """Who owns it."""

    team: TeamId | None
    """The team it belongs to."""

    active: bool
    """Whether it is in use; a retired one stays on its documents but takes no new ones."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    created_by: OperatorId | None
    """Who added it; none when the engine itself did."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomerEdit(Record):
    """New values for a customer; absent ones stay. A blank text removes the value, a list or map
    is replaced as a whole. Limits are those of ``NewCustomer``.
    """

    code: str | None = None
    """One's own code; blank removes it."""

    kind: CustomerKind | str | None = None
    """Company or person."""

    name: str | None = None
    """The name it goes by."""

    legal_name: str | None = None
    """The registered name; blank removes it."""

    is_customer: bool | None = None
    """Whether it is sold to."""

    is_supplier: bool | None = None
    """Whether it is bought from."""

    level: str | None = None
    """Its level; blank removes it; so for the next seven."""

    industry: str | None = None
    """Its industry."""

    source: str | None = None
    """Where it came from."""

    region: str | None = None
    """Its region."""

    enterprise_type: str | None = None
    """The type of enterprise."""

    enterprise_nature: str | None = None
    """The nature of the enterprise."""

    credit_rating: str | None = None
    """Its credit rating."""

    satisfaction: str | None = None
    """How satisfied it is."""

    classes: Mapping[str, str] | None = None
    """The whole classification by other dictionaries."""

    tax_kind: IdentifierKind | str | None = None
    """What kind of identifier the tax number is; none: found out anew when the number is given.
    """

    tax_number: str | None = None
    """The tax number; blank removes it."""

    payment_days: int | None = None
    """Days from an invoice to its due date."""

    website: str | None = None
    """The web site; blank removes it."""

    note: str | None = None
    """The note; blank removes it."""

    channels: Sequence[Channel] | None = None
    """All channels."""

    addresses: Sequence[Address] | None = None
    """All addresses."""

    bank_accounts: Sequence[BankAccount] | None = None
    """All bank accounts."""

    billing: BillingProfile | None = None
    """The whole billing profile; an empty one removes it."""

    tags: Sequence[str] | None = None
    """All tags."""

    def __post_init__(self) -> None:
        freeze(self, "classes", "channels", "addresses", "bank_accounts", "tags")


@dataclass(frozen=True, slots=True)
class CustomerChange(Record):
    """One customer with new values for it."""

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""

    edit: CustomerEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class CustomerFilter(Record):
    """Which customers are wanted; every condition given must hold."""

    text: str | None = None
    """Part of a name, legal name, code, tax number, phone, mail or other channel, or of the name
    or a channel of a contact; up to 200 characters. Letter case, width and punctuation do not
    count. What the operator may not read is not searched.
    """

    kind: CustomerKind | str | None = None
    """Company or person."""

    is_customer: bool | None = None
    """Whether it is sold to."""

    is_supplier: bool | None = None
    """Whether it is bought from."""

    active: bool | None = None
    """Whether it is in use."""

    owner: OperatorId | None = None
    """Who owns it."""

    unowned: bool = False
    """Only customers that nobody owns."""

    team: TeamId | None = None
    """The team."""

    tag: str | None = None
    """A tag, whole."""

    classes: Mapping[str, str] = FrozenDict()
    """Item codes (or labels) by dictionary code; ``customer_level``, ``industry`` … among them.
    """

    created_from: dt.date | None = None
    """Added on this day or later, by the book's local time."""

    created_to: dt.date | None = None
    """Added on this day or earlier."""

    def __post_init__(self) -> None:
        freeze(self, "classes")


@dataclass(frozen=True, slots=True)
class Dialect(Record):
    """How a table's text is written."""

    delimiter: str
    """What stands between cells; an ASCII character."""

    quote: str
    """What encloses cells that hold a delimiter or a line end; an ASCII character. Inside, it is
    written twice.
    """

    decimal_comma: bool = False
    """Whether numbers seem to be written ``1.234,56``. A hint for the cleaning of numbers."""


class DateOrder(StrEnum):
    """What comes first in dates that end with the year."""

    DAY_FIRST = "day_first"
    """31/12/2026."""
    MONTH_FIRST = "month_first"
    """12/31/2026."""


class RateForm(StrEnum):
    """How numbers without a percent sign are meant in a column of rates."""

    PERCENT = "percent"
    """13 is 13 percent."""
    FRACTION = "fraction"
    """0.13 is 13 percent."""


@dataclass(frozen=True, slots=True)
class FileOptions(Record):
    """How one file is read. What is not said is recognised."""

    encoding: str | None = None
    """The encoding's name, such as ``gb18030``."""

    dialect: Dialect | None = None
    """Delimiter, quote and decimal sign."""

    skip_lines: int = 0
    """How many lines stand above the heading."""

    date_order: DateOrder | str | None = None
    """What comes first in dates such as 05/01/2026. By default the column's other dates decide,
    and the day comes first where none does.
    """

    rate_form: RateForm | str | None = None
    """Whether rates without percent sign are percentages or fractions. By default each column
    decides.
    """

    fields: Mapping[str, ColumnSource | Literal["nothing"]] = FrozenDict()
    """Which column or constant gives which field. Other fields are recognised by their headings.
    """

    values: Mapping[str, Mapping[str, str]] = FrozenDict()
    """Other words for values: field name, then the text in the file, then what it stands for."""

    def __post_init__(self) -> None:
        freeze(self, "fields", "values")


class Matching(StrEnum):
    """What happens with rows whose record is in the book already, and with those whose is not.
    """

    CREATE_AND_UPDATE = "create_and_update"
    """Known records are updated, the others made."""
    CREATE_ONLY = "create_only"
    """Records are made; rows of known ones are rejected."""
    UPDATE_ONLY = "update_only"
    """Known records are updated; the other rows are rejected."""


class RepeatedRows(StrEnum):
    """What happens with a row that repeats an earlier one of its file."""

    REJECT = "reject"
    """It is rejected, and the reason names the line of the first."""
    MERGE = "merge"
    """It fills what the first left blank."""


class UnknownReference(StrEnum):
    """What happens with something a row names and the book does not have."""

    REJECT = "reject"
    """The row is rejected."""
    CREATE = "create"
    """It is made."""
    LEAVE_OUT = "leave_out"
    """The value is left out, and reported."""


@dataclass(frozen=True, slots=True)
class CustomerImport(Record):
    """How customers are imported. A row belongs to a known customer by code, else by tax number,
    else by the whole name (letter case, width, spaces and punctuation do not count).
    """

    file: FileOptions = FileOptions()
    """How the file is read."""

    matching: Matching | str = Matching.CREATE_AND_UPDATE
    """Whether customers are made, updated or both. An update writes what the row gives and never
    empties a field; channels, addresses, bank accounts and tags are added to.
    """

    repeats: RepeatedRows | str = RepeatedRows.REJECT
    """What happens with a row that has the code, the tax number, or both name and phone of an
    earlier one.
    """

    unknown_labels: UnknownReference | str = UnknownReference.LEAVE_OUT
    """What happens with a level, industry, source, region … that the dictionary does not have.
    """

    suppliers: bool = False
    """Whether the rows are suppliers instead of customers."""

    find_duplicates: bool = True
    """Whether customers that may be the same are looked for, in the file and in the book."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


class CustomerSort(StrEnum):
    """What a list is sorted by."""

    NAME = "name"
    """The name, folded: by code point, so Latin letters come before Chinese characters."""
    CODE = "code"
    """The code; customers without one come last in both directions."""
    CREATED = "created"
    """When it was added."""
    UPDATED = "updated"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomerOrder(Record):
    """The order of a list. Ties are broken by id."""

    by: CustomerSort | str = CustomerSort.NAME
    """What it is sorted by."""

    descending: bool = False
    """Whether the last comes first."""


@dataclass(frozen=True, slots=True)
class CustomerSeen(Record):
    """A customer as the caller last saw it."""

    id: CustomerId
    """The customer."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class CustomerSummary(Record):
    """A row of a list of customers."""

    id: CustomerId
    """The id."""

    code: str | None
    """One's own code."""

    kind: CustomerKind
    """Company or person."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name."""

    is_customer: bool
    """Whether it is sold to."""

    is_supplier: bool
    """Whether it is bought from."""

    classes: Mapping[str, str]
    """The whole classification: dictionary code (``customer_level``, ``industry`` … among them)
    to item code.
    """

    tax_number: str | None
    """The tax number, as far as it may be read."""

    phone: str | None
    """The first phone or mobile, as far as it may be read."""

    email: str | None
    """The first mail address, as far as it may be read."""

    city: str | None
    """The city of the first address, as far as it may be read."""

    contact: str | None
    """The name of the primary contact, else of the first active one."""

    tags: tuple[str, ...]
    """Tags, sorted."""

    owner: OperatorId | None
    """Who owns it."""

    team: TeamId | None
    """The team it belongs to."""

    active: bool
    """Whether it is in use."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class DateDecision(Record):
    """How the dates of a column are read."""

    order: DateOrder
    """The order for dates that have two readings."""

    open: int
    """How many dates have two readings."""

    certain: bool
    """Whether the order is certain: no date has two readings, or other dates of the column show
    the order and none contradicts. What is not certain is to be reported.
    """


@dataclass(frozen=True, slots=True)
class Dictionary(Record):
    """A user-maintained list, such as customer levels."""

    id: DictionaryId
    """Its id."""

    code: str
    """The code by which everything names it, such as ``customer_level``; never changes."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    ready_made: bool
    """Whether it came with the book; such a list cannot be removed."""

    version: int
    """Moves with every change of the list's own data (not of its items)."""


@dataclass(frozen=True, slots=True)
class DictionaryEdit(Record):
    """New labels of a list; absent ones stay."""

    label_zh: str | None = None
    """The label in Chinese."""

    label_en: str | None = None
    """The label in English."""


@dataclass(frozen=True, slots=True)
class DictionaryItem(Record):
    """An entry of a list."""

    id: DictionaryItemId
    """Its id."""

    dictionary: str
    """The code of its list."""

    code: str
    """The code, unique in the list; never changes."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    sort_order: int
    """Its place: lists are shown by this number, then by age."""

    parent: str | None
    """The code of the item above it in a tree."""

    active: bool
    """Whether it is in use. A retired item stays on records that hold it, but cannot be chosen.
    """

    valid_from: dt.date | None
    """The first day on which it can be chosen; always, when absent."""

    merged_into: str | None
    """The code of the item it was merged into."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class DictionaryItemEdit(Record):
    """New values of an item; absent ones stay."""

    version: int
    """The version the caller last saw."""

    code: str = ""
    """The item's code."""

    label_zh: str | None = None
    """The label in Chinese."""

    label_en: str | None = None
    """The label in English."""

    parent: str | None = None
    """The code of the item above it; blank moves it to the top."""

    valid_from: dt.date | None = None
    """The first day on which it can be chosen."""

    always_valid: bool = False
    """Takes the first day away: it can always be chosen. Not together with ``valid_from``."""


class DuplicateReason(StrEnum):
    """Why a customer may be the same as another."""

    TAX_NUMBER = "tax_number"
    """The same tax number."""
    PHONE = "phone"
    """The same phone, also of a contact."""
    NAME = "name"
    """The same name or legal name, folded."""


@dataclass(frozen=True, slots=True)
class DuplicateHint(Record):
    """A customer that may be the same as the one asked about."""

    customer: CustomerId
    """The customer that is there."""

    name: str
    """Its name."""

    reasons: tuple[DuplicateReason, ...]
    """Why, strongest reason first."""


@dataclass(frozen=True, slots=True)
class DuplicateOriginLine(Record):
    """The row that begins on this line of the file."""

    value: int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class DuplicateOriginKnown(Record):
    """The record with this id, known before."""

    value: int
    """What it holds."""


DuplicateOrigin: TypeAlias = DuplicateOriginLine | DuplicateOriginKnown
"""Where a subject comes from."""


class Permission(StrEnum):
    """One action on one area."""

    CUSTOMERS_VIEW = "customers.view"
    """See customers and contacts."""
    CUSTOMERS_ADD = "customers.add"
    """Add customers and contacts."""
    CUSTOMERS_EDIT = "customers.edit"
    """Change customers and contacts."""
    CUSTOMERS_REMOVE = "customers.remove"
    """Retire, restore and remove customers and contacts."""
    CUSTOMERS_ASSIGN = "customers.assign"
    """Change who owns a customer."""
    DICTIONARIES_VIEW = "dictionaries.view"
    """See the user-maintained lists."""
    DICTIONARIES_EDIT = "dictionaries.edit"
    """Change the user-maintained lists."""
    PRODUCTS_VIEW = "products.view"
    """See products and services."""
    PRODUCTS_EDIT = "products.edit"
    """Change products and services."""
    INVOICES_VIEW = "invoices.view"
    """See invoices, credit notes, statements and ageing."""
    INVOICES_EDIT = "invoices.edit"
    """Draft, change and discard invoices."""
    INVOICES_POST = "invoices.post"
    """Post invoices to the ledger."""
    INVOICES_CREDIT = "invoices.credit"
    """Cancel posted invoices by credit notes."""
    PAYMENTS_VIEW = "payments.view"
    """See payments."""
    PAYMENTS_RECORD = "payments.record"
    """Record money in and out."""
    PAYMENTS_CANCEL = "payments.cancel"
    """Cancel payments."""
    PAYMENTS_ALLOCATE = "payments.allocate"
    """Allocate payments and credit notes to invoices, and take allocations back."""
    LEDGER_VIEW = "ledger.view"
    """See accounts, entries, registers and statements."""
    LEDGER_POST = "ledger.post"
    """Post journal entries."""
    LEDGER_REVERSE = "ledger.reverse"
    """Reverse journal entries."""
    LEDGER_REVIEW = "ledger.review"
    """Review (审核) journal entries."""
    LEDGER_SET_UP = "ledger.set_up"
    """Change the chart of accounts and the journals."""
    CASES_VIEW = "cases.view"
    """See cases."""
    CASES_ADD = "cases.add"
    """Open cases."""
    CASES_EDIT = "cases.edit"
    """Work on cases: change, note, resolve, close."""
    CASES_ASSIGN = "cases.assign"
    """Assign cases."""
    IMPORTS_RUN = "imports.run"
    """Import files."""
    IMPORTS_UNDO = "imports.undo"
    """Undo imports."""
    LISTS_EXPORT = "lists.export"
    """Export lists."""
    OPERATORS_VIEW = "operators.view"
    """See operators, roles and duty rules."""
    OPERATORS_EDIT = "operators.edit"
    """Add, change, deactivate operators; reset passwords; assign roles."""
    ROLES_EDIT = "roles.edit"
    """Change roles and duty rules."""
    CHANGES_VIEW = "changes.view"
    """See the change log: history, feed, verification."""
    PERSONAL_ERASE = "personal.erase"
    """Erase personal values from the change log."""
    BOOK_EDIT = "book.edit"
    """Change the book's own data."""
    OWN_PASSWORD = "own.password"
    """Change one's own password (everybody)."""


@dataclass(frozen=True, slots=True)
class DutyConflict(Record):
    """Duties that meet in one operator."""

    operator: OperatorId
    """The operator."""

    rule: str
    """The rule."""

    permissions: tuple[Permission, ...]
    """The permissions that meet."""


@dataclass(frozen=True, slots=True)
class DutyRule(Record):
    """A duty separation rule, and whether the book enforces it."""

    code: str
    """The code."""

    label_zh: str
    """What it asks, in Chinese."""

    label_en: str
    """What it asks, in English."""

    source: str
    """Where it comes from."""

    enforced: bool
    """Whether it is enforced; otherwise only reported."""


@dataclass(frozen=True, slots=True)
class EntrySource(Record):
    """The document behind an entry."""

    kind: str
    """``invoice``, ``payment`` …"""

    id: int
    """Its id."""


@dataclass(frozen=True, slots=True)
class EntryFilter(Record):
    """Which entries are wanted; all conditions together."""

    from_: dt.date | None = None
    """On this day or later."""

    to: dt.date | None = None
    """On this day or earlier."""

    journal: str | None = None
    """In the journal with this code."""

    account: str | None = None
    """With a line on the account with this code or one below it."""

    party: CustomerId | None = None
    """With a line on this customer or supplier."""

    text: str | None = None
    """With this text in the summary."""

    source: EntrySource | None = None
    """Of this document."""

    reviewed: bool | None = None
    """Reviewed, or not."""

    newest_first: bool = False
    """Newest first, instead of oldest first."""


@dataclass(frozen=True, slots=True)
class Period(Record):
    """One month, in which entries are numbered and balances are kept. Ordered by time."""

    year: int
    """The calendar year, 1000 to 9999."""

    month: int
    """The month, 1 to 12."""


@dataclass(frozen=True, slots=True)
class EntryReceipt(Record):
    """What came of posting an entry."""

    id: EntryId
    """The entry's id."""

    period: Period
    """Its month."""

    number: int
    """Its number in the journal and month: 1, 2, 3 … without gaps."""

    label: str
    """Journal and number as people write them, such as ``记-5``."""


class ProductKind(StrEnum):
    """What is sold. It chooses the chart's account for sales, unless a product names its own."""

    PRODUCT = "product"
    """Goods."""
    SERVICE = "service"
    """A service."""


@dataclass(frozen=True, slots=True)
class ProductFilter(Record):
    """Which products to list; what is absent does not limit."""

    kind: ProductKind | str | None = None
    """Goods, or services."""

    active: bool | None = None
    """Those that may be chosen, or those that may not."""

    text: str | None = None
    """Part of the code or name; letter case, width and punctuation do not matter."""


@dataclass(frozen=True, slots=True)
class InvoiceFilter(Record):
    """Which documents to list; what is absent does not limit."""

    direction: Direction | str | None = None
    """Sale or purchase."""

    kind: DocumentKind | str | None = None
    """Invoices or credit notes."""

    states: Sequence[InvoiceState | str] = ()
    """Any of these states; empty for all."""

    customer: CustomerId | None = None
    """Of one customer or supplier."""

    issued_from: dt.date | None = None
    """Issued on this day or later."""

    issued_to: dt.date | None = None
    """Issued on this day or earlier."""

    due_from: dt.date | None = None
    """Due on this day or later."""

    due_to: dt.date | None = None
    """Due on this day or earlier."""

    overdue_on: dt.date | None = None
    """Invoices that were due before this day and of which something is open now."""

    text: str | None = None
    """Part of the number, the reference or the counterparty's name; letter case, width and
    punctuation do not matter.
    """

    gross_from: Decimal | int | None = None
    """Of this gross amount or more."""

    gross_to: Decimal | int | None = None
    """Of this gross amount or less."""

    def __post_init__(self) -> None:
        freeze(self, "states")


class PaymentDirection(StrEnum):
    """Whether money comes in or goes out."""

    IN = "in"
    """Received."""
    OUT = "out"
    """Paid."""


class PaymentPurpose(StrEnum):
    """What money is for."""

    SETTLEMENT = "settlement"
    """It settles what is owed: a customer pays us, we pay a supplier."""
    REFUND = "refund"
    """It gives money back: we to a customer, a supplier to us."""


class PaymentState(StrEnum):
    """Whether a payment counts."""

    POSTED = "posted"
    """It stands in the ledger."""
    CANCELLED = "cancelled"
    """It was cancelled by a red entry."""


@dataclass(frozen=True, slots=True)
class PaymentFilter(Record):
    """Which payments a list or total shows; all conditions hold together."""

    direction: PaymentDirection | str | None = None
    """In or out."""

    purpose: PaymentPurpose | str | None = None
    """Settlements or refunds."""

    state: PaymentState | str | None = None
    """Posted or cancelled."""

    customer: CustomerId | None = None
    """Of one customer or supplier."""

    from_: dt.date | None = None
    """Paid on this day or later."""

    to: dt.date | None = None
    """Paid on this day or earlier."""

    method: str | None = None
    """The code of a method."""

    text: str | None = None
    """A part of the number or reference."""

    unallocated: bool = False
    """Only posted payments that are not allocated in full."""


@dataclass(frozen=True, slots=True)
class ExportListCustomers(Record):
    """Customers and suppliers, in the order they were added, under headings that
    ``Exchange.import_customers`` knows. A company that is only bought from is of the kind
    ``supplier``; the first address and bank account have columns of their own.
    """

    value: CustomerFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListContacts(Record):
    """Contacts by name."""

    value: ContactFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListProducts(Record):
    """Products and services by code."""

    value: ProductFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListInvoices(Record):
    """Invoices and credit notes by date of issue."""

    value: InvoiceFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListInvoiceLines(Record):
    """The lines of invoices and credit notes, a row each."""

    value: InvoiceFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPayments(Record):
    """Payments, the oldest first."""

    value: PaymentFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListAllocations(Record):
    """What settles what, withdrawn allocations included, in the order they were made."""


@dataclass(frozen=True, slots=True)
class ExportListAccounts(Record):
    """The chart of accounts in tree order."""


@dataclass(frozen=True, slots=True)
class ExportListJournals(Record):
    """Journals."""


@dataclass(frozen=True, slots=True)
class ExportListEntries(Record):
    """Journal entries, a row each."""

    value: EntryFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListPostings(Record):
    """The postings of journal entries, a row each."""

    value: EntryFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListTrialBalance(Record):
    """The trial balance of the days from ``from`` (none: the first of the month) to ``on``."""

    from_: dt.date | None
    """The first day of the movement."""

    on: dt.date
    """The last day."""


@dataclass(frozen=True, slots=True)
class ExportListAgeing(Record):
    """What is open by age, a row per customer or supplier."""

    on: dt.date
    """The day it is seen from."""

    side: DebtSide | str
    """What customers owe, or what is owed to suppliers."""

    bands: AgeingBands | Literal["months", "years"]
    """The bands."""

    by: AgeingBy | str
    """What ages are counted from."""


@dataclass(frozen=True, slots=True)
class ExportListStatement(Record):
    """The statement of a customer or supplier: a row with the opening balance, a row for each
    document, a row with the closing balance.
    """

    customer: CustomerId
    """The customer or supplier."""

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""


@dataclass(frozen=True, slots=True)
class ExportListCases(Record):
    """Cases, the oldest first."""

    value: CaseFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ExportListDictionaries(Record):
    """The user-maintained lists."""


@dataclass(frozen=True, slots=True)
class ExportListDictionaryItems(Record):
    """The items of a user-maintained list, retired ones included."""

    dictionary: str | None
    """The code of the list; none for those of all."""


@dataclass(frozen=True, slots=True)
class ExportListOperators(Record):
    """Operators; passwords are no part of it."""


@dataclass(frozen=True, slots=True)
class ExportListTeams(Record):
    """Teams."""


@dataclass(frozen=True, slots=True)
class ExportListRoles(Record):
    """Roles with what they permit."""


@dataclass(frozen=True, slots=True)
class ExportListChanges(Record):
    """The change log after a number (0 for all of it), a row for each change."""

    after: int
    """The number of the last change that is left out."""


@dataclass(frozen=True, slots=True)
class ExportListImports(Record):
    """Imports, the newest first."""


ExportList: TypeAlias = (
    ExportListCustomers
    | ExportListContacts
    | ExportListProducts
    | ExportListInvoices
    | ExportListInvoiceLines
    | ExportListPayments
    | ExportListAllocations
    | ExportListAccounts
    | ExportListJournals
    | ExportListEntries
    | ExportListPostings
    | ExportListTrialBalance
    | ExportListAgeing
    | ExportListStatement
    | ExportListCases
    | ExportListDictionaries
    | ExportListDictionaryItems
    | ExportListOperators
    | ExportListTeams
    | ExportListRoles
    | ExportListChanges
    | ExportListImports
)
"""What is exported: a list with its own filter, or a report."""


class OutEncoding(StrEnum):
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
class ExportOptions(Record):
    """How an export is written."""

    language: Language | str = Language.CHINESE
    """The language of the headings, and of yes and no."""

    encoding: OutEncoding | str = OutEncoding.UTF8_WITH_MARK
    """The encoding of the file."""


class Field(StrEnum):
    """A field that roles can restrict."""

    CUSTOMER_CHANNELS = "customer.channels"
    """Phones, mails and other channels of a customer."""
    CUSTOMER_ADDRESSES = "customer.addresses"
    """Addresses of a customer."""
    CUSTOMER_TAX_NUMBER = "customer.tax_number"
    """Tax number of a customer."""
    CUSTOMER_BANKING = "customer.banking"
    """Bank accounts and billing profile of a customer."""
    CUSTOMER_NOTE = "customer.note"
    """Note on a customer."""
    CONTACT_CHANNELS = "contact.channels"
    """Phones, mails and other channels of a contact."""
    CONTACT_NOTE = "contact.note"
    """Note on a contact."""
    CASE_TEXT = "case.text"
    """Description, resolution and notes of a case."""


class FieldRight(StrEnum):
    """What a role may do with a protected field. Ordered: hidden, masked, read, write."""

    HIDDEN = "hidden"
    """As if the field were empty."""
    MASKED = "masked"
    """Shown in part, such as 138****5678; cannot be searched or changed."""
    READ = "read"
    """Shown, not changed."""
    WRITE = "write"
    """Shown and changed."""


@dataclass(frozen=True, slots=True)
class FieldRule(Record):
    """The right of a role on one protected field."""

    field: Field | str
    """The field."""

    right: FieldRight | str
    """The right."""


class ImportTarget(StrEnum):
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


@dataclass(frozen=True, slots=True)
class RateDecision(Record):
    """How the rates of a column are read."""

    form: RateForm
    """The form of numbers without percent sign."""

    certain: bool
    """Whether the form is certain. It is not when numbers between 0 and 1 and numbers above 1
    stand side by side, or when the only ones are 0 and 1; that is to be reported.
    """


@dataclass(frozen=True, slots=True)
class RejectReason(Record):
    """Why a row was rejected."""

    column: str | None
    """The heading of the column at fault, if it is one column."""

    problem: Violation
    """What is wrong; its path is the field's name."""


@dataclass(frozen=True, slots=True)
class RejectedRow(Record):
    """A row that was not taken over."""

    line: int
    """The line of the file on which it begins; 1 is the first."""

    cells: tuple[str, ...]
    """Its cells as they stand in the file."""

    reasons: Table[RejectReason]
    """What is wrong: at least one reason."""


@dataclass(frozen=True, slots=True)
class FileReport(Record):
    """How one file was read, and what was wrong in it."""

    name: str
    """Its name."""

    target: ImportTarget
    """What its rows are."""

    encoding: str
    """Its encoding."""

    dialect: Dialect
    """Its dialect."""

    headers: tuple[str, ...]
    """Its heading."""

    mapping: Mapping[str, ColumnSource]
    """Which column or constant gave which field."""

    unmapped: tuple[str, ...]
    """Headings of columns that gave no field."""

    ambiguous: Table[Ambiguity]
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
class Finding(Record):
    """Something that verification found to differ."""

    check: str
    """What was checked: ``chain``, ``gap``, ``digest``, ``balance``, ``number`` …"""

    subject: Subject
    """The record it concerns."""

    expected: str
    """What was expected, without personal data."""

    found: str
    """What was found."""


@dataclass(frozen=True, slots=True)
class Freight(Record):
    """The line that a column with freight becomes."""

    description: str = "运费 Freight"
    """What the line says."""

    tax_rate: Decimal | int = Decimal("0")
    """Its tax rate."""

    income_account: str | None = None
    """The code of the account that takes it; by default the one for services."""


class Reach(StrEnum):
    """How far a permission reaches. Ordered: own, team, all."""

    OWN = "own"
    """Records one owns."""
    TEAM = "team"
    """Records of one's team, and one's own."""
    ALL = "all"
    """All records of the book."""


@dataclass(frozen=True, slots=True)
class Grant(Record):
    """A permission with its reach, as roles hold it."""

    permission: Permission | str
    """The permission."""

    reach: Reach | str
    """How far it reaches."""


@dataclass(frozen=True, slots=True)
class Head(Record):
    """The newest hash of a book's log. Kept outside the store, it proves later that nothing
    before it was changed, removed or added.
    """

    book: BookId
    """The book."""

    seq: int
    """The number of the newest change; 0 for an empty log."""

    hash: str
    """Its hash (hexadecimal SHA-256)."""


@dataclass(frozen=True, slots=True)
class LikenessReasonTaxNumber(Record):
    """The same tax number."""


@dataclass(frozen=True, slots=True)
class LikenessReasonPhone(Record):
    """The same phone number."""


@dataclass(frozen=True, slots=True)
class LikenessReasonName(Record):
    """The same name, but for legal form, case, width, spaces and punctuation."""


@dataclass(frozen=True, slots=True)
class LikenessReasonSimilarName(Record):
    """Nearly the same name; the percentage of characters that agree."""

    value: int
    """What it holds."""


LikenessReason: TypeAlias = (
    LikenessReasonTaxNumber
    | LikenessReasonPhone
    | LikenessReasonName
    | LikenessReasonSimilarName
)
"""Why two subjects may be the same; the stronger first."""


@dataclass(frozen=True, slots=True)
class ImportDuplicate(Record):
    """A pair that may be the same."""

    first: DuplicateOrigin
    """The known record, or the row that came first."""

    second: DuplicateOrigin
    """The row that may repeat it."""

    reasons: tuple[LikenessReason, ...]
    """Why; the strongest reason first, never empty."""


@dataclass(frozen=True, slots=True)
class ImportHead(Record):
    """What every import command says of its files."""

    file_name: str
    """The names of the files."""

    rows_read: int
    """Rows read, in all files."""

    rows_rejected: int
    """Rows that were rejected before the command."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


class ImportKind(StrEnum):
    """What an import brought."""

    CUSTOMERS = "customers"
    """Customers and their contacts."""
    PRODUCTS = "products"
    """Products."""
    SALES = "sales"
    """Posted sales."""
    PAYMENTS = "payments"
    """Payments."""


@dataclass(frozen=True, slots=True)
class RecordCount(Record):
    """How many records of a kind an import touched."""

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
    """A row that the engine's own rules refuse."""

    file: int
    """Which of the import's files: 0 is the first."""

    line: int
    """The line of the file."""

    field: str | None
    """The field at fault, if it is one."""

    problem: Violation
    """What is wrong."""


class NoticeKind(StrEnum):
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
    """The invoice a payment names is unknown or paid: the payment stays open."""


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """Something worth a look although it was taken over."""

    kind: NoticeKind
    """What it is."""

    field: str
    """The field."""

    text: str
    """The text in the file, where there is one."""

    rows: int
    """In how many rows."""

    line: int
    """The line of the first."""


@dataclass(frozen=True, slots=True)
class ImportOutcome(Record):
    """What came of an import command."""

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
class ImportPreview(Record):
    """How a file would be read: to be shown before it is imported."""

    file: FileReport
    """How it is read. Its rejected rows and counts are those of the sample."""

    fields: tuple[str, ...]
    """The names of the fields in ``rows``."""

    rows: tuple[tuple[str, ...], ...]
    """The first rows, cleaned: a text for each field."""


@dataclass(frozen=True, slots=True)
class ImportReport(Record):
    """What came of an import. Every row read is either accepted or rejected."""

    import_: ImportId | None
    """By which it can be undone; none when nothing was imported."""

    kind: ImportKind
    """What was imported."""

    rows_read: int
    """Rows read, in all files; headings and blank rows do not count."""

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

    duplicates: Table[ImportDuplicate]
    """Customers that may be the same."""


class ImportState(StrEnum):
    """Whether an import stands."""

    DONE = "done"
    """It stands."""
    UNDONE = "undone"
    """It was undone."""


@dataclass(frozen=True, slots=True)
class ImportRun(Record):
    """An import that was run."""

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


class ImportStep(StrEnum):
    """What is being done."""

    READING = "reading"
    """Rows are read from the file."""
    CHECKING = "checking"
    """Rows are cleaned and checked."""
    WRITING = "writing"
    """Records are written."""


@dataclass(frozen=True, slots=True)
class ImportedContact(Record):
    """A person named beside a customer."""

    name: str
    """The name."""

    title: str | None = None
    """The title."""

    channels: Sequence[Channel] = ()
    """How to reach the person."""

    def __post_init__(self) -> None:
        freeze(self, "channels")


@dataclass(frozen=True, slots=True)
class NewCustomer(Record):
    """A customer to be added. ``NewCustomer.company`` and ``NewCustomer.person`` make a plain
    one.
    """

    name: str
    """The name it goes by, up to 200 characters."""

    code: str | None = None
    """One's own code, up to 40 characters, unique in the book."""

    kind: CustomerKind | str = CustomerKind.COMPANY
    """Company or person."""

    legal_name: str | None = None
    """The registered name, if it differs, up to 200 characters."""

    is_customer: bool = True
    """Whether it is sold to."""

    is_supplier: bool = False
    """Whether it is bought from."""

    level: str | None = None
    """Its level: the code or a label of an active item of that dictionary; so for the next seven.
    """

    industry: str | None = None
    """Its industry."""

    source: str | None = None
    """Where it came from."""

    region: str | None = None
    """Its region."""

    enterprise_type: str | None = None
    """The type of enterprise."""

    enterprise_nature: str | None = None
    """The nature of the enterprise."""

    credit_rating: str | None = None
    """Its credit rating."""

    satisfaction: str | None = None
    """How satisfied it is."""

    classes: Mapping[str, str] = FrozenDict()
    """The classification by other dictionaries: dictionary code to item code or label."""

    tax_kind: IdentifierKind | str | None = None
    """What kind of identifier the tax number is; none: found out from its form."""

    tax_number: str | None = None
    """The tax number; its check digit must fit unless its kind is ``other``."""

    payment_days: int = 0
    """Days from an invoice to its due date, 0 to 3650."""

    website: str | None = None
    """The web site, up to 200 characters."""

    note: str | None = None
    """A note, up to 10,000 characters."""

    channels: Sequence[Channel] = ()
    """Phones, mails and other ways to reach it, at most 50."""

    addresses: Sequence[Address] = ()
    """Addresses, at most 50."""

    bank_accounts: Sequence[BankAccount] = ()
    """Bank accounts, at most 50."""

    billing: BillingProfile | None = None
    """What its invoices must say, as far as it differs."""

    tags: Sequence[str] = ()
    """Tags, at most 50 of up to 60 characters."""

    owner: OperatorId | None = None
    """Who owns it. None: who adds it, when the permission to add reaches only one's own or one's
    team's customers; else nobody. Another's needs ``customers.assign``.
    """

    team: TeamId | None = None
    """The team it belongs to; none: the owner's."""

    def __post_init__(self) -> None:
        freeze(self, "classes", "channels", "addresses", "bank_accounts", "tags")


@dataclass(frozen=True, slots=True)
class ImportedCustomer(Record):
    """A customer of a file, with the person named beside it."""

    line: int
    """The line of the file."""

    customer: NewCustomer
    """The customer; its classification is text as in the file."""

    given: Sequence[str] = ()
    """Which fields the row gives."""

    channel_fields: Sequence[str] = ()
    """The field that gave each channel of the customer, in their order."""

    contact: ImportedContact | None = None
    """The person named beside it."""

    owner: str | None = None
    """Who is responsible, by the name in the file."""

    def __post_init__(self) -> None:
        freeze(self, "given", "channel_fields")


@dataclass(frozen=True, slots=True)
class NewInvoiceLine(Record):
    """A line of an invoice to be drafted."""

    product: str | None = None
    """The code of the product or service; none for anything else."""

    description: str | None = None
    """What it is about, up to 300 characters; by default the product's name."""

    quantity: Decimal | int = Decimal("0")
    """How many, more than 0, at most 8 decimal places."""

    unit: str | None = None
    """Of which unit, up to 40 characters; by default the product's."""

    unit_price: Decimal | int | None = None
    """The price of one in the invoice's price mode, 0 or more, at most 8 decimal places; by
    default the product's, converted if its price mode is the other one.
    """

    discount: Discount | None = None
    """A discount on this line."""

    tax_rate: Decimal | int | None = None
    """The tax rate, 0 to 1; by default the product's, else 0."""

    income_account: str | None = None
    """The code of the account that takes the net amount. By default of a sale the product's, else
    the chart's account for sales of goods or services; of a purchase the chart's for purchases.
    """


@dataclass(frozen=True, slots=True)
class ImportedLine(Record):
    """A line of a document of sale."""

    line: int
    """The line of the file it stands in."""

    item: NewInvoiceLine
    """The line; its product is a code, or absent."""

    freight: bool = False
    """Whether it was made from the document's freight."""


@dataclass(frozen=True, slots=True)
class ImportedDocument(Record):
    """A document of sale."""

    line: int
    """The line of the file of documents, or of the document's first line."""

    reference: str
    """The document's number in the other system."""

    customer: str
    """The customer, by code, tax number or name."""

    issue_on: dt.date
    """The date of issue."""

    price_mode: PriceMode | str
    """Whether its unit prices hold the tax."""

    due_on: dt.date | None = None
    """When it is to be paid."""

    discount: Discount | None = None
    """A discount on the whole document."""

    note: str | None = None
    """A note."""

    lines: Sequence[ImportedLine] = ()
    """Its lines."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class ImportedPayment(Record):
    """A payment of a file."""

    line: int
    """The line of the file."""

    customer: str
    """The customer or supplier, by code, tax number or name."""

    direction: PaymentDirection | str
    """In or out."""

    paid_on: dt.date
    """The day the money moved."""

    amount: Decimal | int
    """How much."""

    method: str | None = None
    """The method, by code or label."""

    invoice: str | None = None
    """The invoice it is for, by number or reference."""

    reference: str | None = None
    """The payer's or bank's own number."""

    note: str | None = None
    """A note."""


@dataclass(frozen=True, slots=True)
class NewProduct(Record):
    """A product or service to be added."""

    code: str
    """The code, unique in the book, up to 60 characters."""

    name: str
    """The name, up to 200 characters."""

    kind: ProductKind | str = ProductKind.PRODUCT
    """Goods or a service."""

    unit: str | None = None
    """The unit it is counted in, up to 40 characters."""

    unit_price: Decimal | int | None = None
    """The price of one unit in the price mode, 0 or more, at most 8 decimal places."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether the unit price holds the tax."""

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %."""

    income_account: str | None = None
    """The code of the account that takes the net amount of a sale; by default the chart's account
    for sales of goods or of services.
    """

    note: str | None = None
    """A note, up to 2,000 characters."""


@dataclass(frozen=True, slots=True)
class ImportedProduct(Record):
    """A product of a file."""

    line: int
    """The line of the file."""

    product: NewProduct
    """The product."""

    given: Sequence[str] = ()
    """Which fields the row gives."""

    def __post_init__(self) -> None:
        freeze(self, "given")


@dataclass(frozen=True, slots=True)
class IncomeRow(Record):
    """An account in an ``IncomeSummary``."""

    account: AccountId
    """The account."""

    code: str
    """Its code."""

    name_zh: str
    """Its name in Chinese."""

    name_en: str
    """Its name in English."""

    level: int
    """How far below the top: 1 for the top itself."""

    leaf: bool
    """Whether it takes postings; only such rows make the totals."""

    amount: Decimal
    """The amount; an account with sub-accounts holds their sum."""


@dataclass(frozen=True, slots=True)
class IncomeSummary(Report["IncomeRow"]):
    """Income and expense of some days."""

    _TABLES: ClassVar[tuple[str, ...]] = ("income", "expense", "cost",)

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    income: Table[IncomeRow]
    """The income accounts that moved, in tree order; an amount is credit less debit."""

    expense: Table[IncomeRow]
    """The expense accounts that moved, in tree order; an amount is debit less credit."""

    cost: Table[IncomeRow]
    """The cost accounts (成本) that moved, in tree order; an amount is debit less credit. What they
    hold is on its way into products and projects, so it is no part of the profit.
    """

    total_income: Decimal
    """All income."""

    total_expense: Decimal
    """All expense."""

    total_cost: Decimal
    """All cost."""

    profit: Decimal
    """Income less expense."""


class InvoiceSort(StrEnum):
    """The order of a list of documents; ties by id."""

    ISSUE_ON = "issue_on"
    """By date of issue."""
    DUE_ON = "due_on"
    """By due date."""
    NUMBER = "number"
    """By number, as text; drafts have none and count as the smallest."""
    GROSS = "gross"
    """By gross amount."""


@dataclass(frozen=True, slots=True)
class InvoiceTotals(Record):
    """The totals of documents of one direction and kind."""

    direction: Direction
    """Sale or purchase."""

    kind: DocumentKind
    """Invoices or credit notes. Amounts of credit notes are positive."""

    count: int
    """How many."""

    net: Decimal
    """Without tax."""

    tax: Decimal
    """Tax."""

    gross: Decimal
    """With tax."""

    settled: Decimal
    """How much of it is settled."""


@dataclass(frozen=True, slots=True)
class InvoiceVersion(Record):
    """A document as the caller last saw it."""

    id: InvoiceId
    """Which one."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ItemVersion(Record):
    """Names an item as the caller saw it."""

    code: str
    """The item's code."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class Journal(Record):
    """A voucher word (凭证字): entries are numbered per journal and month."""

    id: JournalId
    """The id."""

    code: str
    """The code, which stands before the number: 记 in 记-5."""

    name_zh: str
    """The name in Chinese."""

    name_en: str
    """The name in English."""

    active: bool
    """Whether it takes new entries."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class JournalEdit(Record):
    """New values for a journal; absent ones stay."""

    name_zh: str | None = None
    """The name in Chinese."""

    name_en: str | None = None
    """The name in English."""

    active: bool | None = None
    """Whether it takes new entries."""


@dataclass(frozen=True, slots=True)
class Posting(Record):
    """A line of an entry."""

    line: int
    """Its place in the entry: 1, 2, 3 …"""

    account: str
    """The account's code."""

    name_zh: str
    """The account's name in Chinese."""

    name_en: str
    """The account's name in English."""

    party: CustomerId | None
    """The customer or supplier."""

    debit: Decimal
    """The debit; zero on a credit line."""

    credit: Decimal
    """The credit; zero on a debit line."""

    memo: str | None
    """A note on the line."""


@dataclass(frozen=True, slots=True)
class JournalEntry(Record):
    """A voucher, as posted."""

    id: EntryId
    """The id."""

    journal: str
    """The code of its journal."""

    period: Period
    """Its month."""

    number: int
    """Its number in the journal and month."""

    label: str
    """Journal and number as people write them, such as ``记-5``."""

    on: dt.date
    """Its date."""

    summary: str
    """What it is about (摘要)."""

    attachments: int
    """How many papers are attached."""

    source: EntrySource | None
    """The document behind it, if it was not posted by hand."""

    reverses: EntryId | None
    """The entry it reverses."""

    reversed_by: EntryId | None
    """The entry that reverses it."""

    posted_at: dt.datetime
    """When it was posted."""

    posted_by: OperatorId | None
    """Who posted it (制单)."""

    reviewed_by: OperatorId | None
    """Who reviewed it (审核)."""

    reviewed_at: dt.datetime | None
    """When it was reviewed."""

    digest: str
    """Its digest (hexadecimal SHA-256); the change log holds the same."""

    postings: Table[Posting]
    """Its lines."""


@dataclass(frozen=True, slots=True)
class LedgerVerification(Record):
    """What ``Ledger.verify`` found."""

    entries: int
    """How many entries were read."""

    postings: int
    """How many postings were read."""

    findings: Table[Finding]
    """What differs; empty when the books are whole. At most 1,000 findings are told."""


@dataclass(frozen=True, slots=True)
class LogVerification(Record):
    """What ``Changes.verify`` found."""

    changes: int
    """How many changes were read."""

    entries: int
    """How many journal entries were checked against their digests."""

    head: Head
    """The head that was reached."""

    findings: Table[Finding]
    """What differs; empty when the log is whole."""


@dataclass(frozen=True, slots=True)
class RewrittenRecords(Record):
    """How many records of a kind a merge rewrote."""

    subject: str
    """The kind of record, as the change log names it: ``customer``, ``case``, ``payment`` …"""

    count: int
    """How many."""


@dataclass(frozen=True, slots=True)
class MergedItems(Record):
    """What a merge did."""

    from_: DictionaryItem
    """The item that was merged away: retired now."""

    into: DictionaryItem
    """The item that took its place."""

    rewritten: Table[RewrittenRecords]
    """The records that held the old item and hold the new one now, by kind of record."""


@dataclass(frozen=True, slots=True)
class NewAccount(Record):
    """An account to be added."""

    code: str
    """The code, unique in the book: 1 to 20 letters, digits, dots and dashes."""

    name_zh: str
    """The name in Chinese, up to 100 characters."""

    name_en: str = ""
    """The name in English, up to 100 characters; the Chinese one when blank."""

    parent: str | None = None
    """The code of the account above it, which may be one of the same call; none for the top."""

    kind: AccountKind | str | None = None
    """What kind of thing it keeps: required at the top, otherwise the parent's."""

    side: Side | str | None = None
    """The side on which its balance normally stands; the parent's by default, at the top debit
    for assets, cost and expense.
    """

    party_control: bool | None = None
    """Whether every posting names a customer or supplier; the parent's by default."""

    cash: CashKind | str | None = None
    """What kind of money it keeps; the parent's by default."""


@dataclass(frozen=True, slots=True)
class NewAllocation(Record):
    """An allocation to be made: what happens with the open amount of one document."""

    item: OpenItem
    """A payment or credit note (or the invoice or refund that is to be settled)."""

    allocate: AllocationChoice | Literal["automatic", "none"] = AllocationChoiceAutomatic()
    """With what."""


@dataclass(frozen=True, slots=True)
class NewBook(Record):
    """A book to be made, with its first operator, who may do everything."""

    name: str
    """The name it goes by, up to 200 characters."""

    owner_name: str
    """The first operator's sign-in name."""

    owner_password: str = field(repr=False)
    """The first operator's password."""

    legal_name: str | None = None
    """The registered name, if it differs."""

    tax_number: str | None = None
    """The tax number."""

    currency: str = "CNY"
    """The currency of its books (ISO 4217)."""

    language: Language | str = Language.CHINESE
    """The language of labels and texts."""

    utc_offset_minutes: int = 480
    """The distance of its local time from UTC, in minutes, -840 to 840."""

    chart: str = "cn_small_business"
    """The chart of accounts to start from: ``cn_small_business`` or ``international``."""


@dataclass(frozen=True, slots=True)
class NewCase(Record):
    """A case to be opened."""

    kind: CaseKind | str
    """What it is about."""

    subject: str
    """What it says in one line, up to 200 characters."""

    description: str | None = None
    """What it says, up to 20,000 characters."""

    category: str | None = None
    """An item of ``case_category``, by code or label."""

    severity: CaseSeverity | str = CaseSeverity.NORMAL
    """How bad it is."""

    channel: str | None = None
    """An item of ``case_channel``, by code or label."""

    customer: CustomerId | None = None
    """The customer it came from."""

    contact: ContactId | None = None
    """A person at that customer."""

    invoice: InvoiceId | None = None
    """An invoice of that customer."""

    assignee: OperatorId | None = None
    """Who shall work on it: oneself, or anybody for those who may assign cases."""

    opened_on: dt.date | None = None
    """The day it came in; today when absent, never later."""


@dataclass(frozen=True, slots=True)
class NewCaseNote(Record):
    """A note to be added."""

    case: CaseId
    """The case."""

    body: str
    """What it says, up to 20,000 characters."""

    is_public: bool = False
    """Whether it may be shown to the customer."""


@dataclass(frozen=True, slots=True)
class NewContact(Record):
    """A contact to be added. ``NewContact.of`` makes a plain one."""

    customer: CustomerId
    """The customer."""

    name: str
    """The name, up to 100 characters."""

    role: str | None = None
    """What the person decides or does there, up to 60 characters."""

    title: str | None = None
    """The title or position, up to 100 characters."""

    gender: Gender | str | None = None
    """How the person is addressed."""

    is_primary: bool = False
    """Whether this is the one to talk to first; whoever was so until now no longer is."""

    channels: Sequence[Channel] = ()
    """Phones, mails and other ways to reach the person, at most 50."""

    note: str | None = None
    """A note, up to 10,000 characters."""

    def __post_init__(self) -> None:
        freeze(self, "channels")


@dataclass(frozen=True, slots=True)
class NewCreditNote(Record):
    """A credit note to be posted against an invoice."""

    invoice: InvoiceId
    """The invoice."""

    version: int
    """The version of the invoice the caller last saw."""

    issue_on: dt.date | None = None
    """Its date, not before the invoice's; today when absent."""

    reference: str | None = None
    """The number another system or the supplier gave it, up to 80 characters."""

    lines: Sequence[CreditLine] = ()
    """Which lines it takes back; empty for everything that is left of all."""

    note: str | None = None
    """A note, such as the reason, up to 2,000 characters."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class NewDictionary(Record):
    """A list to be made."""

    code: str
    """The code: a small letter, then small letters, digits and ``_``; up to 40 characters."""

    label_zh: str = ""
    """The label in Chinese, up to 100 characters. One of the two labels may be blank."""

    label_en: str = ""
    """The label in English, up to 100 characters."""


@dataclass(frozen=True, slots=True)
class NewDictionaryItem(Record):
    """An item to be added."""

    code: str
    """The code: letters of any script, digits, ``_``, ``-`` and ``.``; up to 40 characters. Two
    codes of a list differ in more than case.
    """

    label_zh: str = ""
    """The label in Chinese, up to 100 characters. One of the two labels may be blank."""

    label_en: str = ""
    """The label in English, up to 100 characters."""

    sort_order: int | None = None
    """Its place; after all others when absent. 0 to 1,000,000,000."""

    parent: str | None = None
    """The code of the item above it, which may be added by the same call."""

    valid_from: dt.date | None = None
    """The first day on which it can be chosen."""


@dataclass(frozen=True, slots=True)
class NewInvoice(Record):
    """An invoice to be drafted."""

    customer: CustomerId
    """The customer or supplier."""

    issue_on: dt.date
    """The date of issue."""

    lines: Sequence[NewInvoiceLine]
    """The lines, 1 to 10,000."""

    direction: Direction | str = Direction.SALE
    """Sale or purchase."""

    reference: str | None = None
    """The number another system or the supplier gave it, up to 80 characters."""

    due_on: dt.date | None = None
    """When it is to be paid; by default the customer's payment days after issue."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether its unit prices hold the tax."""

    discount: Discount | None = None
    """A discount on the whole document, spread over the lines by their amounts."""

    note: str | None = None
    """A note, up to 2,000 characters."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class NewJournal(Record):
    """A journal to be added."""

    code: str
    """The code: 1 to 10 letters and digits of any script; unique in the book."""

    name_zh: str
    """The name in Chinese, up to 100 characters."""

    name_en: str = ""
    """The name in English, up to 100 characters; the Chinese one when blank."""


@dataclass(frozen=True, slots=True)
class NewPosting(Record):
    """A line of an entry to be posted: exactly one of debit and credit, and not zero. A negative
    amount is a red one (红字): it takes back on the same side.
    """

    account: str
    """The code of an account without sub-accounts."""

    debit: Decimal | int | None = None
    """The debit."""

    credit: Decimal | int | None = None
    """The credit."""

    party: CustomerId | None = None
    """The customer or supplier, for accounts kept by them."""

    memo: str | None = None
    """A note on the line, up to 500 characters."""


@dataclass(frozen=True, slots=True)
class NewJournalEntry(Record):
    """An entry to be posted."""

    on: dt.date
    """Its date, years 1000 to 9999."""

    summary: str
    """What it is about (摘要), 1 to 200 characters."""

    postings: Sequence[NewPosting]
    """Its lines, 2 to 10,000; debits and credits are equal to the minor unit."""

    journal: str | None = None
    """The code of the journal; none for the book's first one in use."""

    attachments: int = 0
    """How many papers are attached (附件张数), 0 to 9,999."""

    def __post_init__(self) -> None:
        freeze(self, "postings")


@dataclass(frozen=True, slots=True)
class NewOperator(Record):
    """An operator to be added."""

    sign_in_name: str
    """The name to sign in with, up to 100 characters, unique in the book."""

    display_name: str
    """The name to show."""

    password: str = field(repr=False)
    """The first password; must be changed at the first sign-in."""

    team: TeamId | None = None
    """The team."""

    roles: Sequence[str] = ()
    """The codes of the roles."""

    def __post_init__(self) -> None:
        freeze(self, "roles")


@dataclass(frozen=True, slots=True)
class NewPayment(Record):
    """A payment to be recorded."""

    direction: PaymentDirection | str
    """In or out."""

    customer: CustomerId
    """The customer or supplier."""

    paid_on: dt.date
    """The day the money moved."""

    amount: Decimal | int
    """How much, greater than zero, with at most the currency's decimal places."""

    purpose: PaymentPurpose | str = PaymentPurpose.SETTLEMENT
    """Settlement or refund."""

    method: str | None = None
    """Code or label of an item of the dictionary ``payment_method``; a bank transfer when absent.
    """

    account: str | None = None
    """The code of the cash or bank account; when absent the book's cash account for the method
    ``cash``, else its bank account.
    """

    reference: str | None = None
    """The bank's or the payer's own number, up to 80 characters."""

    note: str | None = None
    """A note, up to 2000 characters."""

    allocate: AllocationChoice | Literal["automatic", "none"] = AllocationChoiceAutomatic()
    """What it settles. Anything but ``AllocationChoice.None`` needs ``payments.allocate`` too.
    """


@dataclass(frozen=True, slots=True)
class NewRole(Record):
    """A role to be added."""

    code: str
    """The code: letters, digits and ``_``, up to 40, unique in the book."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    grants: Sequence[Grant] = ()
    """The permissions with their reach."""

    fields: Sequence[FieldRule] = ()
    """The restricted fields."""

    def __post_init__(self) -> None:
        freeze(self, "grants", "fields")


@dataclass(frozen=True, slots=True)
class NewTeam(Record):
    """A team to be added."""

    name: str
    """The name, up to 100 characters, unique in the book."""


@dataclass(frozen=True, slots=True)
class OpenCaseCount(Record):
    """How much somebody has to do."""

    assignee: OperatorId | None
    """Who; none for the cases that nobody has."""

    cases: int
    """How many cases that are neither resolved, closed nor rejected."""

    oldest: dt.date
    """The day on which the oldest of them came in."""


@dataclass(frozen=True, slots=True)
class Operator(Record):
    """A person who signs in."""

    id: OperatorId
    """The id."""

    sign_in_name: str
    """The name to sign in with; upper and lower case count alike."""

    display_name: str
    """The name to show."""

    team: TeamId | None
    """The team."""

    roles: tuple[str, ...]
    """The codes of the roles."""

    active: bool
    """Whether the operator may sign in."""

    must_change_password: bool
    """Whether the password must be changed before anything else."""

    locked_until: dt.datetime | None
    """Sign-in is refused until then."""

    last_sign_in_at: dt.datetime | None
    """The last sign-in."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class OperatorEdit(Record):
    """New values for an operator; absent ones stay."""

    sign_in_name: str | None = None
    """The name to sign in with."""

    display_name: str | None = None
    """The name to show."""

    team: TeamId | None | Unset = UNSET
    """The team; ``None`` takes the operator out of it."""


@dataclass(frozen=True, slots=True)
class PartyBalance(Record):
    """The balance of a party on an account at the end of a day."""

    account: str
    """The account's code."""

    party: CustomerId
    """The customer or supplier."""

    balance: Decimal
    """Debit less credit."""


@dataclass(frozen=True, slots=True)
class PasswordPolicy(Record):
    """What passwords must be like, and how sign-in locks after failures."""

    min_length: int = 8
    """The fewest characters, at least 8 (NIST SP 800-63B)."""

    max_length: int = 128
    """The most characters."""

    min_kinds: int = 2
    """How many kinds of characters (small, capital, digit, other) a password shorter than 16 has.
    """

    failures_before_lock: int = 5
    """After so many failures in a row sign-in is locked."""

    first_lock_seconds: int = 60
    """The first lock in seconds; each further failure doubles it, up to a day."""


@dataclass(frozen=True, slots=True)
class Payment(Record):
    """Money in or out. Amounts are in the book's currency."""

    id: PaymentId
    """The id."""

    number: str
    """``RC-202606-0001`` for money in, ``PY-202606-0001`` for money out; gapless per month."""

    direction: PaymentDirection
    """In or out."""

    purpose: PaymentPurpose
    """Settlement or refund."""

    state: PaymentState
    """Posted or cancelled."""

    customer: CustomerId
    """The customer or supplier."""

    counterparty_name: str
    """Its name for documents when the payment was recorded."""

    paid_on: dt.date
    """The day the money moved."""

    method: str
    """The code of an item of the dictionary ``payment_method``."""

    account: AccountId
    """The cash or bank account."""

    amount: Decimal
    """How much, greater than zero."""

    allocated: Decimal
    """How much of it is allocated."""

    unallocated: Decimal
    """What is left to allocate: the credit that an over-payment leaves. Zero once cancelled."""

    reference: str | None
    """The bank's or the payer's own number."""

    note: str | None
    """A note."""

    entry: EntryId | None
    """Its journal entry."""

    reversal: EntryId | None
    """The red entry that cancelled it."""

    cancelled_on: dt.date | None
    """From which day on it no longer counts."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was recorded."""

    created_by: OperatorId | None
    """Who recorded it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class PaymentEdit(Record):
    """New texts of a payment; absent ones stay, blank ones are removed. Nothing else of a payment
    ever changes: cancel it and record it anew.
    """

    reference: str | None = None
    """The bank's or the payer's own number, up to 80 characters."""

    note: str | None = None
    """A note, up to 2000 characters."""


@dataclass(frozen=True, slots=True)
class PaymentImport(Record):
    """How payments are imported."""

    file: FileOptions = FileOptions()
    """How the file is read."""

    allocate: AllocateBy | str = AllocateBy.OLDEST
    """Which invoices they settle."""

    unknown_customers: UnknownReference | str = UnknownReference.REJECT
    """What happens with unknown customers; they cannot be left out."""

    unknown_methods: UnknownReference | str = UnknownReference.REJECT
    """What happens with methods that the dictionary does not have; left out means bank transfer.
    """

    allow_repeated_references: bool = False
    """Whether a payment is taken even when the customer has one with its reference."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


class PaymentSort(StrEnum):
    """The order of a list of payments."""

    NEWEST = "newest"
    """Newest day first."""
    OLDEST = "oldest"
    """Oldest day first."""
    LARGEST = "largest"
    """Largest amount first."""
    NUMBER = "number"
    """By number."""


@dataclass(frozen=True, slots=True)
class PaymentTotals(Record):
    """Sums over payments. Cancelled ones count only in ``count``."""

    count: int
    """How many, cancelled ones too."""

    received: Decimal
    """Money in."""

    paid: Decimal
    """Money out."""

    allocated: Decimal
    """Allocated, in and out together."""

    unallocated: Decimal
    """Left to allocate, in and out together."""


@dataclass(frozen=True, slots=True)
class PaymentVersion(Record):
    """A payment at the version the caller last saw."""

    id: PaymentId
    """The payment."""

    version: int
    """The version."""


class PhoneKind(StrEnum):
    """What kind of line a phone number is."""

    MOBILE = "mobile"
    """A Chinese mobile number, shown as ``13800138000``."""
    LANDLINE = "landline"
    """A Chinese line with area code, shown as ``021-55551234`` or ``021-55551234-801``."""
    TOLL_FREE = "toll_free"
    """A Chinese 400 or 800 number, shown as ``400-123-4567``."""
    SERVICE = "service"
    """A Chinese service number such as 95588."""
    INTERNATIONAL = "international"
    """A number of another country, shown as ``+49 30 901820``."""
    UNKNOWN = "unknown"
    """Not recognised: short numbers, numbers without area code, anything else."""


@dataclass(frozen=True, slots=True)
class Phone(Record):
    """A phone number as it is kept."""

    display: str
    """The text to keep and show."""

    key: str
    """The digits to compare and search by: without ``+``, and for Chinese numbers without 86; the
    extension's digits come last.
    """

    kind: PhoneKind
    """What was recognised."""


@dataclass(frozen=True, slots=True)
class Product(Record):
    """A product or service."""

    id: ProductId
    """The id."""

    code: str
    """The code, unique in the book."""

    kind: ProductKind
    """Goods or a service."""

    name: str
    """The name."""

    unit: str | None
    """The unit it is counted in, such as 件 or hour."""

    unit_price: Decimal | None
    """The price of one unit, in the price mode."""

    price_mode: PriceMode
    """Whether the unit price holds the tax."""

    tax_rate: Decimal
    """The tax rate: 0.13 is 13 %."""

    income_account: str | None
    """The code of the account that takes the net amount of a sale."""

    note: str | None
    """A note."""

    active: bool
    """Whether it may still be chosen."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ProductEdit(Record):
    """A product with new values: all of them, also those that stay."""

    id: ProductId
    """Which one."""

    version: int
    """The version the caller last saw."""

    values: NewProduct
    """Its values from now on. Documents drafted before keep what they have."""


@dataclass(frozen=True, slots=True)
class ProductImport(Record):
    """How products are imported. A row belongs to a known product by its code."""

    file: FileOptions = FileOptions()
    """How the file is read."""

    matching: Matching | str = Matching.CREATE_AND_UPDATE
    """Whether products are made, updated or both."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether the prices hold the tax."""

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate where the file has none: 0.13 is 13 %."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


class ProductSort(StrEnum):
    """The order of a list of products."""

    CODE = "code"
    """By code."""
    NAME = "name"
    """By name, folded."""


@dataclass(frozen=True, slots=True)
class ProductVersion(Record):
    """A product as the caller last saw it."""

    id: ProductId
    """Which one."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class Progress(Record):
    """How far an import or export has come."""

    step: ImportStep
    """What is being done."""

    done: int
    """How many rows of it are done."""

    total: int | None
    """How many there are, if that is known."""


@dataclass(frozen=True, slots=True)
class Recorded(Record):
    """What came of recording payments: the payments in the order of the input, and what they
    settle.
    """

    payments: Table[Payment]
    """The payments."""

    allocations: Table[Allocation]
    """Their allocations."""


@dataclass(frozen=True, slots=True)
class RegisterRow(Record):
    """A movement in a register."""

    entry: EntryId
    """The entry."""

    line: int
    """The line in the entry."""

    on: dt.date
    """The entry's date."""

    label: str
    """Journal and number, such as ``记-5``."""

    summary: str
    """What the entry is about."""

    account: str
    """The account's code."""

    party: CustomerId | None
    """The customer or supplier."""

    debit: Decimal
    """The debit."""

    credit: Decimal
    """The credit."""

    balance: Decimal
    """The balance after this row: debit less credit."""

    memo: str | None
    """A note on the line."""


@dataclass(frozen=True, slots=True)
class Register(Report["RegisterRow"]):
    """A page of an account's or a party's movements (明细账)."""

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    opening: Decimal
    """The balance before the first row of this page."""

    rows: Page[RegisterRow]
    """The rows, oldest first."""

    closing: Decimal
    """The balance at the end of the last day asked for, whatever the page."""


@dataclass(frozen=True, slots=True)
class RegisterQuery(Record):
    """What a register shows: an account (with those below it), a party, or a party on an account.
    """

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    account: str | None = None
    """The account's code."""

    party: CustomerId | None = None
    """The customer or supplier."""


@dataclass(frozen=True, slots=True)
class Role(Record):
    """A named set of permissions."""

    id: RoleId
    """The id."""

    code: str
    """The code, such as ``sales``."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    ready_made: bool
    """Whether it came with the book."""

    grants: Table[Grant]
    """The permissions with their reach."""

    fields: Table[FieldRule]
    """The restricted fields; others may be written by whoever may edit the record."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class RoleAccount(Record):
    """Which account the engine uses for what."""

    role: AccountRole
    """What for."""

    account: str
    """The account's code."""


@dataclass(frozen=True, slots=True)
class RoleEdit(Record):
    """New values for a role; absent ones stay."""

    label_zh: str | None = None
    """The label in Chinese."""

    label_en: str | None = None
    """The label in English."""

    grants: Sequence[Grant] | None = None
    """All permissions."""

    fields: Sequence[FieldRule] | None = None
    """All restricted fields."""

    def __post_init__(self) -> None:
        freeze(self, "grants", "fields")


@dataclass(frozen=True, slots=True)
class SalesImport(Record):
    """How sales are imported and posted: from one file with a row per line item in which the
    document's columns repeat, or from a file of documents and a file of their lines, joined by
    ``reference``. A document with a bad line is rejected as a whole.
    """

    documents: FileOptions = FileOptions()
    """How the file of documents, or the only file, is read."""

    lines: FileOptions = FileOptions()
    """How the file of lines is read, if there is one."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether unit prices hold the tax, where the file does not say."""

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate where neither the file nor a known product gives one."""

    freight: Freight = Freight()
    """What becomes of a column with freight."""

    unknown_customers: UnknownReference | str = UnknownReference.REJECT
    """What happens with unknown customers; they cannot be left out."""

    unknown_products: UnknownReference | str = UnknownReference.CREATE
    """What happens with unknown products: made from the line, rejected, or left out, so that the
    line has a description only.
    """

    allow_repeated_references: bool = False
    """Whether a document is taken even when the customer has a posted one with its reference."""

    all_or_nothing: bool = False
    """Whether nothing is imported when one row is rejected."""


class StatementKind(StrEnum):
    """What a line of a statement is about."""

    INVOICE = "invoice"
    """An invoice."""
    CREDIT_NOTE = "credit_note"
    """A credit note."""
    PAYMENT = "payment"
    """A payment."""
    REFUND = "refund"
    """A refund."""
    CANCELLATION = "cancellation"
    """A payment or refund that was cancelled: red, negative on the same side."""
    ENTRY = "entry"
    """A journal entry that was posted by hand, without a document."""


@dataclass(frozen=True, slots=True)
class StatementLine(Record):
    """One line of a statement."""

    on: dt.date
    """Its day."""

    kind: StatementKind
    """What it is about."""

    side: DebtSide
    """Receivable or payable."""

    item: OpenItem | None
    """The document; none for a journal entry."""

    entry: EntryId | None
    """The journal entry of a line that has no document."""

    number: str | None
    """The document's number; the summary of a journal entry."""

    reference: str | None
    """The other party's number of it."""

    due_on: dt.date | None
    """When it is due, for invoices."""

    debit: Decimal
    """What it adds to what the customer owes; negative for a red line."""

    credit: Decimal
    """What it takes off; negative for a red line."""

    balance: Decimal
    """What the customer owes after it; negative: what is owed to the customer."""


@dataclass(frozen=True, slots=True)
class StatementOpenItem(Record):
    """A document of which something was open at the end of a statement."""

    item: OpenItem
    """The document."""

    side: DebtSide
    """Receivable or payable."""

    number: str | None
    """Its number."""

    reference: str | None
    """The other party's number of it."""

    on: dt.date
    """Its day."""

    due_on: dt.date
    """When it is due; its day for payments and credit notes."""

    amount: Decimal
    """Its amount, greater than zero."""

    open: Decimal
    """What was open of it, with the sign it has in the balance: negative when it lessens what the
    customer owes.
    """


@dataclass(frozen=True, slots=True)
class Statement(Report["StatementLine"]):
    """A statement. All balances are what the customer owes: receivables less payables."""

    _TABLES: ClassVar[tuple[str, ...]] = ("lines",)

    customer: CustomerId
    """The customer or supplier."""

    name: str
    """Its name for documents."""

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    opening: Decimal
    """The balance before the first day."""

    lines: Table[StatementLine]
    """Everything in between, in the order of the days."""

    closing: Decimal
    """The balance at the end of the last day: what the ledger holds for this party on the
    accounts for receivables and payables.
    """

    open: Table[StatementOpenItem]
    """What was open then, the oldest first. Sums up to the closing balance, but for entries
    posted by hand.
    """


@dataclass(frozen=True, slots=True)
class TagCount(Record):
    """A tag and how many customers have it."""

    tag: str
    """The tag."""

    customers: int
    """How many customers have it, of those the operator may see."""


@dataclass(frozen=True, slots=True)
class Team(Record):
    """Operators who share records."""

    id: TeamId
    """The id."""

    name: str
    """The name."""

    active: bool
    """Whether it is in use."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class TeamEdit(Record):
    """New values for a team; absent ones stay."""

    name: str | None = None
    """The name."""

    active: bool | None = None
    """Whether it is in use."""


@dataclass(frozen=True, slots=True)
class TreeItem(Record):
    """An item with its place in the tree."""

    item: DictionaryItem
    """The item."""

    depth: int
    """How many items stand above it: 0 at the top."""


@dataclass(frozen=True, slots=True)
class TrialBalanceRow(Record):
    """An account in a trial balance. Balances are debit less credit."""

    account: AccountId
    """The account."""

    code: str
    """Its code."""

    name_zh: str
    """Its name in Chinese."""

    name_en: str
    """Its name in English."""

    kind: AccountKind
    """What kind of thing it keeps."""

    side: Side
    """The side on which its balance normally stands."""

    level: int
    """How far below the top: 1 for the top itself."""

    leaf: bool
    """Whether it takes postings; only such rows make the totals."""

    opening: Decimal
    """The balance before the first day."""

    debit: Decimal
    """The debits of the days."""

    credit: Decimal
    """The credits of the days."""

    closing: Decimal
    """The balance at the end of the last day."""


@dataclass(frozen=True, slots=True)
class TrialBalanceTotals(Record):
    """The sums of a trial balance."""

    opening_debit: Decimal
    """Of the debit balances before the first day."""

    opening_credit: Decimal
    """Of the credit balances before the first day."""

    debit: Decimal
    """Of the debits."""

    credit: Decimal
    """Of the credits."""

    closing_debit: Decimal
    """Of the debit balances at the end."""

    closing_credit: Decimal
    """Of the credit balances at the end."""


@dataclass(frozen=True, slots=True)
class TrialBalance(Report["TrialBalanceRow"]):
    """A trial balance."""

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    from_: dt.date
    """The first day of the movement."""

    on: dt.date
    """The last day."""

    rows: Table[TrialBalanceRow]
    """The accounts in tree order. An account with sub-accounts holds their sum."""

    totals: TrialBalanceTotals
    """The sums of the accounts that take postings. Debit and credit of each pair are equal."""


@dataclass(frozen=True, slots=True)
class TrialBalanceOptions(Record):
    """Which trial balance is wanted."""

    on: dt.date
    """The last day."""

    from_: dt.date | None = None
    """The first day of the movement; none for the first day of the month of ``on``."""

    zero_rows: bool = False
    """Whether accounts without balance and movement are shown too."""


@dataclass(frozen=True, slots=True)
class UnallocatedCredit(Record):
    """What a customer has to its credit."""

    customer: CustomerId
    """The customer or supplier."""

    side: DebtSide
    """Receivable or payable."""

    payments: Decimal
    """Rests of payments that are not allocated."""

    credit_notes: Decimal
    """Rests of credit notes that are not allocated."""

    refunds: Decimal
    """Refunds that are not matched with a credit yet; they lessen it."""

    credit: Decimal
    """Payments and credit notes less refunds."""


@dataclass(frozen=True, slots=True)
class UndoneCount(Record):
    """How many records of a kind an undo touched."""

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
    """What undoing an import did."""

    import_: ImportId
    """The import."""

    records: Table[UndoneCount]
    """What became of its records, by kind."""


@dataclass(frozen=True, slots=True)
class Verification(Record):
    """What the verification of a book found."""

    changes: int
    """How many changes of the log were read and hashed."""

    entries: int
    """How many journal entries were checked: balance, number, digest."""

    postings: int
    """How many postings were summed against the balances."""

    documents: int
    """How many invoices and credit notes were checked."""

    payments: int
    """How many payments were checked."""

    head: Head
    """The head of the change log. Keep it outside the store and give it to the next verification.
    """

    findings: Table[Finding]
    """What differs; empty when the book is whole."""
