"""What is asked without a store, and the file of rejected rows."""

from __future__ import annotations

import io
from pathlib import Path

import bookroom
import pytest
from bookroom import values

CSV = "客户名称,统一社会信用代码\n甲公司,91350100M000100Y44\n乙公司,\n".encode()


def test_a_wrong_check_digit_is_told_from_a_wrong_form() -> None:
    for text, code in [
        ("91350100M000100Y44", "bad_check_digit"),
        ("91350100", "bad_format"),
        ("  ", "required"),
    ]:
        with pytest.raises(bookroom.InvalidError) as refused:
            values.check_identifier("unified_social_credit", text)
        assert refused.value.code == code
    with pytest.raises(ValueError, match="kind"):
        values.check_identifier("passport", "x")
    with pytest.raises(bookroom.InvalidError) as wrong:
        values.check_email("x@")
    assert wrong.value.code == "bad_format"


def test_phones_are_read_by_their_region() -> None:
    assert values.read_phone("+49 30 901820").kind == bookroom.PhoneKind.INTERNATIONAL
    assert values.read_phone("030 901820", region="DE").display == "+49 30 901820"
    unknown = values.read_phone("call me")
    assert (unknown.kind, unknown.key) == ("unknown", "")


def test_shares_sum_to_the_whole() -> None:
    assert sum(values.split_by_weight(-(10**18) - 1, [3, 0, 7, 11])) == -(10**18) - 1
    assert values.split_by_weight(5, []) == []
    with pytest.raises(OverflowError):
        values.split_by_weight(2**63, [1])


def test_a_case_is_asked_for_its_steps(session: bookroom.Session) -> None:
    for state in bookroom.CaseState:
        steps = values.case_steps_from(state)
        assert steps
        assert all(isinstance(step, bookroom.CaseStep) for step in steps)


def test_rejected_rows_come_back_as_a_file(session: bookroom.Session, tmp_path: Path) -> None:
    [file] = session.exchange.import_customers(CSV).files
    rows = bookroom.write_rejected(file)
    assert "甲公司" in rows.decode()
    assert "bad_check_digit" in rows.decode()
    assert bookroom.write_rejected(file, tmp_path / "rejected.csv") == 1
    assert (tmp_path / "rejected.csv").read_bytes() == rows
    memory = io.BytesIO()
    assert bookroom.write_rejected(file, memory, language="english") == 1
    assert memory.getvalue() != rows
    # Corrected, it is taken.
    fixed = rows.replace(b"91350100M000100Y44", b"91350100M000100Y43")
    report = session.exchange.import_customers(fixed)
    assert (report.accepted, report.rejected) == (1, 0)
    with pytest.raises(bookroom.StorageError):
        bookroom.write_rejected(file, tmp_path / "none" / "rejected.csv")
