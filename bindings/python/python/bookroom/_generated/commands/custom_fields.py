# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: custom_fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command
from bookroom._generated.models.common import CustomFieldId
from bookroom._generated.models.custom_fields import CustomField, CustomFieldEdit, NewCustomField

__all__ = [
    "AddCustomField",
    "EditCustomField",
    "RemoveCustomField",
]


@dataclass(frozen=True, slots=True)
class AddCustomField(Command["CustomField"]):
    """Adds a field to the records of one kind.

    Attributes:
        field: The field.
    """

    command: ClassVar[str] = "custom_fields.add"

    field: NewCustomField
    """The field."""


@dataclass(frozen=True, slots=True)
class EditCustomField(Command["CustomField"]):
    """Changes a field. What records have stays, whether it still fits or not.

    Attributes:
        id: The field.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "custom_fields.edit"

    id: CustomFieldId
    """The field."""

    version: int
    """The version the caller last saw."""

    edit: CustomFieldEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveCustomField(Command["CustomField"]):
    """Removes a field in which nothing stands; any other can be retired.

    Attributes:
        id: The field.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "custom_fields.remove"

    id: CustomFieldId
    """The field."""

    version: int
    """The version the caller last saw."""
