"""What scripts and forms ask before anything is sent: identifiers, phones, addresses, shares of an
amount, and which steps a case may take. No store is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from bookroom import _native
from bookroom._generated import models as m

__all__ = [
    "case_steps_from",
    "check_email",
    "check_identifier",
    "detect_identifier",
    "mask_all_but_four",
    "mask_email",
    "mask_name",
    "mask_phone",
    "normalize_identifier",
    "read_phone",
    "split_by_weight",
    "split_phones",
]


def check_identifier(kind: m.IdentifierKind | str, text: str) -> str:
    """Checks an identifier and returns it in the form in which it is kept.

    Raises:
        bookroom.Error: ``required`` when it is blank, ``bad_format``, ``bad_check_digit``; for
            ``other`` ``too_long`` and ``bad_character``.

    >>> check_identifier("unified_social_credit", " 91350100m000100y43 ")
    '91350100M000100Y43'
    """
    return _native.check_identifier(kind, text)


def detect_identifier(text: str) -> m.IdentifierKind:
    """The kind an identifier most probably is of, also when its check digit is wrong.

    >>> detect_identifier("91350100M000100Y44")
    <IdentifierKind.UNIFIED_SOCIAL_CREDIT: 'unified_social_credit'>
    """
    found: m.IdentifierKind = _native.detect_identifier(text)
    return found


def normalize_identifier(kind: m.IdentifierKind | str, text: str) -> str:
    """An identifier in the form in which it is kept and compared, unchecked.

    >>> normalize_identifier("vat", "de 136-695 976")
    'DE136695976'
    """
    return _native.normalize_identifier(kind, text)


def read_phone(text: str, region: str = "CN") -> m.Phone:
    """Reads one phone number; never fails: what is not recognised comes back cleaned, with the
    kind ``unknown``.

    Args:
        text: The number as it was typed.
        region: The country (ISO 3166) whose numbers are written without country code.

    >>> read_phone("０２１ 5555 1234 转 801").display
    '021-55551234-801'
    """
    found: m.Phone = _native.read_phone(text, region)
    return found


def split_phones(text: str) -> list[str]:
    """The phone numbers written in one text: cut at ``/``, ``、``, commas, semicolons, ``|``, line
    ends and 或.

    >>> split_phones("13800138000 / 010-12345678")
    ['13800138000', '010-12345678']
    """
    return _native.split_phones(text)


def check_email(text: str) -> str:
    """Checks an e-mail address and returns it in the form in which it is kept.

    Raises:
        bookroom.Error: ``required``, ``too_long``, ``bad_format``.

    >>> check_email("Zhang@EXAMPLE.com")
    'Zhang@example.com'
    """
    return _native.check_email(text)


def mask_phone(number: str) -> str:
    """A phone number for those who may not see all of it.

    >>> mask_phone("13800138000")
    '138****8000'
    """
    return _native.mask_phone(number)


def mask_email(address: str) -> str:
    """An e-mail address for those who may not see all of it.

    >>> mask_email("zhang@example.com")
    'z***@example.com'
    """
    return _native.mask_email(address)


def mask_name(name: str) -> str:
    """A person's name for those who may not see all of it.

    >>> mask_name("王小明")
    '王**'
    """
    return _native.mask_name(name)


def mask_all_but_four(number: str) -> str:
    """A number of which only the last four characters show.

    >>> mask_all_but_four("6222021234565678")
    '****5678'
    """
    return _native.mask_all_but_four(number)


def split_by_weight(amount: int, weights: Sequence[int]) -> list[int]:
    """Splits an amount in minor units over weights, so that the parts sum to it: largest remainder,
    ties to the earlier part. With weights that are all zero everything goes to the first part; no
    weights, no parts; a negative weight counts as zero.

    >>> split_by_weight(100, [1, 1, 1])
    [34, 33, 33]
    """
    return _native.split_by_weight(amount, list(weights))


def case_steps_from(state: m.CaseState | str) -> list[m.CaseStep]:
    """The steps that a case may take from a state.

    >>> [step.value for step in case_steps_from("closed")]
    ['reopen']
    """
    return list(_native.case_steps_from(state))
