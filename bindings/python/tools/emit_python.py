"""Writes the Python side: records, commands and the methods of the areas."""

from __future__ import annotations

import re
import textwrap

from catalogue import REPORTS, WORDS, Call, Catalogue, Type
from defaults import default_of, default_variant, is_input, member, ordered
from rust_source import Field, Item

HEAD = '# Made by tools/generate.py from the engine\'s source; do not edit.\n"""{}"""\n'
QUOTES = '"""'


def prose(lines: list[str]) -> str:
    """Rust documentation as reStructuredText, without its list of errors."""
    text = "\n".join(lines).split("# Errors")[0].strip()
    return tidied(text)


def tidied(text: str) -> str:
    """Rust links and code marks as reStructuredText has them."""
    text = re.sub(r"\[`(?:[\w]+::)*?((?:\w+::)?\w+)`\]", r"`\1`", text)
    text = text.replace("::", ".").replace("\\", "\\\\")
    text = re.sub(r"`Some\(None\)`", "`None`", text)
    return re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", text)


def errors(lines: list[str]) -> str | None:
    """What the documentation says of errors."""
    text = "\n".join(lines)
    return tidied(text.split("# Errors")[1].strip()) if "# Errors" in text else None


def filled(text: str, indent: str, first: str = "") -> str:
    """Text wrapped, in paragraphs."""
    paragraphs = [
        textwrap.fill(
            " ".join(part.split()),
            98 - len(indent),
            initial_indent=first if not i else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for i, part in enumerate(text.split("\n\n"))
    ]
    return textwrap.indent("\n\n".join(paragraphs), indent)


def docstring(text: str, indent: str) -> str:
    """A docstring; short ones on one line."""
    body = filled(text, indent, QUOTES)
    if len(body.splitlines()) == 1 and len(body) <= 94:
        return body + QUOTES + "\n"
    return body + "\n" + indent + QUOTES + "\n"


class PythonWriter:
    """Writes the Python files."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def hint(self, type_: Type, given: bool, prefix: str = "") -> str:
        """The type hint; ``given`` for what comes from Python."""
        plain = {
            "bool": "bool",
            "int": "int",
            "text": "str",
            "secret": "str",
            "nothing": "None",
            "decimal": "Decimal | int" if given else "Decimal",
            "date": "dt.date",
            "instant": "dt.datetime",
        }
        if type_.kind in plain:
            return plain[type_.kind]
        if type_.kind == "option":
            inner = self.hint(type_.first, given, prefix)
            return inner + (" | Unset" if type_.first.kind == "option" else " | None")
        if type_.kind in ("list", "map", "tuple", "page"):
            inner = [self.hint(t, given, prefix) for t in type_.inner]
            forms = {
                "list": f"Sequence[{inner[0]}]" if given else f"tuple[{inner[0]}, ...]",
                "map": f"Mapping[str, {inner[0]}]",
                "tuple": f"tuple[{', '.join(inner)}]",
                "page": f"Page[{inner[0]}]",
            }
            return forms[type_.kind]
        assert type_.item
        return self.named_hint(type_, given, prefix)

    def named_hint(self, type_: Type, given: bool, prefix: str) -> str:
        """The type hint of an item."""
        assert type_.item
        name = prefix + self.catalogue.name(type_.item)
        if not given:
            return name
        if type_.kind == "enum":
            return f"{name} | str"
        if type_.kind == "union":
            units = [v.slug for v in type_.item.variants if not v.payload and not v.fields]
            if units:
                return f"{name} | Literal[{', '.join(map(repr, units))}]".replace("'", '"')
        seen = {f.name: f.type for f in type_.item.fields}
        if set(seen) == {"id", "version"}:
            return f"Versioned[{prefix}{seen['id']}]"
        return name

    # Models

    def models(self) -> str:
        """The file with the records."""
        out = [HEAD.format("Ids, enums and records, as the engine has them.")]
        out.append(
            "from __future__ import annotations\n\nimport datetime as dt\n"
            "from collections.abc import Mapping, Sequence\nfrom dataclasses import dataclass, field\n"
            "from decimal import Decimal\nfrom enum import StrEnum\n"
            "from typing import ClassVar, Literal, NewType, TypeAlias\n\n"
            "from bookroom._base import UNSET, FrozenDict, Record, Unset, Versioned, freeze\n"
            "from bookroom._table import Page, Report, Table\n"
            "from bookroom.errors import Fact, Violation\n\n"
        )
        names: list[str] = []
        items = sorted(self.catalogue.items.values(), key=self.catalogue.name)
        for item in items:
            if item.kind == "id":
                names.append(item.name)
                out.append(f'{item.name} = NewType("{item.name}", int)\n')
                out.append(f"{QUOTES}{prose(item.docs)}{QUOTES}\n")
        done: set[str] = set()
        commands = {c.item.path for c in self.catalogue.commands}
        for item in items:
            if item.path not in commands:
                self.add_model(item, out, names, done)
        listed = ",\n    ".join(f'"{name}"' for name in sorted([*names, "Fact", "Violation"]))
        out.insert(2, f"__all__ = [\n    {listed},\n]\n\n")
        return "".join(out)

    def add_model(self, item: Item, out: list[str], names: list[str], done: set[str]) -> None:
        """Adds an item after those it refers to."""
        name = self.catalogue.name(item)
        if item.path in done or item.kind in ("id", "text") or name in ("Violation", "Fact"):
            return
        done.add(item.path)
        for type_ in self.catalogue.parts(item):
            while type_.inner and not type_.item:
                type_ = type_.inner[-1]
            if type_.item:
                self.add_model(type_.item, out, names, done)
        names.append(name)
        if item.kind == "struct":
            out.append(self.record(name, item.docs, item.fields, item))
        elif all(v.payload is None and not v.fields for v in item.variants):
            out.append(self.enumeration(name, item))
        else:
            out.append(self.union(name, item, names))

    def enumeration(self, name: str, item: Item) -> str:
        """A plain enum."""
        out = [f"\n\nclass {name}(StrEnum):\n", docstring(prose(item.docs), "    "), "\n"]
        for variant in item.variants:
            out.append(f'    {member(variant.slug)} = "{variant.slug}"\n')
            out.append(docstring(prose(variant.docs), "    "))
        return "".join(out)

    def union(self, name: str, item: Item, names: list[str]) -> str:
        """An enum whose variants hold something: a class for each."""
        out, classes = [], []
        for variant in item.variants:
            fields = list(variant.fields)
            if variant.payload:
                fields = [Field("value", variant.payload, ["What it holds."])]
            classes.append(name + variant.name)
            out.append(self.record(name + variant.name, variant.docs, fields, item))
        names.extend(classes)
        told = " | ".join(classes)
        if len(told) > 70:
            told = "(\n    " + "\n    | ".join(classes) + "\n)"
        out.append(f"\n\n{name}: TypeAlias = {told}\n{docstring(prose(item.docs), '')}")
        return "".join(out)

    def record(
        self, name: str, docs: list[str], fields: list[Field], item: Item, base: str = "Record"
    ) -> str:
        """A frozen dataclass."""
        out = [f"\n\n@dataclass(frozen=True, slots=True)\nclass {name}({base}):\n"]
        out += [docstring(prose(docs), "    ")]
        if name in REPORTS:
            tables, row = REPORTS[name]
            out[0] = out[0].replace("(Record)", f'(Report["{row}"])')
            listed = ", ".join(f'"{table}"' for table in tables)
            out.append(f"\n    _TABLES: ClassVar[tuple[str, ...]] = ({listed},)\n")
        given = is_input(self.catalogue, item)
        lists = []
        for f in ordered(self.catalogue, name, fields, item):
            type_ = self.catalogue.type_of(f.type, item.module)
            word = WORDS.get(f.name, f.name)
            default = default_of(self.catalogue, name, f, item)
            if type_.kind == "secret" or type_ == Type("option", None, (Type("secret"),)):
                default = "field(repr=False)"
            hint = self.field_hint(type_, given)
            out.append(f"\n    {word}: {hint}" + (f" = {default}" if default else "") + "\n")
            out.append(docstring(prose(f.docs) or "See the engine.", "    "))
            bare = type_.first if type_.kind == "option" else type_
            if bare.kind in ("list", "map") and given:
                lists.append(word)
        if lists:
            told = ", ".join(f'"{word}"' for word in lists)
            out.append(f"\n    def __post_init__(self) -> None:\n        freeze(self, {told})\n")
        return "".join(out)

    def field_hint(self, type_: Type, given: bool) -> str:
        """The hint of a field; lists of records that come out are tables."""
        rows = type_.kind == "list" and type_.first.kind == "record"
        if not given and rows:
            return f"Table[{self.hint(type_.first, given)}]"
        return self.hint(type_, given)

    # Commands

    def commands(self) -> str:
        """The file with the commands."""
        out = [HEAD.format("Every command of the engine, as data: for batches and ``run``.")]
        records = sorted(self.model_names())
        out.append(
            "from __future__ import annotations\n\nimport datetime as dt\n"
            "from collections.abc import Mapping, Sequence\nfrom dataclasses import dataclass, field\n"
            "from decimal import Decimal\nfrom typing import Any, ClassVar, Literal\n\n"
            "from bookroom._base import Command, FrozenDict, Versioned, freeze\n"
            "from bookroom._generated.models import (\n    " + ",\n    ".join(records) + ",\n)\n"
            "from bookroom._table import Table\n\n"
        )
        names = sorted(c.item.name for c in self.catalogue.commands)
        out.append("__all__ = [\n    " + ",\n    ".join(f'"{n}"' for n in names) + ",\n]\n")
        for command in self.catalogue.commands:
            result = self.hint(command.output, False)
            if command.output.kind == "list" and command.output.first.kind == "record":
                result = f"Table[{self.hint(command.output.first, False)}]"
            text = self.record(
                command.item.name,
                command.item.docs,
                command.item.fields,
                command.item,
                f"Command[{quoted(result)}]",
            )
            place = text.index("\n\n    ", text.index(QUOTES)) if command.item.fields else len(text)
            told = f'\n\n    command: ClassVar[str] = "{command.name}"'
            out.append(text[:place] + told + text[place:])
        pairs = "".join(f'    "{c.name}": {c.item.name},\n' for c in self.catalogue.commands)
        out.append(
            "\n\nCOMMANDS: dict[str, type[Command[Any]]] = {\n" + pairs + "}\n"
            '"""The classes of the commands by the commands\' names."""\n'
        )
        methods = "".join(
            f'    "{c.name}": ({", ".join(repr(m) for m in c.methods)}'.replace("'", '"')
            + (",),\n" if c.methods else "),\n")
            for c in self.catalogue.commands
        )
        out.append(
            "\nMETHODS: dict[str, tuple[str, ...]] = {\n" + methods + "}\n"
            '"""The methods of a session that run each command."""\n'
        )
        return "".join(out)

    def model_names(self) -> list[str]:
        """The names of records that commands use, or that come of them."""
        found: set[str] = set()

        def walk(type_: Type) -> None:
            if type_.item and type_.kind != "text":
                name = self.catalogue.name(type_.item)
                found.add(name)
                if set(f.name for f in type_.item.fields) == {"id", "version"}:
                    found.add(type_.item.fields[0].type)
            for inner in type_.inner:
                walk(inner)

        for command in self.catalogue.commands:
            walk(command.output)
            for part in self.catalogue.parts(command.item):
                walk(part)
        return sorted(found)

    # Areas

    def areas(self) -> str:
        """The file with the methods."""
        out = [HEAD.format("The methods of the areas, one for each of the engine's.")]
        out.append(
            "from __future__ import annotations\n\nimport datetime as dt\n"
            "from collections.abc import Mapping, Sequence\nfrom decimal import Decimal\n"
            "from typing import Literal\n\nfrom bookroom._base import UNSET, Area, FrozenDict, Unset, "
            "Versioned\nfrom bookroom._generated import models as m\n"
            "from bookroom._table import Page, Rows, Table\n"
        )
        areas: dict[str, list[Call]] = {}
        for call in self.catalogue.calls:
            areas.setdefault(call.area, []).append(call)
        for area, calls in areas.items():
            name = area.split(".")[-1].capitalize() + "Calls"
            out.append(f"\n\nclass {name}(Area):\n")
            out.append(docstring(f"The engine's calls of ``session.{area}``.", "    "))
            for call in calls:
                out.append(self.method(call))
                if call.returns.kind == "page":
                    out.append(self.iterator(call))
        return "".join(out)

    def parameters(self, call: Call) -> tuple[list[Parameter], list[str]]:
        """The parameters in Python, and what is passed on for each of the engine's."""
        params: list[Parameter] = []
        passed: list[str] = []
        for param, type_ in call.params:
            if type_.kind == "record" and type_.item and expands(type_.item.name):
                item = type_.item
                if item.name == "PageRequest":
                    params += PAGE
                    passed.append("m.PageRequest(limit, after)")
                    continue
                words = []
                fields = item.fields
                for f in ordered(self.catalogue, self.catalogue.name(item), fields, item):
                    inner = self.catalogue.type_of(f.type, item.module)
                    if inner.item and inner.item.name == "PageRequest":
                        params += PAGE
                        words.append("m.PageRequest(limit, after)")
                        continue
                    word = WORDS.get(f.name, f.name)
                    default = default_of(self.catalogue, self.catalogue.name(item), f, item)
                    free = (item.name, f.name) in POSITIONAL
                    params.append(
                        Parameter(word, self.hint(inner, True, "m."), moved(default), free, f.docs)
                    )
                    words.append(word)
                passed.append(f"m.{self.catalogue.name(item)}({', '.join(words)})")
                continue
            word = WORDS.get(param.name, param.name)
            params.append(self.plain_parameter(word, param, type_))
            passed.append(word)
        return params, passed

    def plain_parameter(self, word: str, param: Field, type_: Type) -> Parameter:
        """A parameter that is one in Python too."""
        default: str | None = None
        if type_.kind == "option":
            default = "None"
        elif type_.kind == "bool" and param.name not in ("active", "enforced"):
            default = "False"
        elif type_.kind == "enum" and type_.item and param.name == "sort":
            default = default_variant(self.catalogue, type_)
        elif param.name == "limit":
            default = "100"
        elif type_.kind == "list" and param.type.strip().startswith("&[CustomerId"):
            default = "()" if word == "customers" else None
        return Parameter(word, self.hint(type_, True, "m."), moved(default), default is None, [])

    def method(self, call: Call) -> str:
        """One method."""
        params, passed = self.parameters(call)
        if call.command:
            params.append(KEY)
        result = self.result_hint(call)
        body = signature(call.name, params, result)
        body += self.documentation(call, params)
        arguments = ", ".join(
            [f'"{call.key}"', *(["request_key"] if call.command else []), *passed]
        )
        what = "_command" if call.command else "_query"
        body += f"        result: {result} = self.{what}({arguments})\n        return result\n"
        return body

    def result_hint(self, call: Call) -> str:
        """The hint of what comes back."""
        if call.returns.kind == "list" and call.returns.first.kind == "record":
            return f"Table[{self.hint(call.returns.first, False, 'm.')}]"
        return self.hint(call.returns, False, "m.")

    def documentation(self, call: Call, params: list[Parameter]) -> str:
        """The docstring of a method."""
        text = docstring(prose(call.method.docs), "        ").rstrip()
        text = text.removesuffix(QUOTES).rstrip()
        told = [p for p in params if p.docs]
        if told:
            text += "\n\n        Args:\n"
            text += "\n".join(
                textwrap.indent(
                    textwrap.fill(
                        f"{p.name}: {' '.join(prose(p.docs).split())}",
                        84,
                        subsequent_indent="    ",
                        break_long_words=False,
                        break_on_hyphens=False,
                    ),
                    " " * 12,
                )
                for p in told
            )
        if raised := errors(call.method.docs):
            text += "\n\n        Raises:\n"
            text += textwrap.indent(
                textwrap.fill(
                    f"bookroom.Error: {' '.join(raised.split())}",
                    84,
                    subsequent_indent="    ",
                    break_long_words=False,
                    break_on_hyphens=False,
                ),
                " " * 12,
            )
        if text.count("\n") == 0 and len(text) < 94:
            return text + QUOTES + "\n"
        return text + "\n        " + QUOTES + "\n"

    def iterator(self, call: Call) -> str:
        """The twin of a method with pages that goes over all of them."""
        params, _ = self.parameters(call)
        params = [p for p in params if p.name not in ("limit", "after")]
        name = "iter" if call.name == "list" else f"iter_{call.name}"
        row = self.hint(call.returns.first, False, "m.")
        body = signature(name, [*params, CHUNK], f"Rows[{row}]")
        body += docstring(
            f"As ``{call.name}``, over all pages: load as it goes, ``chunk`` rows at a time.",
            "        ",
        )
        free = [p.name for p in params if p.free]
        given = ", ".join([*free, *(f"{p.name}={p.name}" for p in params if not p.free)])
        given += ", " if given else ""
        body += (
            f"        return Rows(\n            {row},\n            lambda limit, after: "
            f"self.{call.name}({given}limit=limit, after=after),\n            chunk,\n        )\n"
        )
        return body


