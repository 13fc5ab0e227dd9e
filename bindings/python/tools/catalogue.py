"""What crosses to Python: names, defaults and types, resolved from the engine's source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rust_source import Engine, Field, Item, Method, split_commas

#: Names that would clash or say too little outside their module.
RENAMED = {
    "crate::billing::payments::model::Side": "DebtSide",
    "crate::exchange::headers::Source": "ColumnSource",
    "crate::exchange::headers::Target": "ImportTarget",
    "crate::exchange::duplicates::Reason": "LikenessReason",
    "crate::exchange::duplicates::Origin": "DuplicateOrigin",
    "crate::exchange::duplicates::Duplicate": "ImportDuplicate",
    "crate::exchange::model::options::Unknown": "UnknownReference",
    "crate::exchange::model::options::Repeats": "RepeatedRows",
    "crate::service::model::OpenCases": "OpenCaseCount",
    "crate::error::Problem": "Violation",
}

#: Python's own words, and what stands for them.
WORDS = {"from": "from_", "import": "import_", "in": "in_", "is": "is_", "class": "class_"}

#: Defaults of inputs that the engine gives through constructors or documentation.
DEFAULTS = {
    "NewInvoice.direction": "Direction.SALE",
    "NewInvoice.price_mode": "PriceMode.NET",
    "NewPayment.purpose": "PaymentPurpose.SETTLEMENT",
    "NewProduct.kind": "ProductKind.PRODUCT",
    "NewProduct.price_mode": "PriceMode.NET",
    "NewProduct.tax_rate": 'Decimal("0")',
    "NewJournalEntry.attachments": "0",
    "NewJournalEntry.postings": None,
    "NewInvoice.lines": None,
    "NewCase.severity": "CaseSeverity.NORMAL",
    "NewBook.language": "Language.CHINESE",
    "NewBook.currency": '"CNY"',
    "NewBook.utc_offset_minutes": "480",
    "NewBook.chart": '"cn_small_business"',
    "NewCustomer.name": None,
    "NewRole.label_zh": None,
    "NewRole.label_en": None,
    "NewDictionaryItem.code": None,
    "AgeingRequest.side": "DebtSide.RECEIVABLE",
    "AgeingRequest.bands": "AgeingBandsMonths()",
    "AgeingRequest.by": "AgeingBy.DUE_DATE",
}


#: Methods written by hand, by the command that they run.
BY_HAND = {
    "book.edit": ["edit_book"],
    "exchange.import_customers": ["exchange.import_customers"],
    "exchange.import_payments": ["exchange.import_payments"],
    "exchange.import_products": ["exchange.import_products"],
    "exchange.import_sales": ["exchange.import_sales"],
}


#: Reports: the fields that are their table, and the class of its rows.
REPORTS = {
    "Ageing": (("rows",), "AgeingRow"),
    "IncomeSummary": (("income", "expense", "cost"), "IncomeRow"),
    "Register": (("rows",), "RegisterRow"),
    "Statement": (("lines",), "StatementLine"),
    "TrialBalance": (("rows",), "TrialBalanceRow"),
}


@dataclass(frozen=True)
class Type:
    """A type that crosses."""

    kind: str
    item: Item | None = None
    inner: tuple[Type, ...] = ()

    @property
    def first(self) -> Type:
        """The type inside."""
        return self.inner[0]

    def __hash__(self) -> int:
        return hash((self.kind, self.item and self.item.path, self.inner))


SIMPLE = {
    "bool": "bool",
    "String": "text",
    "&str": "text",
    "str": "text",
    "Secret": "secret",
    "char": "text",
    "Cursor": "text",
    "Decimal": "decimal",
    "NaiveDate": "date",
    "()": "nothing",
    **{f"{sign}{bits}": "int" for sign in "iu" for bits in ("8", "16", "32", "64", "size")},
}


@dataclass
class Call:
    """A method of a handle, and how it is called."""

    area: str
    name: str
    method: Method
    params: list[tuple[Field, Type]]
    returns: Type
    command: bool

    @property
    def key(self) -> str:
        """The name by which the native part knows it."""
        return f"{self.area}.{self.name}"


@dataclass
class Command:
    """A command of the catalogue."""

    item: Item
    name: str
    variant: str
    output: Type
    methods: list[str] = field(default_factory=list)


class Catalogue:
    """Everything that crosses."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.items: dict[str, Item] = {}
        self.inputs: set[str] = set()
        self.calls: list[Call] = []
        self.commands: list[Command] = []

    # Types

    def type_of(self, text: str, module: str) -> Type:
        """Resolves a Rust type as it stands in a module."""
        text = re.sub(r"\s+", " ", text.strip())
        if text.startswith("&[") and text.endswith("]"):
            return Type("list", None, (self.type_of(text[2:-1], module),))
        if text in SIMPLE:
            return Type(SIMPLE[text])
        text = text.lstrip("&")
        if text in SIMPLE:
            return Type(SIMPLE[text])
        if text.startswith("("):
            return Type(
                "tuple", None, tuple(self.type_of(p, module) for p in split_commas(text[1:-1]))
            )
        if generic := re.fullmatch(r"([\w:]+)<(.+)>", text):
            return self._generic(generic[1].split("::")[-1], generic[2], module)
        return self._named(text, module)

    def _generic(self, name: str, inner: str, module: str) -> Type:
        if name == "DateTime":
            return Type("instant")
        if name == "BTreeMap":
            return Type("map", None, (self.type_of(split_commas(inner)[1], module),))
        kinds = {"Option": "option", "Vec": "list", "Page": "page"}
        if name == "Box":
            return self.type_of(inner, module)
        return Type(kinds[name], None, (self.type_of(inner, module),))

    def _named(self, text: str, module: str) -> Type:
        item = self.engine.find(text, module)
        if item.transparent:
            return self.type_of(item.transparent, item.module)
        if item.kind in ("id", "text"):
            self.items[item.path] = item
            return Type(item.kind, item)
        if item.name == "Secret":
            return Type("secret")
        if item.kind == "struct":
            kind = "record"
        else:
            plain = all(v.payload is None and not v.fields for v in item.variants)
            kind = "enum" if plain else "union"
        if item.path not in self.items:
            self.items[item.path] = item
            for type_ in self.parts(item):
                del type_
        return Type(kind, item)

    def parts(self, item: Item) -> list[Type]:
        """The types of an item's fields, or of its variants' values."""
        fields = [f for f in item.fields if not f.skip]
        found = [self.type_of(f.type, item.module) for f in fields]
        for variant in item.variants:
            if variant.payload:
                found.append(self.type_of(variant.payload, item.module))
            found += [self.type_of(f.type, item.module) for f in variant.fields]
        return found

    def mark_input(self, type_: Type) -> None:
        """Notes that values of a type are made in Python."""
        if type_.item and type_.item.path not in self.inputs:
            self.inputs.add(type_.item.path)
            for part in self.parts(type_.item):
                self.mark_input(part)
        for part in type_.inner:
            self.mark_input(part)

    # Names

    def name(self, item: Item) -> str:
        """The name in Python."""
        if item.path in RENAMED:
            return RENAMED[item.path]
        return item.name

    # Calls and commands

    def add_area(self, area: str, handle: str, skip: set[str], rename: dict[str, str]) -> None:
        """Adds the methods of a handle."""
        methods = [
            method
            for module in self.engine.modules.values()
            for method in module.methods.get(handle, [])
        ]
        commands = command_names(methods)
        for method in methods:
            if method.name in skip:
                continue
            params = [(p, self.type_of(p.type, method.module)) for p in method.params]
            for _, type_ in params:
                self.mark_input(type_)
            inner = re.fullmatch(r"Result<(.+)>", re.sub(r"\s+", " ", method.returns))
            assert inner, f"{handle}.{method.name} returns {method.returns}"
            returns = self.type_of(inner[1], method.module)
            name = rename.get(method.name, method.name)
            self.calls.append(Call(area, name, method, params, returns, method.name in commands))

    def add_commands(self) -> None:
        """Adds every command of the catalogue."""
        found = {
            (module.path, name): told
            for module in self.engine.modules.values()
            for name, told in module.commands.items()
        }
        for (module, name), (slug, output) in sorted(found.items(), key=lambda x: x[1][0]):
            item = self.engine.find(name, module)
            self.commands.append(Command(item, slug, item.name, self.type_of(output, module)))
            for part in self.parts(item):
                self.mark_input(part)
        for command in self.commands:
            command.methods = BY_HAND.get(command.name, []) + [
                f"{call.area}.{call.name}"
                for call in self.calls
                if call.command and runs(call.method, command.item.name, self.calls, call.area)
            ]


def runs(method: Method, command: str, calls: list[Call], area: str, depth: int = 0) -> bool:
    """Whether a method runs a command, itself or through others."""
    if re.search(rf"run\(\s*(?:\w+::)?{command}\b", method.body):
        return True
    if depth > 3:
        return False
    callees = re.findall(r"self\s*\.(\w+)\(", method.body)
    return any(
        runs(call.method, command, calls, area, depth + 1)
        for call in calls
        if call.area == area and call.method.name in callees
    )


def command_names(methods: list[Method]) -> set[str]:
    """The methods that change something: those that run a command, and those that call them."""
    commands = {m.name for m in methods if re.search(r"session\s*\.run\(", m.body)}
    while True:
        more = {
            m.name
            for m in methods
            if m.name not in commands
            and any(name in commands for name in re.findall(r"self\s*\.(\w+)\(", m.body))
        }
        if not more:
            return commands
        commands |= more
