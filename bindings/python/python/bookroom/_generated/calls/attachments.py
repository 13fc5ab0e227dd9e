# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class AttachmentsCalls(Area):
    """The engine's calls of ``session.attachments``."""

    __slots__ = ()

    def get(self, id: m.AttachmentId | Identified[m.AttachmentId]) -> m.Attachment:
        """One attachment, also one that was removed.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Attachment = self._query("attachments.get", id)
        return result

    def list(
        self,
        *,
        record: m.AttachedTo | None = None,
        sha256: str | None = None,
        removed: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Attachment]:
        """Attachments in the order in which they were added: those of a record, those that hold
        the same content, or all that the operator sees. A page may hold fewer than asked for
        while others follow.

        Args:
            record: Those of this record.
            sha256: Those with this content: its SHA-256 in hexadecimal digits.
            removed: Also those that were removed.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for a record that the operator does
                not see, ``bad_format`` for what is no SHA-256, ``out_of_range``,
                ``bad_cursor``.
        """
        result: Page[m.Attachment] = self._query("attachments.list", m.AttachmentFilter(record, sha256, removed), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        record: m.AttachedTo | None = None,
        sha256: str | None = None,
        removed: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Attachment]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Attachment,
            self._session,
            "attachments.list",
            lambda limit, after: (m.AttachmentFilter(record, sha256, removed), m.PageRequest(limit, after), ),
            chunk,
        )

    def content(self, id: m.AttachmentId | Identified[m.AttachmentId]) -> bytes:
        """What a file holds.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``; ``corrupt`` when it is not whole
                any more.
        """
        result: bytes = self._query("attachments.content", id)
        return result

    def part(
        self,
        id: m.AttachmentId | Identified[m.AttachmentId],
        offset: int,
        length: int,
    ) -> bytes:
        """A part of what a file holds: from a place on, counted in bytes from 0, as many bytes as
        are asked for and there. Large files are read so, part after part.

        Raises:
            bookroom.Error: As ``Attachments.content``; ``out_of_range`` for less than 0.
        """
        result: bytes = self._query("attachments.part", id, offset, length)
        return result

    def save(self, id: m.AttachmentId | Identified[m.AttachmentId], path: str) -> int:
        """Writes what a file holds into a file on disk, which is there whole or not at all, and
        whose owner alone can read it. Returns its length in bytes.

        Raises:
            bookroom.Error: As ``Attachments.content``; ``no_folder``, ``not_a_file``,
                ``file_access``.
        """
        result: int = self._query("attachments.save", id, path)
        return result

    def export_files(self, folder: str) -> m.ExportedAttachments:
        """Writes every file that the operator sees into a folder, which must be new or empty:
        each under its id, a hyphen and its name. The list ``attachments`` of the exports says
        which is which. Needs the permission to export, too.

        Raises:
            bookroom.Error: ``not_permitted``, ``folder_not_empty``, ``not_a_folder``,
                ``no_folder``, ``file_access``, ``corrupt``.
        """
        result: m.ExportedAttachments = self._query("attachments.export_files", folder)
        return result

    def add(
        self,
        *,
        record: m.AttachedTo,
        name: str,
        content: bytes,
        media_type: str | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Attachment:
        """Attaches a file to a record.

        Args:
            record: The record.
            name: The name of the file with its extension and without folders, up to 200 bytes
                in UTF-8.
            content: What it holds; not empty.
            media_type: What kind of file it is (RFC 6838), where the host knows: refused when
                name or content say otherwise.
            note: What it is, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Attachments.add_many``.
        """
        result: m.Attachment = self._command("attachments.add", request_key, m.NewAttachment(record, name, content, media_type, note))
        return result

    def add_many(
        self,
        attachments: Sequence[m.NewAttachment],
        *,
        request_key: str | None = None,
    ) -> Table[m.Attachment]:
        """Attaches up to 100 files to records: all, or none. What is there already is not stored
        again.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, also for a record that the operator sees and may
                not change; ``unknown_reference`` for one that is not there or not seen;
                ``empty_file``, ``file_too_large``, ``type_not_allowed``, ``type_differs``
                (content or given type do not fit the name), ``bad_file_name``, ``required``,
                ``too_long``, ``bad_character``, ``too_many``; ``merged_away``.
        """
        result: Table[m.Attachment] = self._command("attachments.add_many", request_key, attachments)
        return result

    def add_file(
        self,
        record: m.AttachedTo,
        path: str,
        *,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Attachment:
        """Attaches a file on disk to a record, under its own name. It is read once; one larger
        than the book takes is not read at all.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Attachments.add_many``; ``no_file``, ``no_folder``,
                ``not_a_file``, ``file_access``.
        """
        result: m.Attachment = self._command("attachments.add_file", request_key, record, path, note)
        return result

    @overload
    def edit(
        self,
        id: m.AttachmentId | Identified[m.AttachmentId],
        version: int,
        *,
        name: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Attachment: ...

    @overload
    def edit(
        self,
        id: Versioned[m.AttachmentId],
        *,
        name: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Attachment: ...

    def edit(
        self,
        id: m.AttachmentId | Identified[m.AttachmentId] | Versioned[m.AttachmentId],
        version: int | Absent = ABSENT,
        *,
        name: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Attachment:
        """Changes the name of a file or the note on it.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name: The name of the file with its extension, of the same kind as before.
            note: What it is.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``type_differs`` (another extension), ``bad_file_name``, ``required``,
                ``too_long``, ``bad_character``.
        """
        id, version = seen(
            ("id", "version"),
            ("Attachment", "AttachmentVersion",),
            id, version,
        )
        result: m.Attachment = self._command("attachments.edit", request_key, id, version, m.AttachmentEdit(name, note))
        return result

    def remove(
        self,
        attachments: Sequence[Versioned[m.AttachmentId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Attachment]:
        """Removes up to 1,000 files from their records: all, or none. Content that no other file
        holds is deleted; that the files were there stays known, and ``removed_at`` says until
        when.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``repeated``, ``too_many``; ``attachment_kept`` for those of a posted document,
                a payment, an entry, a closed case, an ended task or a locked customer.
        """
        result: Table[m.Attachment] = self._command("attachments.remove", request_key, attachments)
        return result

    def policy(self) -> m.AttachmentPolicy:
        """Which files the book takes.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.AttachmentPolicy = self._query("attachments.policy")
        return result

    def set_policy(
        self,
        version: int,
        *,
        max_bytes: int | Unset = UNSET,
        max_per_record: int | Unset = UNSET,
        extensions: Sequence[str] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.AttachmentPolicy:
        """Sets which files the book takes from now on; those that are there stay.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            max_bytes: The largest file, in bytes, 1 to 268,435,456 (256 MiB).
            max_per_record: The most files on one record, 1 to 10,000.
            extensions: The extensions of names that are taken, up to 200: letters and digits,
                up to 10 each, with or without the dot. Of one that the engine does not know the
                content is not compared with the name; programs and scripts are never taken.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``version_conflict``, ``out_of_range``,
                ``bad_format``, ``repeated``, ``too_many``.
        """
        result: m.AttachmentPolicy = self._command("attachments.set_policy", request_key, version, m.AttachmentPolicyEdit(max_bytes, max_per_record, extensions))
        return result
