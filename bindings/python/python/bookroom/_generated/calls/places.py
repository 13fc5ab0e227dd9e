# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of places."""

from __future__ import annotations


from bookroom._base import Area
from bookroom._generated import models as m
from bookroom._table import Table


class Places(Area):
    """The engine's calls of ``session.places``."""

    __slots__ = ()

    def search(self, text: str, *, limit: int = 100) -> Table[m.Place]:
        """Completes what is typed: a part of a name, pinyin (``hangzhou``), its initials
        (``hz``), or the beginning of an area code, postal code or division code. The best fit
        first, larger places before smaller ones; at most ``limit`` (1 to 100).

        Raises:
            bookroom.Error: ``required`` for a blank text, ``too_long`` above 40 characters,
                ``out_of_range`` for the limit.
        """
        result: Table[m.Place] = self._query("places.search", text, limit)
        return result

    def get(self, code: str) -> m.Place:
        """The place with a division code (GB/T 2260), such as ``330100``.

        Raises:
            bookroom.Error: ``not_found``.
        """
        result: m.Place = self._query("places.get", code)
        return result

    def below(self, *, code: str | None = None) -> Table[m.Place]:
        """The places directly below one, in the order of their codes; the provinces when no code
        is given.

        Raises:
            bookroom.Error: ``not_found``.
        """
        result: Table[m.Place] = self._query("places.below", code)
        return result

    def find_by_area_code(self, area_code: str) -> Table[m.Place]:
        """The places that share an area code (区号), cities before their districts. The leading 0
        may be left out. Empty when nobody has it.

        Raises:
            bookroom.Error: ``bad_format`` for what is no area code.
        """
        result: Table[m.Place] = self._query("places.find_by_area_code", area_code)
        return result

    def find_by_postal_code(self, postal_code: str) -> m.PostalMatch:
        """The places of a postal code (邮编): those that have it as their main one, else those
        whose main code shares its first digits, at least three, which is the same postal region.

        Raises:
            bookroom.Error: ``bad_format`` for what is not six digits.
        """
        result: m.PostalMatch = self._query("places.find_by_postal_code", postal_code)
        return result

    def locate(self, phone: str) -> m.PhoneLocation:
        """Where a phone number belongs: a Chinese line to the cities of its area code, a foreign
        number to its country. Mobile numbers move with their owners, so nothing but China is said
        of them. Numbers without a country code are read as of the book's own country.

        Raises:
            bookroom.Error: ``required`` for a blank text, ``too_long`` above 40 characters.
        """
        result: m.PhoneLocation = self._query("places.locate", phone)
        return result

    def edition(self) -> m.PlacesEdition:
        """Which data this is: its date, sources and licences.

        Raises:
            bookroom.Error: ``internal`` when the data that is compiled in is damaged.
        """
        result: m.PlacesEdition = self._query("places.edition")
        return result
