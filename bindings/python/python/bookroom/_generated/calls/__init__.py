# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The class of every area; each is loaded when it is used."""

from typing import TYPE_CHECKING

from bookroom import _later

if TYPE_CHECKING:
    from bookroom._areas.access import Access as Access
    from bookroom._areas.attachments import Attachments as Attachments
    from bookroom._areas.billing import Billing as Billing
    from bookroom._areas.billing import Invoices as Invoices
    from bookroom._areas.billing import OpenItems as OpenItems
    from bookroom._areas.billing import Payments as Payments
    from bookroom._areas.billing import Products as Products
    from bookroom._generated.calls.calendars import Calendars as Calendars
    from bookroom._areas.changes import Changes as Changes
    from bookroom._generated.calls.charts import Charts as Charts
    from bookroom._generated.calls.custom_fields import CustomFields as CustomFields
    from bookroom._areas.customers import Customers as Customers
    from bookroom._areas.customers import ImportantDates as ImportantDates
    from bookroom._areas.customers import InvoiceProfiles as InvoiceProfiles
    from bookroom._areas.customers import Pools as Pools
    from bookroom._generated.calls.dealings import Dealings as Dealings
    from bookroom._areas.dictionaries import Dictionaries as Dictionaries
    from bookroom._areas.exchange import Exchange as Exchange
    from bookroom._areas.ledger import Ledger as Ledger
    from bookroom._generated.calls.places import Places as Places
    from bookroom._areas.reports import Reports as Reports
    from bookroom._generated.calls.saved_views import SavedViews as SavedViews
    from bookroom._generated.calls.search import Search as Search
    from bookroom._areas.service import Assignment as Assignment
    from bookroom._areas.service import Levels as Levels
    from bookroom._areas.service import Relations as Relations
    from bookroom._areas.service import Remedies as Remedies
    from bookroom._areas.service import Service as Service
    from bookroom._areas.service import Surveys as Surveys
    from bookroom._areas.service import Transitions as Transitions
    from bookroom._generated.calls.tasks import Tasks as Tasks
else:
    __all__, __getattr__, __dir__ = _later.load_later(
        globals(),
        {
            "bookroom._areas.access": (
                "Access",
            ),
            "bookroom._areas.attachments": (
                "Attachments",
            ),
            "bookroom._areas.billing": (
                "Billing", "Invoices", "OpenItems", "Payments", "Products",
            ),
            "bookroom._generated.calls.calendars": (
                "Calendars",
            ),
            "bookroom._areas.changes": (
                "Changes",
            ),
            "bookroom._generated.calls.charts": (
                "Charts",
            ),
            "bookroom._generated.calls.custom_fields": (
                "CustomFields",
            ),
            "bookroom._areas.customers": (
                "Customers", "ImportantDates", "InvoiceProfiles", "Pools",
            ),
            "bookroom._generated.calls.dealings": (
                "Dealings",
            ),
            "bookroom._areas.dictionaries": (
                "Dictionaries",
            ),
            "bookroom._areas.exchange": (
                "Exchange",
            ),
            "bookroom._areas.ledger": (
                "Ledger",
            ),
            "bookroom._generated.calls.places": (
                "Places",
            ),
            "bookroom._areas.reports": (
                "Reports",
            ),
            "bookroom._generated.calls.saved_views": (
                "SavedViews",
            ),
            "bookroom._generated.calls.search": (
                "Search",
            ),
            "bookroom._areas.service": (
                "Assignment", "Levels", "Relations", "Remedies", "Service", "Surveys",
                "Transitions",
            ),
            "bookroom._generated.calls.tasks": (
                "Tasks",
            ),
        },
    )
