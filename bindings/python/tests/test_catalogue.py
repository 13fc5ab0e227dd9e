"""Everything the engine can do is reachable, and what is generated is up to date."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import bookroom
from bookroom import _native, commands

BINDING = Path(__file__).resolve().parents[1]


def method_of(session: bookroom.Session, path: str) -> object:
    found: object = session
    for part in path.split("."):
        found = getattr(found, part)
    return found


def test_every_command_of_the_engine_has_a_class_and_a_method(session: bookroom.Session) -> None:
    names = _native.command_names()
    assert len(names) > 70
    missing = set(names) ^ set(commands.COMMANDS)
    assert not missing, f"commands without a class, or classes without a command: {missing}"
    for name in names:
        assert commands.COMMANDS[name].command == name
        methods = commands.METHODS[name]
        assert methods, f"{name} has no method"
        for path in methods:
            method = method_of(session, path)
            assert callable(method)
            assert "request_key" in inspect.signature(method).parameters, path


def test_every_call_of_the_engine_is_used_by_a_method() -> None:
    folder = BINDING / "python/bookroom/_generated/calls"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for name in _native.call_names():
        assert f'"{name}"' in source, f"{name} has no method"


def test_generated_files_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(BINDING / "tools" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_public_name_has_documentation() -> None:
    silent = []
    names = [name for name in dir(bookroom) if not name.startswith("_")]
    assert len(names) > 250
    for name in names:
        found = getattr(bookroom, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            if not inspect.getdoc(found):
                silent.append(name)
            if inspect.isclass(found) and found.__module__.startswith("bookroom"):
                silent += [
                    f"{name}.{member}"
                    for member, value in vars(found).items()
                    if not member.startswith("_")
                    and (inspect.isfunction(value) or isinstance(value, property))
                    and not inspect.getdoc(value)
                ]
    assert silent == []


def test_every_error_code_has_a_class_and_both_texts() -> None:
    codes = _native.codes()
    assert len(codes) > 60
    for code, kind, english, chinese in codes:
        error = getattr(bookroom, f"{kind}Error")([bookroom.Violation("", code)])
        assert isinstance(error, bookroom.Error)
        assert error.code == code
        assert error.text("en") == english
        assert error.text("zh") == chinese
