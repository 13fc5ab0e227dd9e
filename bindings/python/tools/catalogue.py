"""What crosses to Python, by Python's names: a reader of the description of the engine."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Areas of the engine whose types nearly everything needs, and which are loaded at once.
COMMON = {"", "error", "values"}

#: Stands where the description says nothing of a default.
UNTOLD = object()


@dataclass(frozen=True)
class Type:
    """A type: its kind, the name of what is declared, and the types inside."""

    kind: str
    name: str = ""
    inner: tuple[Type, ...] = ()

    @property
    def first(self) -> Type:
        """The type inside."""
        return self.inner[0]

    @property
    def present(self) -> Type:
        """The type of what is there, when it may be absent."""
        return self.first.present if self.kind in ("option", "edit", "given") else self


@dataclass
class Field:
    """A field of a record, or a parameter of a method."""

    name: str
    word: str
    type: Type
    docs: str = ""
    #: As the description has it; ``None`` when it must be given.
    default: Any = UNTOLD


@dataclass
class Variant:
    """A variant of an enum or union."""

    name: str
    slug: str
    docs: str
    fields: list[Field]
    default: bool
    #: Other words by which it is read.
    aliases: list[str]

    @property
    def member(self) -> str:
        """The name of an enum's member."""
        return self.slug.upper().replace(".", "_")


@dataclass
class Item:
    """An id, an enum, a union, a record or a command."""

    name: str
    kind: str
    area: str
    docs: str
    fields: list[Field] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    #: Whether values of it are made in Python.
    given: bool = False
    tables: list[str] = field(default_factory=list)
    row: str = ""
    by_hand: bool = False

    @property
    def only_names(self) -> bool:
        """Whether it only names a state of a record, so that the record itself will do."""
        return all(f.name in ("id", "code", "version") for f in self.fields)

    def parts(self) -> list[Type]:
        """The types of its fields, or of what its variants hold."""
        return [f.type for f in (*self.fields, *(f for v in self.variants for f in v.fields))]


@dataclass
class Command:
    """A command: its data, what comes of it, and the methods that run it."""

    name: str
    item: Item
    output: Type
    methods: list[str]


@dataclass
class Call:
    """A method of a handle."""

    area: str
    name: str
    #: The name by which the native part knows it.
    key: str
    docs: str
    params: list[Field]
    returns: Type
    command: bool
    #: Words for a column to sort by and a direction in one.
    orders: dict[str, tuple[str, bool]]


@dataclass
class Handle:
    """A handle of a session: ``session.billing.invoices``."""

    area: str
    name: str
    docs: str
    calls: list[Call]

    @property
    def module(self) -> str:
        """The module that it stands in: that of the area itself."""
        return self.area.split(".")[0]


