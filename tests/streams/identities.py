"""What the tests of identify share: a hub of that one step, and people who do not exist."""

import json
from datetime import date

from schemas.facts import ContactHeld, PersonDescribed
from schemas.messages import Cause, DayPassed, PolicySet, RecordTold, Version
from schemas.policy import Policy
from schemas.values import digest
from streams.identify import identify
from streams.memory import MemoryState
from tests.fold import fold

MUNICIPALITY = "9999"
KEYS = {MUNICIPALITY: b"a secret for these tests" * 2, "9998": b"and another secret" * 2}
BSN, OTHER_BSN = "999900006", "999900018"
ALL = ("wmo", "uwv", "participatiewet", "providers")
JAN = PersonDescribed(
    surname="Vries", prefix="de", given_names="Jan", birth_date="1980-02-03", postcode="1234AB"
)
PIET = JAN.model_copy(update={"given_names": "Piet"})


def with_bsn(who, bsn=BSN):
    return who.model_copy(update={"bsn": bsn})


def policy(*grounds, municipality=MUNICIPALITY, **other):
    """A policy that links the systems of each of *grounds*."""
    return Policy(
        municipality=municipality,
        name="Nergenshuizen",
        oin="00000099000000000001",
        in_force=date(2026, 1, 1),
        grounds=tuple({"sources": g, "basis": "a ground for these tests"} for g in grounds),
        **other,
    )


def received(second):
    return f"2026-03-01T00:{second // 60:02d}:{second % 60:02d}.000000+00:00"


def told(record, who=None, *, at=0, source="wmo", system="", node=None, **more):
    """A telling of *record*, received *at* so many seconds; of one contact unless *facts* say."""
    facts = more.pop("facts", () if more.get("deleted") else (ContactHeld(on=date(2026, 1, 1)),))
    stamp = more.pop("stamp", "")
    municipality = more.pop("municipality", MUNICIPALITY)
    occasion = more.get("occasion", "")
    content = repr((record, who, facts, more.get("deleted"), occasion, stamp))
    return RecordTold(
        municipality=municipality,
        source=source,
        system=system,
        record=record,
        version=Version(stamp=stamp, received=received(at), digest=digest(content)[:16]),
        node=(node or record) if who else None,
        who=who,
        facts=facts,
        cause=Cause(message=f"m-{record}-{at}-{digest(content)[:4]}", received=received(at)),
        **more,
    )


class Hub:
    """Identify alone, on one partition.  Its state holds only what JSON can say."""

    def __init__(self, *policies):
        self.state = MemoryState()
        self.sent = []
        self._step = identify(KEYS)
        for given in policies:
            self.set(given)

    def tell(self, *tellings):
        for telling in tellings:
            self._take(telling)
        return self

    def set(self, given):
        self._take(PolicySet(policy=given, cause=Cause(message="policy", received=received(0))))
        return self

    def pass_day(self, day):
        self._take(DayPassed(day=day, cause=Cause(message="day", received=received(0))))
        return self

    def _take(self, message):
        decision = self._step.decide(self.state, message)
        self._apply(decision)
        while decision.sweep is not None:
            decision = self._step.sweep(self.state, json.loads(json.dumps(decision.sweep)))
            self._apply(decision)

    def _apply(self, decision):
        self.state.apply(json.loads(json.dumps(decision.writes)))
        self.sent += decision.emits

    # What it holds

    def persons(self):
        return self._documents("person")

    def doubts(self):
        """Per node the reasons and the others, as text."""
        return {
            name: [f"{d['reason']} {' '.join(d['others'])}" for d in document["doubts"]]
            for name, document in self._documents("doubt").items()
        }

    def documents(self):
        return {"persons": self.persons(), "doubts": self._documents("doubt")}

    def _documents(self, kind):
        prefix = f"doc//{kind}//"
        return {key.removeprefix(prefix): value for key, value in self.state.scan(prefix)}

    def clusters(self):
        """Who is one person, by node, without the ids."""
        docs = self.persons().values()
        return sorted(" ".join(member["record"] for member in d["members"]) for d in docs)

    def person(self, node):
        (found,) = (
            person
            for person, document in self.persons().items()
            if node in [member["record"] for member in document["members"]]
        )
        return found

    # What it told

    def events(self):
        return [e.value for e in self.sent if e.topic.name == "persons"]

    def changes(self):
        """The public events of identity, in short."""
        kinds = (e["type"].removeprefix("nl.samenloop.persons.") for e in self.events())
        return [kind.removesuffix(".v1") for kind in kinds]

    def folded(self):
        state = fold(self.events())
        return {kind: state[kind] for kind in ("persons", "doubts")}

    def facts(self):
        """What stands on person.facts, place.facts and account.facts: the last of each key."""
        last = {}
        for emit in self.sent:
            if emit.topic.name.endswith(".facts"):
                said = emit.value.model_dump(mode="json", exclude={"cause"})
                last[emit.topic.name, emit.key] = said
        return {key: value for key, value in last.items() if not value["gone"]}

    def standing(self, topic="person.facts"):
        """The keys that stand on a topic."""
        return sorted(key for name, key in self.facts() if name == topic)

    def outcomes(self):
        """The last outcome of each key."""
        last = {e.key: e.value for e in self.sent if e.topic.name == "outcomes"}
        return {key: value for key, value in last.items() if value is not None}

    def fates(self):
        """Per record and time of receipt: what became of it."""
        return sorted(
            (o.record, o.version.split("~")[1][14:19], o.outcome) for o in self.outcomes().values()
        )
