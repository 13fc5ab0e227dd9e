# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: attachments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookroom._base import Record, UNSET, Unset, freeze
from bookroom._generated.models.common import (
    AttachmentId,
    CaseId,
    ContactId,
    CustomerId,
    DealingId,
    EntryId,
    InvoiceId,
    OperatorId,
    PaymentId,
    ProductId,
    TaskId,
)

__all__ = [
    "AttachedTo",
    "AttachedToCase",
    "AttachedToContact",
    "AttachedToCustomer",
    "AttachedToDealing",
    "AttachedToEntry",
    "AttachedToInvoice",
    "AttachedToPayment",
    "AttachedToProduct",
    "AttachedToTask",
    "Attachment",
    "AttachmentEdit",
    "AttachmentFilter",
    "AttachmentPolicy",
    "AttachmentPolicyEdit",
    "AttachmentVersion",
    "ExportedAttachments",
    "NewAttachment",
]


@dataclass(frozen=True, slots=True)
class AttachedToCustomer(Record):
    """A customer or supplier; adding needs ``customers.edit``.

    Attributes:
        value: What it holds.
    """

    value: CustomerId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToContact(Record):
    """A person there; adding needs ``customers.edit``.

    Attributes:
        value: What it holds.
    """

    value: ContactId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToProduct(Record):
    """A product or service; adding needs ``products.edit``.

    Attributes:
        value: What it holds.
    """

    value: ProductId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToInvoice(Record):
    """An invoice or credit note; adding needs ``invoices.edit``.

    Attributes:
        value: What it holds.
    """

    value: InvoiceId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToPayment(Record):
    """Money in or out; adding needs ``payments.record``.

    Attributes:
        value: What it holds.
    """

    value: PaymentId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToEntry(Record):
    """A journal entry; adding needs ``ledger.post``.

    Attributes:
        value: What it holds.
    """

    value: EntryId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToDealing(Record):
    """One contact with a customer; adding needs ``dealings.edit``.

    Attributes:
        value: What it holds.
    """

    value: DealingId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToTask(Record):
    """A task; adding needs ``tasks.edit``.

    Attributes:
        value: What it holds.
    """

    value: TaskId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class AttachedToCase(Record):
    """A case; adding needs ``cases.edit``.

    Attributes:
        value: What it holds.
    """

    value: CaseId
    """What it holds."""


AttachedTo: TypeAlias = (
    AttachedToCustomer
    | AttachedToContact
    | AttachedToProduct
    | AttachedToInvoice
    | AttachedToPayment
    | AttachedToEntry
    | AttachedToDealing
    | AttachedToTask
    | AttachedToCase
)
"""The record that a file is attached to. Who sees the record sees its files; who may change it
may add some.
"""


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    """A file on a record.

    Attributes:
        id: Its id.
        record: The record that it is attached to.
        name: The name of the file, without folders; empty when it was erased.
        media_type: What kind of file it is (RFC 6838), such as ``application/pdf``: as its name
            says and its content does not contradict.
        size: How long the content is, in bytes.
        sha256: The SHA-256 of the content, as 64 small hexadecimal digits: the same content has
            the same.
        note: What it is.
        removed_at: When it was removed; its content is gone then, unless another file holds the
            same.
        removed_by: Who removed it.
        version: Moves with every change.
        created_at: When it was added.
        created_by: Who added it.
        updated_at: When it was last changed.
    """

    id: AttachmentId
    """Its id."""

    record: AttachedTo
    """The record that it is attached to."""

    name: str
    """The name of the file, without folders; empty when it was erased."""

    media_type: str
    """What kind of file it is (RFC 6838), such as ``application/pdf``: as its name says and its
    content does not contradict.
    """

    size: int
    """How long the content is, in bytes."""

    sha256: str
    """The SHA-256 of the content, as 64 small hexadecimal digits: the same content has the same.
    """

    note: str | None
    """What it is."""

    removed_at: dt.datetime | None
    """When it was removed; its content is gone then, unless another file holds the same."""

    removed_by: OperatorId | None
    """Who removed it."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    created_by: OperatorId | None
    """Who added it."""

    updated_at: dt.datetime
    """When it was last changed."""


@dataclass(frozen=True, slots=True)
class AttachmentEdit(Record):
    """New values for what is said of a file. What it holds never changes: add another one.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name: The name of the file with its extension, of the same kind as before.
        note: What it is.
    """

    name: str | Unset = UNSET
    """The name of the file with its extension, of the same kind as before."""

    note: str | Unset | None = UNSET
    """What it is."""


@dataclass(frozen=True, slots=True)
class AttachmentFilter(Record):
    """Which attachments are wanted; all that are there when nothing is said.

    Attributes:
        record: Those of this record.
        sha256: Those with this content: its SHA-256 in hexadecimal digits.
        removed: Also those that were removed.
    """

    record: AttachedTo | None = None
    """Those of this record."""

    sha256: str | None = None
    """Those with this content: its SHA-256 in hexadecimal digits."""

    removed: bool = False
    """Also those that were removed."""


@dataclass(frozen=True, slots=True)
class AttachmentPolicy(Record):
    """Which files a book takes.

    Attributes:
        max_bytes: The largest file, in bytes; 26,214,400 (25 MiB) unless changed.
        max_per_record: The most files on one record; 100 unless changed.
        extensions: The extensions of names that are taken, in small letters and without the dot.
        version: Moves with every change; 0 as long as it is the engine's own.
    """

    max_bytes: int
    """The largest file, in bytes; 26,214,400 (25 MiB) unless changed."""

    max_per_record: int
    """The most files on one record; 100 unless changed."""

    extensions: tuple[str, ...]
    """The extensions of names that are taken, in small letters and without the dot."""

    version: int
    """Moves with every change; 0 as long as it is the engine's own."""


