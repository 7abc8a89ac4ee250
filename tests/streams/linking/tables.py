"""Tables of people who were made up, of whom it is known how often their records agree."""

from random import Random

from streams.linking import Node
from streams.linking.table import Table, learned
from tests.streams.linking.people import who

SYLLABLES = (
    *("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ra", "su", "ti", "vo", "wa", "ze"),
    *("hof", "berg", "man", "stra", "ker"),
)
# How often the second record of a person says the same as the first.
SAME = {"given_names": 0.9, "surname": 0.93, "birth_date": 0.97, "postcode": 0.85}


class Town:
    """Draws people.  `same`: how often each field of a second record is that of the first."""

    def __init__(self, seed, same=None):
        self.chance = Random(seed)
        self.surnames = self._names(400, parts=3)
        self.given_names = self._names(200, parts=2)
        self.same = SAME if same is None else same

    def person(self):
        chance = self.chance
        return {
            "given_names": chance.choice(self.given_names),
            "surname": chance.choice(self.surnames),
            "birth_date": self.day(),
            "postcode": f"{chance.randint(1000, 1200)}{self._letter()}{self._letter()}",
            "house_number": str(chance.randint(1, 200)),
        }

    def again(self, person):
        """A second record: in some fields that of somebody else."""
        other = self.person()
        kept = {f: self.chance.random() < self.same.get(f, 1) for f in person}
        return {f: (person if kept[f] else other)[f] for f in person}

    def family(self, person):
        """Somebody of the same surname and address."""
        home = {f: person[f] for f in ("surname", "postcode", "house_number")}
        return self.person() | home

    def day(self):
        year, month, day = (self.chance.randint(*of) for of in ((1940, 2005), (1, 12), (2, 28)))
        return f"{year}-{month:02}-{day:02}"

    def _names(self, number, parts):
        found = set()
        while len(found) < number:
            found.add("".join(self.chance.choice(SYLLABLES) for _ in range(parts)).capitalize())
        return sorted(found)

    def _letter(self):
        return self.chance.choice("ABCD")


def registers(town, people, *, both):
    """*people* in one register, and the first so many of them in another too."""
    told = [town.person() for _ in range(people)] if isinstance(people, int) else people
    nodes = [Node(f"a{n}", "wmo", "", "", "", who(**one)) for n, one in enumerate(told)]
    second = [town.again(one) for one in told[:both]]
    return nodes + [Node(f"b{n}", "uwv", "", "", "", who(**one)) for n, one in enumerate(second)]


def taught(nodes):
    table = Table(nodes)
    return learned("of a test", table, list(table.to_learn_from()))
