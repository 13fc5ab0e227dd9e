# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.common import (
    ContactApartId,
    ContactId,
    ContactLinkId,
    ContactMergeId,
    CustomerApartId,
    CustomerId,
    CustomerMergeId,
    ImportantDateId,
    InvoiceProfileId,
    OperatorId,
    PoolId,
    TeamId,
)
from bookroom._generated.models.customers import (
    Contact,
    ContactApart,
    ContactLink,
    ContactLinkUpdate,
    ContactMergeRule,
    ContactPair,
    ContactPlan,
    ContactUpdate,
    CreditLimit,
    Customer,
    CustomerApart,
    CustomerPair,
    CustomerSharing,
    CustomerUpdate,
    DueCustomer,
    ImportantDate,
    ImportantDateUpdate,
    InvoiceProfile,
    InvoiceProfileUpdate,
    MergeFieldRule,
    MergedContacts,
    MergedCustomers,
    NewContact,
    NewContactLink,
    NewCustomer,
    NewImportantDate,
    NewInvoiceProfile,
    NewPool,
    Pool,
    PoolEdit,
)
from bookroom._table import Table

__all__ = [
    "AddContacts",
    "AddCustomers",
    "AddImportantDates",
    "AddInvoiceProfiles",
    "AddPool",
    "AssignCustomers",
    "AssignFromPool",
    "ClaimCustomers",
    "EditContactLinks",
    "EditContacts",
    "EditCustomers",
    "EditImportantDates",
    "EditInvoiceProfiles",
    "EditPool",
    "ForgetContactsApart",
    "ForgetCustomersApart",
    "LinkContacts",
    "LockCustomers",
    "MergeContacts",
    "MergeCustomers",
    "PlanContacts",
    "PutIntoPool",
    "RecycleCustomers",
    "RemoveContacts",
    "RemoveCustomers",
    "RemoveImportantDates",
    "RemoveInvoiceProfiles",
    "RemovePool",
    "SetContactsActive",
    "SetContactsApart",
    "SetCreditLimits",
    "SetCustomersActive",
    "SetCustomersApart",
    "SetInvoiceProfilesActive",
    "SetParents",
    "ShareCustomers",
    "TagCustomers",
    "TakeOutOfPool",
    "TransferToPool",
    "UnlinkContacts",
    "UnmergeContacts",
    "UnmergeCustomers",
    "UntagCustomers",
]


@dataclass(frozen=True, slots=True)
class AddCustomers(Command["Table[Customer]"]):
    """Adds customers: all, or none.

    Attributes:
        customers: The customers, at most 100,000.
    """

    command: ClassVar[str] = "customers.add"

    customers: Sequence[NewCustomer]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class AddContacts(Command["Table[Contact]"]):
    """Adds contacts to customers: all, or none.

    Attributes:
        contacts: The contacts, at most 100,000.
    """

    command: ClassVar[str] = "customers.add_contacts"

    contacts: Sequence[NewContact]
    """The contacts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class AssignCustomers(Command["Table[Customer]"]):
    """Gives customers to an operator and a team, or to nobody.

    Attributes:
        customers: The customers, at most 100,000.
        owner: Who shall own them.
        team: The team they shall belong to; none: the owner's.
    """

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
    """Changes customers: all, or none.

    Attributes:
        edits: The customers with their new values, at most 100,000.
    """

    command: ClassVar[str] = "customers.edit"

    edits: Sequence[CustomerUpdate]
    """The customers with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class EditContactLinks(Command["Table[ContactLink]"]):
    """Changes further places of contacts: all, or none.

    Attributes:
        edits: The places with their new values, at most 100,000.
    """

    command: ClassVar[str] = "customers.edit_contact_links"

    edits: Sequence[ContactLinkUpdate]
    """The places with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class EditContacts(Command["Table[Contact]"]):
    """Changes contacts: all, or none.

    Attributes:
        edits: The contacts with their new values, at most 100,000.
    """

    command: ClassVar[str] = "customers.edit_contacts"

    edits: Sequence[ContactUpdate]
    """The contacts with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class ForgetCustomersApart(Command["Table[CustomerApart]"]):
    """Takes back that customers are not the same.

    Attributes:
        ids: What was said, at most 10,000.
    """

    command: ClassVar[str] = "customers.forget_apart"

    ids: Sequence[CustomerApartId]
    """What was said, at most 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "ids")


@dataclass(frozen=True, slots=True)
class ForgetContactsApart(Command["Table[ContactApart]"]):
    """Takes back that contacts are not the same.

    Attributes:
        ids: What was said, at most 10,000.
    """

    command: ClassVar[str] = "customers.forget_contacts_apart"

    ids: Sequence[ContactApartId]
    """What was said, at most 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "ids")


