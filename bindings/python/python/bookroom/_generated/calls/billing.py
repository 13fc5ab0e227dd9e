# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of billing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal, TYPE_CHECKING, overload

from bookroom._base import (
    ABSENT,
    Absent,
    Area,
    FrozenDict,
    Identified,
    Parts,
    UNSET,
    Unset,
    Versioned,
    ordered,
    seen,
)
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table

if TYPE_CHECKING:
    from bookroom._areas.billing import Invoices, OpenItems, Payments, Products


class BillingCalls(Area, Parts):
    """The engine's calls of ``session.billing``."""

    __slots__ = (
        "invoices", "open_items", "payments", "products",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "invoices": "Invoices",
        "open_items": "OpenItems",
        "payments": "Payments",
        "products": "Products",
    }

    invoices: Invoices
    """Invoices and credit notes, sale and purchase."""

    open_items: OpenItems
    """Lines posted by hand for customers and suppliers, opening balances above all."""

    payments: Payments
    """Money in and out, and what it settles."""

    products: Products
    """Products and services with their prices."""

    def verify(self) -> Table[m.Finding]:
        """Recomputes every document: header against lines, entry against document, what is
        settled against allocations, states, gapless numbers; every payment; and each party's
        balance on the control accounts. What differs is not an error but a finding.

        Raises:
            bookroom.Error: ``not_permitted`` without the permissions to see the ledger, all
                invoices and all payments.
        """
        result: Table[m.Finding] = self._query("billing.verify")
        return result


