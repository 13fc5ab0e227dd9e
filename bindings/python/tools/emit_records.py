"""Writes the records of an area, and its commands, which are records too."""

from __future__ import annotations

from catalogue import Catalogue, Command, Field, Item
from hints import HEAD, Hints, imports
from prose import docstring, of_record, prose


class RecordWriter:
    """Writes the modules of one area."""

    def __init__(self, catalogue: Catalogue, area: str) -> None:
        self.catalogue = catalogue
        self.area = area
        self.hints = Hints(catalogue, area)
        #: Every public name of the module, as they are written.
        self.names: list[str] = []

    # Models

    def models(self) -> str:
        """The module with the ids, enums and records of the area."""
        items = [i for i in self.catalogue.items.values() if i.area == self.area and not i.by_hand]
        items.sort(key=lambda item: item.name)
        out: list[str] = []
        for item in items:
            if item.kind == "id":
                self.names.append(item.name)
                out.append(f'\n{item.name} = NewType("{item.name}", int)\n')
                out.append(docstring(prose(item.docs), ""))
        done: set[str] = set()
        for item in items:
            self._add(item, out, done)
        title = f"Ids, enums and records: {self.area}."
        return self._module(title, "".join(out), "bookroom._generated.models")

    def _module(self, title: str, body: str, package: str) -> str:
        known: dict[str, list[str]] = {"common": [], self.area: []}
        for item in self.catalogue.items.values():
            if item.area in known and not item.by_hand:
                known[item.area].append(item.name)
        if package.endswith("models"):
            del known[self.area]
        errors = [item.name for item in self.catalogue.items.values() if item.by_hand]
        sources = {f"bookroom._generated.models.{a}": names for a, names in known.items()}
        sources["bookroom.errors"] = errors
        names = "".join(f'    "{name}",\n' for name in sorted(self.names))
        head = imports(body, sources) + f"\n__all__ = [\n{names}]\n"
        return HEAD.format(title) + head + body

    def _add(self, item: Item, out: list[str], done: set[str]) -> None:
        """Adds an item after those it refers to."""
        if item.name in done or item.kind == "id" or item.area != self.area or item.by_hand:
            return
        done.add(item.name)
        for type_ in item.parts():
            while type_.inner:
                type_ = type_.inner[-1]
            if type_.name:
                self._add(self.catalogue.items[type_.name], out, done)
        self.names.append(item.name)
        writers = {"record": self._record_of, "enum": self._enum, "union": self._union}
        out.append(writers[item.kind](item))

    def _enum(self, item: Item) -> str:
        """A plain enum."""
        out = [f"\n\nclass {item.name}(Word):\n", docstring(prose(item.docs), "    "), "\n"]
        for variant in item.variants:
            out.append(f'    {variant.member} = "{variant.slug}"\n')
            out.append(docstring(prose(variant.docs), "    "))
        aliases = [(alias, one.slug) for one in item.variants for alias in one.aliases]
        if aliases:
            pairs = ", ".join(f'"{alias}": "{slug}"' for alias, slug in aliases)
            out.append(f"\n    _aliases = nonmember({{{pairs}}})\n")
        return "".join(out)

    def _union(self, item: Item) -> str:
        """An enum whose variants hold something: a class for each."""
        out, classes = [], []
        for variant in item.variants:
            name = item.name + variant.name
            classes.append(name)
            out.append(self._record(name, variant.docs, variant.fields, item, "Record"))
        self.names.extend(classes)
        told = " | ".join(classes)
        if len(told) > 70:
            told = "(\n    " + "\n    | ".join(classes) + "\n)"
        out.append(f"\n\n{item.name}: TypeAlias = {told}\n{docstring(prose(item.docs), '')}")
        return "".join(out)

    def _record_of(self, item: Item) -> str:
        """A record, or a report, whose rows become frames."""
        if not item.tables:
            return self._record(item.name, item.docs, item.fields, item, "Record")
        tables = ", ".join(f'"{table}"' for table in item.tables)
        told = f"\n    _TABLES: ClassVar[tuple[str, ...]] = ({tables},)\n"
        base = f'Report["{self.hints.named(item.row)}"]'
        return self._record(item.name, item.docs, item.fields, item, base, told)

    def _record(
        self, name: str, docs: str, fields: list[Field], item: Item, base: str, told: str = ""
    ) -> str:
        """A frozen dataclass."""
        out = [f"\n\n@dataclass(frozen=True, slots=True)\nclass {name}({base}):\n"]
        ordered = self.hints.ordered(item, fields)
        named = [(f.word, prose(f.docs) or "See the engine.") for f in ordered]
        out += [of_record(prose(docs), named), told]
        lists = []
        for f in ordered:
            default = self.hints.default(item, f)
            if f.type.present.kind == "secret":
                default = "field(repr=False)"
            hint = self._field_hint(f, item.given)
            out.append(f"\n    {f.word}: {hint}" + (f" = {default}" if default else "") + "\n")
            out.append(docstring(prose(f.docs) or "See the engine.", "    "))
            if f.type.present.kind in ("list", "map") and item.given:
                lists.append(f.word)
        if lists:
            words = ", ".join(f'"{word}"' for word in lists)
            out.append(f"\n    def __post_init__(self) -> None:\n        freeze(self, {words})\n")
        return "".join(out)

    def _field_hint(self, field: Field, given: bool) -> str:
        """The hint of a field; lists of records that come out are tables."""
        return self.hints.hint(field.type, True) if given else self.hints.result(field.type)

    # Commands

    def commands(self) -> str:
        """The module with the commands of the area."""
        self.names = []
        out = []
        for command in self.catalogue.commands:
            if command.item.area == self.area:
                self.names.append(command.item.name)
                out.append(self._command(command))
        title = f"Commands as data: {self.area}."
        return self._module(title, "".join(out), "bookroom._generated.commands")

    def _command(self, command: Command) -> str:
        """A command: a record that knows its name and what comes of it."""
        item = command.item
        told = f'\n    command: ClassVar[str] = "{command.name}"\n'
        base = f'Command["{self.hints.result(command.output)}"]'
        return self._record(item.name, item.docs, item.fields, item, base, told)
