"""Files on records."""

from __future__ import annotations

import os

from bookroom._base import Identified
from bookroom._generated import models as m
from bookroom._generated.calls.attachments import AttachmentsCalls

__all__ = ["Attachments"]


class Attachments(AttachmentsCalls):
    """Files on records: ``session.attachments``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> record = bookroom.AttachedToCustomer(session.customers.add(name="蓝湖商行").id)
    >>> file = session.attachments.add(record=record, name="a.txt", content=b"abc")
    >>> session.attachments.content(file)
    b'abc'
    """

    __slots__ = ()

    def add_file(
        self,
        record: m.AttachedTo,
        path: str | os.PathLike[str],
        *,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Attachment:
        """Attaches a file on disk to a record, under its own name. It is read once; one larger
        than the book takes is not read at all.

        Args:
            record: The record.
            path: Where the file is.
            note: What it is.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Attachments.add_many``; ``no_file``, ``no_folder``,
                ``not_a_file``, ``file_access``.
        """
        path = os.fspath(path)
        return super().add_file(record, path, note=note, request_key=request_key)

    def save(
        self,
        id: m.AttachmentId | Identified[m.AttachmentId],
        path: str | os.PathLike[str],
    ) -> int:
        """Writes what a file holds into a file on disk, which is there whole or not at all, and
        whose owner alone can read it. Returns its length in bytes.

        Raises:
            bookroom.Error: As ``Attachments.content``; ``no_folder``, ``not_a_file``,
                ``file_access``.
        """
        return super().save(id, os.fspath(path))

    def export_files(self, folder: str | os.PathLike[str]) -> m.ExportedAttachments:
        """Writes every file that the operator sees into a folder, which must be new or empty:
        each under its id, a hyphen and its name. The list ``attachments`` of the exports says
        which is which. Needs the permission to export, too.

        Raises:
            bookroom.Error: ``not_permitted``, ``folder_not_empty``, ``not_a_folder``,
                ``no_folder``, ``file_access``, ``corrupt``.
        """
        return super().export_files(os.fspath(folder))
