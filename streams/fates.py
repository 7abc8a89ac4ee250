"""Law 3: what became of each record, from what the steps wrote to `outcomes`.

A record that identify passed on is *concluded* if any step concluded from it, else *pending* if
any step waits, else *without effect*.  What identify says itself (superseded, deleted) is the last
word, and so is a dead letter, at whichever step the record was set aside.
"""

from collections import defaultdict
from collections.abc import Iterable

from schemas.messages import Fate, Outcome

SETTLED: tuple[Fate, ...] = ("dead-lettered", "superseded", "concluded", "without-effect")
DOWNSTREAM: tuple[Fate, ...] = ("dead-lettered", "concluded", "pending", "without-effect")


def fates(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], Fate | None]:
    """Per record and version its current outcome; none if it was lost on the way.

    Messages as a whole (`message:<id>`) are in it too, with an empty version.
    """
    told: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        told[outcome.record, outcome.version].append(outcome)
    return {record: _fate(record[0], of_record) for record, of_record in told.items()}


def _fate(record: str, told: list[Outcome]) -> Fate | None:
    if record.startswith("message:"):
        return told[0].outcome
    identified = {o.outcome for o in told if o.step == "identify"}
    if not identified:
        return None
    if identified != {"passed"}:
        return next(fate for fate in SETTLED if fate in identified)
    concluded = {o.outcome for o in told if o.step not in ("normalise", "identify")}
    return next((fate for fate in DOWNSTREAM if fate in concluded), None)
