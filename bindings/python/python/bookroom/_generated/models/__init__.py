# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Every id, enum and record; each is loaded when it is used."""

from typing import TYPE_CHECKING

from bookroom import _later

if TYPE_CHECKING:
    from bookroom._generated.models.common import *
    from bookroom._generated.models.access import *
    from bookroom._generated.models.attachments import *
    from bookroom._generated.models.billing import *
    from bookroom._generated.models.book import *
    from bookroom._generated.models.calendars import *
    from bookroom._generated.models.changes import *
    from bookroom._generated.models.charts import *
    from bookroom._generated.models.custom_fields import *
    from bookroom._generated.models.customers import *
    from bookroom._generated.models.dealings import *
    from bookroom._generated.models.dictionaries import *
    from bookroom._generated.models.exchange import *
    from bookroom._generated.models.ledger import *
    from bookroom._generated.models.places import *
    from bookroom._generated.models.reports import *
    from bookroom._generated.models.saved_views import *
    from bookroom._generated.models.search import *
    from bookroom._generated.models.service import *
    from bookroom._generated.models.tasks import *
    from bookroom.errors import Fact as Fact
    from bookroom.errors import Violation as Violation
else:
    __all__, __getattr__, __dir__ = _later.load_later(
        globals(),
        {
            "bookroom._generated.models.common": (
                "AbsenceId", "AccountId", "AllocationId", "AssignmentRuleId", "AttachmentId",
                "BookId", "CalendarId", "CaseAssignmentId", "CaseClockId", "CaseId", "CaseLinkId",
                "CaseNoteId", "CaseRemedyId", "ColumnTest", "ColumnTestAtLeast", "ColumnTestAtMost",
                "ColumnTestEmpty", "ColumnTestEqual", "ColumnTestNotEmpty", "ColumnTestOneOf",
                "ColumnValue", "ColumnValueDay", "ColumnValueFlag", "ColumnValueInstant",
                "ColumnValueNumber", "ColumnValueText", "Condition", "ContactApartId", "ContactId",
                "ContactLinkId", "ContactMergeId", "CreditCheck", "CustomFieldId",
                "CustomerApartId", "CustomerId", "CustomerMergeId", "DealingId", "DictionaryId",
                "DictionaryItemId", "EntryId", "EntryItemId", "IdentifierKind", "ImportId",
                "ImportantDateId", "InvoiceId", "InvoiceProfileId", "JournalId", "Language",
                "OperatorId", "OwnerChangeId", "PageRequest", "PaymentId", "Period", "Phone",
                "PhoneKind", "PoolId", "ProductId", "RoleId", "SavedViewId", "ServicePolicyId",
                "SurveyId", "TaskId", "TaxRounding", "TeamId", "Verification",
            ),
            "bookroom._generated.models.access": (
                "DutyConflict", "DutyRule", "FieldRight", "FieldRule", "Grant", "NewOperator",
                "NewRole", "NewTeam", "Operator", "OperatorEdit", "PasswordPolicy", "Permission",
                "ProtectedField", "Reach", "Role", "RoleEdit", "Team", "TeamEdit",
            ),
            "bookroom._generated.models.attachments": (
                "AttachedTo", "AttachedToCase", "AttachedToContact", "AttachedToCustomer",
                "AttachedToDealing", "AttachedToEntry", "AttachedToInvoice", "AttachedToPayment",
                "AttachedToProduct", "AttachedToTask", "Attachment", "AttachmentEdit",
                "AttachmentFilter", "AttachmentPolicy", "AttachmentPolicyEdit", "AttachmentVersion",
                "ExportedAttachments", "NewAttachment",
            ),
            "bookroom._generated.models.billing": (
                "Allocation", "AllocationChoice", "AllocationChoiceAutomatic",
                "AllocationChoiceByHand", "AllocationChoiceNone", "AllocationChoiceTheseFirst",
                "CreditLine", "CreditWarning", "CustomerCredit", "Direction", "Discount",
                "DiscountAmount", "DiscountRate", "DocumentKind", "EntryItem", "EntryItemFilter",
                "EntryItemSort", "FamilyCredit", "Invoice", "InvoiceEdit", "InvoiceFilter",
                "InvoiceLine", "InvoiceSort", "InvoiceState", "InvoiceTotals", "InvoiceVersion",
                "NewAllocation", "NewCreditNote", "NewInvoice", "NewInvoiceLine", "NewOpeningItem",
                "NewPayment", "NewProduct", "NewStandaloneCredit", "OpenItem", "OpenItemEntry",
                "OpenItemInvoice", "OpenItemPayment", "OpenItemSide", "OpenKind", "Payment",
                "PaymentDirection", "PaymentEdit", "PaymentFilter", "PaymentPurpose", "PaymentSort",
                "PaymentState", "PaymentTotals", "PaymentVersion", "PriceMode", "Product",
                "ProductEdit", "ProductFilter", "ProductKind", "ProductSort", "ProductUpdate",
                "ProductVersion", "Share", "UnallocatedCredit",
            ),
            "bookroom._generated.models.book": (
                "Book", "BookEdit", "NewBook",
            ),
            "bookroom._generated.models.calendars": (
                "Calendar", "CalendarDay", "CalendarEdit", "CalendarWeek", "DayHours",
                "NewCalendar", "WeekHours", "Weekday",
            ),
            "bookroom._generated.models.changes": (
                "Change", "FieldChange", "Finding", "FindingKind", "Head", "LogVerification",
                "Subject",
            ),
            "bookroom._generated.models.charts": (
                "Chart", "ChartKind", "ChartOptions", "ChartSeries", "ChartTheme",
            ),
            "bookroom._generated.models.custom_fields": (
                "CustomChoice", "CustomField", "CustomFieldEdit", "CustomFit", "CustomKind",
                "CustomSubject", "CustomValue", "CustomValueChoice", "CustomValueChoices",
                "CustomValueDate", "CustomValueFlag", "CustomValueMoney", "CustomValueNumber",
                "CustomValueReference", "CustomValueText", "NewCustomField",
            ),
            "bookroom._generated.models.customers": (
                "Address", "AddressKind", "Agreement", "BankAccount", "BillingProfile", "Channel",
                "ChannelKind", "Collaborator", "ComingDate", "ComingDateFilter", "ComparedField",
                "Contact", "ContactApart", "ContactDuplicateSearch", "ContactEdit", "ContactFilter",
                "ContactLink", "ContactLinkEdit", "ContactLinkUpdate", "ContactLinkVersion",
                "ContactMerge", "ContactMergeRule", "ContactPair", "ContactPlan", "ContactSort",
                "ContactUpdate", "ContactVersion", "CreditLimit", "Customer", "CustomerApart",
                "CustomerEdit", "CustomerFilter", "CustomerKind", "CustomerLock", "CustomerMerge",
                "CustomerPair", "CustomerSharing", "CustomerSort", "CustomerSummary",
                "CustomerUpdate", "CustomerVersion", "DecisionRole", "DueCustomer",
                "DuplicateContact", "DuplicateContactGroup", "DuplicateContactPair",
                "DuplicateCustomer", "DuplicateGroup", "DuplicateHint", "DuplicatePair",
                "DuplicateSearch", "FamilyMember", "FoundContactDuplicates", "FoundDuplicates",
                "Gender", "ImportantDate", "ImportantDateEdit", "ImportantDateFilter",
                "ImportantDateKind", "ImportantDateUpdate", "ImportantDateVersion",
                "InvoiceProfile", "InvoiceProfileEdit", "InvoiceProfileFilter",
                "InvoiceProfileUpdate", "InvoiceProfileVersion", "MatchReason", "MergeFieldRule",
                "MergeRule", "MergedContacts", "MergedCustomers", "MovedOfContact", "MovedRecords",
                "NewContact", "NewContactLink", "NewCustomer", "NewImportantDate",
                "NewInvoiceProfile", "NewPool", "OwnerChange", "OwnerChangeKind", "PlannedContact",
                "Pool", "PoolEdit", "PoolFilter", "PoolMember", "PoolRule", "PoolRuleKind",
                "PoolSort", "TagCount",
            ),
            "bookroom._generated.models.dealings": (
                "Dealing", "DealingDirection", "DealingEdit", "DealingFilter", "DealingSort",
                "DealingUpdate", "DealingVersion", "NewDealing",
            ),
            "bookroom._generated.models.dictionaries": (
                "Dictionary", "DictionaryEdit", "DictionaryItem", "DictionaryItemEdit",
                "DictionaryItemUpdate", "ItemVersion", "MergedItems", "NewDictionary",
                "NewDictionaryItem", "RewrittenRecords", "TreeItem",
            ),
            "bookroom._generated.models.exchange": (
                "AllocateBy", "AmbiguousColumn", "CleanedCount", "CleanedKind", "CodeLabel",
                "ColumnSource", "ColumnSourceColumn", "ColumnSourceConstant", "ColumnSourceJoined",
                "ColumnSourceNegated", "ColumnSourceNone", "ColumnSourcePosition", "CustomerImport",
                "DateDecision", "DateOrder", "Dialect", "DiscountForm", "DuplicateRow",
                "DuplicateRowOrigin", "DuplicateRowOriginKnown", "DuplicateRowOriginLine",
                "ExportAllOptions", "ExportList", "ExportListAbsences", "ExportListAccountRoles",
                "ExportListAccounts", "ExportListAgeing", "ExportListAllocations",
                "ExportListAssignmentRules", "ExportListAttachments", "ExportListCalendars",
                "ExportListCaseAssignments", "ExportListCaseClocks", "ExportListCaseLinks",
                "ExportListCaseNotes", "ExportListCaseRemedies", "ExportListCases",
                "ExportListChanges", "ExportListContacts", "ExportListCustomFields",
                "ExportListCustomers", "ExportListDealings", "ExportListDictionaries",
                "ExportListDictionaryItems", "ExportListDutyRules", "ExportListEntries",
                "ExportListHistory", "ExportListImportantDates", "ExportListImports",
                "ExportListIncomeSummary", "ExportListInvoiceLines", "ExportListInvoiceProfiles",
                "ExportListInvoices", "ExportListJournals", "ExportListOpenItems",
                "ExportListOperators", "ExportListOwnerChanges", "ExportListPartyBalances",
                "ExportListPayments", "ExportListPools", "ExportListPostings", "ExportListProducts",
                "ExportListRegister", "ExportListRoles", "ExportListSavedViews",
                "ExportListServicePolicies", "ExportListStatement", "ExportListSurveys",
                "ExportListTags", "ExportListTasks", "ExportListTeams", "ExportListTrialBalance",
                "ExportManifest", "ExportOptions", "ExportedFile", "FileOptions", "FileReport",
                "Freight", "ImportField", "ImportFilter", "ImportHead", "ImportKind",
                "ImportMatching", "ImportOutcome", "ImportPreview", "ImportProgress",
                "ImportReport", "ImportRun", "ImportSort", "ImportState", "ImportStep",
                "ImportTarget", "ImportedBefore", "ImportedContact", "ImportedCustomer",
                "ImportedDocument", "ImportedLine", "ImportedOpening", "ImportedOpeningItem",
                "ImportedPayment", "ImportedProduct", "LabelKind", "LeftOutList", "Notice",
                "NoticeKind", "OpeningItemImport", "OutEncoding", "OwnCell", "OwnDocumentRow",
                "OwnRow", "PaymentImport", "ProductImport", "RateDecision", "RateForm",
                "RecordCount", "Refusal", "RejectReason", "RejectedRow", "RepeatedRows",
                "SalesImport", "StatedAmount", "UndoReport", "UndoneCount", "UnknownValues",
            ),
            "bookroom._generated.models.ledger": (
                "Account", "AccountEdit", "AccountKind", "AccountRole", "Balance", "CashKind",
                "EntryFilter", "EntryReceipt", "EntrySort", "EntrySource", "Journal", "JournalEdit",
                "JournalEntry", "LedgerVerification", "NewAccount", "NewJournal", "NewJournalEntry",
                "NewPosting", "PartyBalance", "Posting", "Register", "RegisterOptions",
                "RegisterRow", "RoleAccount", "Side",
            ),
            "bookroom._generated.models.places": (
                "PhoneLocation", "Place", "PlaceLevel", "PlacesEdition", "PostalMatch",
            ),
            "bookroom._generated.models.reports": (
                "Ageing", "AgeingAmounts", "AgeingBands", "AgeingBandsDays", "AgeingBandsMonths",
                "AgeingBandsYears", "AgeingBy", "AgeingOptions", "AgeingRow", "CaseAnalysisBy",
                "CaseAnalysisRow", "CaseGroup", "CaseParetoRow", "CaseTrendRow", "IncomeNotice",
                "IncomeNoticeKind", "IncomeRow", "IncomeSummary", "RepeatedComplaints",
                "SatisfactionBy", "SatisfactionGroup", "SatisfactionRow", "Statement",
                "StatementKind", "StatementLine", "StatementOpenItem", "TimelineFilter",
                "TimelineItem", "TimelineKind", "TrialBalance", "TrialBalanceOptions",
                "TrialBalanceRow", "TrialBalanceTotals",
            ),
            "bookroom._generated.models.saved_views": (
                "ListFilter", "ListFilterCases", "ListFilterContacts", "ListFilterCustomers",
                "ListFilterDealings", "ListFilterEntries", "ListFilterInvoices",
                "ListFilterOpenItems", "ListFilterPayments", "ListFilterProducts",
                "ListFilterTasks", "NewSavedView", "SavedView", "SavedViewEdit", "ViewedList",
            ),
            "bookroom._generated.models.search": (
                "SearchCount", "SearchField", "SearchFit", "SearchHit", "SearchKind", "SearchQuery",
                "SearchResults",
            ),
            "bookroom._generated.models.service": (
                "Absence", "AbsenceEdit", "AbsenceFilter", "AssignmentCandidate",
                "AssignmentFilter", "AssignmentOtherwise", "AssignmentOutcome", "AssignmentPolicy",
                "AssignmentRule", "AssignmentRuleEdit", "AssignmentTrouble", "AssignmentWay",
                "Attainment", "AttainmentDimension", "CandidateState", "Case", "CaseAssignment",
                "CaseClock", "CaseCount", "CaseDimension", "CaseEdit", "CaseFilter", "CaseKind",
                "CaseLink", "CaseLinkKind", "CaseNote", "CaseNoteEdit", "CaseRemedy",
                "CaseResolution", "CaseSeverity", "CaseSort", "CaseSplit", "CaseState", "CaseStep",
                "CaseTransitions", "CaseUpdate", "CaseVersion", "ClassCondition", "ClockPause",
                "ClockState", "ClockStep", "CreditTerms", "DueCase", "DueFilter", "Escalation",
                "EscalationAction", "EscalationStep", "EscalationWhom", "LevelTarget", "NewAbsence",
                "NewAssignmentRule", "NewCase", "NewCaseLink", "NewCaseNote", "NewCaseRemedy",
                "NewServicePolicy", "NewSurvey", "NoteAuthor", "OpenCaseCount", "RefundTerms",
                "RemedyFilter", "RemedyKind", "RemedyState", "RemedyTerms", "RemedyTermsCreditNote",
                "RemedyTermsRefund", "RemedyTermsReplacement", "ReplacementTerms", "ServicePolicy",
                "ServicePolicyEdit", "SeverityWeight", "Survey", "SurveyAnswer", "SurveyFilter",
                "SurveyState", "SurveyVersion",
            ),
            "bookroom._generated.models.tasks": (
                "NewTask", "Task", "TaskEdit", "TaskFilter", "TaskLink", "TaskLinkCase",
                "TaskLinkContact", "TaskLinkCustomer", "TaskLinkInvoice", "TaskPriority",
                "TaskSort", "TaskState", "TaskUpdate", "TaskVersion",
            ),
            "bookroom.errors": (
                "Fact", "Violation",
            ),
        },
    )
