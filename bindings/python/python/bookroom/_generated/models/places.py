# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bookroom._base import Record, Word
from bookroom._generated.models.common import PhoneKind
from bookroom._table import Table

__all__ = [
    "PhoneLocation",
    "Place",
    "PlaceLevel",
    "PlacesEdition",
    "PostalMatch",
]


class PlaceLevel(Word):
    """The level of a place among the administrative divisions."""

    PROVINCE = "province"
    """A province, autonomous region, municipality or special administrative region."""
    CITY = "city"
    """A city at prefecture level, an autonomous prefecture, a league."""
    COUNTY = "county"
    """A county-level unit directly below a province."""
    DISTRICT = "district"
    """A district, county or county-level city below a city."""


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A place of China.

    Attributes:
        code: The division code (GB/T 2260), six digits.
        level: The level.
        province: The name of its province, or its own.
        city: The name of its city, or its own; none of a province.
        district: Its own name below a city.
        area_code: The area code (区号) with its leading 0; none of a province.
        postal_code: The main postal code (邮编), six digits; none where it is not known.
    """

    code: str
    """The division code (GB/T 2260), six digits."""

    level: PlaceLevel
    """The level."""

    province: str
    """The name of its province, or its own."""

    city: str | None
    """The name of its city, or its own; none of a province."""

    district: str | None
    """Its own name below a city."""

    area_code: str | None
    """The area code (区号) with its leading 0; none of a province."""

    postal_code: str | None
    """The main postal code (邮编), six digits; none where it is not known."""


@dataclass(frozen=True, slots=True)
class PhoneLocation(Record):
    """Where a phone number belongs.

    Attributes:
        phone: The number as it is shown.
        kind: What kind of line it is.
        country: The country (ISO 3166, two letters); none when the number was not recognised.
        area_code: The area code (区号) of a Chinese line.
        places: The cities of that area code.
    """

    phone: str
    """The number as it is shown."""

    kind: PhoneKind
    """What kind of line it is."""

    country: str | None
    """The country (ISO 3166, two letters); none when the number was not recognised."""

    area_code: str | None
    """The area code (区号) of a Chinese line."""

    places: Table[Place]
    """The cities of that area code."""


@dataclass(frozen=True, slots=True)
class PlacesEdition(Record):
    """Which data the answers come from.

    Attributes:
        as_of: The day it was put together.
        places: How many places it has.
        sources: Where it comes from, with the licences.
    """

    as_of: dt.date
    """The day it was put together."""

    places: int
    """How many places it has."""

    sources: str
    """Where it comes from, with the licences."""


@dataclass(frozen=True, slots=True)
class PostalMatch(Record):
    """The places of a postal code.

    Attributes:
        digits: How many leading digits agree: 6 when the places have this very code, 0 when none
            was found.
        places: The places, in the order of their codes.
    """

    digits: int
    """How many leading digits agree: 6 when the places have this very code, 0 when none was
    found.
    """

    places: Table[Place]
    """The places, in the order of their codes."""
