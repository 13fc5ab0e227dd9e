"""Writes the Rust side: descriptions of types, and the calls."""

from __future__ import annotations

import re

from catalogue import WORDS, Call, Catalogue, Type
from defaults import ordered
from rust_source import Field, Item

HEAD = "//! Made by tools/generate.py from the engine's source; do not edit.\n"


def static_name(name: str) -> str:
    """``NewInvoice`` as ``NEW_INVOICE``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


class RustWriter:
    """Writes the descriptions and the calls."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def type_expr(self, type_: Type) -> str:
        """The description of a type."""
        plain = {
            "bool": "Bool",
            "int": "Int",
            "id": "Int",
            "text": "Text",
            "secret": "Text",
            "decimal": "Decimal",
            "date": "Date",
            "instant": "Instant",
            "nothing": "Nothing",
        }
        if type_.kind in plain:
            return f"Type::{plain[type_.kind]}"
        if type_.item:
            name = static_name(self.catalogue.name(type_.item))
            return f"Type::{type_.kind.capitalize()}(&{name})"
        if type_.kind == "tuple":
            return f"Type::Tuple(&[{', '.join(map(self.type_expr, type_.inner))}])"
        kind = type_.kind.capitalize()
        if kind == "Page":
            return f"Type::Page(&Type::List(&{self.type_expr(type_.first)}))"
        if kind == "Option" and type_.first.kind == "option":
            return f"Type::Edit(&{self.type_expr(type_.first)})"
        return f"Type::{kind}(&{self.type_expr(type_.first)})"

    def schema(self) -> str:
        """The file with the descriptions."""
        out = [HEAD]
        out.append(
            "use crate::schema::{EnumInfo, FieldInfo, RecordInfo, Shape, Type, UnionInfo};\n"
        )
        for item in sorted(self.catalogue.items.values(), key=self.catalogue.name):
            name = self.catalogue.name(item)
            if item.kind == "struct":
                out.append(self.record(static_name(name), name, item.fields, item))
            elif item.kind == "enum":
                out.append(self.enumeration(name, item))
        for command in self.catalogue.commands:
            item = command.item
            static = "COMMAND_" + static_name(item.name)
            out.append(self.record(static, item.name, item.fields, item, "command"))
        models = [item for item in self.catalogue.items.values() if item.kind == "struct"]
        out.append("/// Every record, in the order of the names.")
        out.append("pub(crate) static RECORDS: &[&RecordInfo] = &[")
        out += [f"&{static_name(n)}," for n in sorted(map(self.catalogue.name, models))]
        out.append("];")
        return "\n".join(out)

    def record(
        self, static: str, name: str, fields: list[Field], item: Item, make: str = "model"
    ) -> str:
        """A record."""
        rows = [
            f'FieldInfo {{ name: "{f.name}", python: "{WORDS.get(f.name, f.name)}", '
            f"kind: {self.type_expr(self.catalogue.type_of(f.type, item.module))} }},"
            for f in ordered(self.catalogue, name, fields, item)
        ]
        body = "\n".join(rows)
        return (
            f"pub(crate) static {static}: RecordInfo = RecordInfo::{make}(\n"
            f'"{name}",\n&[{body}],\n);\n'
        )

    def enumeration(self, name: str, item: Item) -> str:
        """An enum: plain, or one whose variants hold something."""
        if all(v.payload is None and not v.fields for v in item.variants):
            slugs = ", ".join(f'"{v.slug}"' for v in item.variants)
            return (
                f"pub(crate) static {static_name(name)}: EnumInfo =\n"
                f'EnumInfo::new("{name}", &[{slugs}]);\n'
            )
        out, rows = [], []
        for variant in item.variants:
            fields = list(variant.fields)
            shape = "fields" if fields else "unit"
            if variant.payload:
                fields, shape = [Field("value", variant.payload)], "value"
            static = static_name(name + variant.name)
            out.append(self.record(static, name + variant.name, fields, item))
            rows.append(f'("{variant.slug}", Shape::{shape.capitalize()}, &{static}),')
        out.append(
            f"pub(crate) static {static_name(name)}: UnionInfo = UnionInfo {{\n"
            f'name: "{name}",\nvariants: &[{"".join(rows)}],\n}};\n'
        )
        return "\n".join(out)

    # Calls

    def calls(self) -> str:
        """The file with the calls."""
        out = [HEAD, "#![allow(clippy::wildcard_imports)]\n"]
        out.append("use bookroom::Session;\nuse bookroom::AnyCommand;\nuse bookroom::AnyOutcome;")
        out.append("use pyo3::prelude::*;\n\nuse super::schema::*;")
        out.append("use crate::call::{Args, Done, Run};\nuse crate::schema::Type;")
        out.append("use crate::to_python::to_python;\nuse crate::from_python::from_python;\n")
        calls = sorted(self.catalogue.calls, key=lambda call: call.key)
        out.append("/// Every call by its name, in the order of the names.")
        out.append("pub(crate) static CALLS: &[(&str, Run)] = &[")
        out += [f'("{call.key}", {call.key.replace(".", "_")}),' for call in calls]
        out.append("];\n")
        out += [self.call(call) for call in calls]
        out.append(self.command_match())
        return "\n".join(out)

    def call(self, call: Call) -> str:
        """One call."""
        statics, lines, given = [], [], []
        for index, (param, type_) in enumerate(call.params):
            name = f"a{index}"
            text = param.type.strip()
            annotation, passed = "", name
            if text == "&str":
                annotation, passed = ": String", f"&{name}"
            elif text == "Option<&str>":
                annotation, passed = ": Option<String>", f"{name}.as_deref()"
            elif text.startswith("Option<&"):
                annotation, passed = ": Option<_>", f"{name}.as_ref()"
            elif text.startswith("&["):
                annotation, passed = ": Vec<_>", f"&{name}"
            elif text.startswith("&"):
                passed = f"&{name}"
            statics.append(f"static {name.upper()}: Type = {self.type_expr(type_)};")
            lines.append(
                f'let {name}{annotation} = args.get({index}, "{param.name}", &{name.upper()})?;'
            )
            given.append(passed)
        path = call.area.replace(".", "().")
        statics.append(f"static RETURNS: Type = {self.type_expr(call.returns)};")
        return (
            f"fn {call.key.replace('.', '_')}(args: &Args<'_, '_>) -> Done {{\n"
            + "\n".join([*statics, *lines])
            + "\nargs.run(&RETURNS, |session: &Session| "
            f"session.{path}().{call.method.name}({', '.join(given)}))\n}}\n"
        )

    def command_match(self) -> str:
        """How commands come in and outcomes go out."""
        names = "\n".join(
            f'"{c.item.name}" => '
            f"AnyCommand::{c.variant}("
            f"{{ static KIND: Type = Type::Record(&COMMAND_{static_name(c.item.name)});"
            "from_python(command, &KIND)? }),"
            for c in self.catalogue.commands
        )
        outcomes = "\n".join(
            f"AnyOutcome::{c.variant}(value) => {{ "
            f"static KIND: Type = {self.type_expr(c.output)}; to_python(py, value, &KIND) }}"
            for c in self.catalogue.commands
        )
        return (
            "/// Reads a command: an instance of the class with this name.\n"
            "pub(crate) fn command(name: &str, command: &Bound<'_, PyAny>) "
            "-> PyResult<Option<AnyCommand>> {\n"
            f"Ok(Some(match name {{\n{names}\n_ => return Ok(None),\n}}))\n}}\n\n"
            "/// Makes what came of a command.\n"
            "pub(crate) fn outcome(py: Python<'_>, outcome: &AnyOutcome) "
            "-> PyResult<Py<PyAny>> {\n"
            f"match outcome {{\n{outcomes}\n}}\n}}\n"
        )
