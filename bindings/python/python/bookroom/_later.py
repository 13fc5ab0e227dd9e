"""Modules whose names are loaded when they are used, so that the package itself loads quickly."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def load_later(
    namespace: dict[str, Any], places: Mapping[str, Iterable[str]]
) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """What a module needs for ``__all__``, ``__getattr__`` and ``__dir__``.

    Args:
        namespace: The module's ``globals()``; what it holds already is public too.
        places: Names by the modules that have them.
    """
    homes = {name: module for module, names in places.items() for name in names}

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
        found = namespace[name] = getattr(import_module(homes[name]), name)
        return found

    def names() -> list[str]:
        return sorted({*namespace, *homes})

    ready = [name for name in namespace if not name.startswith("_") and name != "TYPE_CHECKING"]
    # What Python itself has by this name, such as `open`, stays what it is after an `import *`.
    public = {*ready, *homes}.difference(dir(builtins))
    return sorted(public), load, names
