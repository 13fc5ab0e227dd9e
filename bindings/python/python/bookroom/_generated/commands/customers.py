# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.common import ContactId, CustomerId, OperatorId, TeamId
from bookroom._generated.models.customers import (
    Contact,
    ContactPlan,
    ContactUpdate,
    Customer,
    CustomerUpdate,
    NewContact,
    NewCustomer,
)
from bookroom._table import Table

__all__ = [
    "AddContacts",
    "AddCustomers",
    "AssignCustomers",
    "EditContacts",
    "EditCustomers",
    "PlanContacts",
    "RemoveContacts",
    "RemoveCustomers",
    "SetContactsActive",
    "SetCustomersActive",
    "TagCustomers",
    "UntagCustomers",
]


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

    edits: Sequence[CustomerUpdate]
    """The customers with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class EditContacts(Command["Table[Contact]"]):
    """Changes contacts: all, or none."""

    command: ClassVar[str] = "customers.edit_contacts"

    edits: Sequence[ContactUpdate]
    """The contacts with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class PlanContacts(Command["Table[Customer]"]):
    """Says when customers shall be contacted next: all, or none."""

    command: ClassVar[str] = "customers.plan_contacts"

    plans: Sequence[ContactPlan]
    """The customers with their days, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "plans")


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
