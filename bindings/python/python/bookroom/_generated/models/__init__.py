# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Every id, enum and record; each is loaded when it is used."""

from typing import TYPE_CHECKING

from bookroom import _later

if TYPE_CHECKING:
    from bookroom._generated.models.common import *
    from bookroom._generated.models.access import *
    from bookroom._generated.models.billing import *
    from bookroom._generated.models.book import *
    from bookroom._generated.models.changes import *
    from bookroom._generated.models.customers import *
    from bookroom._generated.models.dictionaries import *
    from bookroom._generated.models.exchange import *
    from bookroom._generated.models.ledger import *
    from bookroom._generated.models.places import *
    from bookroom._generated.models.reports import *
    from bookroom._generated.models.service import *
    from bookroom.errors import Fact as Fact
    from bookroom.errors import Violation as Violation
else:
    __all__, __getattr__, __dir__ = _later.load_later(
        globals(),
        {
            "bookroom._generated.models.common": (
                "AccountId", "AllocationId", "BookId", "CaseId", "CaseNoteId", "ColumnTest",
                "ColumnTestAtLeast", "ColumnTestAtMost", "ColumnTestEmpty", "ColumnTestEqual",
                "ColumnTestNotEmpty", "ColumnTestOneOf", "ColumnValue", "ColumnValueDay",
                "ColumnValueFlag", "ColumnValueInstant", "ColumnValueNumber", "ColumnValueText",
                "Condition", "ContactId", "CustomerId", "DictionaryId", "DictionaryItemId",
                "EntryId", "EntryItemId", "IdentifierKind", "ImportId", "InvoiceId", "JournalId",
                "Language", "OperatorId", "PageRequest", "PaymentId", "Period", "Phone",
                "PhoneKind", "ProductId", "RoleId", "TaxRounding", "TeamId", "Verification",
            ),
            "bookroom._generated.models.access": (
                "DutyConflict", "DutyRule", "Field", "FieldRight", "FieldRule", "Grant",
                "NewOperator", "NewRole", "NewTeam", "Operator", "OperatorEdit", "PasswordPolicy",
                "Permission", "Reach", "Role", "RoleEdit", "Team", "TeamEdit",
            ),
            "bookroom._generated.models.billing": (
                "Allocation", "AllocationChoice", "AllocationChoiceAutomatic",
                "AllocationChoiceByHand", "AllocationChoiceNone", "AllocationChoiceTheseFirst",
                "CreditLine", "Credited", "DebtSide", "Direction", "Discount", "DiscountAmount",
                "DiscountPercent", "DocumentKind", "EntryItem", "EntryItemFilter", "Invoice",
                "InvoiceEdit", "InvoiceFilter", "InvoiceLine", "InvoiceSort", "InvoiceState",
                "InvoiceTotals", "InvoiceVersion", "NewAllocation", "NewCreditNote", "NewInvoice",
                "NewInvoiceLine", "NewOpeningItem", "NewPayment", "NewProduct",
                "NewStandaloneCredit", "OpenItem", "OpenItemEntry", "OpenItemInvoice",
                "OpenItemPayment", "OpenKind", "Payment", "PaymentDirection", "PaymentEdit",
                "PaymentFilter", "PaymentPurpose", "PaymentSort", "PaymentState", "PaymentTotals",
                "PaymentVersion", "PriceMode", "Product", "ProductEdit", "ProductFilter",
                "ProductKind", "ProductSort", "ProductUpdate", "ProductVersion", "Recorded",
                "Share", "UnallocatedCredit",
            ),
            "bookroom._generated.models.book": (
                "Book", "BookEdit", "NewBook",
            ),
            "bookroom._generated.models.changes": (
                "Change", "FieldChange", "Finding", "FindingKind", "Head", "LogVerification",
                "Subject",
            ),
            "bookroom._generated.models.customers": (
                "Address", "AddressKind", "BankAccount", "BillingProfile", "Channel", "ChannelKind",
                "Contact", "ContactEdit", "ContactFilter", "ContactSeen", "ContactSort",
                "ContactUpdate", "Customer", "CustomerEdit", "CustomerFilter", "CustomerKind",
                "CustomerSeen", "CustomerSort", "CustomerSummary", "CustomerUpdate",
                "DuplicateHint", "DuplicateReason", "Gender", "NewContact", "NewCustomer",
                "TagCount",
            ),
            "bookroom._generated.models.dictionaries": (
                "Dictionary", "DictionaryEdit", "DictionaryItem", "DictionaryItemEdit",
                "DictionaryItemUpdate", "ItemVersion", "MergedItems", "NewDictionary",
                "NewDictionaryItem", "RewrittenRecords", "TreeItem",
            ),
            "bookroom._generated.models.exchange": (
                "AllocateBy", "Ambiguity", "Cleaned", "CleanedCount", "ColumnSource",
                "ColumnSourceColumn", "ColumnSourceConstant", "ColumnSourceJoined",
                "ColumnSourceNegated", "ColumnSourceNothing", "ColumnSourcePosition",
                "CustomerImport", "DateDecision", "DateOrder", "Dialect", "DiscountForm",
                "DuplicateOrigin", "DuplicateOriginKnown", "DuplicateOriginLine", "ExportList",
                "ExportListAccounts", "ExportListAgeing", "ExportListAllocations",
                "ExportListCases", "ExportListChanges", "ExportListContacts", "ExportListCustomers",
                "ExportListDictionaries", "ExportListDictionaryItems", "ExportListEntries",
                "ExportListImports", "ExportListInvoiceLines", "ExportListInvoices",
                "ExportListJournals", "ExportListOperators", "ExportListPayments",
                "ExportListPostings", "ExportListProducts", "ExportListRoles",
                "ExportListStatement", "ExportListTeams", "ExportListTrialBalance", "ExportOptions",
                "FileOptions", "FileReport", "Freight", "ImportDuplicate", "ImportField",
                "ImportFilter", "ImportHead", "ImportKind", "ImportOutcome", "ImportPreview",
                "ImportReport", "ImportRun", "ImportSort", "ImportState", "ImportStep",
                "ImportTarget", "ImportedBefore", "ImportedContact", "ImportedCustomer",
                "ImportedDocument", "ImportedLine", "ImportedOpening", "ImportedOpeningItem",
                "ImportedPayment", "ImportedProduct", "LikenessReason", "LikenessReasonName",
                "LikenessReasonPhone", "LikenessReasonSimilarName", "LikenessReasonTaxNumber",
                "Matching", "Notice", "NoticeKind", "OpeningItemImport", "OutEncoding",
                "PaymentImport", "ProductImport", "Progress", "RateDecision", "RateForm",
                "RecordCount", "Refusal", "RejectReason", "RejectedRow", "RepeatedRows",
                "SalesImport", "UndoReport", "UndoneCount", "UnknownReference",
            ),
            "bookroom._generated.models.ledger": (
                "Account", "AccountEdit", "AccountKind", "AccountRole", "Balance", "CashKind",
                "EntryFilter", "EntryReceipt", "EntrySort", "EntrySource", "Journal", "JournalEdit",
                "JournalEntry", "LedgerVerification", "NewAccount", "NewJournal", "NewJournalEntry",
                "NewPosting", "PartyBalance", "Posting", "Register", "RegisterQuery", "RegisterRow",
                "RoleAccount", "Side",
            ),
            "bookroom._generated.models.places": (
                "PhoneLocation", "Place", "PlaceLevel", "PlacesEdition", "PostalMatch",
            ),
            "bookroom._generated.models.reports": (
                "Ageing", "AgeingAmounts", "AgeingBands", "AgeingBandsDays", "AgeingBandsMonths",
                "AgeingBandsYears", "AgeingBy", "AgeingRequest", "AgeingRow", "IncomeNotice",
                "IncomeNoticeKind", "IncomeRow", "IncomeSummary", "Statement", "StatementKind",
                "StatementLine", "StatementOpenItem", "TrialBalance", "TrialBalanceOptions",
                "TrialBalanceRow", "TrialBalanceTotals",
            ),
            "bookroom._generated.models.service": (
                "Case", "CaseCount", "CaseDimension", "CaseEdit", "CaseFilter", "CaseKind",
                "CaseNote", "CaseNoteEdit", "CaseResolution", "CaseSeverity", "CaseSort",
                "CaseState", "CaseStep", "CaseUpdate", "CaseVersion", "NewCase", "NewCaseNote",
                "OpenCaseCount",
            ),
            "bookroom.errors": (
                "Fact", "Violation",
            ),
        },
    )