class Catalogue:
    """Everything that crosses."""

    def __init__(self, path: Path) -> None:
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["format"] == 1, "the description has another form"
        self.words: dict[str, str] = told["bindings"]["python"]["words"]
        types = [t for t in told["types"] if "python" not in t.get("unused_by", [])]
        self.python = {t["name"]: name_of(t) for t in types}
        #: Records that cross as the one field they have.
        self.transparent = {t["name"]: t["fields"][0]["type"] for t in types if "transparent" in t}
        items = (self._item(t) for t in types if "transparent" not in t)
        self.items = {item.name: item for item in items}
        self.methods = {
            f"{area['name']}.{method['name']}": f"{area['name']}.{name_of(method)}"
            for area in told["areas"]
            for method in area["methods"]
        }
        self.handles = [self._handle(area) for area in told["areas"]]
        self.commands = [self._command(command) for command in told["commands"]]
        self.commands.sort(key=lambda command: command.name)

    def gives_out(self, name: str) -> bool:
        """Whether a call's whole answer is such a record, so that callers have one to pass on."""
        return any(
            call.returns.kind == "record" and call.returns.name == name
            for handle in self.handles
            for call in handle.calls
        )

    def seen(self, id_: str) -> list[str]:
        """The records that tell such an id and a version, the one that it is called after first."""
        found = (
            item.name
            for item in self.items.values()
            if item.kind == "record"
            and any(f.name == "id" and f.type.name == id_ for f in item.fields)
            and any(f.name == "version" for f in item.fields)
        )
        return sorted(found, key=lambda name: (f"{name}Id" != id_, name))

    def areas(self) -> list[str]:
        """The modules that types stand in, what is common first."""
        found = {item.area for item in self.items.values()}
        return ["common", *sorted(found - {"common"})]

    def type_of(self, told: Any) -> Type:
        """A type as the description has it."""
        if isinstance(told, str):
            kinds = {"character": "text", "cursor": "text", "code": "text"}
            return Type(kinds.get(told, told))
        [(kind, inner)] = told.items()
        if kind == "record" and inner in self.transparent:
            return self.type_of(self.transparent[inner])
        if kind in ("id", "enum", "union", "record"):
            return Type(kind, self.python[inner])
        if kind == "int":
            return Type("int")
        inner = inner if kind == "tuple" else [inner]
        return Type(kind, "", tuple(map(self.type_of, inner)))

    def _field(self, told: dict[str, Any]) -> Field:
        name = told["name"]
        default = told["default"]["value"] if "default" in told else UNTOLD
        if name == "version":
            default = UNTOLD
        default = told.get("default_for", {}).get("python", default)
        word = self.words.get(name, name)
        return Field(name, word, self.type_of(told["type"]), told.get("docs", ""), default)

    def _fields(self, told: dict[str, Any]) -> list[Field]:
        return [self._field(f) for f in told.get("fields", []) if not f.get("skip")]

    def _item(self, told: dict[str, Any]) -> Item:
        report = told.get("report", {})
        return Item(
            self.python[told["name"]],
            told["kind"],
            module_of(told.get("area", "")),
            told.get("docs", ""),
            self._fields(told),
            [self._variant(variant) for variant in told.get("variants", [])],
            told.get("input", False),
            report.get("tables", []),
            self.python[report["row"]] if report else "",
            "python" in told.get("written", {}),
        )

    def _variant(self, told: dict[str, Any]) -> Variant:
        fields = self._fields(told)
        if "payload" in told:
            fields = [Field("value", "value", self.type_of(told["payload"]), "What it holds.")]
        default, aliases = told.get("default", False), told.get("aliases", [])
        return Variant(told["name"], told["slug"], told.get("docs", ""), fields, default, aliases)

    def _command(self, told: dict[str, Any]) -> Command:
        area, docs = module_of(told["area"]), told.get("docs", "")
        item = Item(name_of(told, "type"), "command", area, docs, self._fields(told), given=True)
        methods = [self.methods[name] for name in told.get("methods", [])]
        methods = told.get("session_methods", []) + methods
        return Command(told["name"], item, self.type_of(told["output"]), methods)

    def _handle(self, told: dict[str, Any]) -> Handle:
        area = told["name"]
        calls = [
            Call(
                area,
                name_of(method),
                f"{area}.{method['name']}",
                method.get("docs", ""),
                [self._field(p) for p in method.get("parameters", [])],
                self.type_of(method["output"]),
                method["kind"] == "command",
                {
                    word: (order["sort"], order.get("descending", False))
                    for word, order in method.get("orders", {}).items()
                },
            )
            for method in told.get("methods", [])
            if "python" not in method.get("written", {})
        ]
        docs = told.get("accessor_docs", "") or told.get("docs", "")
        return Handle(area, told["handle"], docs, calls)


def name_of(told: dict[str, Any], key: str = "name") -> str:
    """The name that something has in Python."""
    name: str = told.get("names", {}).get("python", told[key])
    return name


def module_of(area: str) -> str:
    """The module for what an area of the engine declares."""
    return "common" if area in COMMON else area