@dataclass(frozen=True, slots=True)
class AttachmentPolicyEdit(Record):
    """New values for which files a book takes. Files that are there stay.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        max_bytes: The largest file, in bytes, 1 to 268,435,456 (256 MiB).
        max_per_record: The most files on one record, 1 to 10,000.
        extensions: The extensions of names that are taken, up to 200: letters and digits, up to
            10 each, with or without the dot. Of one that the engine does not know the content is
            not compared with the name; programs and scripts are never taken.
    """

    max_bytes: int | Unset = UNSET
    """The largest file, in bytes, 1 to 268,435,456 (256 MiB)."""

    max_per_record: int | Unset = UNSET
    """The most files on one record, 1 to 10,000."""

    extensions: Sequence[str] | Unset = UNSET
    """The extensions of names that are taken, up to 200: letters and digits, up to 10 each, with
    or without the dot. Of one that the engine does not know the content is not compared with the
    name; programs and scripts are never taken.
    """

    def __post_init__(self) -> None:
        freeze(self, "extensions")


@dataclass(frozen=True, slots=True)
class AttachmentVersion(Record):
    """An attachment and the version the caller last saw.

    Attributes:
        id: The attachment.
        version: The version.
    """

    id: AttachmentId
    """The attachment."""

    version: int
    """The version."""


@dataclass(frozen=True, slots=True)
class ExportedAttachments(Record):
    """What an export of files wrote.

    Attributes:
        files: How many files.
        bytes: How long they are together, in bytes.
    """

    files: int
    """How many files."""

    bytes: int
    """How long they are together, in bytes."""


@dataclass(frozen=True, slots=True)
class NewAttachment(Record):
    """A file to be attached.

    Attributes:
        record: The record.
        name: The name of the file with its extension and without folders, up to 200 bytes in
            UTF-8.
        content: What it holds; not empty.
        media_type: What kind of file it is (RFC 6838), where the host knows: refused when name or
            content say otherwise.
        note: What it is, up to 2,000 characters.
    """

    record: AttachedTo
    """The record."""

    name: str
    """The name of the file with its extension and without folders, up to 200 bytes in UTF-8."""

    content: bytes
    """What it holds; not empty."""

    media_type: str | None = None
    """What kind of file it is (RFC 6838), where the host knows: refused when name or content say
    otherwise.
    """

    note: str | None = None
    """What it is, up to 2,000 characters."""
