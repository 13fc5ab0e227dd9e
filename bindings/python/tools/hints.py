"""Types as Python's hints, and defaults as Python writes them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from catalogue import UNTOLD, Catalogue, Field, Item, Type
from prose import QUOTES

HEAD = '# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.\n"""{}"""\n\n'

#: What generated modules import, by the module that has it.
IMPORTS = {
    "collections.abc": ["Mapping", "Sequence"],
    "dataclasses": ["dataclass", "field"],
    "decimal": ["Decimal"],
    "enum": ["nonmember"],
    "typing": ["TYPE_CHECKING", "ClassVar", "Literal", "NewType", "TypeAlias", "overload"],
    "bookroom._base": [
        "ABSENT", "UNSET", "Absent", "Area", "Coded", "Command", "FrozenDict", "Identified", "Parts",
        "Record",
        "Unset", "Versioned", "Word", "freeze", "ordered", "seen",
    ],
    "bookroom._table": ["Page", "Report", "Rows", "Table"],
}  # fmt: skip

PLAIN = {
    "bool": "bool",
    "int": "int",
    "text": "str",
    "bytes": "bytes",
    "secret": "str",
    "nothing": "None",
    "decimal": "Decimal",
    "date": "dt.date",
    "instant": "dt.datetime",
}


#: Unions whose variants Python's own values tell apart, as they are given and as they come:
#: `build/schema.rs` says the same.
NATURAL = {
    "CustomValue": (
        "str | Decimal | int | dt.date | bool | Sequence[str]",
        "str | Decimal | int | dt.date | bool | tuple[str, ...]",
    ),
}


class Hints:
    """Writes hints and defaults as one module of an area names things.

    The names of the module itself and the common ones stand alone; all others are reached through
    ``m``, which loads an area when it is used. A module without an area reaches all through it.
    """

    def __init__(self, catalogue: Catalogue, area: str | None = None) -> None:
        self.catalogue = catalogue
        self.area = area

    def named(self, name: str) -> str:
        """How a declared type is reached."""
        if self.area and self.catalogue.items[name].area in (self.area, "common"):
            return name
        return f"m.{name}"

    def hint(self, type_: Type, given: bool) -> str:
        """The type hint; ``given`` for what comes from Python."""
        if type_.kind == "decimal" and given:
            return "Decimal | int"
        if type_.kind == "union" and type_.name in NATURAL:
            return NATURAL[type_.name][0 if given else 1]
        if type_.kind in PLAIN:
            return PLAIN[type_.kind]
        if type_.kind == "option":
            inner = self.hint(type_.first, given)
            return inner + " | None"
        if type_.kind in ("edit", "given"):
            empty = " | None" if type_.kind == "edit" else ""
            return f"{self.hint(type_.first, given)} | Unset{empty}"
        if type_.name:
            return self._declared(type_, given)
        inner_hints = [self.hint(t, given) for t in type_.inner]
        forms = {
            "list": f"Sequence[{inner_hints[0]}]" if given else f"tuple[{inner_hints[0]}, ...]",
            "map": f"Mapping[str, {inner_hints[0]}]",
            "tuple": f"tuple[{', '.join(inner_hints)}]",
            "page": f"Page[{inner_hints[0]}]",
        }
        return forms[type_.kind]

    def result(self, type_: Type) -> str:
        """The hint of what comes out: lists of records are tables."""
        if type_.kind == "list" and type_.first.kind == "record":
            return f"Table[{self.hint(type_.first, False)}]"
        return self.hint(type_, False)

    def _declared(self, type_: Type, given: bool) -> str:
        name = self.named(type_.name)
        item = self.catalogue.items[type_.name]
        if not given:
            return name
        if type_.kind == "enum":
            return f"{name} | str"
        if type_.kind == "union":
            units = ", ".join(f'"{v.slug}"' for v in item.variants if not v.fields)
            return f"{name} | Literal[{units}]" if units else name
        if {f.name for f in item.fields} == {"id", "version"}:
            [key] = (f.type for f in item.fields if f.name == "id")
            return f"Versioned[{self.named(key.name)}]"
        return name

    # Defaults

    def ordered(self, item: Item, fields: list[Field]) -> list[Field]:
        """The fields in Python's order: those that must be given come first."""
        if not item.given:
            return fields
        return sorted(fields, key=lambda f: self.default(item, f) is not None)

    def default(self, item: Item, field: Field) -> str | None:
        """The default of a field, as Python; none when it must be given."""
        if not item.given:
            return None
        if item.variants:
            # A variant's own value is what it is for; of the rest, what may be absent.
            if field.type.kind == "option":
                return self.value(field.type, "none")
            return None if field.name == "value" else self.default_variant(field.type)
        if field.default is not UNTOLD:
            return None if field.default is None else self.value(field.type, field.default)
        if field.type.kind == "option":
            return self.value(field.type, "none")
        if field.name == "version" or item.kind == "command":
            return None
        return self.natural(field.type)

    def natural(self, type_: Type) -> str | None:
        """What the type itself has for nothing."""
        if type_.kind in ("list", "map"):
            return self.value(type_, "empty")
        if type_.kind == "bool":
            return "False"
        return self.default_variant(type_)

    def default_variant(self, type_: Type) -> str | None:
        """The variant that is meant when nothing is said."""
        if type_.kind not in ("enum", "union"):
            return None
        variants = self.catalogue.items[type_.name].variants
        chosen = next((v.name for v in variants if v.default), None)
        return chosen and self.value(type_, {"variant": chosen})

    def value(self, type_: Type, told: object) -> str:
        """The value of a default as Python."""
        bare = type_.present
        if told == "none":
            return "None"
        if told == "keep":
            return "UNSET"
        if told == "empty" or (told == "record" and bare.kind == "map"):
            return "FrozenDict()" if bare.kind == "map" else "()"
        if told == "record":
            return f"{self.named(bare.name)}()"
        assert isinstance(told, dict), f"{told} is no default"
        [(kind, value)] = told.items()
        if kind == "variant":
            variants = self.catalogue.items[bare.name].variants
            [variant] = (v for v in variants if v.name == value)
            name = self.named(bare.name)
            return f"{name}.{variant.member}" if bare.kind == "enum" else f"{name}{value}()"
        return {
            "bool": str(value),
            "int": str(value),
            "text": json.dumps(value, ensure_ascii=False),
            "decimal": f'Decimal("{value}")',
        }[kind]


