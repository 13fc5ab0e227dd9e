# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Every command as data; each is loaded when it is used."""

from typing import TYPE_CHECKING

from bookroom import _later

if TYPE_CHECKING:
    from bookroom._generated.commands.access import *
    from bookroom._generated.commands.attachments import *
    from bookroom._generated.commands.billing import *
    from bookroom._generated.commands.book import *
    from bookroom._generated.commands.calendars import *
    from bookroom._generated.commands.changes import *
    from bookroom._generated.commands.custom_fields import *
    from bookroom._generated.commands.customers import *
    from bookroom._generated.commands.dealings import *
    from bookroom._generated.commands.dictionaries import *
    from bookroom._generated.commands.exchange import *
    from bookroom._generated.commands.ledger import *
    from bookroom._generated.commands.saved_views import *
    from bookroom._generated.commands.service import *
    from bookroom._generated.commands.tasks import *
    from bookroom._generated.commands.catalogue import COMMANDS as COMMANDS
    from bookroom._generated.commands.catalogue import METHODS as METHODS
else:
    __all__, __getattr__, __dir__ = _later.load_later(
        globals(),
        {
            "bookroom._generated.commands.access": (
                "AddOperator", "AddRole", "AddTeam", "AssignRoles", "ChangeOwnPassword",
                "EditOperator", "EditRole", "EditTeam", "RemoveRole", "ResetPassword",
                "SetDutyRule", "SetOperatorActive",
            ),
            "bookroom._generated.commands.attachments": (
                "AddAttachments", "EditAttachment", "RemoveAttachments", "SetAttachmentPolicy",
            ),
            "bookroom._generated.commands.billing": (
                "AddProducts", "AllocateAutomatically", "AllocatePayments", "CancelInvoices",
                "CancelOpeningItems", "CancelPayments", "CreditInvoices", "CreditWithoutInvoice",
                "DiscardInvoices", "DraftAndPostInvoices", "DraftInvoices", "EditInvoice",
                "EditPayment", "EditProducts", "PostInvoices", "PostOpeningItems", "RecordPayments",
                "RemoveProducts", "SetProductsActive", "WithdrawAllocations",
            ),
            "bookroom._generated.commands.book": (
                "EditBook",
            ),
            "bookroom._generated.commands.calendars": (
                "AddCalendar", "EditCalendar", "RemoveCalendar", "SetCalendarDays",
                "SetDefaultCalendar",
            ),
            "bookroom._generated.commands.changes": (
                "ErasePersonal",
            ),
            "bookroom._generated.commands.custom_fields": (
                "AddCustomField", "EditCustomField", "RemoveCustomField",
            ),
            "bookroom._generated.commands.customers": (
                "AddContacts", "AddCustomers", "AddImportantDates", "AddInvoiceProfiles", "AddPool",
                "AssignCustomers", "AssignFromPool", "ClaimCustomers", "EditContactLinks",
                "EditContacts", "EditCustomers", "EditImportantDates", "EditInvoiceProfiles",
                "EditPool", "ForgetContactsApart", "ForgetCustomersApart", "LinkContacts",
                "LockCustomers", "MergeContacts", "MergeCustomers", "PlanContacts", "PutIntoPool",
                "RecycleCustomers", "RemoveContacts", "RemoveCustomers", "RemoveImportantDates",
                "RemoveInvoiceProfiles", "RemovePool", "SetContactsActive", "SetContactsApart",
                "SetCreditLimits", "SetCustomersActive", "SetCustomersApart",
                "SetInvoiceProfilesActive", "SetParents", "ShareCustomers", "TagCustomers",
                "TakeOutOfPool", "TransferToPool", "UnlinkContacts", "UnmergeContacts",
                "UnmergeCustomers", "UntagCustomers",
            ),
            "bookroom._generated.commands.dealings": (
                "AddDealings", "EditDealings", "RemoveDealings",
            ),
            "bookroom._generated.commands.dictionaries": (
                "AddDictionary", "AddDictionaryItems", "EditDictionary", "EditDictionaryItems",
                "MergeDictionaryItems", "RemoveDictionary", "RemoveDictionaryItems",
                "ReorderDictionaryItems", "SetDictionaryItemsActive",
            ),
            "bookroom._generated.commands.exchange": (
                "ImportCustomers", "ImportOpeningItems", "ImportPayments", "ImportProducts",
                "ImportSales", "UndoImport",
            ),
            "bookroom._generated.commands.ledger": (
                "AddAccounts", "AddJournals", "EditAccount", "EditJournal", "MoveAccount",
                "PostEntries", "RemoveAccount", "RemoveJournal", "ReverseEntries", "ReviewEntries",
                "SetAccountRole", "WithdrawReviews",
            ),
            "bookroom._generated.commands.saved_views": (
                "AddSavedView", "EditSavedView", "RemoveSavedView",
            ),
            "bookroom._generated.commands.service": (
                "AddAbsence", "AddAssignmentRule", "AddCaseNotes", "AddServicePolicy",
                "AnswerSurveys", "ApproveRemedy", "AskSurveys", "AssignByRules", "AssignCases",
                "AssignUnassigned", "EditAbsence", "EditAssignmentRule", "EditCaseNote",
                "EditCases", "EditServicePolicy", "EscalateDue", "HandOverCases", "LinkCases",
                "MergeCases", "MoveCases", "OpenCases", "ProposeRemedies", "ReassessCases",
                "RefuseRemedy", "RejectCases", "RemoveAbsence", "RemoveAssignmentRule",
                "RemoveCaseNote", "RemoveServicePolicy", "ReopenCases", "ReorderAssignmentRules",
                "ReorderServicePolicies", "ResolveCases", "SetAssignmentPolicy",
                "SetCaseTransitions", "SplitCase", "UnlinkCases", "UnmergeCases", "WithdrawRemedy",
                "WithdrawSurveys",
            ),
            "bookroom._generated.commands.tasks": (
                "AddTasks", "AssignTasks", "CancelTasks", "EditTasks", "FinishTasks", "ReopenTasks",
                "SnoozeTasks",
            ),
            "bookroom._generated.commands.catalogue": (
                "COMMANDS", "METHODS",
            ),
        },
    )
