"""What the tests of linking share: Jan de Vries, what may be told of him, and random others."""

from hypothesis import strategies as st

from streams.linking import Node, partition
from streams.linking.compare import compare, levels_named
from streams.linking.model import weight
from streams.linking.shipped import shipped
from streams.linking.traits import Described, traits

BSN, OTHER_BSN, THIRD_BSN = "999900006", "999900018", "999990019"
MODEL = shipped()
JAN = {
    "given_names": "Jan",
    "prefix": "de",
    "surname": "Vries",
    "birth_date": "1980-02-03",
    "sex": "male",
    "street": "Dorpsstraat",
    "house_number": "12",
    "postcode": "1234AB",
    "place": "Nergenshuizen",
}


def who(**told):
    """Traits of what is told, and of nothing else."""
    return traits(Described(**told))


def jan(**other):
    """Jan de Vries, with what is told otherwise of him."""
    return who(**{**JAN, **other})


def levels(one, other):
    """How two descriptions (as dicts) agree, by name of field."""
    return levels_named(compare(who(**one), who(**other)))


def weigh(one, other, model=MODEL):
    return weight(model, one, other, compare(one, other))


def node(name, like=None, *, source="", system="", domain="all", first="2026-01-01"):
    """A node described by the traits *like*; Jan's if none are given."""
    return Node(name, source, system, domain, first, jan() if like is None else like)


def clusters(*nodes, decisions=(), model=MODEL):
    """Who is one person, by name."""
    persons = partition(model, nodes, decisions).persons
    return sorted(" ".join(sorted(n.name for n in person.nodes)) for person in persons)


def doubts(*nodes, decisions=(), model=MODEL):
    """Per node: why, and about whom."""
    return {
        name: [f"{doubt.reason} {' '.join(doubt.others)}" for doubt in found]
        for name, found in sorted(partition(model, nodes, decisions).doubts.items())
    }


maybe = st.sampled_from
# Few values, so that two have much in common; most of what is told of somebody is Jan's.
DESCRIBED = st.builds(
    Described,
    bsn=maybe([None, None, None, BSN, OTHER_BSN]),
    identifier=maybe([None, None, None, "A-1"]),
    given_names=maybe(["Jan", "Jan", "Johannes", "Piet", "Jan Piet", "J.", "de Vries", None]),
    initials=maybe([None, None, "J.", "J.P.", "P."]),
    prefix=maybe([None, "de"]),
    surname=maybe(
        ["Vries", "Vries", "de Vries", "Vreis", "Jansen-de Vries", "Jansen", "Jan", None]
    ),
    partner_name=maybe([None, None, "Bakker"]),
    birth_date=maybe(
        ["1980-02-03", "1980-02-03", "1980-03-02", "1980-01-01", "1980", "1999-09-09", None]
    ),
    sex=maybe([None, "male", "female", "female"]),
    street=maybe(["Dorpsstraat", "Dorpstraat", "Kerkweg", None]),
    house_number=maybe(["12", "12a", "12 b", "13", None]),
    postcode=maybe(["1234AB", "1234AB", "1234AC", "9876XZ", None]),
    place=maybe([None, "Nergenshuizen", "Elders"]),
    phone=maybe([None, None, "0612345678"]),
    email=maybe([None, None, "jan@example.nl"]),
)
TRAITS = DESCRIBED.map(traits)
NODES = st.lists(
    st.builds(
        Node,
        name=st.integers(0, 99).map("n{:02}".format),
        source=maybe(["", "wmo", "uwv", "providers"]),
        system=maybe(["", "kvk:1"]),
        domain=maybe(["all", "all", "all", "other"]),
        first=maybe(["2020-01-01", "2026-01-01"]),
        traits=TRAITS,
    ),
    max_size=9,
    unique_by=lambda n: n.name,
)
