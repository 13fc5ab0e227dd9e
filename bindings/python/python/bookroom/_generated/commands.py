# Made by tools/generate.py from the engine's source; do not edit.
"""Every command of the engine, as data: for batches and ``run``."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from bookroom._base import Command, FrozenDict, Versioned, freeze
from bookroom._generated.models import (
    Account,
    AccountEdit,
    AccountId,
    AccountRole,
    AllocateBy,
    Allocation,
    AllocationId,
    Book,
    BookEdit,
    Case,
    CaseEdit,
    CaseId,
    CaseNote,
    CaseNoteEdit,
    CaseNoteId,
    CaseResolution,
    CaseState,
    CaseVersion,
    Contact,
    ContactChange,
    ContactId,
    ContactSeen,
    Credited,
    Customer,
    CustomerChange,
    CustomerId,
    CustomerSeen,
    DebtSide,
    Dictionary,
    DictionaryEdit,
    DictionaryItem,
    DictionaryItemEdit,
    DutyRule,
    EntryId,
    EntryReceipt,
    ImportHead,
    ImportId,
    ImportOutcome,
    ImportedCustomer,
    ImportedDocument,
    ImportedPayment,
    ImportedProduct,
    Invoice,
    InvoiceId,
    InvoiceVersion,
    ItemVersion,
    Journal,
    JournalEdit,
    JournalId,
    Matching,
    MergedItems,
    NewAccount,
    NewAllocation,
    NewCase,
    NewCaseNote,
    NewContact,
    NewCreditNote,
    NewCustomer,
    NewDictionary,
    NewDictionaryItem,
    NewInvoice,
    NewJournal,
    NewJournalEntry,
    NewOperator,
    NewPayment,
    NewProduct,
    NewRole,
    NewTeam,
    Operator,
    OperatorEdit,
    OperatorId,
    Payment,
    PaymentEdit,
    PaymentId,
    PaymentVersion,
    Product,
    ProductEdit,
    ProductId,
    ProductVersion,
    Recorded,
    Role,
    RoleAccount,
    RoleEdit,
    RoleId,
    Subject,
    Team,
    TeamEdit,
    TeamId,
    UndoReport,
    UnknownReference,
)
from bookroom._table import Table

__all__ = [
    "AddAccounts",
    "AddCaseNotes",
    "AddContacts",
    "AddCustomers",
    "AddDictionary",
    "AddDictionaryItems",
    "AddJournals",
    "AddOperator",
    "AddProducts",
    "AddRole",
    "AddTeam",
    "AllocateAutomatically",
    "AllocatePayments",
    "AssignCases",
    "AssignCustomers",
    "AssignRoles",
    "CancelInvoices",
    "CancelPayments",
    "ChangeOwnPassword",
    "CreditInvoices",
    "DiscardInvoices",
    "DraftAndPostInvoices",
    "DraftInvoices",
    "EditAccount",
    "EditBook",
    "EditCaseNote",
    "EditCases",
    "EditContacts",
    "EditCustomers",
    "EditDictionary",
    "EditDictionaryItems",
    "EditInvoice",
    "EditJournal",
    "EditOperator",
    "EditPayment",
    "EditProducts",
    "EditRole",
    "EditTeam",
    "ErasePersonal",
    "ImportCustomers",
    "ImportPayments",
    "ImportProducts",
    "ImportSales",
    "MergeDictionaryItems",
    "MoveAccount",
    "MoveCases",
    "OpenCases",
    "PostEntries",
    "PostInvoices",
    "RecordPayments",
    "RejectCases",
    "RemoveAccount",
    "RemoveCaseNote",
    "RemoveContacts",
    "RemoveCustomers",
    "RemoveDictionary",
    "RemoveDictionaryItems",
    "RemoveJournal",
    "RemoveProducts",
    "RemoveRole",
    "ReopenCases",
    "ReorderDictionaryItems",
    "ResetPassword",
    "ResolveCases",
    "ReverseEntries",
    "ReviewEntries",
    "SetAccountRole",
    "SetContactsActive",
    "SetCustomersActive",
    "SetDictionaryItemsActive",
    "SetDutyRule",
    "SetOperatorActive",
    "SetProductsActive",
    "TagCustomers",
    "UndoImport",
    "UntagCustomers",
    "WithdrawAllocations",
    "WithdrawReviews",
]


@dataclass(frozen=True, slots=True)
class AddOperator(Command["Operator"]):
    """Adds an operator."""

    command: ClassVar[str] = "access.add_operator"

    operator: NewOperator
    """The operator."""


@dataclass(frozen=True, slots=True)
class AddRole(Command["Role"]):
    """Adds a role."""

    command: ClassVar[str] = "access.add_role"

    role: NewRole
    """The role."""


@dataclass(frozen=True, slots=True)
class AddTeam(Command["Team"]):
    """Adds a team."""

    command: ClassVar[str] = "access.add_team"

    team: NewTeam
    """The team."""


@dataclass(frozen=True, slots=True)
class AssignRoles(Command["Operator"]):
    """Gives an operator exactly these roles."""

    command: ClassVar[str] = "access.assign_roles"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    roles: Sequence[str]
    """The codes of the roles."""

    def __post_init__(self) -> None:
        freeze(self, "roles")


@dataclass(frozen=True, slots=True)
class ChangeOwnPassword(Command["Operator"]):
    """Changes one's own password."""

    command: ClassVar[str] = "access.change_own_password"

    current: str = field(repr=False)
    """The password until now."""

    new: str = field(repr=False)
    """The new one."""


