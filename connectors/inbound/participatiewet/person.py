"""The person a row is about: by BSN, or without one by surname and birth date.

As Wmo 2015 art. 5.2.9 has it.
"""

from connectors.inbound import fields as f
from connectors.inbound.csv import Row
from connectors.inbound.records import not_after
from schemas.errors import Rejected
from schemas.facts import PersonDescribed
from schemas.values import Frozen

COLUMNS = (
    *("geboortedatum", "achternaam", "voorvoegsel", "voornamen", "voorletters", "geslacht"),
    *("postcode", "huisnummer"),
)


class Named(Frozen):
    bsn: f.Bsn | None = None
    geboortedatum: f.BirthDate | None = None
    achternaam: f.Text | None = None
    voorvoegsel: f.Text | None = None
    voornamen: f.Text | None = None
    voorletters: f.Text | None = None
    geslacht: f.SexWord | None = None
    postcode: f.Postcode | None = None
    huisnummer: f.HouseNumber | None = None


def check(said: Named, row: Row, received: str) -> None:
    """
    Raises:
        Rejected: nothing tells who it is, or the birth date is still to come.
    """
    if said.bsn is None and not (said.achternaam and said.geboortedatum):
        expected = "a BSN, or else a surname and a birth date"
        raise Rejected("missing", place=row.place("bsn"), expected=expected)
    if said.geboortedatum:
        not_after(said.geboortedatum, received, row.place("geboortedatum"))


def describe(said: Named) -> PersonDescribed:
    return PersonDescribed(
        bsn=said.bsn,
        surname=said.achternaam,
        prefix=said.voorvoegsel,
        given_names=said.voornamen,
        initials=said.voorletters,
        birth_date=said.geboortedatum,
        sex=said.geslacht,
        postcode=said.postcode,
        house_number=said.huisnummer,
    )