@dataclass(frozen=True, slots=True)
class LinkContacts(Command["Table[ContactLink]"]):
    """Gives contacts further places, at customers beside their own: all, or none.

    Attributes:
        links: The places, at most 100,000.
    """

    command: ClassVar[str] = "customers.link_contacts"

    links: Sequence[NewContactLink]
    """The places, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "links")


@dataclass(frozen=True, slots=True)
class LockCustomers(Command["Table[Customer]"]):
    """Locks customers with a reason, so that they are not changed for the time being, or unlocks
    them. Those that are so already stay as they are.

    Attributes:
        customers: The customers, at most 100,000.
        reason: Why they are locked, up to 500 characters; none: they are unlocked.
    """

    command: ClassVar[str] = "customers.lock"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    reason: str | None = None
    """Why they are locked, up to 500 characters; none: they are unlocked."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class MergeCustomers(Command["MergedCustomers"]):
    """Merges customers into another one: all that belongs to them is that one's then.

    Attributes:
        into: The customer that stays.
        customers: Those that are merged into it, at most 100.
        rules: By which rule fields get their values; those that are not named have a usual one
            each.
    """

    command: ClassVar[str] = "customers.merge"

    into: Versioned[CustomerId]
    """The customer that stays."""

    customers: Sequence[Versioned[CustomerId]]
    """Those that are merged into it, at most 100."""

    rules: Sequence[MergeFieldRule] = ()
    """By which rule fields get their values; those that are not named have a usual one each."""

    def __post_init__(self) -> None:
        freeze(self, "customers", "rules")


@dataclass(frozen=True, slots=True)
class MergeContacts(Command["MergedContacts"]):
    """Merges contacts into another one: all that belongs to them is that one's then.

    Attributes:
        into: The contact that stays.
        contacts: Those that are merged into it, at most 100.
        rules: By which rule fields get their values; those that are not named have a usual one
            each.
    """

    command: ClassVar[str] = "customers.merge_contacts"

    into: Versioned[ContactId]
    """The contact that stays."""

    contacts: Sequence[Versioned[ContactId]]
    """Those that are merged into it, at most 100."""

    rules: Sequence[ContactMergeRule] = ()
    """By which rule fields get their values; those that are not named have a usual one each."""

    def __post_init__(self) -> None:
        freeze(self, "contacts", "rules")


@dataclass(frozen=True, slots=True)
class PlanContacts(Command["Table[Customer]"]):
    """Says when customers shall be contacted next: all, or none.

    Attributes:
        plans: The customers with their days, at most 100,000.
    """

    command: ClassVar[str] = "customers.plan_contacts"

    plans: Sequence[ContactPlan]
    """The customers with their days, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "plans")


@dataclass(frozen=True, slots=True)
class RemoveCustomers(Command["Table[Customer]"]):
    """Removes customers that nothing refers to, with their contacts.

    Attributes:
        customers: The customers, at most 100,000.
    """

    command: ClassVar[str] = "customers.remove"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class RemoveContacts(Command["Table[Contact]"]):
    """Removes contacts that nothing refers to.

    Attributes:
        contacts: The contacts, at most 100,000.
    """

    command: ClassVar[str] = "customers.remove_contacts"

    contacts: Sequence[Versioned[ContactId]]
    """The contacts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class SetCustomersActive(Command["Table[Customer]"]):
    """Retires customers, or brings them back. Those that are so already stay as they are.

    Attributes:
        customers: The customers, at most 100,000.
        active: Whether they shall be in use.
    """

    command: ClassVar[str] = "customers.set_active"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    active: bool
    """Whether they shall be in use."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class SetCustomersApart(Command["Table[CustomerApart]"]):
    """Says of pairs of customers that they are not the same.

    Attributes:
        pairs: The pairs, at most 10,000; the order of the two does not count.
    """

    command: ClassVar[str] = "customers.set_apart"

    pairs: Sequence[CustomerPair]
    """The pairs, at most 10,000; the order of the two does not count."""

    def __post_init__(self) -> None:
        freeze(self, "pairs")


@dataclass(frozen=True, slots=True)
class SetContactsActive(Command["Table[Contact]"]):
    """Retires contacts, or brings them back. A retired contact is not primary.

    Attributes:
        contacts: The contacts, at most 100,000.
        active: Whether they shall be in use.
    """

    command: ClassVar[str] = "customers.set_contacts_active"

    contacts: Sequence[Versioned[ContactId]]
    """The contacts, at most 100,000."""

    active: bool
    """Whether they shall be in use."""

    def __post_init__(self) -> None:
        freeze(self, "contacts")


@dataclass(frozen=True, slots=True)
class SetContactsApart(Command["Table[ContactApart]"]):
    """Says of pairs of contacts that they are not the same.

    Attributes:
        pairs: The pairs, at most 10,000; the order of the two does not count.
    """

    command: ClassVar[str] = "customers.set_contacts_apart"

    pairs: Sequence[ContactPair]
    """The pairs, at most 10,000; the order of the two does not count."""

    def __post_init__(self) -> None:
        freeze(self, "pairs")


@dataclass(frozen=True, slots=True)
class SetCreditLimits(Command["Table[Customer]"]):
    """Says how much customers may owe: all, or none.

    Attributes:
        limits: The customers with their limits, at most 100,000.
    """

    command: ClassVar[str] = "customers.set_credit_limits"

    limits: Sequence[CreditLimit]
    """The customers with their limits, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "limits")


