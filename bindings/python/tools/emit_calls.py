"""Writes the methods of an area's handles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue import Call, Catalogue, Field, Handle, Item
from hints import HEAD, Hints, imported, imports, listed
from prose import QUOTES, docstring, errors, prose, section


@dataclass(frozen=True)
class Parameter:
    """A parameter of a Python method."""

    name: str
    hint: str
    default: str | None
    #: Whether it can be given without its name.
    free: bool = False
    docs: str = ""
    #: How the record that can stand here, with its version, is told to a type checker.
    record: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.hint}" + (f" = {self.default}" if self.default else "")


PAGE = [
    Parameter("limit", "int", "50", docs="How many rows, 1 to 1000."),
    Parameter("after", "str | None", "None", docs="``next`` of the page before."),
]
PASSED_PAGE = "m.PageRequest(limit, after)"
#: What parameters say that are the same in all calls.
TOLD = {
    "sort": "What the rows are sorted by.",
    "descending": "Whether the last comes first.",
    "version": "The version that was last seen; with the record itself there is none.",
    "on": "The day; today when absent.",
    "reason": "Why.",
}
KEY = Parameter(
    "request_key",
    "str | None",
    "None",
    docs="Makes it safe to repeat: the same key gives the first outcome again.",
)
CHUNK = Parameter("chunk", "int", "1000")
OVERLOAD = "    @overload\n"
#: How many rows a list without pages gives when nothing is said.
LIMIT = "100"


class CallWriter:
    """Writes one module: an area's handle, and those of its parts."""

    def __init__(self, catalogue: Catalogue, area: str, extended: bool) -> None:
        self.catalogue = catalogue
        self.area = area
        #: Whether Python adds to the classes in a module written by hand.
        self.extended = extended
        self.hints = Hints(catalogue)
        #: The methods that take a record in place of id and version, by the class they are in.
        self.overloaded: dict[str, list[str]] = {}

    @property
    def handles(self) -> list[Handle]:
        """The handle of the area, and those of its parts."""
        return [h for h in self.catalogue.handles if h.module == self.area]

    @property
    def module(self) -> str:
        """Where the finished classes are."""
        package = "bookroom._areas" if self.extended else "bookroom._generated.calls"
        return f"{package}.{self.area}"

    def calls(self) -> str:
        """The module."""
        body = "".join(map(self._handle, self.handles))
        inner = sorted(h.name for h in self.handles if h.area != self.area)
        later = bool(inner) and self.extended
        head = imports(body + "TYPE_CHECKING" * later, {})
        if later:
            head += f"\nif TYPE_CHECKING:\n    {imported(self.module, inner)}"
        return HEAD.format(f"The engine's calls of {self.area}.") + head + body

    def _handle(self, handle: Handle) -> str:
        inner = [h for h in self.handles if h.area.rpartition(".")[0] == handle.area]
        name = handle.name + ("Calls" if self.extended else "")
        out = [f"\n\nclass {name}({'Area, Parts' if inner else 'Area'}):\n"]
        out.append(docstring(f"The engine's calls of ``session.{handle.area}``.", "    "))
        out.append("\n" + (parts(inner) if inner else "    __slots__ = ()\n"))
        for call in handle.calls:
            written = self.method(call)
            if OVERLOAD in written:
                self.overloaded.setdefault(name, []).append(call.name)
            out.append(written)
            if call.returns.kind == "page":
                out.append(self.iterator(call))
        return "".join(out)

    # Parameters

    def parameters(self, call: Call) -> tuple[list[Parameter], list[str]]:
        """The parameters in Python, and what is passed on for each of the engine's."""
        params: list[Parameter] = []
        passed: list[str] = []
        for param in call.params:
            item = self.catalogue.items.get(param.type.name)
            # What only names a state stays one parameter: the record itself will do for it.
            # So does what another call gives out.
            whole = item is None or item.kind != "record" or item.only_names
            if item is None or whole or self.catalogue.gives_out(item.name):
                params.append(self.plain(call, param))
                passed.append(param.word)
            elif item.name == "PageRequest":
                params += PAGE
                passed.append(PASSED_PAGE)
            else:
                passed.append(self.spread(item, params))
        return params, passed

    def spread(self, item: Item, params: list[Parameter]) -> str:
        """Adds a record's fields as parameters; returns how the record is made of them."""
        words = []
        # A record with an id says which one is meant: that much comes without names.
        first = [f.name for f in item.fields[:2]]
        names_one = "id" in first or first[1:] == ["version"]
        for f in self.hints.ordered(item, item.fields):
            if f.type.name == "PageRequest":
                params += PAGE
                words.append(PASSED_PAGE)
                continue
            default = self.hints.default(item, f)
            hint = self.hints.hint(f.type, True)
            params.append(Parameter(f.word, hint, default, names_one and default is None, f.docs))
            words.append(f.word)
        return f"{self.hints.named(item.name)}({', '.join(words)})"

    def plain(self, call: Call, param: Field) -> Parameter:
        """A parameter that is one in Python too."""
        default: str | None = None
        if isinstance(param.default, (str, dict)):
            default = self.hints.value(param.type, param.default)
        elif param.type.kind == "option":
            default = "None"
        elif param.type.kind == "bool" and not call.name.startswith("set_"):
            default = "False"
        elif param.type.kind == "enum":
            default = self.hints.default_variant(param.type)
        elif param.name == "limit":
            default = LIMIT
        hint = self.hints.hint(param.type, True)
        if param.type.kind == "id":
            # The record itself will do.
            hint += f" | Identified[{hint}]"
        # A day that must be given has no default to tell of.
        told = "The day." if param.name == "on" and default is None else TOLD.get(param.name, "")
        # What a list is sorted by comes without its name too.
        is_sort = param.name == "sort"
        if is_sort and call.orders:
            words = listed_words(call.orders)
            told = f"{told[:-1]}, or {words}: these say their direction themselves."
        return Parameter(param.word, hint, default, default is None or is_sort, told)

    # Methods

    def method(self, call: Call) -> str:
        """One method."""
        params, passed = self.parameters(call)
        if call.command:
            params.append(KEY)
        result = self.hints.result(call.returns)
        seen = self.seen(call, params)
        told = documentation(call, params)
        if seen:
            key, (version, *rest) = seen.key, params[1:]
            record = replace(key, hint=seen.hint)
            taken = [
                replace(p, hint=f"{p.hint} | Absent", default="ABSENT") for p in rest if p.free
            ]
            either = replace(key, hint=f"{params[0].hint} | {seen.hint}")
            absent = replace(version, hint="int | Absent", default="ABSENT")
            named = [p for p in rest if not p.free]
            body = signature(call.name, params, result, OVERLOAD)
            body += signature(call.name, [record, *rest], result, OVERLOAD)
            whole = signature(call.name, [either, absent, *taken, *named], result)
            # What follows the record by place stands where the version would.
            loose = "(  # type: ignore[misc]\n        self," if taken else "(\n        self,"
            body += whole.replace("(\n        self,", loose, 1)
            body += told + seen.body([p.name for p in taken])
        else:
            body = signature(call.name, params, result) + told
        if call.orders:
            orders = ", ".join(f'"{word}": {order}' for word, order in call.orders.items())
            orders = orders.replace("'", '"')
            body += f"        sort, descending = ordered({{{orders}}}, sort, descending)\n"
        key = ["request_key"] if call.command else []
        arguments = ", ".join([f'"{call.key}"', *key, *passed])
        what = "_command" if call.command else "_query"
        # Types do not see that what stood for id and version was taken apart.
        within = f"({seen.key.name}, version" if seen else ""
        loose = bool(seen) and any(one.startswith("m.") and within in one for one in passed)
        ignored = "  # type: ignore[arg-type]" if loose else ""
        body += f"        result: {result} = self.{what}({arguments}){ignored}\n"
        return body + "        return result\n"

    def seen(self, call: Call, params: list[Parameter]) -> Seen | None:
        """What stands for id and version, where a method begins with them."""
        if len(params) < 2 or params[1].name != "version":
            return None
        key = replace(params[0], hint=params[0].hint.partition(" | ")[0])
        output = call.returns.first if call.returns.inner else call.returns
        if key.hint == "str":
            return Seen(key, "Coded", [output.name])
        records = self.catalogue.seen(key.hint.removeprefix("m."))
        if not records:
            # What is named is no record: a state, a word.
            return None
        return Seen(key, f"Versioned[{key.hint}]", records)

    def iterator(self, call: Call) -> str:
        """The twin of a method with pages that goes over all of them."""
        params, _ = self.parameters(call)
        params = [p for p in params if p.name not in ("limit", "after")]
        name = "iter" if call.name == "list" else f"iter_{call.name.removeprefix('list_')}"
        if call.returns.first.name.endswith("Summary"):
            # Not whole records: the name says so.
            name += "_summaries"
        row = self.hints.hint(call.returns.first, False)
        body = signature(name, [*params, CHUNK], f"Rows[{row}]")
        body += docstring(
            f"As ``{call.name}``, over all pages: load as it goes, ``chunk`` rows at a time.",
            "        ",
        )
        _, passed = self.parameters(call)
        given = "".join(f"{one}, " for one in passed)
        body += (
            f"        return Rows(\n            {row},\n            self._session,\n"
            f'            "{call.key}",\n            lambda limit, after: ({given}),\n'
            f"            chunk,\n        )\n"
        )
        return body


