"""Contacts and addresses in a WMO301."""

import re
from typing import NamedTuple

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import must_not_end_before, wrong
from schemas.errors import Rejected

BRP, CORRESPONDENCE, STAY, TEMPORARY = "01", "02", "03", "04"  # COD757
_DUTCH_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")


def check_contacts(owner: Node) -> None:
    """The contacts of the client, or the one contact of a relation."""
    kinds: set[str] = set()
    for contact in owner.nodes("Contact"):
        if (kind := contact.text("Soort")) in kinds:
            raise wrong(contact, "Soort", "repeated", "each kind of contact once (TR101)")
        kinds.add(kind)
        _check(contact)
    if owner.element.tag.endswith("}Contactgegevens") and kinds <= {TEMPORARY}:
        raise wrong(owner, "", "missing", "a contact of kind 01, 02 or 03 (TR061)")


class Reached(NamedTuple):
    """Where somebody lives, by the Basisregistratie Personen, and is reached; none: not told."""

    postcode: str | None = None
    house_number: str | None = None
    street: str | None = None
    place: str | None = None
    phone: str | None = None
    email: str | None = None


def reached(client: Node) -> Reached:
    """What the contact of kind 01 says."""
    contacts = client.maybe_node("Contactgegevens")
    for contact in contacts.nodes("Contact") if contacts else ():
        address = contact.maybe_node("Adres")
        if contact.text("Soort") == BRP and address:
            postcode = address.maybe("Postcode")
            house = address.maybe_node("Huis")
            phones = contact.maybe_node("Telefoon")
            return Reached(
                postcode.replace(" ", "").upper() if postcode else None,
                str(house.number("Huisnummer")) if house else None,
                address.maybe("Straatnaam"),
                address.maybe("Plaatsnaam"),
                phones.node("Telefoon01").text("Telefoonnummer") if phones else None,
                contact.maybe("Emailadres"),
            )
    return Reached()


def _check(contact: Node) -> None:
    kind, address = contact.text("Soort"), contact.maybe_node("Adres")
    if address:
        _check_address(address)
    if kind in {BRP, STAY} and not (address and "Postcode" in address):
        raise wrong(contact, "Adres", "missing", "a Postcode for this kind of contact (CD034)")
    reachable = "Telefoon" in contact or (address and "Huis" in address and "Postcode" in address)
    if not reachable:
        raise wrong(contact, "", "missing", "Telefoon, or Huis and Postcode (TR006)")
    if period := contact.maybe_node("Periode"):
        if kind != TEMPORARY:
            raise wrong(contact, "Periode", "forbidden", "no Periode unless Soort is 04 (CD009)")
        _must_say_something(period)
        must_not_end_before(period, "Begindatum", "Einddatum", "CS003")


def _check_address(address: Node) -> None:
    _must_say_something(address)
    if ("Postcode" in address) != ("LandCode" in address):
        raise wrong(address, "LandCode", "missing", "LandCode and Postcode together (CD005)")
    if address.maybe("LandCode") != "NL":
        return
    if "Huis" not in address:
        raise wrong(address, "Huis", "missing", "Huis for an address in the Netherlands (CD025)")
    if not _DUTCH_POSTCODE.fullmatch(address.text("Postcode")):
        raise wrong(address, "Postcode", "postcode", "a Dutch postcode, as 1234AB (CS089)")


def _must_say_something(node: Node) -> None:
    if node.empty():
        raise Rejected("empty", place=node.place(), expected="no empty elements (RS033)")
