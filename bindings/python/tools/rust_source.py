"""Reads the engine's public types and methods from its source.

The source is formatted by rustfmt and keeps the house rules, so that a small reader is enough.
What it misreads cannot go unnoticed: the Rust that is generated from it must compile against the
engine, and the tests send every type across.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Field:
    """A field of a struct, or a parameter of a method."""

    name: str
    type: str
    docs: list[str] = field(default_factory=list)
    skip: bool = False
    renamed: str | None = None


@dataclass
class Variant:
    """A variant of an enum: nothing, one unnamed value, or named fields."""

    name: str
    slug: str
    docs: list[str]
    payload: str | None = None
    fields: list[Field] = field(default_factory=list)
    default: bool = False


@dataclass
class Item:
    """A struct or an enum."""

    name: str
    module: str
    kind: str
    docs: list[str]
    fields: list[Field] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    defaults: dict[str, str] | None = None
    transparent: str | None = None

    @property
    def path(self) -> str:
        """The full path of the item."""
        return f"{self.module}::{self.name}"


@dataclass
class Method:
    """A public method of an area's handle."""

    name: str
    params: list[Field]
    returns: str
    docs: list[str]
    body: str
    module: str


class Module:
    """One source file: its items, imports and methods by handle."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.uses: dict[str, str] = {}
        self.items: dict[str, Item] = {}
        self.methods: dict[str, list[Method]] = {}
        self.commands: dict[str, tuple[str, str]] = {}
        text = text.split("\n#[cfg(test)]\nmod tests {")[0]
        self._read_uses(text)
        self._read_items(text)
        self._read_ids(text)
        self._read_defaults(text)
        self._read_methods(text)
        self._read_commands(text)

    def _read_uses(self, text: str) -> None:
        for match in re.finditer(r"^(?:pub(?:\([a-z]+\))? )?use ([^;]+);", text, re.M):
            self._add_use(re.sub(r"\s+", " ", match[1]).strip(), [])

    def _add_use(self, tree: str, prefix: list[str]) -> None:
        if "{" in tree:
            head, inner = tree.split("{", 1)
            inner = inner.rsplit("}", 1)[0]
            path = prefix + [part for part in head.strip().rstrip(":").split("::") if part]
            for part in split_commas(inner):
                self._add_use(part.strip(), path)
            return
        name = None
        if " as " in tree:
            tree, name = tree.split(" as ")
        parts = prefix + tree.strip().split("::")
        if parts[-1] == "self":
            parts.pop()
        self.uses[(name or parts[-1]).strip()] = self.absolute(parts)

    def absolute(self, parts: list[str]) -> str:
        """The path from the crate's root."""
        here = self.path.split("::")
        if parts[0] == "self":
            parts = here + parts[1:]
        while parts[0] == "super":
            here = here[:-1]
            parts = parts[1:]
            if parts[0] != "super":
                parts = here + parts
        if parts[0] not in ("crate", "std", "chrono", "serde", "rust_decimal"):
            parts = self.path.split("::") + parts
        return "::".join(parts)

    def _read_items(self, text: str) -> None:
        pattern = re.compile(
            r"^(?P<indent> *)pub (?P<kind>struct|enum) (?P<name>\w+) \{\n(?P<body>.*?)^(?P=indent)\}",
            re.M | re.S,
        )
        for match in pattern.finditer(text):
            head = attributes_before(text, match.start())
            if "Serialize" not in head:
                continue
            item = Item(match["name"], self.path, match["kind"], docs_of(head))
            if item.kind == "struct":
                item.fields = read_fields(match["body"])
                if "Default" in derives(head):
                    item.defaults = {}
                if "serde(transparent)" in head:
                    item.transparent = item.fields[0].type
            else:
                snake = 'rename_all = "snake_case"' in head
                item.variants = read_variants(match["body"], snake)
            self.items[item.name] = item
        for match in re.finditer(r"^slugs! \{\n(.*?)^\}", text, re.M | re.S):
            self._read_slugs(match[1])
        for match in re.finditer(
            r"((?:^(?:///.*|#\[.*\]|    .*|\)\])\n)+)^pub struct (\w+)\(pub (\w+)\);", text, re.M
        ):
            self.items[match[2]] = Item(
                match[2], self.path, "struct", docs_of(match[1]), transparent=match[3]
            )

    def _read_slugs(self, body: str) -> None:
        head, rest = re.split(r"^    \w+ \{$", body, maxsplit=1, flags=re.M)
        name = re.search(r"^    (\w+) \{$", body, re.M)
        assert name
        item = Item(name[1], self.path, "enum", docs_of(head))
        docs: list[str] = []
        default = False
        for line in rest.splitlines():
            line = line.strip()
            if line.startswith("///"):
                docs.append(line[3:].strip())
            elif line == "#[default]":
                default = True
            elif found := re.match(r'(\w+) "([^"]+)",', line):
                item.variants.append(Variant(found[1], found[2], docs, default=default))
                docs, default = [], False
        self.items[item.name] = item

    def _read_ids(self, text: str) -> None:
        for match in re.finditer(r"^ids! \{\n(.*?)^\}", text, re.M | re.S):
            for doc, name in re.findall(r"/// (.*)\n    (\w+)\n", match[1]):
                self.items[name] = Item(name, self.path, "id", [doc])
        if re.search(r"^codes! \{", text, re.M):
            self.items["Code"] = Item("Code", self.path, "text", ["A stable code of a problem."])

    def _read_defaults(self, text: str) -> None:
        pattern = r"^impl Default for (\w+) \{\n    fn default\(\) -> Self \{\n(.*?)^    \}"
        for match in re.finditer(pattern, text, re.M | re.S):
            item = self.items.get(match[1])
            if item and (body := re.search(r"Self \{(.*)\}", match[2], re.S)):
                pairs = (part.split(":", 1) for part in split_commas(body[1]) if ":" in part)
                item.defaults = {name.strip(): value.strip() for name, value in pairs}

    def _read_methods(self, text: str) -> None:
        for block in re.finditer(r"^impl(?:<'s>)? (\w+)<'(?:s|_)> \{\n(.*?)^\}", text, re.M | re.S):
            pattern = re.compile(
                r"^    pub fn (?P<name>\w+)\(\s*&self,?(?P<params>[^{]*?)\)\s*"
                r"-> (?P<returns>[^{]+?) \{\n(?P<body>.*?)^    \}",
                re.M | re.S,
            )
            for match in pattern.finditer(block[2]):
                head = attributes_before(block[2], match.start())
                params = [
                    Field(name.strip(), kind.strip())
                    for name, kind in (
                        part.split(":", 1) for part in split_commas(match["params"]) if part.strip()
                    )
                ]
                method = Method(
                    match["name"], params, match["returns"], docs_of(head), match["body"], self.path
                )
                self.methods.setdefault(block[1], []).append(method)

    def _read_commands(self, text: str) -> None:
        pattern = (
            r'^impl Command for (\w+) \{\n    const NAME: &\'static str = "([^"]+)";'
            r".*?type Output = ([^;]+);"
        )
        for match in re.finditer(pattern, text, re.M | re.S):
            self.commands[match[1]] = (match[2], match[3])