@dataclass(frozen=True, slots=True)
class SetParents(Command["Table[Customer]"]):
    """Has customers belong to another one, or to none: all, or none.

    Attributes:
        customers: The customers, at most 100,000.
        parent: The customer that they shall belong to; none when they shall stand alone.
    """

    command: ClassVar[str] = "customers.set_parent"

    customers: Sequence[Versioned[CustomerId]]
    """The customers, at most 100,000."""

    parent: CustomerId | None = None
    """The customer that they shall belong to; none when they shall stand alone."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class ShareCustomers(Command["Table[Customer]"]):
    """Says who works with customers beside their owners: all, or none.

    Attributes:
        customers: The customers with their collaborators, at most 100,000.
    """

    command: ClassVar[str] = "customers.share"

    customers: Sequence[CustomerSharing]
    """The customers with their collaborators, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class TagCustomers(Command["int"]):
    """Adds tags to customers.

    Attributes:
        customers: The customers, at most 100,000.
        tags: The tags, at most 50 of up to 60 characters.
    """

    command: ClassVar[str] = "customers.tag"

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    tags: Sequence[str]
    """The tags, at most 50 of up to 60 characters."""

    def __post_init__(self) -> None:
        freeze(self, "customers", "tags")


@dataclass(frozen=True, slots=True)
class UnlinkContacts(Command["Table[ContactLink]"]):
    """Takes further places of contacts away; the persons stay.

    Attributes:
        links: The places, at most 100,000.
    """

    command: ClassVar[str] = "customers.unlink_contacts"

    links: Sequence[Versioned[ContactLinkId]]
    """The places, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "links")


@dataclass(frozen=True, slots=True)
class UnmergeCustomers(Command["MergedCustomers"]):
    """Undoes a merge.

    Attributes:
        id: The merge.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "customers.unmerge"

    id: CustomerMergeId
    """The merge."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class UnmergeContacts(Command["MergedContacts"]):
    """Undoes a merge of contacts.

    Attributes:
        id: The merge.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "customers.unmerge_contacts"

    id: ContactMergeId
    """The merge."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class UntagCustomers(Command["int"]):
    """Takes tags away from customers.

    Attributes:
        customers: The customers, at most 100,000.
        tags: The tags, at most 50.
    """

    command: ClassVar[str] = "customers.untag"

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    tags: Sequence[str]
    """The tags, at most 50."""

    def __post_init__(self) -> None:
        freeze(self, "customers", "tags")


@dataclass(frozen=True, slots=True)
class AddImportantDates(Command["Table[ImportantDate]"]):
    """Adds days to customers: all, or none.

    Attributes:
        dates: The days, at most 100,000.
    """

    command: ClassVar[str] = "important_dates.add"

    dates: Sequence[NewImportantDate]
    """The days, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "dates")


@dataclass(frozen=True, slots=True)
class EditImportantDates(Command["Table[ImportantDate]"]):
    """Changes days: all, or none.

    Attributes:
        edits: The days with their new values, at most 100,000.
    """

    command: ClassVar[str] = "important_dates.edit"

    edits: Sequence[ImportantDateUpdate]
    """The days with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveImportantDates(Command["Table[ImportantDate]"]):
    """Removes days.

    Attributes:
        dates: The days, at most 100,000.
    """

    command: ClassVar[str] = "important_dates.remove"

    dates: Sequence[Versioned[ImportantDateId]]
    """The days, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "dates")