@dataclass(frozen=True, slots=True)
class EditOperator(Command["Operator"]):
    """Changes an operator's names or team."""

    command: ClassVar[str] = "access.edit_operator"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    edit: OperatorEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditRole(Command["Role"]):
    """Changes a role."""

    command: ClassVar[str] = "access.edit_role"

    id: RoleId
    """The role."""

    version: int
    """The version the caller last saw."""

    edit: RoleEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditTeam(Command["Team"]):
    """Renames a team, retires it or brings it back."""

    command: ClassVar[str] = "access.edit_team"

    id: TeamId
    """The team."""

    version: int
    """The version the caller last saw."""

    edit: TeamEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveRole(Command["Role"]):
    """Removes a role."""

    command: ClassVar[str] = "access.remove_role"

    id: RoleId
    """The role."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ResetPassword(Command["Operator"]):
    """Sets a new password for another operator."""

    command: ClassVar[str] = "access.reset_password"

    id: OperatorId
    """The operator."""

    password: str = field(repr=False)
    """The new password, to be changed at the next sign-in."""


@dataclass(frozen=True, slots=True)
class SetDutyRule(Command["DutyRule"]):
    """Switches the enforcement of a duty rule."""

    command: ClassVar[str] = "access.set_duty_rule"

    code: str
    """The rule's code."""

    enforced: bool
    """Whether it is enforced."""


@dataclass(frozen=True, slots=True)
class SetOperatorActive(Command["Operator"]):
    """Deactivates or activates an operator."""

    command: ClassVar[str] = "access.set_operator_active"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    active: bool
    """Whether the operator may sign in."""


