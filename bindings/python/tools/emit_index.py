"""Writes what loads the areas: the packages of records and commands, and the areas of a session."""

from __future__ import annotations

import textwrap

from catalogue import Catalogue
from emit_calls import CallWriter, parts
from hints import HEAD, imported, listed

MODELS = "bookroom._generated.models"
COMMANDS = "bookroom._generated.commands"
CALLS = "bookroom._generated.calls"


def later(title: str, static: str, places: dict[str, list[str]]) -> str:
    """A module whose names are loaded when they are used; type checkers see imports."""
    rows = "".join(
        f'            "{module}": (\n{listed(sorted(names), " " * 16)}            ),\n'
        for module, names in places.items()
    )
    return (
        HEAD.format(title)
        + "from typing import TYPE_CHECKING\n\nfrom bookroom import _later\n\n"
        + f"if TYPE_CHECKING:\n{static}else:\n"
        + "    __all__, __getattr__, __dir__ = _later.load_later(\n        globals(),\n"
        + f"        {{\n{rows}        }},\n    )\n"
    )


def models(modules: dict[str, list[str]]) -> str:
    """The package of all records."""
    static = "".join(f"    from {MODELS}.{area} import *\n" for area in modules)
    static += "    from bookroom.errors import Fact as Fact\n"
    static += "    from bookroom.errors import Violation as Violation\n"
    places = {f"{MODELS}.{area}": names for area, names in modules.items()}
    places["bookroom.errors"] = ["Fact", "Violation"]
    return later("Every id, enum and record; each is loaded when it is used.", static, places)


def commands(modules: dict[str, list[str]]) -> str:
    """The package of all commands."""
    static = "".join(f"    from {COMMANDS}.{area} import *\n" for area in modules)
    static += f"    from {COMMANDS}.catalogue import COMMANDS as COMMANDS\n"
    static += f"    from {COMMANDS}.catalogue import METHODS as METHODS\n"
    places = {f"{COMMANDS}.{area}": names for area, names in modules.items()}
    places[f"{COMMANDS}.catalogue"] = ["COMMANDS", "METHODS"]
    return later("Every command as data; each is loaded when it is used.", static, places)


def command_catalogue(catalogue: Catalogue) -> str:
    """The module that names every command."""
    found = catalogue.commands
    classes = "".join(f'    "{c.name}": commands.{c.item.name},\n' for c in found)
    methods = ""
    for c in found:
        told = ", ".join(f'"{m}"' for m in c.methods) + ("," if len(c.methods) == 1 else "")
        methods += f'    "{c.name}": ({told}),\n'
    return (
        HEAD.format("The commands by their names, and the methods that run them.")
        + "from typing import Any\n\nfrom bookroom._base import Command\n"
        + "from bookroom._generated import commands\n"
        + f"\nCOMMANDS: dict[str, type[Command[Any]]] = {{\n{classes}}}\n"
        + '"""The classes of the commands by the commands\' names."""\n'
        + f"\nMETHODS: dict[str, tuple[str, ...]] = {{\n{methods}}}\n"
        + '"""The methods of a session that run each command."""\n'
    )


def handles(writers: dict[str, CallWriter]) -> str:
    """The package of all handles, as they are finished."""
    places = {w.module: [h.name for h in w.handles] for w in writers.values()}
    static = "".join(
        f"    from {module} import {name} as {name}\n"
        for module, names in places.items()
        for name in sorted(names)
    )
    return later("The class of every area; each is loaded when it is used.", static, places)


def session(catalogue: Catalogue) -> str:
    """The module with the areas of a session."""
    direct = [h for h in catalogue.handles if "." not in h.area]
    return (
        HEAD.format("The areas of a session.")
        + "from __future__ import annotations\n\nfrom typing import TYPE_CHECKING, ClassVar\n\n"
        + "from bookroom._base import Parts\n\nif TYPE_CHECKING:\n"
        + textwrap.indent(imported(CALLS, sorted(h.name for h in direct)), "    ")
        + "\n\nclass SessionAreas(Parts):\n"
        + '    """The areas of a session; each is loaded when it is first used."""\n\n'
        + parts(direct)
    )


def stubtest(writers: dict[str, CallWriter]) -> str:
    """What stubtest may not agree with: where a record stands in place of id and version, the
    method has a default that its overloads have not. By class, and no method besides.
    """
    head = "# Made by tools/generate.py; do not edit. Overloads have no default for what may be left out.\n"
    pairs = sorted(pair for writer in writers.values() for pair in writer.overloaded.items())
    lines = (
        rf"bookroom\._generated\.calls\.([a-z_]+\.)?{name}\.({'|'.join(sorted(methods))})"
        for name, methods in pairs
    )
    return head + "".join(f"{line}\n" for line in lines)