def listed_words(words: Iterable[str]) -> str:
    """Words as a sentence lists them."""
    *first, last = (f"``{word}``" for word in words)
    return f"{', '.join(first)} or {last}" if first else last


@dataclass(frozen=True)
class Seen:
    """The record that can stand in place of its id and version."""

    key: Parameter
    hint: str
    #: The names of the records that may.
    records: list[str]

    def body(self, rest: list[str]) -> str:
        """The line that takes it apart; what follows it by place moves up by one."""
        words = [self.key.name, "version", *rest]
        names, told = ", ".join(words), ", ".join(f'"{word}"' for word in words)
        records = ", ".join(f'"{name}"' for name in self.records) + ","
        return (
            f"        {names} = seen(\n            ({told}),\n            ({records}),\n"
            f"            {names},\n        )\n"
        )


def parts(handles: list[Handle]) -> str:
    """The body of a class whose attributes are handles."""
    pairs = [(handle.area.split(".")[-1], handle) for handle in handles]
    out = f"    __slots__ = (\n{listed((name for name, _ in pairs), ' ' * 8)}    )\n"
    out += "    _PARTS: ClassVar[dict[str, str]] = {\n"
    out += "".join(f'        "{name}": "{handle.name}",\n' for name, handle in pairs) + "    }\n"
    for name, handle in pairs:
        out += f"\n    {name}: {handle.name}\n{docstring(prose(handle.docs), '    ')}"
    return out