@dataclass(frozen=True, slots=True)
class EditBook(Command["Book"]):
    """Changes the book's own data."""

    command: ClassVar[str] = "book.edit"

    version: int
    """The version the caller last saw."""

    edit: BookEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class AddCaseNotes(Command["Table[CaseNote]"]):
    """Adds notes to cases. The first public note of a case is its first answer."""

    command: ClassVar[str] = "cases.add_notes"

    notes: Sequence[NewCaseNote]
    """The notes, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "notes")


@dataclass(frozen=True, slots=True)
class AssignCases(Command["Table[Case]"]):
    """Gives cases to an operator, or takes them from whoever has them."""

    command: ClassVar[str] = "cases.assign"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    assignee: OperatorId | None = None
    """An active operator of the book; none takes the cases away."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class EditCases(Command["Table[Case]"]):
    """Changes what cases say and what they are linked to."""

    command: ClassVar[str] = "cases.edit"

    cases: Sequence[CaseEdit]
    """The new values, by case, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class EditCaseNote(Command["CaseNote"]):
    """Changes a note."""

    command: ClassVar[str] = "cases.edit_note"

    id: CaseNoteId
    """The note."""

    version: int
    """The version the caller last saw."""

    edit: CaseNoteEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class MoveCases(Command["Table[Case]"]):
    """Moves cases to a state that needs nothing else: in progress, waiting, closed."""

    command: ClassVar[str] = "cases.move"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    state: CaseState | str
    """The state."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class OpenCases(Command["Table[Case]"]):
    """Opens cases."""

    command: ClassVar[str] = "cases.open"

    cases: Sequence[NewCase]
    """The cases, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class RejectCases(Command["Table[Case]"]):
    """Refuses cases."""

    command: ClassVar[str] = "cases.reject"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    reason: str
    """Why; kept as a note."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class RemoveCaseNote(Command["CaseNote"]):
    """Removes a note."""

    command: ClassVar[str] = "cases.remove_note"

    id: CaseNoteId
    """The note."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReopenCases(Command["Table[Case]"]):
    """Takes ended cases up again."""

    command: ClassVar[str] = "cases.reopen"

    cases: Sequence[Versioned[CaseId]]
    """The cases, up to 10,000."""

    reason: str
    """Why; kept as a note."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class ResolveCases(Command["Table[Case]"]):
    """Ends cases with what was done about them."""

    command: ClassVar[str] = "cases.resolve"

    cases: Sequence[CaseResolution]
    """The resolutions, by case, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "cases")


@dataclass(frozen=True, slots=True)
class ErasePersonal(Command["int"]):
    """Erases the personal values of one record from the change log."""

    command: ClassVar[str] = "changes.erase_personal"

    subject: Subject
    """The record."""

    fields: Sequence[str]
    """The fields; empty for all personal fields of this kind of record."""

    def __post_init__(self) -> None:
        freeze(self, "fields")


@dataclass(frozen=True, slots=True)
class AddCustomers(Command["Table[Customer]"]):
    """Adds customers: all, or none."""

    command: ClassVar[str] = "customers.add"

    customers: Sequence[NewCustomer]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class AddContacts(Command["Table[Contact]"]):
    """Adds contacts to customers: all, or none."""

    command: ClassVar[str] = "customers.add_contacts"

    contacts: Sequence[NewContact]
    """The contacts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class AssignCustomers(Command["Table[Customer]"]):
    """Gives customers to an operator and a team, or to nobody."""

    command: ClassVar[str] = "customers.assign"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    owner: OperatorId | None = None
    """Who shall own them."""

    team: TeamId | None = None
    """The team they shall belong to; none: the owner's."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class EditCustomers(Command["Table[Customer]"]):
    """Changes customers: all, or none."""

    command: ClassVar[str] = "customers.edit"

    edits: Sequence[CustomerChange]
    """The customers with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class EditContacts(Command["Table[Contact]"]):
    """Changes contacts: all, or none."""

    command: ClassVar[str] = "customers.edit_contacts"

    edits: Sequence[ContactChange]
    """The contacts with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveCustomers(Command["Table[Customer]"]):
    """Removes customers that nothing refers to, with their contacts."""

    command: ClassVar[str] = "customers.remove"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class RemoveContacts(Command["Table[Contact]"]):
    """Removes contacts that no case refers to."""

    command: ClassVar[str] = "customers.remove_contacts"

    contacts: Sequence[Versioned[ContactId]]
    """The contacts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class SetCustomersActive(Command["Table[Customer]"]):
    """Retires customers, or brings them back. Those that are so already stay as they are."""

    command: ClassVar[str] = "customers.set_active"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    active: bool
    """Whether they shall be in use."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class SetContactsActive(Command["Table[Contact]"]):
    """Retires contacts, or brings them back. A retired contact is not primary."""

    command: ClassVar[str] = "customers.set_contacts_active"

    contacts: Sequence[Versioned[ContactId]]
    """The contacts, at most 100,000."""

    active: bool
    """Whether they shall be in use."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class TagCustomers(Command["int"]):
    """Adds tags to customers."""

    command: ClassVar[str] = "customers.tag"

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    tags: Sequence[str]
    """The tags, at most 50 of up to 60 characters."""

    def __post_init__(self) -> None:
        freeze(self, "customers", "tags")


@dataclass(frozen=True, slots=True)
class UntagCustomers(Command["int"]):
    """Takes tags away from customers."""

    command: ClassVar[str] = "customers.untag"

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    tags: Sequence[str]
    """The tags, at most 50."""

    def __post_init__(self) -> None:
        freeze(self, "customers", "tags")


@dataclass(frozen=True, slots=True)
class AddDictionary(Command["Dictionary"]):
    """Adds a list of the user's own."""

    command: ClassVar[str] = "dictionaries.add"

    dictionary: NewDictionary
    """The list."""


@dataclass(frozen=True, slots=True)
class AddDictionaryItems(Command["Table[DictionaryItem]"]):
    """Adds items to a list."""

    command: ClassVar[str] = "dictionaries.add_items"

    dictionary: str
    """The list's code."""

    items: Sequence[NewDictionaryItem]
    """The items, up to 10,000 in a list."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class EditDictionary(Command["Dictionary"]):
    """Changes the labels of a list."""

    command: ClassVar[str] = "dictionaries.edit"

    code: str
    """The list's code."""

    version: int
    """The version the caller last saw."""

    edit: DictionaryEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditDictionaryItems(Command["Table[DictionaryItem]"]):
    """Changes labels, places in the tree and first days of items."""

    command: ClassVar[str] = "dictionaries.edit_items"

    dictionary: str
    """The list's code."""

    items: Sequence[DictionaryItemEdit]
    """The new values, by item."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class MergeDictionaryItems(Command["MergedItems"]):
    """Merges an item into another of its list: every record that holds it holds the other one
    then.
    """

    command: ClassVar[str] = "dictionaries.merge_items"

    dictionary: str
    """The list's code."""

    from_: ItemVersion
    """The item to merge away, as the caller saw it."""

    into: str
    """The code of the item that takes its place."""


