"""Fictitious residents: names, BSNs from the test range, twins and namesakes.

Test BSNs are 999900006 up to 999999990, as far as they pass the elfproef: numbers that are given
to nobody.  Each is used once.
"""

from dataclasses import dataclass, replace
from datetime import date

from connectors.simulator.chance import Chance
from connectors.simulator.names import MEN, MISSPELT, SURNAMES, WOMEN
from schemas.values import passes_elfproef

BSNS = tuple(str(n) for n in range(999_900_006, 999_999_991) if passes_elfproef(str(n)))
GENERATION = 16  # years between a parent and a child, at least
POSTCODE_LETTERS = "ABCDEGHJKLMNPRTVWXZ"
BEGINS = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody as they truly are; a source may know less, or know it wrongly.

    `number`: the true person id, which no source knows.  `initials_only`: the Wmo register has no
    given names of them.  `year_only`: of the birth date only the year is known.
    """

    number: str
    bsn: str
    surname: str
    prefix: str
    given: str
    birth: date
    sex: str  # man or vrouw
    postcode: str
    house: int
    partner: str = ""
    initials_only: bool = False
    year_only: bool = False

    @property
    def initials(self) -> str:
        return "".join(name[0] for name in self.given.split())

    @property
    def plain(self) -> bool:
        """Known everywhere in full, so that a name and a birth date can link them."""
        return not (self.initials_only or self.year_only)


class People:
    """Hands out residents, no two of whom share a name and a birth date, or nearly that date.

    Names are few here, so more people share one than anywhere else.  Two dates that one slip of the
    pen makes the same would leave nothing but an address to tell two people from one who moved.

    Nor do they share a year if one is born on 1 January, as those are of whom no more is known.

    Years of birth are given as of a town that `BEGINS` to be told of in 2025.
    """

    def __init__(self, chance: Chance, area: str, begins: date = BEGINS) -> None:
        self._chance = chance
        self._later = begins.year - BEGINS.year  # all are born so many years later: as old by then
        self._area = area  # the first digits of the municipality's postcodes
        self._bsns = chance.shuffled(BSNS)
        self._known: list[Human] = []
        self._born: dict[tuple[str, str], list[date]] = {}  # by surname and first name

    def somebody(self, *, born: tuple[int, int] = (1955, 2005), plain: bool = False) -> Human:
        """One more resident; now and then a namesake, or one who is known only in part."""
        human = self._stranger(born)
        if self._known and self._chance.one_in(25):
            human = self._namesake(human, self._chance.pick(self._known))
        elif not plain and self._chance.one_in(12):
            human = replace(human, initials_only=True)
        elif not plain and self._chance.one_in(20):
            human = replace(human, year_only=True, birth=date(human.birth.year, 1, 1))
        return self._settle(human)

    def misspelt(self) -> Human:
        """A resident whose surname somebody may write otherwise."""
        prefix, surname = self._chance.pick([s for s in SURNAMES if s[1] in MISSPELT])
        return self._settle(replace(self._stranger((1955, 2005)), prefix=prefix, surname=surname))

    def married(self) -> Human:
        """A resident who also goes by the partner's surname, which differs from their own."""
        human = self._stranger((1955, 2000))
        others = [surname for _, surname in SURNAMES if surname != human.surname]
        return self._settle(replace(human, partner=self._chance.pick(others)))

    def twins(self, *, alike: bool) -> tuple[Human, Human]:
        """Two who differ in given name alone; *alike*: with the same initials and sex too."""
        one = self._stranger((1975, 2006))
        names = MEN if one.sex == "man" else WOMEN
        if alike:
            initials = [n[0] for n in names if " " not in n]
            pairs = [n for n in names if " " not in n and initials.count(n[0]) > 1]
            one = replace(one, given=self._chance.pick(pairs))
            others = [n for n in pairs if n[0] == one.given[0] and n != one.given]
        else:
            others = [n for n in names if n[0] != one.given[0]]
        one = self._settle(one)
        other = replace(one, number=self._number(), given=self._chance.pick(others))
        return one, self._settle(replace(other, bsn=self._bsns.pop()))

    def old_postcode(self, human: Human) -> str:
        """Where *human* used to live."""
        postcode = self.postcode()
        return postcode if postcode != human.postcode else self.old_postcode(human)

    def _stranger(self, born: tuple[int, int]) -> Human:
        chance = self._chance
        sex = chance.pick(("man", "vrouw"))
        prefix, surname = chance.pick(SURNAMES)
        first, last = (year + self._later for year in born)
        birth = chance.day(date(first, 1, 1), date(last, 12, 31))
        if chance.one_in(20):  # registered on 1 January, as many refugees are
            birth = date(birth.year, 1, 1)
        return Human(
            number=self._number(),
            bsn=self._bsns.pop(),
            surname=surname,
            prefix=prefix,
            given=chance.pick(MEN if sex == "man" else WOMEN),
            birth=birth,
            sex=sex,
            postcode=self.postcode(),
            house=chance.between(1, 250),
            partner=chance.pick(SURNAMES)[1] if chance.one_in(6) else "",
        )

    def _namesake(self, human: Human, of: Human) -> Human:
        """The same name, and now and then the same house: a parent and child."""
        named = replace(human, given=of.given, surname=of.surname, prefix=of.prefix, sex=of.sex)
        known = not of.year_only  # or nothing tells the two apart where one has no BSN
        if known and self._chance.one_in(3) and abs(human.birth.year - of.birth.year) >= GENERATION:
            return replace(named, postcode=of.postcode, house=of.house)
        return named

    def _settle(self, human: Human) -> Human:
        born = self._born.setdefault((human.surname, human.given.split()[0]), [])
        while any(_alike(human.birth, other) for other in born):
            later = (human.birth.month % 12) + 1, self._chance.between(2, 28)
            older = date(human.birth.year, 1, 1) in born
            birth = date(human.birth.year - older, *later)
            human = replace(human, birth=birth, year_only=False)
        born.append(human.birth)
        self._known.append(human)
        return human

    def _number(self) -> str:
        """The next true person id: counts BSNs handed out, which everybody gets one of."""
        return f"p{len(BSNS) - len(self._bsns) + 1:05}"

    def postcode(self) -> str:
        letters = self._chance.pick(POSTCODE_LETTERS) + self._chance.pick(POSTCODE_LETTERS)
        return f"{self._area}{self._chance.between(10, 99)}{letters}"


def _alike(one: date, other: date) -> bool:
    """The same, but for a day, a month or a year, or with day and month exchanged; or of one year,
    and one is 1 January.
    """
    parts = zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)
    days = (one.month, one.day), (other.month, other.day)
    in_year = days[0] == days[1][::-1] or (1, 1) in days
    return (one.year == other.year and in_year) or sum(a == b for a, b in parts) > 1