@dataclass(frozen=True, slots=True)
class AddInvoiceProfiles(Command["Table[InvoiceProfile]"]):
    """Adds profiles to customers: all, or none.

    Attributes:
        profiles: The profiles, at most 100,000.
    """

    command: ClassVar[str] = "invoice_profiles.add"

    profiles: Sequence[NewInvoiceProfile]
    """The profiles, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "profiles")


@dataclass(frozen=True, slots=True)
class EditInvoiceProfiles(Command["Table[InvoiceProfile]"]):
    """Changes profiles: all, or none.

    Attributes:
        edits: The profiles with their new values, at most 100,000.
    """

    command: ClassVar[str] = "invoice_profiles.edit"

    edits: Sequence[InvoiceProfileUpdate]
    """The profiles with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveInvoiceProfiles(Command["Table[InvoiceProfile]"]):
    """Removes profiles that no document names.

    Attributes:
        profiles: The profiles, at most 100,000.
    """

    command: ClassVar[str] = "invoice_profiles.remove"

    profiles: Sequence[Versioned[InvoiceProfileId]]
    """The profiles, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "profiles")


@dataclass(frozen=True, slots=True)
class SetInvoiceProfilesActive(Command["Table[InvoiceProfile]"]):
    """Retires profiles, or brings them back. A retired one is no default.

    Attributes:
        profiles: The profiles, at most 100,000.
        active: Whether they shall be in use.
    """

    command: ClassVar[str] = "invoice_profiles.set_active"

    profiles: Sequence[Versioned[InvoiceProfileId]]
    """The profiles, at most 100,000."""

    active: bool
    """Whether they shall be in use."""

    def __post_init__(self) -> None:
        freeze(self, "profiles")


@dataclass(frozen=True, slots=True)
class AddPool(Command["Pool"]):
    """Adds a pool.

    Attributes:
        pool: The pool.
    """

    command: ClassVar[str] = "pools.add"

    pool: NewPool
    """The pool."""


@dataclass(frozen=True, slots=True)
class AssignFromPool(Command["int"]):
    """Gives customers of a pool to an operator: all, or none.

    Attributes:
        pool: The pool.
        customers: The customers, at most 100,000.
        owner: Who shall own them.
    """

    command: ClassVar[str] = "pools.assign"

    pool: PoolId
    """The pool."""

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    owner: OperatorId
    """Who shall own them."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class ClaimCustomers(Command["Table[Customer]"]):
    """Claims customers from a pool: all, or none.

    Attributes:
        pool: The pool.
        customers: The customers, at most 100,000.
    """

    command: ClassVar[str] = "pools.claim"

    pool: PoolId
    """The pool."""

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class EditPool(Command["Pool"]):
    """Gives a pool new values.

    Attributes:
        id: The pool.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "pools.edit"

    id: PoolId
    """The pool."""

    version: int
    """The version the caller last saw."""

    edit: PoolEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class PutIntoPool(Command["int"]):
    """Puts customers into a pool: one's own back, or others that one may assign.

    Attributes:
        pool: The pool.
        customers: The customers, at most 100,000.
        reason: Why, up to 500 characters.
    """

    command: ClassVar[str] = "pools.put"

    pool: PoolId
    """The pool."""

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    reason: str
    """Why, up to 500 characters."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class RecycleCustomers(Command["Table[DueCustomer]"]):
    """Moves every customer whose time has come to the pool of its owner. Locked ones stay."""

    command: ClassVar[str] = "pools.recycle"


@dataclass(frozen=True, slots=True)
class RemovePool(Command["Pool"]):
    """Removes a pool in which no customer ever was.

    Attributes:
        id: The pool.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "pools.remove"

    id: PoolId
    """The pool."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class TakeOutOfPool(Command["int"]):
    """Takes customers out of a pool, to nobody.

    Attributes:
        pool: The pool.
        customers: The customers, at most 100,000.
    """

    command: ClassVar[str] = "pools.take_out"

    pool: PoolId
    """The pool."""

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class TransferToPool(Command["int"]):
    """Moves customers from one pool to another.

    Attributes:
        pool: The pool they are in.
        customers: The customers, at most 100,000.
        to: The pool they go to.
    """

    command: ClassVar[str] = "pools.transfer"

    pool: PoolId
    """The pool they are in."""

    customers: Sequence[CustomerId]
    """The customers, at most 100,000."""

    to: PoolId
    """The pool they go to."""

    def __post_init__(self) -> None:
        freeze(self, "customers")
