# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The areas of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bookroom._base import Parts

if TYPE_CHECKING:
    from bookroom._generated.calls import (
        Access,
        Billing,
        Calendars,
        Changes,
        Customers,
        Dictionaries,
        Exchange,
        Ledger,
        Places,
        Reports,
        Service,
    )


class SessionAreas(Parts):
    """The areas of a session; each is loaded when it is first used."""

    __slots__ = (
        "access", "billing", "calendars", "changes", "customers", "dictionaries", "exchange",
        "ledger", "places", "reports", "service",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "access": "Access",
        "billing": "Billing",
        "calendars": "Calendars",
        "changes": "Changes",
        "customers": "Customers",
        "dictionaries": "Dictionaries",
        "exchange": "Exchange",
        "ledger": "Ledger",
        "places": "Places",
        "reports": "Reports",
        "service": "Service",
    }

    access: Access
    """Operators, teams, roles, duty rules."""

    billing: Billing
    """Products, invoices, payments."""

    calendars: Calendars
    """Business calendars: hours of the week, holidays, make-up working days."""

    changes: Changes
    """The change log."""

    customers: Customers
    """Customers, suppliers and their contacts."""

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

    service: Service
    """Cases: feedback, complaints, requests."""
