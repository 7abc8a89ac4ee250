"""What each register writes of a person, and where it errs."""

from collections.abc import Iterator
from datetime import date
from random import Random

from connectors.simulator.registers.addresses import Address, municipality
from connectors.simulator.registers.bsns import Numbers
from connectors.simulator.registers.chances import (
    BIRTH_DIGIT,
    BIRTH_SWAPPED,
    BSN_MISSING,
    BSN_WRONG,
    CONTACT,
    OLD_ADDRESS,
    POSTCODE_TYPO,
    SEX_MISSING,
    SEX_WRONG,
    SOURCES,
    SYSTEMS,
)
from connectors.simulator.registers.contact import written
from connectors.simulator.registers.draw import Weighted
from connectors.simulator.registers.naming import names
from connectors.simulator.registers.population import Person, vague
from connectors.simulator.registers.rows import Row

HOW_MANY = Weighted.of(SYSTEMS)
SWAPPABLE = 132 / 365.25  # of all days: no later than the 12th, and not of the month's own number
OTHER_PLACE = 0.1  # of records: the municipality's name instead of the village's


def records(person: Person, chance: Random, numbers: Numbers) -> Iterator[tuple[Row, list[str]]]:
    """A person's records without their ids, each with what makes it hard."""
    systems = chance.sample(SOURCES, HOW_MANY.draw(chance))
    for source in systems:
        kinds, home = traits(person), person.home
        if person.former and source != systems[0] and chance.random() < OLD_ADDRESS:
            home = person.former
            kinds.append("old-address")
        yield _record(person, source, home, chance, numbers, kinds), kinds


def traits(person: Person) -> list[str]:
    """What all records of a person share."""
    known = (
        (person.abroad, "born-abroad"),
        (person.partner is not None, "married"),
        (person.former is not None, "moved"),
        (person.disputed, "birth-disputed"),
        (person.known_birth != person.birth.isoformat(), "birth-vague"),
        (person.group.name != "dutch", f"group:{person.group.name}"),
    )
    return [kind for holds, kind in known if holds]


def _record(
    person: Person, source: str, home: Address, chance: Random, numbers: Numbers, kinds: list[str]
) -> Row:
    given, initials, prefix, surname, partner = names(person, source, chance, kinds)
    street, number, postcode, place = _address(home, chance, kinds)
    phone, email = _contact(person, chance)
    return Row(
        "",
        source,
        _bsn(person, source, chance, numbers, kinds),
        given,
        initials,
        prefix,
        surname,
        partner,
        _birth_date(person, chance, kinds),
        _sex(person, source, chance, kinds),
        street,
        number,
        postcode,
        place,
        phone,
        email,
    )


def _bsn(person: Person, source: str, chance: Random, numbers: Numbers, kinds: list[str]) -> str:
    if chance.random() < BSN_MISSING[source]:
        return ""
    if chance.random() < BSN_WRONG:
        wrong, somebodys = numbers.mistaken(chance, person.bsn)
        kinds.append("bsn-of-another" if somebodys else "bsn-wrong")
        return wrong
    return person.bsn


def _birth_date(person: Person, chance: Random, kinds: list[str]) -> str:
    """As known; with a digit wrong, or the day and the month swapped."""
    if person.disputed:
        return vague(chance, person.birth.year + chance.choice((0, 0, 0, -1, 1)))
    known = person.known_birth
    drawn = chance.random()
    if drawn < BIRTH_DIGIT:
        kinds.append("birth-digit")
        return _digit_wrong(known, chance)
    year, day, month = known[:4], known[8:], known[5:7]
    if drawn < BIRTH_DIGIT + BIRTH_SWAPPED / SWAPPABLE and day and day <= "12" and day != month:
        kinds.append("birth-swapped")
        return f"{year}-{day}-{month}"
    return known


def _digit_wrong(known: str, chance: Random) -> str:
    """Still a date between 1920 and 2019."""
    places = [at for at, sign in enumerate(known) if sign != "-" and at > 1]
    while True:
        at = chance.choice(places)
        wrong = known[:at] + chance.choice("0123456789") + known[at + 1 :]
        if wrong != known and "1920" <= wrong < "2020" and _is_date(wrong):
            return wrong


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _sex(person: Person, source: str, chance: Random, kinds: list[str]) -> str:
    if chance.random() < SEX_MISSING.get(source, 0):
        return ""
    if chance.random() < SEX_WRONG:
        kinds.append("sex-wrong")
        return "female" if person.sex == "male" else "male"
    return person.sex


def _address(home: Address, chance: Random, kinds: list[str]) -> tuple[str, str, str, str]:
    """Street, house number, postcode and place."""
    postcode = home.postcode
    if chance.random() < POSTCODE_TYPO:
        postcode = _other_postcode(postcode, chance)
        kinds.append("postcode-typo")
    place = municipality() if chance.random() < OTHER_PLACE else home.place
    return home.street, _house_number(home, chance), postcode, place


def _house_number(home: Address, chance: Random) -> str:
    """12A, 12-A or 12 a; 12-2, 12/2 or 12 II; 12 bis or 12bis."""
    number, addition = home.number, home.addition
    if not addition:
        return str(number)
    if addition == "bis":
        return chance.choice((f"{number} bis", f"{number}bis", f"{number}-bis", f"{number} BIS"))
    if addition.isdigit():
        roman = "I" * int(addition) if addition < "4" else "IV"
        return chance.choice((f"{number}-{addition}", f"{number}/{addition}", f"{number} {roman}"))
    small = addition.lower()
    forms = f"{number}{addition}", f"{number}-{addition}", f"{number} {small}", f"{number}{small}"
    return chance.choice(forms)


def _other_postcode(postcode: str, chance: Random) -> str:
    """One sign wrong, or two swapped."""
    while True:
        at = chance.randrange(6)
        signs = "0123456789" if at < 4 else "ABCDEGHJKLMNPRSTVWXZ"
        other = postcode[:at] + chance.choice(signs) + postcode[at + 1 :]
        if at not in (3, 5) and chance.random() < 0.3:
            other = postcode[:at] + postcode[at + 1] + postcode[at] + postcode[at + 2 :]
        if other != postcode and other[0] != "0":
            return other


def _contact(person: Person, chance: Random) -> tuple[str, str]:
    """A phone number, an e-mail address, both, or mostly neither."""
    drawn = chance.random() / CONTACT
    phone = written(chance, person.phone) if drawn < 0.8 else ""
    return phone, person.email if 0.55 <= drawn < 1 else ""
