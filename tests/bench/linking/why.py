"""Why a true pair was lost: what of it agrees, nearly agrees, differs or is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from tests.bench import report

Record = Mapping[str, str]
AGREEMENTS = ("agrees", "nearly", "differs", "missing")
NEARLY = 0.75  # of the characters, in order: "beattih" and "beattie"


def compared(a: Record, b: Record, fields: Iterable[str]) -> dict[str, str]:
    """One of `AGREEMENTS` per field."""
    return {field: _agreement(a.get(field, ""), b.get(field, "")) for field in fields}


def reason(found: Mapping[str, str]) -> str:
    """In one line: "4 of 7 agree; differs: surname, postcode; missing: birth_date"."""
    by = {how: [f for f, of in found.items() if of == how] for how in AGREEMENTS}
    ways = (f"{how}: {', '.join(by[how])}" for how in AGREEMENTS[1:] if by[how])
    return "; ".join((f"{len(by['agrees'])} of {len(found)} agree", *ways))


def lost_table(
    pairs, records: Mapping[str, Record], fields, weights, peers, weigh=None, most=40
) -> str:
    """The pairs that were lost; first those that agree most, which nothing excuses.

    Args:
        weights: at which each record joined its person, where it did.
        peers: by name, the clusters of the others: did they see it?
        weigh: the weight that we give a pair, whether or not they share a key.
    """
    rows = []
    for a, b in pairs:
        found = compared(records[a], records[b], fields)
        agreeing = sum(how == "agrees" for how in found.values())
        seen = [name for name, of in peers.items() if of[a] == of[b]]
        values = ", ".join(
            f"{field} {records[a][field] or '–'} / {records[b][field] or '–'}"
            for field, how in found.items()
            if how != "agrees"
        )
        joined = " / ".join(weights.get(record) or "–" for record in (a, b))
        given = f"{weigh(a, b):.1f}" if weigh else "–"
        linked_by = "; ".join(seen) or "–"
        rows.append((-agreeing, a, b, reason(found), values, given, joined, linked_by))
    rows.sort()
    columns = ("one ", "other ", "why ", "values ", "weight", "joined at", "linked by ")
    told = report.table(columns, [row[1:] for row in rows[:most]])
    left = f"\n\n… and {len(rows) - most} more." if len(rows) > most else ""
    return told + left


def counted(reasons: Iterable[str], most=15) -> str:
    """How often each, the usual first."""
    found = Counter(reasons).most_common()
    rows = [(how, f"{n:,}") for how, n in found[:most]]
    if rest := sum(n for _, n in found[most:]):
        rows.append((f"{len(found) - most} other ways", f"{rest:,}"))
    return report.table(("what ", "pairs"), rows)


def _agreement(a: str, b: str) -> str:
    if not a or not b:
        return "missing"
    if a == b:
        return "agrees"
    return "nearly" if SequenceMatcher(None, a, b).ratio() >= NEARLY else "differs"