class Parameter:
    """A parameter of a Python method."""

    def __init__(
        self, name: str, hint: str, default: str | None, free: bool, docs: list[str]
    ) -> None:
        self.name = name
        self.hint = hint
        self.default = default
        self.free = free
        self.docs = docs

    def __str__(self) -> str:
        return f"{self.name}: {self.hint}" + (f" = {self.default}" if self.default else "")


PAGE = [
    Parameter("limit", "int", "50", False, ["How many rows, 1 to 1000."]),
    Parameter("after", "str | None", "None", False, ["``next`` of the page before."]),
]
KEY = Parameter(
    "request_key",
    "str | None",
    "None",
    False,
    ["Makes it safe to repeat: the same key gives the first outcome again."],
)
CHUNK = Parameter("chunk", "int", "1000", False, [])
POSITIONAL = {("Subject", "kind"), ("Subject", "id"), ("CaseEdit", "id"), ("CaseEdit", "version")}


def expands(name: str) -> bool:
    """Whether a record's fields become parameters."""
    if name in ("CaseEdit", "Subject", "PageRequest", "CustomerOrder", "RegisterQuery"):
        return True
    return name.startswith("New") or name.endswith(("Edit", "Filter", "Options", "Request"))


def moved(default: str | None) -> str | None:
    """A default as the file with the methods names it."""
    if default and re.match(r"[A-Z]\w+(\.|\(\))", default) and not default.startswith("FrozenDict"):
        return f"m.{default}"
    return default


def quoted(hint: str) -> str:
    """A hint as a text, for a place that is evaluated."""
    return f'"{hint}"'


def signature(name: str, params: list[Parameter], result: str) -> str:
    """The head of a method."""
    free = [str(p) for p in params if p.free]
    named = [str(p) for p in params if not p.free]
    required = [n for n in named if " = " not in n]
    parts = ["self", *free, *(["*"] if named else []), *required]
    parts += [n for n in named if n not in required]
    line = f"\n    def {name}({', '.join(parts)}) -> {result}:\n"
    if len(line) <= 100:
        return line
    inner = "".join(f"        {part},\n" for part in parts)
    return f"\n    def {name}(\n{inner}    ) -> {result}:\n"
