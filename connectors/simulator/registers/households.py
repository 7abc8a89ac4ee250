"""Who lives with whom: couples, parents with children, relatives, people alone, twins.

People of fourteen and older.  A child has the father's surname unless it lives with the mother
alone, and then often too.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from connectors.simulator.registers.chances import SAME_SEX_TWINS, TWINS
from connectors.simulator.registers.draw import Weighted
from connectors.simulator.registers.given_names import given_names
from connectors.simulator.registers.groups import BY_SHARE, CHILDREN_ABROAD, Group
from connectors.simulator.registers.surnames import Surname, surnames

YOUNGEST = 2012  # year of birth
FIRST_CHILD = 1987, 2009  # years of birth of the eldest who still live at home
BIRTHS = Weighted.of({1: 0.17, 2: 0.43, 3: 0.27, 4: 0.13})
SAME_GROUP = 0.9  # of couples
MARRIED = 0.8  # of couples
SAME_SEX_COUPLE = 0.02
ONCE_MARRIED = 0.45  # of people without a partner at home, born up to GROWN_UP
GROWN_UP = 1980
SEXES = ("male", "female")


class Member(NamedTuple):
    """Somebody of a household.

    `partner`: the surname of the one they are or were married to.  `twin`: where in the household
    the twin stands.  `apart`: lives elsewhere, alone.
    """

    group: Group
    sex: str
    given: tuple[str, ...]
    surname: Surname
    birth: date
    abroad: bool
    partner: Surname | None = None
    twin: int | None = None
    apart: bool = False


def household(chance: Random) -> list[Member]:
    """One household at random; with twins who live apart, two."""
    return KINDS.draw(chance)(chance)


def alone(chance: Random) -> list[Member]:
    one = _adult(chance, BY_SHARE.draw(chance), _year(chance))
    return [_once_married(chance, one)]


def _couple(chance: Random) -> list[Member]:
    return _two(chance, BY_SHARE.draw(chance), _year(chance, last=2003))


def _family(chance: Random) -> list[Member]:
    first = chance.randint(*FIRST_CHILD)
    group = BY_SHARE.draw(chance)
    parents = _two(chance, group, first - chance.randint(20, 36))
    father = next((p for p in parents if p.sex == "male"), parents[0])
    return _with_children(chance, parents, father.surname, first)


def _one_parent(chance: Random) -> list[Member]:
    first = chance.randint(*FIRST_CHILD)
    group = BY_SHARE.draw(chance)
    sex = "female" if chance.random() < 0.85 else "male"
    parent = _adult(chance, group, first - chance.randint(20, 38), sex)
    own = sex == "male" or chance.random() < 0.65
    name = parent.surname if own else surnames(group.name).draw(chance)
    return _with_children(chance, [_once_married(chance, parent)], name, first)


def _relatives(chance: Random) -> list[Member]:
    """Brothers and sisters, or a parent with a grown-up child."""
    one = _adult(chance, BY_SHARE.draw(chance), _year(chance, last=2000))
    size = 2 if chance.random() < 0.8 else 3
    found = [one]
    while len(found) < size:
        year = min(YOUNGEST, max(1930, one.birth.year + chance.randint(-8, 8)))
        sex = chance.choice(SEXES)
        found.append(_relative(chance, found, one, sex, _day(chance, year)))
    return found


def _twins_together(chance: Random) -> list[Member]:
    """Two grown-up twins at one address."""
    one = _adult(chance, BY_SHARE.draw(chance), _year(chance))
    return _twins(chance, [], one)


def _twins_apart(chance: Random) -> list[Member]:
    one, other = _twins_together(chance)
    return [one, other._replace(apart=True)]


KINDS: Weighted[Callable[[Random], list[Member]]] = Weighted(
    [
        (alone, 0.48),
        (_couple, 0.085),
        (_family, 0.285),
        (_one_parent, 0.115),
        (_relatives, 0.075),
        (_twins_together, 0.003),
        (_twins_apart, 0.008),
    ]
)


def _two(chance: Random, group: Group, year: int) -> list[Member]:
    """A couple, the woman born in *year*; four in five are married."""
    woman = _adult(chance, group, year, "female")
    theirs = group if chance.random() < SAME_GROUP else BY_SHARE.draw(chance)
    sex = "female" if chance.random() < SAME_SEX_COUPLE else "male"
    man = _adult(chance, theirs, min(2004, year - chance.randint(-3, 8)), sex)
    if chance.random() < MARRIED:
        return [
            man._replace(partner=woman.surname),
            woman._replace(partner=man.surname),
        ]
    return [man, woman]


def _once_married(chance: Random, one: Member) -> Member:
    """Widowed or divorced, or married to somebody whom no register knows."""
    if one.birth.year > GROWN_UP or chance.random() >= ONCE_MARRIED:
        return one
    other = surnames(one.group.name).draw(chance)
    return one._replace(partner=gendered(other, SEXES[one.sex == "male"]))


def _with_children(
    chance: Random, parents: list[Member], surname: Surname, year: int
) -> list[Member]:
    """The parents and their children, the first born in *year*."""
    found = list(parents)
    model = parents[0]._replace(surname=surname, partner=None)
    for _ in range(BIRTHS.draw(chance)):
        if year > YOUNGEST:
            break
        sex = chance.choice(SEXES)
        child = _relative(chance, found, model, sex, _day(chance, year))
        child = child._replace(abroad=chance.random() < CHILDREN_ABROAD * model.group.abroad)
        found = _twins(chance, found, child) if chance.random() < TWINS else [*found, child]
        year += chance.randint(1, 5)
    return found


def _twins(chance: Random, others: list[Member], one: Member) -> list[Member]:
    """*others* with *one* and its twin."""
    same = chance.random() < SAME_SEX_TWINS
    sex = one.sex if same else SEXES[one.sex == "male"]
    twin = _relative(chance, [*others, one], one, sex, one.birth)
    at = len(others)
    return [*others, one._replace(twin=at + 1), twin._replace(twin=at)]


def _relative(chance: Random, others: list[Member], one: Member, sex: str, birth: date) -> Member:
    """Somebody with the surname of *one* and a first name that no brother or sister has."""
    taken = {other.given[0] for other in others if abs(other.birth.year - birth.year) < 20}
    given = given_names(chance, one.group.name, sex, birth.year)
    while given[0] in taken:
        given = given_names(chance, one.group.name, sex, birth.year)
    return one._replace(sex=sex, given=given, birth=birth, surname=gendered(one.surname, sex))


def _adult(chance: Random, group: Group, year: int, sex: str = "") -> Member:
    sex = sex or chance.choice(SEXES)
    given = given_names(chance, group.name, sex, year)
    surname = gendered(surnames(group.name).draw(chance), sex)
    return Member(group, sex, given, surname, _day(chance, year), chance.random() < group.abroad)


def gendered(surname: Surname, sex: str) -> Surname:
    """Kowalski's wife and daughters are called Kowalska."""
    for man, woman in (("ski", "ska"), ("cki", "cka"), ("ński", "ńska")):
        mine, other = (woman, man) if sex == "female" else (man, woman)
        if surname.stem.endswith(other):
            return surname._replace(stem=surname.stem.removesuffix(other) + mine)
    return surname


def _year(chance: Random, last: int = 2008) -> int:
    return round(chance.triangular(1932, last, 1983))


def _day(chance: Random, year: int) -> date:
    first = date(year, 1, 1)
    return first + timedelta(days=chance.randrange((date(year + 1, 1, 1) - first).days))