class InvoicesCalls(Area):
    """The engine's calls of ``session.billing.invoices``."""

    __slots__ = ()

    def draft(
        self,
        *,
        customer: m.CustomerId,
        issue_on: dt.date,
        lines: Sequence[m.NewInvoiceLine],
        direction: m.Direction | str = m.Direction.SALE,
        profile: m.InvoiceProfileId | None = None,
        reference: str | None = None,
        due_on: dt.date | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        discount: m.Discount | None = None,
        note: str | None = None,
        allow_repeated_reference: bool = False,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Drafts an invoice.

        Args:
            customer: The customer or supplier.
            issue_on: The date of issue.
            lines: The lines, 1 to 10,000.
            direction: Sale or purchase.
            profile: Which of the customer's profiles a sale shows; none: its default one, and
                the customer's own billing, number and address where it has none.
            reference: The number another system or the supplier gave it, up to 80 characters.
            due_on: When it is to be paid; by default the customer's payment days after issue.
            price_mode: Whether its unit prices hold the tax.
            discount: A discount on the whole document, spread over the lines by their amounts.
            note: A note, up to 2,000 characters.
            allow_repeated_reference: Whether the supplier may have given its number to another
                purchase of the book that counts: without it, the same bill entered twice is
                refused.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: Every violation at once: ``no_lines``, ``required``, ``too_long``,
                ``too_many``, ``bad_character``, ``bad_date``, ``date_far``, ``date_order``,
                ``negative_total``, ``must_be_positive`` for a quantity of nothing,
                ``too_many_decimals``, ``out_of_range`` (also for a discount larger than what it
                is taken from), ``unknown_reference``, ``retired``, ``not_postable``,
                ``bad_choice`` for an account kept by customer; ``not_permitted``.
                ``already_exists`` at the ``reference`` of a purchase that the supplier has
                given to another one, with the ``id`` of the first, unless it is allowed: one
                that is cancelled or wholly credited does not count. ``repeated`` when it stands
                here twice.
        """
        result: m.Invoice = self._command("billing.invoices.draft", request_key, m.NewInvoice(customer, issue_on, lines, direction, profile, reference, due_on, price_mode, discount, note, allow_repeated_reference))
        return result

    def draft_many(
        self,
        invoices: Sequence[m.NewInvoice],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Drafts many, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft``; ``too_many`` above 100,000.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.draft_many", request_key, invoices)
        return result

    @overload
    def edit(
        self,
        id: m.InvoiceId | Identified[m.InvoiceId],
        version: int,
        *,
        direction: m.Direction | str | Unset = UNSET,
        customer: m.CustomerId | Unset = UNSET,
        profile: m.InvoiceProfileId | Unset | None = UNSET,
        reference: str | Unset | None = UNSET,
        issue_on: dt.date | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        discount: m.Discount | Unset | None = UNSET,
        lines: Sequence[m.NewInvoiceLine] | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    @overload
    def edit(
        self,
        id: Versioned[m.InvoiceId],
        *,
        direction: m.Direction | str | Unset = UNSET,
        customer: m.CustomerId | Unset = UNSET,
        profile: m.InvoiceProfileId | Unset | None = UNSET,
        reference: str | Unset | None = UNSET,
        issue_on: dt.date | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        discount: m.Discount | Unset | None = UNSET,
        lines: Sequence[m.NewInvoiceLine] | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    def edit(
        self,
        id: m.InvoiceId | Identified[m.InvoiceId] | Versioned[m.InvoiceId],
        version: int | Absent = ABSENT,
        *,
        direction: m.Direction | str | Unset = UNSET,
        customer: m.CustomerId | Unset = UNSET,
        profile: m.InvoiceProfileId | Unset | None = UNSET,
        reference: str | Unset | None = UNSET,
        issue_on: dt.date | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        discount: m.Discount | Unset | None = UNSET,
        lines: Sequence[m.NewInvoiceLine] | Unset = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Gives a draft new values.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            direction: Sale or purchase. When it changes, lines that are kept take their
                accounts anew.
            customer: The customer or supplier.
            profile: Which of the customer's profiles a sale shows; cleared: its default one, as
                it is when the customer or the direction changes.
            reference: The number another system or the supplier gave it.
            issue_on: The date of issue.
            due_on: When it is to be paid; cleared: the customer's payment days after issue.
            price_mode: Whether its unit prices hold the tax; prices of lines that are kept stay
                the same numbers.
            discount: The discount on the whole document.
            lines: All lines.
            note: The note.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft``; ``not_found``, ``version_conflict``,
                ``wrong_state`` when it is no draft.
        """
        id, version = seen(
            ("id", "version"),
            ("Invoice", "InvoiceVersion",),
            id, version,
        )
        result: m.Invoice = self._command("billing.invoices.edit", request_key, id, version, m.InvoiceEdit(direction, customer, profile, reference, issue_on, due_on, price_mode, discount, lines, note))
        return result

    def discard(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Discards drafts; returns them as they were.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``, ``too_many``,
                ``repeated``, ``not_permitted``; ``in_use`` for one that a case names, with its
                id in the fact ``by_key``: link the case to something else first.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.discard", request_key, invoices)
        return result

    @overload
    def post(
        self,
        id: m.InvoiceId | Identified[m.InvoiceId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    @overload
    def post(
        self,
        id: Versioned[m.InvoiceId],
        *,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    def post(
        self,
        id: m.InvoiceId | Identified[m.InvoiceId] | Versioned[m.InvoiceId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Posts a draft: it gets its number and its journal entry, and keeps the counterparty's
        name, tax number and address as they are now.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.post_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Invoice", "InvoiceVersion",),
            id, version,
        )
        result: m.Invoice = self._command("billing.invoices.post", request_key, id, version)
        return result

    def post_many(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Posts drafts, all or none; numbers are given in their order.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``, ``too_many``,
                ``repeated``, ``retired``, ``not_postable``, ``unknown_reference`` with the fact
                ``role`` for a chart without an account, ``not_permitted``;
                ``credit_limit_exceeded`` for each sale beyond its customer's credit limit, with
                ``limit``, ``used`` and ``amount``, unless the book's ``credit_check`` lets it
                pass: then the record says so in ``credit_warning``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.post_many", request_key, invoices)
        return result

    def draft_and_post(
        self,
        invoices: Sequence[m.NewInvoice],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Drafts and posts invoices in one go, all or none; thousands take few statements. Needs
        both permissions.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft`` and ``Invoices.post_many``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.draft_and_post", request_key, invoices)
        return result

    def cancel(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        on: dt.date | None = None,
        reason: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Cancels invoices of which nothing is settled, by a credit note for each; returns the
        invoices as they are now. Without a date the credit notes are of today.

        Args:
            on: The day; today when absent.
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``wrong_state`` with the fact ``settled`` when something is settled,
                ``credited`` when part of it was taken back; ``not_found``,
                ``version_conflict``, ``date_order``, ``bad_date``, ``too_long``, ``too_many``,
                ``repeated``, ``not_permitted``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.cancel", request_key, invoices, on, reason)
        return result

    @overload
    def credit(
        self,
        invoice: m.InvoiceId,
        version: int,
        *,
        issue_on: dt.date | None = None,
        reference: str | None = None,
        lines: Sequence[m.CreditLine] = (),
        reason: str | None = None,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    @overload
    def credit(
        self,
        invoice: Versioned[m.InvoiceId],
        *,
        issue_on: dt.date | None = None,
        reference: str | None = None,
        lines: Sequence[m.CreditLine] = (),
        reason: str | None = None,
        request_key: str | None = None,
    ) -> m.Invoice: ...

    def credit(
        self,
        invoice: m.InvoiceId | Versioned[m.InvoiceId],
        version: int | Absent = ABSENT,
        *,
        issue_on: dt.date | None = None,
        reference: str | None = None,
        lines: Sequence[m.CreditLine] = (),
        reason: str | None = None,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Posts a credit note against an invoice, and returns it. What the invoice leaves open is
        settled by it; the rest is the counterparty's credit.

        Args:
            invoice: The invoice.
            version: The version of the invoice the caller last saw.
            issue_on: Its date, not before the invoice's; today when absent.
            reference: The number another system or the supplier gave it, up to 80 characters.
            lines: Which lines it takes back; empty for everything that is left of all.
            reason: Why, up to 2,000 characters; it becomes the note.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.credit_many``.
        """
        invoice, version = seen(
            ("invoice", "version"),
            ("Invoice", "InvoiceVersion",),
            invoice, version,
        )
        result: m.Invoice = self._command("billing.invoices.credit", request_key, m.NewCreditNote(invoice, version, issue_on, reference, lines, reason))  # type: ignore[arg-type]
        return result

    def credit_many(
        self,
        credits: Sequence[m.NewCreditNote],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Posts credit notes against invoices, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``over_allocated`` for more than is left of a line,
                ``unknown_reference`` for a line that is not there, ``must_be_positive``,
                ``too_many_decimals``, ``out_of_range``, ``wrong_state``, ``not_found``,
                ``version_conflict``, ``date_order``, ``bad_date``, ``too_long``, ``too_many``,
                ``repeated``, ``not_permitted``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.credit_many", request_key, credits)
        return result

    def credit_without_invoice(
        self,
        *,
        direction: m.Direction | str,
        customer: m.CustomerId,
        reason: str,
        price_mode: m.PriceMode | str,
        reference: str | None = None,
        issue_on: dt.date | None = None,
        discount: m.Discount | None = None,
        lines: Sequence[m.NewInvoiceLine] = (),
        request_key: str | None = None,
    ) -> m.Invoice:
        """Posts a credit note that stands alone: no invoice of this book is behind it.

        Args:
            direction: To a customer, or from a supplier.
            customer: The customer or supplier.
            reason: Why, 1 to 2,000 characters; it becomes the note.
            price_mode: Whether its unit prices hold the tax.
            reference: The number another system or the supplier gave it, up to 80 characters.
            issue_on: Its date; today when absent.
            discount: A discount on the whole document, spread over the lines by their amounts.
            lines: The lines, 1 to 10,000.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.credit_without_invoice_many``.
        """
        result: m.Invoice = self._command("billing.invoices.credit_without_invoice", request_key, m.NewStandaloneCredit(direction, customer, reason, price_mode, reference, issue_on, discount, lines))
        return result

    def credit_without_invoice_many(
        self,
        credits: Sequence[m.NewStandaloneCredit],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Posts credit notes that stand alone, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft`` and ``Invoices.post_many``; ``required``
                without a reason.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.credit_without_invoice_many", request_key, credits)
        return result

    def get(self, id: m.InvoiceId | Identified[m.InvoiceId]) -> m.Invoice:
        """One document.

        Raises:
            bookroom.Error: ``not_found`` (also when it is not yours to see), ``not_permitted``.
        """
        result: m.Invoice = self._query("billing.invoices.get", id)
        return result

    def get_many(self, ids: Sequence[m.InvoiceId]) -> Table[m.Invoice]:
        """Documents by id, in the order asked for; missing ones are left out.

        Raises:
            bookroom.Error: ``too_many`` above 100,000, ``not_permitted``.
        """
        result: Table[m.Invoice] = self._query("billing.invoices.get_many", ids)
        return result

    def get_by_number(self, number: str) -> m.Invoice:
        """The document with a number, such as ``INV-202606-0001``.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Invoice = self._query("billing.invoices.get_by_number", number)
        return result

    def find_by_number(self, number: str) -> m.Invoice | None:
        """As ``Invoices.get_by_number``, if there is one.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Invoice | None = self._query("billing.invoices.find_by_number", number)
        return result

    def find_by_reference(self, reference: str) -> Table[m.Invoice]:
        """The documents with a reference, newest first, at most 1,000.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Invoice] = self._query("billing.invoices.find_by_reference", reference)
        return result

    def list(
        self,
        sort: m.InvoiceSort | str = m.InvoiceSort.ISSUE_ON,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        corrects: m.InvoiceId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Invoice]:
        """A page of documents with their lines.

        Args:
            direction: Sale or purchase.
            kind: Invoices or credit notes.
            states: Any of these states; empty for all.
            customer: Of one customer or supplier.
            corrects: The credit notes that take this invoice back, wholly or in part.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            overdue_on: Invoices that were due before this day and of which something is open
                now.
            text: Part of the number, the reference or the counterparty's name; letter case and
                width do not matter, nor does punctuation unless a document holds the text just
                as it stands.
            gross_from: Of this gross amount or more.
            gross_to: Of this gross amount or less.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``too_many_decimals`` for an
                amount, ``bad_cursor``; ``bad_choice`` or ``wrong_type`` for a condition.
        """
        result: Page[m.Invoice] = self._query("billing.invoices.list", m.InvoiceFilter(direction, kind, states, customer, corrects, issued_from, issued_to, due_from, due_to, overdue_on, text, gross_from, gross_to, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.InvoiceSort | str = m.InvoiceSort.ISSUE_ON,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        corrects: m.InvoiceId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Invoice]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Invoice,
            self._session,
            "billing.invoices.list",
            lambda limit, after: (m.InvoiceFilter(direction, kind, states, customer, corrects, issued_from, issued_to, due_from, due_to, overdue_on, text, gross_from, gross_to, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def totals(
        self,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        corrects: m.InvoiceId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
        conditions: Sequence[m.Condition] = (),
    ) -> Table[m.InvoiceTotals]:
        """The totals of documents, one row for each direction and kind there is.

        Args:
            direction: Sale or purchase.
            kind: Invoices or credit notes.
            states: Any of these states; empty for all.
            customer: Of one customer or supplier.
            corrects: The credit notes that take this invoice back, wholly or in part.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            overdue_on: Invoices that were due before this day and of which something is open
                now.
            text: Part of the number, the reference or the counterparty's name; letter case and
                width do not matter, nor does punctuation unless a document holds the text just
                as it stands.
            gross_from: Of this gross amount or more.
            gross_to: Of this gross amount or less.
            conditions: Conditions on any column that the list can be sorted by; at most 20.

        Raises:
            bookroom.Error: As ``Invoices.list``.
        """
        result: Table[m.InvoiceTotals] = self._query("billing.invoices.totals", m.InvoiceFilter(direction, kind, states, customer, corrects, issued_from, issued_to, due_from, due_to, overdue_on, text, gross_from, gross_to, conditions))
        return result


class OpenItemsCalls(Area):
    """The engine's calls of ``session.billing.open_items``."""

    __slots__ = ()

    def post(
        self,
        on: dt.date,
        items: Sequence[m.NewOpeningItem],
        *,
        counter_account: str | None = None,
        summary: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.EntryItem]:
        """Enters what was open when the book began (期初): documents of many customers and
        suppliers at once, all or none, each against the counter account (by default the chart's
        for opening balances). They age from their own due dates, and payments, credit notes and
        advances settle them. The opposite is ``OpenItems.cancel``.

        Args:
            on: The day.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; every violation at once: ``unknown_reference``,
                ``must_be_positive``, ``too_many_decimals``, ``out_of_range``, ``bad_date``,
                ``date_order``, ``bad_choice`` for an account of the other side or another
                currency, ``not_postable``, ``retired``, ``required`` without a counter account,
                ``party_not_allowed`` for one kept by customer, ``too_long``, ``bad_character``,
                ``too_many`` above 100,000. ``already_exists`` at the ``number`` of a document
                that the customer has among its items of that side already, with the ``id`` of
                the first; cancelled ones do not count. ``repeated`` when it stands here twice.
        """
        result: Table[m.EntryItem] = self._command("billing.open_items.post", request_key, on, items, counter_account, summary)
        return result

    def cancel(
        self,
        items: Sequence[m.EntryItemId],
        *,
        on: dt.date | None = None,
        reason: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.EntryItem]:
        """Takes opening items back: their entries are reversed in red, what settled them is open
        again.

        Args:
            on: The day; today when absent.
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                taken back already or whose entry has other lines kept by customer,
                ``date_order``, ``repeated``, ``too_long``, ``too_many``.
        """
        result: Table[m.EntryItem] = self._command("billing.open_items.cancel", request_key, items, on, reason)
        return result

    def get(self, id: m.EntryItemId | Identified[m.EntryItemId]) -> m.EntryItem:
        """One of them.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.EntryItem = self._query("billing.open_items.get", id)
        return result

    def list(
        self,
        sort: m.EntryItemSort | str = m.EntryItemSort.ENTRY_ON,
        *,
        customer: m.CustomerId | None = None,
        side: m.OpenItemSide | str | None = None,
        kind: m.OpenKind | str | None = None,
        entry: m.EntryId | None = None,
        open: bool | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.EntryItem]:
        """A page of them.

        Args:
            customer: Of one customer or supplier.
            side: What customers owe, or what is owed to suppliers.
            kind: To be settled, or there to settle with.
            entry: Of one journal entry.
            open: Whether anything is left of it.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``bad_choice``
                or ``wrong_type`` for a condition.
        """
        result: Page[m.EntryItem] = self._query("billing.open_items.list", m.EntryItemFilter(customer, side, kind, entry, open, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.EntryItemSort | str = m.EntryItemSort.ENTRY_ON,
        *,
        customer: m.CustomerId | None = None,
        side: m.OpenItemSide | str | None = None,
        kind: m.OpenKind | str | None = None,
        entry: m.EntryId | None = None,
        open: bool | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.EntryItem]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.EntryItem,
            self._session,
            "billing.open_items.list",
            lambda limit, after: (m.EntryItemFilter(customer, side, kind, entry, open, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )


class PaymentsCalls(Area):
    """The engine's calls of ``session.billing.payments``."""

    __slots__ = ()

    def record(
        self,
        *,
        direction: m.PaymentDirection | str,
        customer: m.CustomerId,
        paid_on: dt.date,
        amount: Decimal | int,
        purpose: m.PaymentPurpose | str = m.PaymentPurpose.SETTLEMENT,
        method: str | None = None,
        account: str | None = None,
        reference: str | None = None,
        note: str | None = None,
        allocate: m.AllocationChoice | Literal["automatic", "none"] = m.AllocationChoiceAutomatic(),
        request_key: str | None = None,
    ) -> m.Payment:
        """Records one payment, posts it and lets it settle what it is for.

        Args:
            direction: In or out.
            customer: The customer or supplier.
            paid_on: The day the money moved.
            amount: How much, greater than zero, with at most the currency's decimal places.
            purpose: Settlement or refund.
            method: Code or label of an item of the dictionary ``payment_method``; a bank
                transfer when absent.
            account: The code of the cash or bank account; when absent the book's cash account
                for the method ``cash``, else its bank account.
            reference: The bank's or the payer's own number, up to 80 characters.
            note: A note, up to 2000 characters.
            allocate: What it settles. Anything but ``AllocationChoice.None`` needs
                ``payments.allocate`` too: who has not got it, as the ready-made cashier, gives
                ``none``, and somebody else allocates.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted`` (also without ``payments.allocate`` unless it
                stays open); every violation at once: ``unknown_reference`` for customer,
                method, account or document, ``must_be_positive``, ``too_many_decimals``,
                ``out_of_range``, ``bad_date``, ``too_long``, ``bad_character``, ``retired``,
                ``not_postable``, ``bad_choice`` (an account that holds no money; a document
                that cannot meet this payment), ``over_allocated``; ``not_a_supplier`` or
                ``not_a_customer`` at ``purpose`` for a party that is only on the other side and
                has nothing open on this one: such money is a refund, or the refund a
                settlement, as the fact ``purpose`` says.
        """
        result: m.Payment = self._command("billing.payments.record", request_key, m.NewPayment(direction, customer, paid_on, amount, purpose, method, account, reference, note, allocate))
        return result

    def record_many(
        self,
        payments: Sequence[m.NewPayment],
        *,
        request_key: str | None = None,
    ) -> Table[m.Payment]:
        """Records many payments, all or none. What each settles is told by
        ``Payments.allocations``.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Payments.record``; ``too_many`` above 100,000.
        """
        result: Table[m.Payment] = self._command("billing.payments.record_many", request_key, payments)
        return result

    @overload
    def edit(
        self,
        id: m.PaymentId | Identified[m.PaymentId],
        version: int,
        *,
        reference: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Payment: ...

    @overload
    def edit(
        self,
        id: Versioned[m.PaymentId],
        *,
        reference: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Payment: ...

    def edit(
        self,
        id: m.PaymentId | Identified[m.PaymentId] | Versioned[m.PaymentId],
        version: int | Absent = ABSENT,
        *,
        reference: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Payment:
        """Changes the reference or note of a payment.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            reference: The bank's or the payer's own number, up to 80 characters.
            note: A note, up to 2000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``too_long``, ``bad_character``.
        """
        id, version = seen(
            ("id", "version"),
            ("Payment", "PaymentVersion",),
            id, version,
        )
        result: m.Payment = self._command("billing.payments.edit", request_key, id, version, m.PaymentEdit(reference, note))
        return result

    def cancel(
        self,
        payments: Sequence[Versioned[m.PaymentId]],
        *,
        on: dt.date | None = None,
        reason: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.Payment]:
        """Cancels payments by red entries; what they settled is open again.

        Args:
            on: The day; today when absent.
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state`` when one is cancelled already, ``repeated``, ``date_order`` with
                the fact ``earliest``, ``too_many``, ``busy``.
        """
        result: Table[m.Payment] = self._command("billing.payments.cancel", request_key, payments, on, reason)
        return result

    def allocate(
        self,
        allocations: Sequence[m.NewAllocation],
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Allocates the open amounts of payments, credit notes, invoices or refunds.

        Args:
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; every violation at once: ``unknown_reference``,
                ``repeated``, ``bad_choice`` for documents that cannot meet (of different
                customers or sides, or both debts or both credits), ``must_be_positive``,
                ``over_allocated`` with the fact ``open``, ``date_order``, ``too_many``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.allocate", request_key, allocations, on)
        return result

    def allocate_to(
        self,
        payment: m.PaymentId | Identified[m.PaymentId],
        invoice: m.InvoiceId | Identified[m.InvoiceId],
        amount: Decimal | int,
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> m.Allocation:
        """Allocates a part of a payment to an invoice: 30 of this payment to that invoice. The
        amount is in the currency of both. Without a day it counts from today, or the first day
        that both allow.

        Args:
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; ``unknown_reference`` for the payment or the
                invoice, ``bad_choice`` for an invoice of another customer or side,
                ``must_be_positive``, ``too_many_decimals``, ``over_allocated`` with the fact
                ``open``, ``date_order``, ``bad_date``. Paths are the names of the parameters.
        """
        result: m.Allocation = self._command("billing.payments.allocate_to", request_key, payment, invoice, amount, on)
        return result

    def allocate_automatically(
        self,
        customers: Sequence[m.CustomerId],
        *,
        side: m.OpenItemSide | str | None = None,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Allocates everything that is open of customers (all within reach when none is named):
        the debt due first with the oldest credit.

        Args:
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_many``, ``bad_date``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.allocate_automatically", request_key, customers, side, on)
        return result

    def withdraw_allocations(
        self,
        allocations: Sequence[m.AllocationId],
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Takes allocations back.

        Args:
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                withdrawn already or belongs to a cancelled invoice, ``repeated``,
                ``date_order``, ``too_many``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.withdraw_allocations", request_key, allocations, on)
        return result

    def get(self, id: m.PaymentId | Identified[m.PaymentId]) -> m.Payment:
        """One payment.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Payment = self._query("billing.payments.get", id)
        return result

    def list(
        self,
        sort: m.PaymentSort | str = m.PaymentSort.PAID_ON,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        paid_from: dt.date | None = None,
        paid_to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Payment]:
        """A page of payments.

        Args:
            direction: In or out.
            purpose: Settlements or refunds.
            state: Posted or cancelled.
            customer: Of one customer or supplier.
            paid_from: Paid on this day or later.
            paid_to: Paid on this day or earlier.
            method: The code of a method.
            text: A part of the number or reference.
            unallocated: Only posted payments that are not allocated in full.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by, or ``largest``, ``newest`` or ``oldest``: these
                say their direction themselves.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``too_long``,
                ``bad_character``, ``bad_date``, ``bad_choice`` or ``wrong_type`` in the filter.
        """
        sort, descending = ordered({"largest": ("amount", True), "newest": ("paid_on", True), "oldest": ("paid_on", False)}, sort, descending)
        result: Page[m.Payment] = self._query("billing.payments.list", m.PaymentFilter(direction, purpose, state, customer, paid_from, paid_to, method, text, unallocated, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.PaymentSort | str = m.PaymentSort.PAID_ON,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        paid_from: dt.date | None = None,
        paid_to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Payment]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Payment,
            self._session,
            "billing.payments.list",
            lambda limit, after: (m.PaymentFilter(direction, purpose, state, customer, paid_from, paid_to, method, text, unallocated, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def totals(
        self,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        paid_from: dt.date | None = None,
        paid_to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        conditions: Sequence[m.Condition] = (),
    ) -> m.PaymentTotals:
        """Sums over payments.

        Args:
            direction: In or out.
            purpose: Settlements or refunds.
            state: Posted or cancelled.
            customer: Of one customer or supplier.
            paid_from: Paid on this day or later.
            paid_to: Paid on this day or earlier.
            method: The code of a method.
            text: A part of the number or reference.
            unallocated: Only posted payments that are not allocated in full.
            conditions: Conditions on any column that the list can be sorted by; at most 20.

        Raises:
            bookroom.Error: ``not_permitted``; ``too_long``, ``bad_character`` or ``bad_date``
                in the filter.
        """
        result: m.PaymentTotals = self._query("billing.payments.totals", m.PaymentFilter(direction, purpose, state, customer, paid_from, paid_to, method, text, unallocated, conditions))
        return result

    def allocations(self, item: m.OpenItem) -> Table[m.Allocation]:
        """The allocations of an invoice, credit note, payment or refund, withdrawn ones included,
        in the order they were made.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.Allocation] = self._query("billing.payments.allocations", item)
        return result

    def unallocated_credit(
        self,
        *,
        customers: Sequence[m.CustomerId] = (),
    ) -> Table[m.UnallocatedCredit]:
        """What customers and suppliers (all within reach when none is named) have to their
        credit: of payments and of credit notes, so it needs the permissions to see both.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.UnallocatedCredit] = self._query("billing.payments.unallocated_credit", customers)
        return result

    def verify(self) -> Table[m.Finding]:
        """Checks what is allocated against the allocations, every payment against its journal
        entry, and each party's balance on the control accounts against its documents.

        Raises:
            bookroom.Error: ``not_permitted`` without the permissions to see the ledger, all
                payments and all invoices. What differs is not an error but a finding.
        """
        result: Table[m.Finding] = self._query("billing.payments.verify")
        return result


class ProductsCalls(Area):
    """The engine's calls of ``session.billing.products``."""

    __slots__ = ()

    def add(
        self,
        *,
        code: str,
        name: str,
        kind: m.ProductKind | str = m.ProductKind.PRODUCT,
        unit: str | None = None,
        unit_price: Decimal | int | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        tax_rate: Decimal | int = Decimal("0"),
        income_account: str | None = None,
        note: str | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
        request_key: str | None = None,
    ) -> m.Product:
        """Adds a product or service.

        Args:
            code: The code, unique in the book, up to 60 characters.
            name: The name, up to 200 characters.
            kind: Goods or a service.
            unit: The unit it is counted in, up to 40 characters.
            unit_price: The price of one unit in the price mode, 0 or more, at most 8 decimal
                places.
            price_mode: Whether the unit price holds the tax.
            tax_rate: The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %.
            income_account: The code of the account that takes the net amount of a sale; by
                default the chart's account for sales of goods or of services.
            note: A note, up to 2,000 characters.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: Every violation at once (``required``, ``too_long``,
                ``bad_character``, ``out_of_range``, ``too_many_decimals``,
                ``unknown_reference``, ``retired``, ``not_postable``, ``bad_choice`` for the
                account), ``already_exists`` for a taken code, ``not_permitted``.
        """
        result: m.Product = self._command("billing.products.add", request_key, m.NewProduct(code, name, kind, unit, unit_price, price_mode, tax_rate, income_account, note, custom))
        return result

    def add_many(
        self,
        products: Sequence[m.NewProduct],
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Adds many, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.add``; ``too_many`` above 100,000, ``repeated`` for a
                code that stands twice.
        """
        result: Table[m.Product] = self._command("billing.products.add_many", request_key, products)
        return result

    @overload
    def edit(
        self,
        id: m.ProductId | Identified[m.ProductId],
        version: int,
        *,
        code: str | Unset = UNSET,
        kind: m.ProductKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        unit: str | Unset | None = UNSET,
        unit_price: Decimal | int | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        tax_rate: Decimal | int | Unset = UNSET,
        income_account: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Product: ...

    @overload
    def edit(
        self,
        id: Versioned[m.ProductId],
        *,
        code: str | Unset = UNSET,
        kind: m.ProductKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        unit: str | Unset | None = UNSET,
        unit_price: Decimal | int | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        tax_rate: Decimal | int | Unset = UNSET,
        income_account: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Product: ...

    def edit(
        self,
        id: m.ProductId | Identified[m.ProductId] | Versioned[m.ProductId],
        version: int | Absent = ABSENT,
        *,
        code: str | Unset = UNSET,
        kind: m.ProductKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        unit: str | Unset | None = UNSET,
        unit_price: Decimal | int | Unset | None = UNSET,
        price_mode: m.PriceMode | str | Unset = UNSET,
        tax_rate: Decimal | int | Unset = UNSET,
        income_account: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Product:
        """Gives a product new values.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            code: The code.
            kind: Goods or a service.
            name: The name.
            unit: The unit it is counted in.
            unit_price: The price of one unit in the price mode.
            price_mode: Whether the unit price holds the tax; a price that is kept stays the
                same number.
            tax_rate: The tax rate: 0.13 is 13 %.
            income_account: The code of the account that takes the net amount of a sale;
                cleared: the chart's.
            note: The note.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.add``; ``not_found``, ``version_conflict``.
        """
        id, version = seen(
            ("id", "version"),
            ("Product", "ProductUpdate", "ProductVersion",),
            id, version,
        )
        result: m.Product = self._command("billing.products.edit", request_key, id, version, m.ProductEdit(code, kind, name, unit, unit_price, price_mode, tax_rate, income_account, note, custom))
        return result

    def edit_many(
        self,
        edits: Sequence[m.ProductUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Gives many products new values, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.edit``; ``too_many``, ``repeated``.
        """
        result: Table[m.Product] = self._command("billing.products.edit_many", request_key, edits)
        return result

    @overload
    def set_active(
        self,
        id: m.ProductId | Identified[m.ProductId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Product: ...

    @overload
    def set_active(
        self,
        id: Versioned[m.ProductId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Product: ...

    def set_active(  # type: ignore[misc]
        self,
        id: m.ProductId | Identified[m.ProductId] | Versioned[m.ProductId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Product:
        """Retires a product, or takes it back into use. A retired one cannot be chosen for new
        lines.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``not_permitted``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("Product", "ProductUpdate", "ProductVersion",),
            id, version, active,
        )
        result: m.Product = self._command("billing.products.set_active", request_key, id, version, active)
        return result

    def set_active_many(
        self,
        products: Sequence[Versioned[m.ProductId]],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Retires many products, or takes them back into use, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.set_active``; ``too_many``, ``repeated``.
        """
        result: Table[m.Product] = self._command("billing.products.set_active_many", request_key, products, active)
        return result

    @overload
    def remove(
        self,
        id: m.ProductId | Identified[m.ProductId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Product: ...

    @overload
    def remove(
        self,
        id: Versioned[m.ProductId],
        *,
        request_key: str | None = None,
    ) -> m.Product: ...

    def remove(
        self,
        id: m.ProductId | Identified[m.ProductId] | Versioned[m.ProductId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Product:
        """Removes a product that no document and no case names; returns it as it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``in_use`` (retire it instead), ``not_found``, ``version_conflict``,
                ``not_permitted``.
        """
        id, version = seen(
            ("id", "version"),
            ("Product", "ProductUpdate", "ProductVersion",),
            id, version,
        )
        result: m.Product = self._command("billing.products.remove", request_key, id, version)
        return result

    def remove_many(
        self,
        products: Sequence[Versioned[m.ProductId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Removes many products that no document and no case names, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.remove``; ``too_many``, ``repeated``.
        """
        result: Table[m.Product] = self._command("billing.products.remove_many", request_key, products)
        return result

    def get(self, id: m.ProductId | Identified[m.ProductId]) -> m.Product:
        """The product with this id.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Product = self._query("billing.products.get", id)
        return result

    def get_by_code(self, code: str) -> m.Product:
        """The product with this code; letter case counts, as it does when codes are given.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Product = self._query("billing.products.get_by_code", code)
        return result

    def find_by_code(self, code: str) -> m.Product | None:
        """As ``Products.get_by_code``, if there is one.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Product | None = self._query("billing.products.find_by_code", code)
        return result

    def find_by_codes(self, codes: Sequence[str]) -> Table[m.Product]:
        """The products with these codes, in the order of the codes; unknown codes are left out.
        Letter case counts.

        Raises:
            bookroom.Error: ``too_many`` above 100,000, ``not_permitted``.
        """
        result: Table[m.Product] = self._query("billing.products.find_by_codes", codes)
        return result

    def list(
        self,
        sort: m.ProductSort | str = m.ProductSort.CODE,
        *,
        kind: m.ProductKind | str | None = None,
        active: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Product]:
        """A page of products.

        Args:
            kind: Goods, or services.
            active: Those that may be chosen, or those that may not.
            text: Part of the code or name; letter case, width and punctuation do not matter.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``bad_choice``
                or ``wrong_type`` for a condition.
        """
        result: Page[m.Product] = self._query("billing.products.list", m.ProductFilter(kind, active, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.ProductSort | str = m.ProductSort.CODE,
        *,
        kind: m.ProductKind | str | None = None,
        active: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Product]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Product,
            self._session,
            "billing.products.list",
            lambda limit, after: (m.ProductFilter(kind, active, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )
