# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.attachments import (
    Attachment,
    AttachmentEdit,
    AttachmentPolicy,
    AttachmentPolicyEdit,
    NewAttachment,
)
from bookroom._generated.models.common import AttachmentId
from bookroom._table import Table

__all__ = [
    "AddAttachments",
    "EditAttachment",
    "RemoveAttachments",
    "SetAttachmentPolicy",
]


@dataclass(frozen=True, slots=True)
class AddAttachments(Command["Table[Attachment]"]):
    """Attaches files to records.

    Attributes:
        attachments: The files, up to 100.
    """

    command: ClassVar[str] = "attachments.add"

    attachments: Sequence[NewAttachment]
    """The files, up to 100."""

    def __post_init__(self) -> None:
        freeze(self, "attachments")


@dataclass(frozen=True, slots=True)
class EditAttachment(Command["Attachment"]):
    """Changes what is said of a file.

    Attributes:
        id: The attachment.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "attachments.edit"

    id: AttachmentId
    """The attachment."""

    version: int
    """The version the caller last saw."""

    edit: AttachmentEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveAttachments(Command["Table[Attachment]"]):
    """Removes files from records: their content goes, that they were there stays known.

    Attributes:
        attachments: The attachments, up to 1,000.
    """

    command: ClassVar[str] = "attachments.remove"

    attachments: Sequence[Versioned[AttachmentId]]
    """The attachments, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "attachments")


@dataclass(frozen=True, slots=True)
class SetAttachmentPolicy(Command["AttachmentPolicy"]):
    """Sets which files a book takes.

    Attributes:
        version: The version the caller last saw; 0 for the engine's own.
        edit: The new values.
    """

    command: ClassVar[str] = "attachments.set_policy"

    version: int
    """The version the caller last saw; 0 for the engine's own."""

    edit: AttachmentPolicyEdit
    """The new values."""
