"""What the simulator promises of the hub's events, and whether it stands there at the end.

It is looked up in what the hub concludes, which is what its events fold to (law 4, shown by
`test_public_events.py`); only what passes is looked up among the events.
"""

import csv
import json
from collections import defaultdict
from datetime import date

from schemas import topics
from tests.fold import APPLY

SIGNALS = {  # rules of which the simulator plants signals: all that are raised
    "R01",
    "R05",
    "R07",
    "R08",
    "R09",
    "R20",
    "R22",
    "R23",
    "R24",
    "R25",
    "R26",
    "R27",
    "claim-above-maximum",
    "claim-on-removed-allocation",
    "claim-without-allocation",
    "contact-due",
    "contact-overdue",
    "gap",
    "overbooked",
    "over-budget",
    "overlap",
    "provisional",
    "stay",
}
BULLETS = {  # of which the simulator plants situations
    "P1.1",
    "P1.2",
    "P1.3",
    "P2.1",
    "P2.2",
    "P2.3",
    "P3.1",
    "P3.2",
    "P3.4",
    "P4.1",
    "P4.2",
    "P5.1",
    "P5.2",
    "P5.3",
    "P6.1",
    "P7.1",
    "P7.2",
    "P8.1",
    "P8.2",
    "P8.4",
    "P9.1",
    "P9.2",
    "P9.3",
    "P9.4",
    "P9.5",
}
PLANTED_WHOLE = {  # events of which the simulator promises every one there is, under this bullet
    "budgets.awaiting-assessment-changed": "P9.2",
    "budgets.eligible-waiting-changed": "P9.2",
    "cohorts.changed": "P5.3",
    "placements.started": "P2.1",
    "places.result-changed": "P8.2",
    "places.waiting-list-changed": "P8.1",
    "programmes.budget-changed": "P5.2",
    "programmes.target-changed": "P5.2",
    "settlements.changed": "P6.1",
    "transfers.prepared": "P1.3",
}
PASSING = {  # events of which each is looked at: a notice, or what was told and taken back
    "places.freed": topics.PLACES,
    "funding-signals.withdrawn": topics.FUNDING_SIGNALS,
}


def promised_and_found(seen):
    """Each row of `promised.csv`, and whether it stands."""
    told = {}
    for row in promised(seen):
        if row["event"] not in told:
            told[row["event"]] = by_name(documents(seen, row["event"]))
    return [
        (row, any(keeps(document, row, seen) for document in candidates(told[row["event"]], row)))
        for row in promised(seen)
    ]


def unpromised(seen, event):
    """What stands and no row promised."""
    rows = defaultdict(list)
    for row in promised(seen):
        if (row["event"], row["bullet"]) == (event, PLANTED_WHOLE[event]):
            rows[row["person"]].append(row)
    return [
        piece
        for document in documents(seen, event)
        for person, piece in pieces(document)
        if not _taken(rows[person], piece, seen)
    ]


def pieces(document):
    """A document with whom it is about; of a list, one for each who stands on it."""
    if not any("waiting" in period for period in document.get("periods", ())):
        yield document.get("person", ""), document
        return
    for period in document["periods"]:
        for one in period["waiting"]:
            yield one["person"], document | {"periods": [period | {"waiting": [one]}]}


def _taken(rows, document, seen):
    """Whether a row promised it; each promises one."""
    for row in rows:
        if keeps(document, row, seen):
            rows.remove(row)
            return True
    return False


def promised(seen):
    with (seen.path / "truth/promised.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def documents(seen, event):
    """What stands for an event type, with the true persons in it."""
    if event in PASSING:
        sent = (emit.value for emit in seen.sent[PASSING[event].name])
        found = [told["data"] for told in sent if told["type"] == f"nl.samenloop.{event}.v1"]
    else:
        found = seen.state[APPLY[event][0]].values()
    return [with_true_persons(document, seen.human) for document in found]


def with_true_persons(value, human):
    match value:
        case dict():
            return {
                name: human.get(inside, inside)
                if name == "person"
                else with_true_persons(inside, human)
                for name, inside in value.items()
            }
        case list():
            return [with_true_persons(inside, human) for inside in value]
        case _:
            return value


def by_name(found):
    """Documents by each person, place and provider that they name; under nothing: all."""
    index = defaultdict(list)
    for document in found:
        for name in {("", ""), *names(document)}:
            index[name].append(document)
    return index


def names(value):
    """Persons, places and providers anywhere in it."""
    match value:
        case dict():
            for name, inside in value.items():
                if name in {"person", "place", "provider"}:
                    yield name, inside
                yield from names(inside)
        case list():
            for inside in value:
                yield from names(inside)


def candidates(index, row):
    known = ((name, row[name]) for name in ("person", "place") if row[name])
    return index[next(known, ("", ""))]


def keeps(document, row, seen):
    wanted = {(name, row[name]) for name in ("person", "place") if row[name]}
    if row["provider"]:
        wanted.add(("provider", seen.policy.organisation(row["provider"])))
    said = json.loads(row["said"])
    return wanted <= {*names(document)} and any(says(d, said) for d in on(document, row["day"]))


def on(document, day):
    """The document itself, or what of it holds on that day."""
    if not day:
        return [document]
    if "on" in document:
        return [document] if document["on"] == day else []
    known = document["periods"]
    return [p for p in known if p["start"] <= day < p.get("end", date.max.isoformat())]


def says(value, said):
    """Whether all that is *said* stands in *value*, which may hold more."""
    match said:
        case dict():
            whole = isinstance(value, dict)
            return whole and all(says(value.get(name), inside) for name, inside in said.items())
        case list():
            whole = isinstance(value, list)
            return whole and all(any(says(one, inside) for one in value) for inside in said)
        case _:
            return value == said