@dataclass(frozen=True, slots=True)
class RemoveDictionary(Command["Dictionary"]):
    """Removes a list of the user's own, with its items, when nothing uses them."""

    command: ClassVar[str] = "dictionaries.remove"

    code: str
    """The list's code."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RemoveDictionaryItems(Command["Table[DictionaryItem]"]):
    """Removes items that nothing uses."""

    command: ClassVar[str] = "dictionaries.remove_items"

    dictionary: str
    """The list's code."""

    items: Sequence[ItemVersion]
    """The items."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class ReorderDictionaryItems(Command["Table[DictionaryItem]"]):
    """Puts items first in their list, in this order."""

    command: ClassVar[str] = "dictionaries.reorder_items"

    dictionary: str
    """The list's code."""

    codes: Sequence[str]
    """The codes; items that are not named follow, in the order they have."""

    def __post_init__(self) -> None:
        freeze(self, "codes")


@dataclass(frozen=True, slots=True)
class SetDictionaryItemsActive(Command["Table[DictionaryItem]"]):
    """Retires items, or brings them back. A retired item stays on the records that hold it."""

    command: ClassVar[str] = "dictionaries.set_items_active"

    dictionary: str
    """The list's code."""

    items: Sequence[ItemVersion]
    """The items."""

    active: bool
    """Whether they can be chosen."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class ImportCustomers(Command["ImportOutcome"]):
    """Imports customers: rows of known ones are updated, the others made."""

    command: ClassVar[str] = "exchange.import_customers"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedCustomer]
    """The rows."""

    matching: Matching | str
    """Whether customers are made, updated or both."""

    unknown_labels: UnknownReference | str
    """What happens with labels that the dictionaries do not have."""

    def __post_init__(self) -> None:
        freeze(self, "rows")


@dataclass(frozen=True, slots=True)
class ImportPayments(Command["ImportOutcome"]):
    """Imports payments."""

    command: ClassVar[str] = "exchange.import_payments"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedPayment]
    """The rows."""

    allocate: AllocateBy | str
    """Which invoices they settle."""

    unknown_customers: UnknownReference | str
    """What happens with unknown customers."""

    unknown_methods: UnknownReference | str
    """What happens with methods that the dictionary does not have."""

    allow_repeated_references: bool
    """Whether a customer may have a reference twice."""

    def __post_init__(self) -> None:
        freeze(self, "rows")


@dataclass(frozen=True, slots=True)
class ImportProducts(Command["ImportOutcome"]):
    """Imports products: rows of known codes are updated, the others made."""

    command: ClassVar[str] = "exchange.import_products"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedProduct]
    """The rows."""

    matching: Matching | str
    """Whether products are made, updated or both."""

    def __post_init__(self) -> None:
        freeze(self, "rows")


@dataclass(frozen=True, slots=True)
class ImportSales(Command["ImportOutcome"]):
    """Imports sales and posts them."""

    command: ClassVar[str] = "exchange.import_sales"

    head: ImportHead
    """The files."""

    documents: Sequence[ImportedDocument]
    """The documents."""

    has_lines_file: bool
    """Whether lines come from a file of their own."""

    tax_rate: Decimal | int
    """The tax rate where neither the line nor a known product gives one."""

    unknown_customers: UnknownReference | str
    """What happens with unknown customers."""

    unknown_products: UnknownReference | str
    """What happens with unknown products."""

    allow_repeated_references: bool
    """Whether a customer may have a reference twice."""

    def __post_init__(self) -> None:
        freeze(self, "documents")


@dataclass(frozen=True, slots=True)
class UndoImport(Command["UndoReport"]):
    """Undoes an import with all it made and changed. What stands in the ledger is cancelled by
    red entries of today; products that documents name are retired.
    """

    command: ClassVar[str] = "exchange.undo_import"

    import_: ImportId
    """The import."""


@dataclass(frozen=True, slots=True)
class CancelInvoices(Command["Table[Credited]"]):
    """Cancels invoices of which nothing is settled: a credit note takes each back as a whole."""

    command: ClassVar[str] = "invoices.cancel"

    invoices: Sequence[Versioned[InvoiceId]]
    """The invoices, at most 100,000."""

    issue_on: dt.date | None = None
    """The date of the credit notes, not before an invoice's; today when absent."""

    note: str | None = None
    """A note for the credit notes, such as the reason, up to 2,000 characters."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class CreditInvoices(Command["Table[Credited]"]):
    """Posts credit notes against invoices: chosen lines, quantities or amounts. What an invoice
    leaves open is settled by its credit note; the rest is the counterparty's credit.
    """

    command: ClassVar[str] = "invoices.credit"

    credits: Sequence[NewCreditNote]
    """The credit notes, at most 100,000, one for an invoice."""

    def __post_init__(self) -> None:
        freeze(self, "credits")


@dataclass(frozen=True, slots=True)
class DiscardInvoices(Command["tuple[InvoiceId, ...]"]):
    """Discards drafts: they never were in the books."""

    command: ClassVar[str] = "invoices.discard"

    invoices: Sequence[Versioned[InvoiceId]]
    """The drafts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class DraftInvoices(Command["Table[Invoice]"]):
    """Drafts invoices."""

    command: ClassVar[str] = "invoices.draft"

    invoices: Sequence[NewInvoice]
    """The invoices, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class DraftAndPostInvoices(Command["Table[Invoice]"]):
    """Drafts invoices and posts them in one go, for imports and shops. Needs both permissions.
    """

    command: ClassVar[str] = "invoices.draft_and_post"

    invoices: Sequence[NewInvoice]
    """The invoices, at most 100,000; numbers are given in this order."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class EditInvoice(Command["Invoice"]):
    """Gives a draft other values: all of them, also those that stay."""

    command: ClassVar[str] = "invoices.edit"

    id: InvoiceId
    """Which one."""

    version: int
    """The version the caller last saw."""

    invoice: NewInvoice
    """Its values from now on."""


