"""What is meant when nothing is said: the defaults of inputs."""

from __future__ import annotations

import re

from catalogue import DEFAULTS, Catalogue, Type
from rust_source import Field, Item


def ordered(catalogue: Catalogue, name: str, fields: list[Field], item: Item) -> list[Field]:
    """The fields in Python's order: those that must be given come first."""
    fields = [f for f in fields if not f.skip]
    if not is_input(catalogue, item):
        return fields
    return sorted(fields, key=lambda f: default_of(catalogue, name, f, item) is not None)


def is_input(catalogue: Catalogue, item: Item) -> bool:
    """Whether values of it are made in Python."""
    return item.path in catalogue.inputs or any(c.item is item for c in catalogue.commands)


def default_of(catalogue: Catalogue, name: str, field: Field, item: Item) -> str | None:
    """The default of a field, as Python; none when it must be given."""
    if not is_input(catalogue, item) or item.variants:
        return None
    key = f"{name}.{field.name}"
    if key in DEFAULTS:
        return DEFAULTS[key]
    type_ = catalogue.type_of(field.type, item.module)
    if item.defaults is not None and (told := item.defaults.get(field.name)):
        return translated(catalogue, told, type_, item)
    if type_.kind == "option":
        return "UNSET" if type_.first.kind == "option" else "None"
    if field.name == "version" or any(c.item is item for c in catalogue.commands):
        return None
    return natural_default(catalogue, type_, field, item)


def natural_default(catalogue: Catalogue, type_: Type, field: Field, item: Item) -> str | None:
    """What the type itself has for nothing."""
    if type_.kind == "list":
        return "()"
    if type_.kind == "map":
        return "FrozenDict()"
    if type_.kind in ("enum", "union") and type_.item:
        return default_variant(catalogue, type_)
    if type_.kind == "bool":
        return "False"
    if type_.kind == "text" and field.name in ("label_zh", "label_en", "name_en"):
        return '""'
    if item.defaults is not None:
        zero = {"text": '""', "int": "0", "decimal": 'Decimal("0")'}
        if type_.kind == "record" and type_.item:
            return f"{catalogue.name(type_.item)}()"
        return zero.get(type_.kind)
    return None


def default_variant(catalogue: Catalogue, type_: Type) -> str | None:
    """The variant that is meant when nothing is said."""
    assert type_.item
    name = catalogue.name(type_.item)
    for variant in type_.item.variants:
        if variant.default:
            plain = type_.kind == "enum"
            return f"{name}.{member(variant.slug)}" if plain else f"{name}{variant.name}()"
    return None


def translated(catalogue: Catalogue, told: str, type_: Type, item: Item) -> str | None:
    """A Rust default as Python."""
    plain = {
        "None": "None",
        "true": "True",
        "false": "False",
        "Vec::new()": "()",
        "BTreeMap::new()": "FrozenDict()",
        "String::new()": '""',
        "Decimal::ZERO": 'Decimal("0")',
    }
    if told in plain:
        return plain[told]
    if told.isdigit():
        return told
    if text := re.fullmatch(r'(".*")\.to_owned\(\)', told):
        return text[1]
    if told.endswith("::default()"):
        if type_.kind == "record" and type_.item:
            return f"{catalogue.name(type_.item)}()"
        return default_variant(catalogue, type_)
    assert type_.item, f"{item.path}: {told}"
    variant = next(v for v in type_.item.variants if v.name == told.split("::")[-1])
    return f"{catalogue.name(type_.item)}.{member(variant.slug)}"


def member(slug: str) -> str:
    """The name of an enum's member."""
    return slug.upper().replace(".", "_")