def imports(body: str, names: dict[str, Iterable[str]]) -> str:
    """The imports of a module: what its text uses of these names, by the modules that have them."""
    code = re.sub(rf"{QUOTES}.*?{QUOTES}", "", body, flags=re.S)
    used = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*(?!\w)", code))
    if "field(" not in code:
        used.discard("field")
    found = {module: used.intersection(offered) for module, offered in {**IMPORTS, **names}.items()}
    lines = [imported(module, sorted(found[module])) for module in sorted(found) if found[module]]
    if "m" in used:
        lines.append("from bookroom._generated import models as m\n")
    own = sorted(line for line in lines if line.startswith("from bookroom"))
    out = "from __future__ import annotations\n\n"
    out += "import datetime as dt\n" if "dt" in used else ""
    out += "".join(line for line in lines if line not in own)
    return f"{out}\n{''.join(own)}"


def imported(module: str, names: list[str]) -> str:
    """An import, on one line if it fits."""
    line = f"from {module} import {', '.join(names)}\n"
    if len(line) <= 100:
        return line
    listed = "".join(f"    {name},\n" for name in names)
    return f"from {module} import (\n{listed})\n"


def listed(names: Iterable[str], indent: str) -> str:
    """Texts in lines as long as they may be."""
    words = ", ".join(f'"{name}"' for name in names) + ","
    lines = textwrap.wrap(words, 100 - len(indent), break_long_words=False)
    return "".join(f"{indent}{line}\n" for line in lines)