@dataclass(frozen=True, slots=True)
class PostInvoices(Command["Table[Invoice]"]):
    """Posts drafts to the ledger."""

    command: ClassVar[str] = "invoices.post"

    invoices: Sequence[Versioned[InvoiceId]]
    """The drafts, at most 100,000; numbers are given in this order."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class AddAccounts(Command["Table[Account]"]):
    """Adds accounts, all or none; a parent may stand before its children in the same call. The
    first sub-account of an account takes over its roles.
    """

    command: ClassVar[str] = "ledger.add_accounts"

    accounts: Sequence[NewAccount]
    """The accounts, at most 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "accounts")


@dataclass(frozen=True, slots=True)
class AddJournals(Command["Table[Journal]"]):
    """Adds journals, all or none."""

    command: ClassVar[str] = "ledger.add_journals"

    journals: Sequence[NewJournal]
    """The journals, at most 100."""

    def __post_init__(self) -> None:
        freeze(self, "journals")


@dataclass(frozen=True, slots=True)
class EditAccount(Command["Account"]):
    """Changes an account."""

    command: ClassVar[str] = "ledger.edit_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""

    edit: AccountEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditJournal(Command["Journal"]):
    """Renames a journal, or retires it and brings it back."""

    command: ClassVar[str] = "ledger.edit_journal"

    id: JournalId
    """The journal."""

    version: int
    """The version the caller last saw."""

    edit: JournalEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class MoveAccount(Command["Account"]):
    """Puts an account, with those below it, below another one or at the top. Refused when any of
    them, or the new parent, has postings: what was reported once would change.
    """

    command: ClassVar[str] = "ledger.move_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""

    parent: str | None = None
    """The code of the new parent; none for the top."""


@dataclass(frozen=True, slots=True)
class PostEntries(Command["Table[EntryReceipt]"]):
    """Posts entries, all or none, in the order given."""

    command: ClassVar[str] = "ledger.post"

    entries: Sequence[NewJournalEntry]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "entries")


@dataclass(frozen=True, slots=True)
class RemoveAccount(Command["Account"]):
    """Removes an account that has neither postings nor sub-accounts and that nothing refers to.
    """

    command: ClassVar[str] = "ledger.remove_account"

    id: AccountId
    """The account."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RemoveJournal(Command["Journal"]):
    """Removes a journal that has no entries."""

    command: ClassVar[str] = "ledger.remove_journal"

    id: JournalId
    """The journal."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ReverseEntries(Command["Table[EntryReceipt]"]):
    """Posts the red reversals of entries (红字冲销), in the order given."""

    command: ClassVar[str] = "ledger.reverse"

    ids: Sequence[EntryId]
    """The entries, at most 100,000."""

    on: dt.date
    """The date of the reversals, not before an entry's own."""

    summary: str | None = None
    """What the reversals are about, up to 200 characters; the customary text when absent."""

    def __post_init__(self) -> None:
        freeze(self, "ids")


