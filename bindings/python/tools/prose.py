"""Rust documentation as Python's docstrings."""

from __future__ import annotations

import re
import textwrap

QUOTES = '"""'


def prose(docs: str) -> str:
    """Documentation as reStructuredText, without its list of errors."""
    return tidied(docs.split("# Errors")[0].strip())


def errors(docs: str) -> str | None:
    """What the documentation says of errors."""
    return tidied(docs.split("# Errors")[1].strip()) if "# Errors" in docs else None


def tidied(text: str) -> str:
    """Rust links and code marks as reStructuredText has them."""
    text = re.sub(r"\[`(?:[\w]+::)*?((?:\w+::)?\w+)`\]", r"`\1`", text)
    text = text.replace("::", ".").replace("\\", "\\\\")
    return re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", text)


def wrapped(text: str, width: int, first: str = "", later: str = "") -> str:
    """One paragraph in lines of a width."""
    return textwrap.fill(
        " ".join(text.split()),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def filled(text: str, indent: str, first: str = "") -> str:
    """Text wrapped, in paragraphs."""
    paragraphs = [
        wrapped(part, 98 - len(indent), first if not i else "")
        for i, part in enumerate(text.split("\n\n"))
    ]
    return textwrap.indent("\n\n".join(paragraphs), indent)


def docstring(text: str, indent: str) -> str:
    """A docstring; short ones on one line."""
    body = filled(text, indent, QUOTES)
    if len(body.splitlines()) == 1 and len(body) <= 94:
        return body + QUOTES + "\n"
    return body + "\n" + indent + QUOTES + "\n"


def of_record(text: str, fields: list[tuple[str, str]]) -> str:
    """The docstring of a record: what it is, then its fields, which ``help`` would not tell."""
    if not fields:
        return docstring(text, "    ")
    told = [wrapped(f"{name}: {docs}", 90, later="    ") for name, docs in fields]
    attributes = "".join(f"{textwrap.indent(one, ' ' * 8)}\n" for one in told)
    return f"{filled(text, '    ', QUOTES)}\n\n    Attributes:\n{attributes}    {QUOTES}\n"


def section(title: str, parts: list[str]) -> str:
    """A section of a method's docstring, such as ``Args``."""
    lines = "\n".join(textwrap.indent(wrapped(p, 84, later="    "), " " * 12) for p in parts)
    return f"\n\n        {title}:\n{lines}"
