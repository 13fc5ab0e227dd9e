"""Files on records: their content is Python's own bytes."""

from __future__ import annotations

from pathlib import Path

import bookroom
import pytest
from conforms import check


def test_attachments(
    session: bookroom.Session, customer: bookroom.Customer, tmp_path: Path
) -> None:
    files = session.attachments
    record = bookroom.AttachedToCustomer(customer.id)
    content = bytes(range(1, 128)) * 3000
    made = files.add(record=record, name="合同.txt", content=content, note="草稿")
    check(made, bookroom.Attachment)
    assert (made.size, made.media_type) == (len(content), "text/plain")
    assert files.content(made) == content
    assert files.part(made, 262_000, 500) == content[262_000:262_500]
    assert list(files.list(record=record)) == [made]
    assert files.save(made, tmp_path / "again.txt") == len(content)
    assert (tmp_path / "again.txt").read_bytes() == content
    same = files.add_file(record, tmp_path / "again.txt")
    assert [it.id for it in files.list(sha256=made.sha256)] == [made.id, same.id]
    made = files.edit(made, name="定稿.txt", note=None)
    assert (made.name, made.note) == ("定稿.txt", None)
    new = bookroom.NewAttachment(record=record, name="b.txt", content=b"b")
    [other] = session.batch([bookroom.commands.AddAttachments(attachments=[new])])[0]
    assert files.content(other) == b"b"
    for wrong, code in [(b"", "empty_file"), ("text", "wrong_type")]:
        with pytest.raises(bookroom.InvalidError) as refused:
            files.add(record=record, name="c.txt", content=wrong)  # type: ignore[arg-type]
        assert refused.value.code == code
    removed = files.remove([made, same, other])
    assert all(it.removed_at for it in removed)
    assert files.export_files(tmp_path / "all").files == 0
    policy = files.set_policy(files.policy().version, extensions=["pdf", ".ofd"])
    assert policy.extensions == ("pdf", "ofd")