@dataclass(frozen=True, slots=True)
class ReviewEntries(Command["tuple[EntryId, ...]"]):
    """Reviews entries, all or none."""

    command: ClassVar[str] = "ledger.review"

    ids: Sequence[EntryId]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "ids")


@dataclass(frozen=True, slots=True)
class SetAccountRole(Command["RoleAccount"]):
    """Says which account the engine uses for something."""

    command: ClassVar[str] = "ledger.set_account_role"

    role: AccountRole | str
    """What for."""

    account: str
    """The account's code; it takes postings, and is kept by customer or supplier for receivables
    and payables only.
    """


@dataclass(frozen=True, slots=True)
class WithdrawReviews(Command["tuple[EntryId, ...]"]):
    """Takes back the reviews of entries, all or none."""

    command: ClassVar[str] = "ledger.withdraw_review"

    ids: Sequence[EntryId]
    """The entries, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "ids")


@dataclass(frozen=True, slots=True)
class AllocatePayments(Command["Table[Allocation]"]):
    """Allocates the open amounts of documents, by hand or automatically."""

    command: ClassVar[str] = "payments.allocate"

    allocations: Sequence[NewAllocation]
    """What to allocate, at most 100,000."""

    on: dt.date | None = None
    """From which day on it counts; no document may be younger. When absent today, or the first
    day that both documents allow.
    """

    def __post_init__(self) -> None:
        freeze(self, "allocations")


@dataclass(frozen=True, slots=True)
class AllocateAutomatically(Command["Table[Allocation]"]):
    """Allocates everything that is open: of each customer the debt due first with the oldest
    credit, payments and credit notes alike.
    """

    command: ClassVar[str] = "payments.allocate_automatically"

    customers: Sequence[CustomerId]
    """These customers and suppliers, at most 100,000; all within reach when empty."""

    side: DebtSide | str | None = None
    """Only what customers owe, or only what is owed to suppliers."""

    on: dt.date | None = None
    """From which day on it counts; documents that are younger stay open. When absent today, or
    the first day that both documents allow.
    """

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class CancelPayments(Command["Table[Payment]"]):
    """Cancels payments: a red entry in the ledger, their allocations withdrawn, the invoices open
    again. The payments and their numbers stay.
    """

    command: ClassVar[str] = "payments.cancel"

    payments: Sequence[Versioned[PaymentId]]
    """The payments, at most 100,000."""

    on: dt.date | None = None
    """The day of the red entries: not before a payment was made, nor before an allocation of it
    was withdrawn. When absent today, or the first day that is possible.
    """

    reason: str | None = None
    """Why, up to 200 characters; it stands in the red entries."""

    def __post_init__(self) -> None:
        freeze(self, "payments")


@dataclass(frozen=True, slots=True)
class EditPayment(Command["Payment"]):
    """Changes the reference or note of a payment. Everything else stays as it was recorded."""

    command: ClassVar[str] = "payments.edit"

    id: PaymentId
    """The payment."""

    version: int
    """The version the caller last saw."""

    edit: PaymentEdit
    """The new texts."""


@dataclass(frozen=True, slots=True)
class RecordPayments(Command["Recorded"]):
    """Records money in and out, posts it to the ledger and lets it settle invoices."""

    command: ClassVar[str] = "payments.record"

    payments: Sequence[NewPayment]
    """The payments, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "payments")


@dataclass(frozen=True, slots=True)
class WithdrawAllocations(Command["Table[Allocation]"]):
    """Takes allocations back: what they settled is open again, and so is what settled it."""

    command: ClassVar[str] = "payments.withdraw_allocations"

    allocations: Sequence[AllocationId]
    """The allocations, at most 100,000."""

    on: dt.date | None = None
    """From which day on they no longer count, not before they began; today when absent."""

    def __post_init__(self) -> None:
        freeze(self, "allocations")


