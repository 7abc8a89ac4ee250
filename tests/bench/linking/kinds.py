"""Which kinds of links are false or lost among persons whose households are known.

Two of a household are the hard case: they share a surname, an address, and as twins a date of
birth.  Where both given names are written out and differ, nothing excuses a link.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, product

Row = Mapping[str, str]
WRITTEN = "twins or a household, given names written out and different"
NEAR = "twins or a household, other"
NAMESAKES = "namesakes"
STRANGERS = "strangers"
KINDS = (WRITTEN, NEAR, NAMESAKES, STRANGERS)


def false_kind(a: Row, b: Row, of_a: Row, of_b: Row) -> str:
    """*a* and *b* as they were linked; *of_a* and *of_b*, what is true of them."""
    if of_a["person"] == of_b["person"]:
        raise ValueError("this link is right")
    if _near(of_a, of_b):
        return WRITTEN if _names_differ(a, b) else NEAR
    namesakes = of_b["person"] == of_a["namesake_of"] or of_a["person"] == of_b["namesake_of"]
    return NAMESAKES if namesakes or _same_name(a, b) else STRANGERS


def near_pairs(records: Mapping[str, Row], truth: Mapping[str, Row]) -> dict[str, int]:
    """How many pairs of records of two persons there are in households and of twins, by kind."""
    found = dict.fromkeys((WRITTEN, NEAR), 0)
    for a, b in _all_near(truth):
        found[WRITTEN if _names_differ(records[a], records[b]) else NEAR] += 1
    return found


def lost_kind(a: Row, b: Row) -> str:
    """What stands in the way of a true link, in words: "no bsn; only initials; moved"."""
    return "; ".join(_in_the_way(a, b)) or "nothing"


def noted(*of: Row) -> set[str]:
    """What the truth says makes one of these records hard."""
    return {kind or "–" for row in of for kind in row["kinds"].split(";")}


def plain(text: str) -> str:
    """Lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().strip()


def first_name(record: Row) -> str:
    """The first given name, where it is written out."""
    first = plain(record.get("given_names", "")).replace(".", ". ").split(" ")[0]
    return "" if first.endswith(".") or len(first) < 2 else first


def initial(record: Row) -> str:
    return plain(record.get("given_names", "") or record.get("initials", ""))[:1]


def _in_the_way(a: Row, b: Row) -> Iterable[str]:
    numbers = [record.get("bsn", "") for record in (a, b)]
    if not all(numbers):
        yield "bsn on one" if any(numbers) else "no bsn"
    elif numbers[0] != numbers[1]:
        yield "another bsn"
    if not (first_name(a) and first_name(b)):
        yield "only initials" if initial(a) == initial(b) else "another initial"
    elif _names_differ(a, b):
        yield "another given name"
    if plain(a.get("surname", "")) != plain(b.get("surname", "")):
        yield "another surname"
    dates = [record.get("birth_date", "") for record in (a, b)]
    if dates[0] != dates[1]:
        yield "another birth date" if all(dates) else "no birth date"
    doors = [(r.get("postcode", "").replace(" ", ""), r.get("house_number", "")) for r in (a, b)]
    if doors[0] != doors[1]:
        yield "another address" if all(postcode for postcode, _ in doors) else "no address"


def _near(of_a: Row, of_b: Row) -> bool:
    twins = of_b["person"] == of_a["twin_of"] or of_a["person"] == of_b["twin_of"]
    return twins or (bool(of_a["household"]) and of_a["household"] == of_b["household"])


def _all_near(truth: Mapping[str, Row]) -> Iterable[tuple[str, str]]:
    households, records, twins = defaultdict(list), defaultdict(list), set()
    for name in sorted(truth):
        of = truth[name]
        records[of["person"]].append(name)
        if of["household"]:
            households[of["household"]].append(name)
        if of["twin_of"]:
            twins.add(tuple(sorted((of["person"], of["twin_of"]))))
    for group in households.values():
        yield from (p for p in combinations(group, 2) if _two(truth, p))
    for one, other in sorted(twins):
        yield from (p for p in product(records[one], records[other]) if not _together(truth, p))


def _two(truth, pair):
    return truth[pair[0]]["person"] != truth[pair[1]]["person"]


def _together(truth, pair):
    one, other = (truth[name]["household"] for name in pair)
    return bool(one) and one == other


def _names_differ(a: Row, b: Row) -> bool:
    one, other = first_name(a), first_name(b)
    return bool(one and other) and one != other


def _same_name(a: Row, b: Row) -> bool:
    if plain(a.get("surname", "")) != plain(b.get("surname", "")):
        return False
    one, other = first_name(a), first_name(b)
    return one == other if one and other else initial(a) == initial(b)