def split_commas(text: str) -> list[str]:
    """Splits at the commas that are in no bracket."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in "<([{":
            depth += 1
        elif char in ">)]}":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def attributes_before(text: str, end: int) -> str:
    """The comment and attribute lines right before a place."""
    lines = text[:end].splitlines()
    taken: list[str] = []
    closing = False
    for line in reversed(lines):
        bare = line.strip()
        if closing or bare.startswith(("///", "#[", ")]")):
            closing = bare == ")]" or (closing and not bare.startswith("#["))
            taken.append(line)
        else:
            break
    return "\n".join(reversed(taken)) + "\n"


def derives(head: str) -> str:
    """What is derived."""
    return " ".join(re.findall(r"derive\(([^)]*)\)", head, re.S))


def docs_of(head: str) -> list[str]:
    """The lines of the documentation."""
    return [
        line.strip()[3:].strip() for line in head.splitlines() if line.strip().startswith("///")
    ]


def read_fields(body: str) -> list[Field]:
    """The fields of a struct."""
    fields: list[Field] = []
    docs: list[str] = []
    skip = False
    for line in body.splitlines():
        bare = line.strip()
        if bare.startswith("///"):
            docs.append(bare[3:].strip())
        elif bare.startswith("#[serde(skip"):
            skip = True
        elif found := re.match(r"(?:pub(?:\([a-z]+\))? )?(\w+): (.+),$", bare):
            fields.append(Field(found[1], found[2], docs, skip))
            docs, skip = [], False
    return fields


def read_variants(body: str, snake: bool) -> list[Variant]:
    """The variants of an enum."""
    variants: list[Variant] = []
    docs: list[str] = []
    default, rename, inside = False, None, None
    for line in body.splitlines():
        bare = line.strip()
        if inside is not None:
            if bare == "},":
                variants[-1].fields = read_fields("\n".join(inside))
                inside = None
            else:
                inside.append(bare)
        elif bare.startswith("///"):
            docs.append(bare[3:].strip())
        elif bare == "#[default]":
            default = True
        elif found := re.match(r'#\[serde\(rename = "([^"]+)"\)\]', bare):
            rename = found[1]
        elif found := re.match(r"(\w+)(\((.+)\))?( \{)?,?$", bare):
            slug = rename or (snake_case(found[1]) if snake else found[1])
            variants.append(Variant(found[1], slug, docs, found[3], default=default))
            docs, default, rename = [], False, None
            if found[4]:
                inside = []
    return variants


def snake_case(name: str) -> str:
    """``DueDate`` as ``due_date``; digits stay with their word."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Engine:
    """All modules of the engine's crate."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[str, Module] = {}
        for path in sorted(root.rglob("*.rs")):
            if path.stem.endswith("tests"):
                continue
            parts = list(path.relative_to(root).with_suffix("").parts)
            if parts[-1] in ("mod", "lib"):
                parts.pop()
            name = "::".join(["crate", *parts])
            self.modules[name] = Module(name, path.read_text(encoding="utf-8"))

    def find(self, name: str, module: str) -> Item:
        """The item that a name means in a module."""
        path = name
        if "::" in name:
            first, rest = name.split("::", 1)
            if first in ("crate", "super", "self"):
                path = self.modules[module].absolute(name.split("::"))
            else:
                path = self.modules[module].uses.get(first, f"{module}::{first}") + "::" + rest
            module, name = path.rsplit("::", 1)
        for _ in range(8):
            here = self.modules.get(module)
            if here is None:
                break
            if name in here.items:
                return here.items[name]
            if name in here.uses:
                module, name = here.uses[name].rsplit("::", 1)
                continue
            glob = next((path for key, path in here.uses.items() if key == "*"), None)
            if glob is None:
                break
            module = glob.rsplit("::", 1)[0]
        raise KeyError(f"{name} is not found in {module}")
