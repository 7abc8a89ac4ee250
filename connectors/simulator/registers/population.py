"""Everybody of the municipality as they truly are, household by household."""

from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from connectors.simulator.registers.addresses import Address, Town
from connectors.simulator.registers.bsns import MOST, Numbers
from connectors.simulator.registers.chances import (
    ABROAD_VAGUE,
    MOVED,
    NAMESAKES,
    PARTNER_USED,
    PER_ADDRESS,
    VAGUE_DISPUTED,
)
from connectors.simulator.registers.contact import email, phone
from connectors.simulator.registers.draw import chance_of
from connectors.simulator.registers.given_names import call_name
from connectors.simulator.registers.groups import Group
from connectors.simulator.registers.households import Member, alone, household
from connectors.simulator.registers.surnames import Surname
from schemas.errors import WrongConfiguration

ALONE = 0.198  # of people: who live alone, of whom some become somebody's namesake
REMEMBERED = 5_000  # people among whom a namesake is chosen
SHARED_ADDRESS = 0.02  # of households: a second one at the address of another
SHARED_PHONE = 0.5  # of people: one for the household


class Wanted(NamedTuple):
    """The same wish gives the same population and the same registers."""

    persons: int
    seed: int


class Person(NamedTuple):
    """Somebody as they truly are; a register may know less, or know it wrongly.

    `number`, `household`: from 1.  `twin`, `namesake`: the number of theirs.  `partner`: the
    surname of the one they are married to; `uses_partner`: goes by it, or by it and their own.
    `known_birth`: the birth date as far as it is known; `disputed`: and each system knows another.
    `former`: where they lived until less than two years ago.
    """

    number: int
    household: int
    group: Group
    sex: str
    given: tuple[str, ...]
    call: str
    surname: Surname
    birth: date
    known_birth: str
    disputed: bool
    abroad: bool
    partner: Surname | None
    uses_partner: bool
    twin: int | None
    namesake: int | None
    bsn: str
    home: Address
    former: Address | None
    phone: str
    email: str


class Home(NamedTuple):
    """Of a household: its number, its address, the former one, and a phone that they may share."""

    household: int
    address: Address
    former: Address | None
    phone: str


def population(wanted: Wanted, numbers: Numbers | None = None) -> Iterator[Person]:
    """Everybody; *numbers*: their BSNs, if they were drawn already.

    Raises:
        WrongConfiguration: nobody, or more than there are numbers for.
    """
    return _Population(wanted, numbers or bsns(wanted)).everybody()


def bsns(wanted: Wanted) -> Numbers:
    """Everybody's BSN.

    Raises:
        WrongConfiguration: nobody, or more than there are numbers for.
    """
    check(wanted)
    return Numbers(chance_of(wanted.seed, "bsns"), wanted.persons)


def check(wanted: Wanted) -> None:
    """
    Raises:
        WrongConfiguration: nobody, or more than there are numbers for.
    """
    if not 1 <= wanted.persons <= MOST:
        raise WrongConfiguration("simulate --registers", [f"persons: from 1 to {MOST}"])


class _Population:
    def __init__(self, wanted: Wanted, numbers: Numbers) -> None:
        self._wanted = wanted
        self._chance = chance_of(wanted.seed, "population")
        self._numbers = numbers
        self._town = Town(chance_of(wanted.seed, "town"), 20 + int(wanted.persons / PER_ADDRESS))
        every = range(len(self._town))
        self._addresses = chance_of(wanted.seed, "homes").sample(every, len(every))
        self._known: deque[Person] = deque(maxlen=REMEMBERED)
        self._bearers: Counter[Surname] = Counter()
        self._households = 0
        self._address = self._town.address(self._addresses[0])

    def everybody(self) -> Iterator[Person]:
        done = 0
        while done < self._wanted.persons:
            members = household(self._chance)
            if done + len(members) > self._wanted.persons:
                members = alone(self._chance)
            for person in self._settle(members, done):
                self._known.append(person)
                self._bearers[person.surname] += 1
                yield person
            done += len(members)

    def _settle(self, members: list[Member], done: int) -> Iterator[Person]:
        """Give the *members* of a household a home and a number; *done* people have one."""
        namesake = self._namesake() if len(members) == 1 else None
        if namesake:
            members = [_named_as(namesake, members[0], self._chance)]
        home = self._move_in()
        for at, member in enumerate(members):
            if member.apart:
                home = self._move_in()
            person = _person(self._chance, member, home, self._numbers[done + at])
            yield person._replace(
                number=done + at + 1,
                twin=None if member.twin is None else done + member.twin + 1,
                namesake=namesake and namesake.number,
            )

    def _move_in(self) -> Home:
        """The next household: at a free address, or now and then at the former household's.

        Who moved lived elsewhere in the municipality, where others live now.
        """
        chance, town = self._chance, self._town
        if self._households and chance.random() >= SHARED_ADDRESS:
            at = self._addresses[self._households % len(self._addresses)]
            self._address = town.address(at)
        self._households += 1
        moved = chance.random() < MOVED
        former = town.address(chance.randrange(len(town))) if moved else None
        return Home(self._households, self._address, former, phone(chance))

    def _namesake(self) -> Person | None:
        """For some who live alone somebody to be named as: out of four whom we know the one with
        the commonest surname, for that is whose namesakes there are.
        """
        if self._chance.random() >= NAMESAKES / 2 / ALONE or not self._known:
            return None
        few = [self._known[self._chance.randrange(len(self._known))] for _ in range(4)]
        return max(few, key=lambda person: self._bearers[person.surname])


def _person(chance: Random, member: Member, home: Home, bsn: str) -> Person:
    """*member* with all that is theirs but a number."""
    group, year = member.group, member.birth.year
    known_birth, disputed = _known_birth(chance, member)
    call = call_name(chance, member.given, group.name, member.sex, year)
    used = member.partner is not None and chance.random() < PARTNER_USED[member.sex]
    shared = not member.apart and chance.random() < SHARED_PHONE
    return Person(
        number=0,
        household=home.household,
        group=group,
        sex=member.sex,
        given=member.given,
        call=call,
        surname=member.surname,
        birth=member.birth,
        known_birth=known_birth,
        disputed=disputed,
        abroad=member.abroad,
        partner=member.partner,
        uses_partner=used,
        twin=None,
        namesake=None,
        bsn=bsn,
        home=home.address,
        former=home.former,
        phone=home.phone if shared else phone(chance),
        email=email(chance, call, member.surname, year),
    )


def _named_as(person: Person, member: Member, chance: Random) -> Member:
    """*member* as a namesake of *person*, born on another day of that year."""
    birth = person.birth
    while birth == person.birth:
        birth = date(person.birth.year, chance.randint(1, 12), chance.randint(1, 28))
    return member._replace(
        group=person.group,
        sex=person.sex,
        given=person.given,
        surname=person.surname,
        birth=birth,
        abroad=chance.random() < person.group.abroad,
    )


def _known_birth(chance: Random, member: Member) -> tuple[str, bool]:
    """The birth date as far as it is known, and whether systems disagree about it."""
    if not member.abroad or chance.random() >= ABROAD_VAGUE:
        return member.birth.isoformat(), False
    return vague(chance, member.birth.year), chance.random() < VAGUE_DISPUTED


def vague(chance: Random, year: int) -> str:
    """1 January, or the day or the month too unknown."""
    kind = chance.random()
    if kind < 0.6:
        return f"{year}-01-01"
    return f"{year}" if kind < 0.85 else f"{year}-{chance.randint(1, 12):02}"
