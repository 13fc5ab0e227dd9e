# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The areas of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bookroom._base import Parts

if TYPE_CHECKING:
    from bookroom._generated.calls import (
        Access,
        Attachments,
        Billing,
        Calendars,
        Changes,
        Charts,
        CustomFields,
        Customers,
        Dealings,
        Dictionaries,
        Exchange,
        Ledger,
        Places,
        Reports,
        SavedViews,
        Search,
        Service,
        Tasks,
    )


class SessionAreas(Parts):
    """The areas of a session; each is loaded when it is first used."""

    __slots__ = (
        "access", "attachments", "billing", "calendars", "changes", "charts", "custom_fields",
        "customers", "dealings", "dictionaries", "exchange", "ledger", "places", "reports",
        "saved_views", "search", "service", "tasks",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "access": "Access",
        "attachments": "Attachments",
        "billing": "Billing",
        "calendars": "Calendars",
        "changes": "Changes",
        "charts": "Charts",
        "custom_fields": "CustomFields",
        "customers": "Customers",
        "dealings": "Dealings",
        "dictionaries": "Dictionaries",
        "exchange": "Exchange",
        "ledger": "Ledger",
        "places": "Places",
        "reports": "Reports",
        "saved_views": "SavedViews",
        "search": "Search",
        "service": "Service",
        "tasks": "Tasks",
    }

    access: Access
    """Operators, teams, roles, duty rules."""

    attachments: Attachments
    """Files on records."""

    billing: Billing
    """Products, invoices, payments."""

    calendars: Calendars
    """Business calendars: hours of the week, holidays, make-up working days."""

    changes: Changes
    """The change log."""

    charts: Charts
    """Charts of reports, with labels in the book's language."""

    custom_fields: CustomFields
    """Fields of the book's own."""

    customers: Customers
    """Customers, suppliers and their contacts."""

    dealings: Dealings
    """Dealings: calls, visits, mails, meetings."""

    dictionaries: Dictionaries
    """The user-maintained lists."""

    exchange: Exchange
    """Imports and exports."""

    ledger: Ledger
    """The ledger: accounts, journals, entries, balances."""

    places: Places
    """Places of China: area codes, postal codes, names."""

    reports: Reports
    """Reports."""

    saved_views: SavedViews
    """Saved views: filter, order and columns of a list."""

    search: Search
    """One box for everything."""

    service: Service
    """Cases: feedback, complaints, requests."""

    tasks: Tasks
    """Tasks: what is to be done, and reminders."""