@dataclass(frozen=True, slots=True)
class AddProducts(Command["Table[Product]"]):
    """Adds products and services."""

    command: ClassVar[str] = "products.add"

    products: Sequence[NewProduct]
    """The products, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "products")


@dataclass(frozen=True, slots=True)
class EditProducts(Command["Table[Product]"]):
    """Gives products new values."""

    command: ClassVar[str] = "products.edit"

    edits: Sequence[ProductEdit]
    """The products with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveProducts(Command["tuple[ProductId, ...]"]):
    """Removes products that no document names."""

    command: ClassVar[str] = "products.remove"

    products: Sequence[Versioned[ProductId]]
    """The products, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "products")


@dataclass(frozen=True, slots=True)
class SetProductsActive(Command["Table[Product]"]):
    """Retires products, or takes them back into use."""

    command: ClassVar[str] = "products.set_active"

    products: Sequence[Versioned[ProductId]]
    """The products, at most 100,000."""

    active: bool
    """Whether they may be chosen from now on."""

    def __post_init__(self) -> None:
        freeze(self, "products")


COMMANDS: dict[str, type[Command[Any]]] = {
    "access.add_operator": AddOperator,
    "access.add_role": AddRole,
    "access.add_team": AddTeam,
    "access.assign_roles": AssignRoles,
    "access.change_own_password": ChangeOwnPassword,
    "access.edit_operator": EditOperator,
    "access.edit_role": EditRole,
    "access.edit_team": EditTeam,
    "access.remove_role": RemoveRole,
    "access.reset_password": ResetPassword,
    "access.set_duty_rule": SetDutyRule,
    "access.set_operator_active": SetOperatorActive,
    "book.edit": EditBook,
    "cases.add_notes": AddCaseNotes,
    "cases.assign": AssignCases,
    "cases.edit": EditCases,
    "cases.edit_note": EditCaseNote,
    "cases.move": MoveCases,
    "cases.open": OpenCases,
    "cases.reject": RejectCases,
    "cases.remove_note": RemoveCaseNote,
    "cases.reopen": ReopenCases,
    "cases.resolve": ResolveCases,
    "changes.erase_personal": ErasePersonal,
    "customers.add": AddCustomers,
    "customers.add_contacts": AddContacts,
    "customers.assign": AssignCustomers,
    "customers.edit": EditCustomers,
    "customers.edit_contacts": EditContacts,
    "customers.remove": RemoveCustomers,
    "customers.remove_contacts": RemoveContacts,
    "customers.set_active": SetCustomersActive,
    "customers.set_contacts_active": SetContactsActive,
    "customers.tag": TagCustomers,
    "customers.untag": UntagCustomers,
    "dictionaries.add": AddDictionary,
    "dictionaries.add_items": AddDictionaryItems,
    "dictionaries.edit": EditDictionary,
    "dictionaries.edit_items": EditDictionaryItems,
    "dictionaries.merge_items": MergeDictionaryItems,
    "dictionaries.remove": RemoveDictionary,
    "dictionaries.remove_items": RemoveDictionaryItems,
    "dictionaries.reorder_items": ReorderDictionaryItems,
    "dictionaries.set_items_active": SetDictionaryItemsActive,
    "exchange.import_customers": ImportCustomers,
    "exchange.import_payments": ImportPayments,
    "exchange.import_products": ImportProducts,
    "exchange.import_sales": ImportSales,
    "exchange.undo_import": UndoImport,
    "invoices.cancel": CancelInvoices,
    "invoices.credit": CreditInvoices,
    "invoices.discard": DiscardInvoices,
    "invoices.draft": DraftInvoices,
    "invoices.draft_and_post": DraftAndPostInvoices,
    "invoices.edit": EditInvoice,
    "invoices.post": PostInvoices,
    "ledger.add_accounts": AddAccounts,
    "ledger.add_journals": AddJournals,
    "ledger.edit_account": EditAccount,
    "ledger.edit_journal": EditJournal,
    "ledger.move_account": MoveAccount,
    "ledger.post": PostEntries,
    "ledger.remove_account": RemoveAccount,
    "ledger.remove_journal": RemoveJournal,
    "ledger.reverse": ReverseEntries,
    "ledger.review": ReviewEntries,
    "ledger.set_account_role": SetAccountRole,
    "ledger.withdraw_review": WithdrawReviews,
    "payments.allocate": AllocatePayments,
    "payments.allocate_automatically": AllocateAutomatically,
    "payments.cancel": CancelPayments,
    "payments.edit": EditPayment,
    "payments.record": RecordPayments,
    "payments.withdraw_allocations": WithdrawAllocations,
    "products.add": AddProducts,
    "products.edit": EditProducts,
    "products.remove": RemoveProducts,
    "products.set_active": SetProductsActive,
}
"""The classes of the commands by the commands' names."""

