"""The client of an iWmo message: who it is, and what the standard asks of its description.

Names and addresses that differ between parties are no fault (OP039): only what one message says
about itself is looked at.
"""

from datetime import date

from connectors.inbound.node import Node
from connectors.inbound.wmo.contacts import check_contacts, reached
from connectors.inbound.wmo.faults import must_not_be_after, wrong
from connectors.inbound.xml import BLANK
from schemas.facts import PersonDescribed, Sex
from schemas.values import trusted

SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}  # COD046; 0 is unknown
UNKNOWN_BIRTH = date(1900, 1, 1)  # how a wholly unknown date is filled (IV009)
AGE_MAX = 120


def check_client(client: Node, sent: date) -> None:
    _check_birth(client.node("Geboortedatum"), sent)
    _check_naming(client.node("Naam"), without_partner={"1"})
    if "Contactgegevens" not in client:
        return
    if communication := client.maybe_node("Communicatie"):
        _check_communication(communication)
    check_contacts(client.node("Contactgegevens"))
    if relations := client.maybe_node("Relaties"):
        _check_relations(relations, sent)


def describe(client: Node) -> PersonDescribed:
    name = client.node("Naam")
    surname, partner = name.node("Geslachtsnaam"), name.maybe_node("Partnernaam")
    at = reached(client)
    return trusted(
        PersonDescribed,
        bsn=client.text("Bsn"),
        surname=_bare(surname.maybe("Achternaam")),
        prefix=_bare(surname.maybe("Voorvoegsel")),
        partner_name=_bare(partner.maybe("Achternaam")) if partner else None,
        given_names=_bare(name.maybe("Voornamen")),
        initials=name.maybe("Voorletters"),
        birth_date=_known_of(client.node("Geboortedatum")),
        sex=SEXES.get(client.text("Geslacht")),
        street=_bare(at.street),
        house_number=at.house_number,
        postcode=at.postcode,
        place=_bare(at.place),
        phone=_bare(at.phone),
        email=_bare(at.email),
    )


def _bare(text: str | None) -> str | None:
    return text.strip(BLANK) if text else None


def _known_of(birth: Node) -> str | None:
    """The date as far as DatumGebruik says it may be used (COD170)."""
    day = birth.day("Datum").isoformat()
    match birth.maybe("DatumGebruik"):
        case "1":
            return day[:7]
        case "2":
            return day[:4]
        case "3":
            return None
        case _:
            return day


def _check_birth(birth: Node, sent: date) -> None:
    must_not_be_after(birth, "Datum", sent)
    day, usable = birth.day("Datum"), birth.maybe("DatumGebruik")
    filled = {
        "1": day.day == 1,
        "2": (day.month, day.day) == (1, 1),
        "3": day == UNKNOWN_BIRTH,
    }
    if usable and not filled[usable]:
        raise wrong(birth, "Datum", "date", "01 (1900) where DatumGebruik says unknown (CS139)")
    if usable == "3":
        return
    if (day.year + AGE_MAX, day.month, day.day) < (sent.year, sent.month, sent.day):
        raise wrong(
            birth, "Datum", "date", f"at most {AGE_MAX} years before Dagtekening (TR002)", "earlier"
        )


def _check_naming(name: Node, without_partner: set[str]) -> None:
    """A partner's name is used only if there is one; a client is no organisation (6)."""
    if "NaamGebruik" not in name:
        return
    allowed = {"1", "2", "3", "4"} if "Partnernaam" in name else without_partner
    if name.text("NaamGebruik") not in allowed:
        listed = ", ".join(sorted(allowed))
        raise wrong(name, "NaamGebruik", "code", f"{listed} with these names (CS050, CS318)")


def _check_communication(communication: Node) -> None:
    if ("Taal" in communication) != (communication.text("Vorm") == "1"):
        raise wrong(
            communication, "Taal", "language", "a language if and only if Vorm is 1 (CD007)"
        )


def _check_relations(relations: Node, sent: date) -> None:
    numbers = set()
    for relation in relations.nodes("Relatie"):
        if (number := relation.text("Nummer")) in numbers:
            raise wrong(relation, "Nummer", "repeated", "each relation once (TR101)")
        numbers.add(number)
        if birth := relation.maybe_node("Geboortedatum"):
            _check_birth(birth, sent)
        _check_naming(relation.node("Naam"), without_partner={"1", "6"})
        check_contacts(relation)