def documentation(call: Call, params: list[Parameter]) -> str:
    """The docstring of a method."""
    text = docstring(prose(call.docs), "        ").rstrip().removesuffix(QUOTES).rstrip()
    if any(p.default == "UNSET" for p in params):
        text += "\n\n        What is not given stays as it is; ``None`` clears it."
    if told := [f"{p.name}: {prose(p.docs)}" for p in params if p.docs]:
        text += section("Args", told)
    if raised := errors(call.docs):
        text += section("Raises", [f"bookroom.Error: {raised}"])
    if text.count("\n") == 0 and len(text) < 94:
        return text + QUOTES + "\n"
    return text + "\n        " + QUOTES + "\n"


def signature(name: str, params: list[Parameter], result: str, kind: str = "") -> str:
    """The head of a method; of an overload all there is of it."""
    end = ": ...\n" if kind else ":\n"
    free = [str(p) for p in params if p.free]
    named = [p for p in params if not p.free]
    required = [str(p) for p in named if p.default is None]
    optional = [str(p) for p in named if p.default is not None]
    parts = ["self", *free, *(["*"] if named else []), *required, *optional]
    line = f"\n{kind}    def {name}({', '.join(parts)}) -> {result}{end}"
    if len(line) - len(kind) <= 100:
        return line
    inner = "".join(f"        {part},\n" for part in parts)
    return f"\n{kind}    def {name}(\n{inner}    ) -> {result}{end}"