METHODS: dict[str, tuple[str, ...]] = {
    "access.add_operator": ("access.add_operator",),
    "access.add_role": ("access.add_role",),
    "access.add_team": ("access.add_team",),
    "access.assign_roles": ("access.assign_roles",),
    "access.change_own_password": ("access.change_own_password",),
    "access.edit_operator": ("access.edit_operator",),
    "access.edit_role": ("access.edit_role",),
    "access.edit_team": ("access.edit_team",),
    "access.remove_role": ("access.remove_role",),
    "access.reset_password": ("access.reset_password",),
    "access.set_duty_rule": ("access.set_duty_rule",),
    "access.set_operator_active": ("access.set_operator_active",),
    "book.edit": ("edit_book",),
    "cases.add_notes": ("service.add_note", "service.add_notes",),
    "cases.assign": ("service.assign",),
    "cases.edit": ("service.edit", "service.edit_many",),
    "cases.edit_note": ("service.edit_note",),
    "cases.move": ("service.move_to", "service.close",),
    "cases.open": ("service.open", "service.open_many",),
    "cases.reject": ("service.reject",),
    "cases.remove_note": ("service.remove_note",),
    "cases.reopen": ("service.reopen",),
    "cases.resolve": ("service.resolve",),
    "changes.erase_personal": ("changes.erase_personal",),
    "customers.add": ("customers.add", "customers.add_many",),
    "customers.add_contacts": ("customers.add_contact", "customers.add_contacts",),
    "customers.assign": ("customers.assign",),
    "customers.edit": ("customers.edit", "customers.edit_many",),
    "customers.edit_contacts": ("customers.edit_contact", "customers.edit_contacts",),
    "customers.remove": ("customers.remove", "customers.remove_many",),
    "customers.remove_contacts": ("customers.remove_contact", "customers.remove_contacts",),
    "customers.set_active": ("customers.set_active", "customers.set_active_many",),
    "customers.set_contacts_active": ("customers.set_contact_active", "customers.set_contacts_active",),
    "customers.tag": ("customers.tag",),
    "customers.untag": ("customers.untag",),
    "dictionaries.add": ("dictionaries.add_dictionary",),
    "dictionaries.add_items": ("dictionaries.add_items",),
    "dictionaries.edit": ("dictionaries.edit_dictionary",),
    "dictionaries.edit_items": ("dictionaries.edit_items",),
    "dictionaries.merge_items": ("dictionaries.merge_items",),
    "dictionaries.remove": ("dictionaries.remove_dictionary",),
    "dictionaries.remove_items": ("dictionaries.remove_items",),
    "dictionaries.reorder_items": ("dictionaries.reorder_items",),
    "dictionaries.set_items_active": ("dictionaries.set_items_active",),
    "exchange.import_customers": ("exchange.import_customers",),
    "exchange.import_payments": ("exchange.import_payments",),
    "exchange.import_products": ("exchange.import_products",),
    "exchange.import_sales": ("exchange.import_sales",),
    "exchange.undo_import": ("exchange.undo_import",),
    "invoices.cancel": ("billing.invoices.cancel",),
    "invoices.credit": ("billing.invoices.credit", "billing.invoices.credit_many",),
    "invoices.discard": ("billing.invoices.discard",),
    "invoices.draft": ("billing.invoices.draft", "billing.invoices.draft_many",),
    "invoices.draft_and_post": ("billing.invoices.draft_and_post",),
    "invoices.edit": ("billing.invoices.edit",),
    "invoices.post": ("billing.invoices.post", "billing.invoices.post_many",),
    "ledger.add_accounts": ("ledger.add_account", "ledger.add_accounts",),
    "ledger.add_journals": ("ledger.add_journal",),
    "ledger.edit_account": ("ledger.edit_account", "ledger.retire", "ledger.restore",),
    "ledger.edit_journal": ("ledger.edit_journal",),
    "ledger.move_account": ("ledger.move_account",),
    "ledger.post": ("ledger.post", "ledger.post_many",),
    "ledger.remove_account": ("ledger.remove_account",),
    "ledger.remove_journal": ("ledger.remove_journal",),
    "ledger.reverse": ("ledger.reverse", "ledger.reverse_many",),
    "ledger.review": ("ledger.review",),
    "ledger.set_account_role": ("ledger.set_account_role",),
    "ledger.withdraw_review": ("ledger.withdraw_review",),
    "payments.allocate": ("billing.payments.allocate",),
    "payments.allocate_automatically": ("billing.payments.allocate_automatically",),
    "payments.cancel": ("billing.payments.cancel",),
    "payments.edit": ("billing.payments.edit",),
    "payments.record": ("billing.payments.record", "billing.payments.record_many",),
    "payments.withdraw_allocations": ("billing.payments.withdraw_allocations",),
    "products.add": ("billing.products.add", "billing.products.add_many",),
    "products.edit": ("billing.products.edit", "billing.products.edit_many",),
    "products.remove": ("billing.products.remove",),
    "products.set_active": ("billing.products.set_active",),
}
"""The methods of a session that run each command."""
