"""Somebody's own overview: all that the hub holds of them and told about them, in plain Dutch.

    overview_of(views, keys, name, events) -> sections, each a title and lines; none if unknown

It is for the person themselves (practices, P7: talk with people, not about them), so it says
nothing of anybody else: not who comes near them, not who else is at a place, and of what was told
earlier nothing about records that turned out to be another person's.  Of a BSN it says only that it
is known.  Whoever gives it to somebody has made sure that it is them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from deploy import identity
from deploy import plain_dutch as dutch
from deploy.identity import Link, Shown
from schemas.facts import Fact
from schemas.keys import Keys
from schemas.policy import Policy
from schemas.volumes import Per, Volume
from streams.step import Json, View

STEPS = ("identify", "combine", "oversee")  # whose state it is read from
FACTS = TypeAdapter(tuple[Fact, ...])
NOTHING = "Hierover staat niets in de hub."
INTRO = (
    "Dit overzicht is van u. Het laat zien welke gegevens over u de hub van de gemeente heeft, van"
    " wie zij komen, en wat de hub over u heeft gemeld. De hub beslist niets over u en betaalt"
    " niets: hij brengt bij elkaar wat anderen vertellen."
)
WRONG = (
    "Klopt er iets niet? Vertel het aan {}, of aan wie het gegeven van u heeft. Wordt het daar"
    " verbeterd, dan verandert het ook hier."
)


class Section(NamedTuple):
    title: str
    intro: str
    lines: tuple[str, ...]


class Overview(NamedTuple):
    title: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]


class Held(NamedTuple):
    """What the steps keep of one person.  `of_others`: other persons, and their records."""

    who: Shown
    policy: Policy
    day: str
    records: Mapping[str, Json]
    documents: Mapping[str, list[Json]]
    places: Mapping[str, str]
    of_others: frozenset[str]

    def organisation(self, number: str) -> str:
        """Its name; else its number, unless that is a pseudonym and says nothing."""
        known = self.policy.organisation(number)
        named = (o.name for o in self.policy.organisations if o.id == known)
        return next(named, "een werkgever" if known.startswith("lhn:") else known)

    def place(self, code: str) -> str:
        provider, _, own = code.partition("/")
        return f"{self.places.get(code, own)} van {self.organisation(provider)}"


def overview_of(
    views: Mapping[str, Sequence[View]], keys: Keys, name: str, events: Iterable[Json]
) -> Overview | None:
    """
    Args:
        views: by name of step (`STEPS`) what each of its partitions keeps.
        keys: per municipality, the key of its pseudonyms.
        name: an id of the person, one that they had, or a record about them.
        events: every public event, in the order in which it was told.
    """
    who = identity.person(views["identify"], keys, name)
    if who is None:
        return None
    held = _held(views, who)
    policy = held.policy
    sections = (_described, _linked, _facts, _placed, _paid, _signalled, _transferred)
    about = f"Bijgewerkt tot en met {dutch.day(held.day)}. Uw code in de hub is {who.person}."
    return Overview(
        f"Wat {policy.name} over u weet",
        (INTRO, WRONG.format(policy.name), about),
        (*(section(held) for section in sections), _told(held, events)),
    )


def _held(views: Mapping[str, Sequence[View]], who: Shown) -> Held:
    person, combine = who.person, views["combine"]
    records: dict[str, Json] = {}
    others: set[str] = set()
    for key, value in _scanned(combine, "fact//"):
        _, owner, record = key.split("//", 2)
        if owner == person:
            records[record] = value
        else:
            others.update((owner, record))
    policies = (view.get(f"policy/{who.municipality}") for view in views["identify"])
    known = next(policy for policy in policies if policy is not None)
    documents = {
        kind: [document for _, document in _scanned(combine, f"doc//{kind}//{person}//")]
        for kind in ("mix", "placement", "signal", "transfer", "settlement")
    }
    overseen = views["oversee"]
    for kind in ("coverage", "signal"):
        told = (document for _, document in _scanned(overseen, f"doc//{kind}//"))
        documents.setdefault(kind, []).extend(d for d in told if d.get("person") == person)
    return Held(
        who,
        Policy.model_validate(known["policy"]),
        max((view.get("day") or "" for view in combine), default="") or _last(records.values()),
        records,
        documents,
        {d["place"]: d["name"] for _, d in _scanned(overseen, "doc//place//") if d.get("name")},
        frozenset(others - records.keys()),
    )


def _scanned(views: Iterable[View], prefix: str) -> Iterator[tuple[str, Json]]:
    for view in views:
        yield from view.scan(prefix)


def _last(records: Iterable[Json]) -> str:
    """When the last of them came; without a day that passed there is no other clock."""
    return max((record["cause"]["received"][:10] for record in records), default="0001-01-01")


def _described(held: Held) -> Section:
    lines = []
    for record in held.who.records:
        told = dutch.sentence(_field(*named) for named in record["described"].items())
        source = dutch.SOURCES[record["source"]]
        lines.append(f"Van {_whose(held, record, source)}: {told or 'geen naam en geen nummer'}.")
    intro = "Zo wordt u beschreven door wie gegevens over u stuurt."
    return Section("Hoe u bekend bent", intro, tuple(lines))


def _whose(held: Held, record: Json, source: str) -> str:
    number = record["system"]
    return held.organisation(number) if record["source"] == "providers" and number else source


def _field(name: str, value: str) -> str:
    field = dutch.FIELDS[name]
    if value in ("known", "a number"):
        return f"uw {field} is bekend, en wordt hier niet getoond"
    return f"{field} {_value(name, value)}"


def _value(name: str, value: str) -> str:
    if name == "birth_date":
        return dutch.day(value)
    if name == "sex":
        return {"m": "man", "f": "vrouw"}.get(value, value)
    return value if name in ("email", "postcode") else value.title()


def _linked(held: Held) -> Section:
    by = {record["record"]: record for record in held.who.records}
    lines = [_why(held, link, by) for link in held.who.joined]
    if not lines:
        lines = ["Alles komt van een bron. Er is niets bij elkaar gelegd."]
    if held.who.near:
        lines.append(
            "Er zijn nog gegevens waarvan niet vaststaat of zij over u gaan. Die staan niet in dit"
            " overzicht. Een medewerker kan ernaar kijken."
        )
    intro = "De hub legt gegevens van verschillende bronnen bij elkaar als zij over u gaan."
    return Section("Waarom wij denken dat dit over u gaat", intro, tuple(lines))


def _why(held: Held, link: Link, by: Mapping[str, Json]) -> str:
    one, other = (
        _whose(held, by[name], dutch.SOURCES[by[name]["source"]]) for name in (link.one, link.other)
    )
    alike: dict[str, list[str]] = {"gelijk": [], "bijna gelijk": [], "verschillend": []}
    for part in link.why.parts:
        field = dutch.FIELDS.get(part.field.removesuffix("_there").partition("_")[0], "")
        field = dutch.FIELDS.get(part.field, field)
        if field:
            how = {"same": "gelijk", "differs": "verschillend"}.get(part.level, "bijna gelijk")
            alike[how].append(field)
    told = "; ".join(f"{how}: {', '.join(dict.fromkeys(of))}" for how, of in alike.items() if of)
    by_hand = ""
    if link.decided:
        on = link.decided.rsplit(", ", 1)[1]
        by_hand = f" Een medewerker heeft dit op {dutch.day(on)} zo beslist."
    return (
        f"Wat {one} en {other} vertellen hoort bij elkaar. {told[:1].upper()}{told[1:]}.{by_hand}"
    )


def _facts(held: Held) -> Section:
    by_source: dict[str, list[tuple[str, str]]] = {}
    for record in held.records.values():
        came = record["cause"]["received"][:10]
        for fact in FACTS.validate_python(record["facts"]):
            said = dutch.fact(fact, held.organisation, held.place)
            by_source.setdefault(record["source"], []).append((came, said))
    lines = tuple(
        f"Van {dutch.SOURCES[source]}: {said} (ontvangen op {dutch.day(came)})."
        for source in sorted(by_source)
        for came, said in sorted(by_source[source])
    )
    days = held.policy.retention.raw
    kept = (
        f"Dit geldt nu. De berichten zelf worden {days} dagen bewaard; wat eerder verteld is blijft"
        " bewaard om na te kunnen rekenen wat er is gemeld."
    )
    return Section("Wat er over u verteld is, en door wie", kept, lines or (NOTHING,))


def _placed(held: Held) -> Section:
    covered = {document["placement"]: document for document in held.documents["coverage"]}
    lines = []
    for told in sorted(held.documents["placement"], key=lambda p: (p["start"], p["placement"])):
        what = f"{dutch.word(told['activity'])} op {held.place(told['place'])}"
        often = dutch.hours(told.get("minutes_per_week"))
        lines.append(f"{dutch.sentence((what, often, _term(told)))}.")
        for period in covered.get(told["placement"], {"periods": []})["periods"]:
            missing = dutch.hours(period.get("uncovered_minutes") or None)
            state = dutch.sentence((dutch.STATES[period["state"]], missing))
            lines.append(f"— {_term(period)}: {state}.")
        steps = (
            f"— stap op {dutch.day(s['on'])}: {dutch.STEPS[s['what']]} {dutch.word(s['text'])}."
            for s in told["progress"]
        )
        lines.extend(steps)
    intro = "De plekken waar u bent of was, en of daar iemand voor betaalt."
    return Section("Waar u werkt of meedoet", intro, tuple(lines) or (NOTHING,))


def _paid(held: Held) -> Section:
    lines: dict[str, Json] = {}
    contact = ""
    for mix in held.documents["mix"]:
        for period in mix["periods"]:
            for line in period["lines"]:
                first = lines.setdefault(line["line"], line | {"start": period["start"]})
                lines[line["line"]] = {**first, "end": period.get("end")}
        if "contact" in mix:
            last, due = (dutch.day(mix["contact"][name]) for name in ("held", "next_due"))
            contact = (
                f"Het laatste gesprek over uw ontwikkeling was op {last}; het volgende uiterlijk"
            )
            contact = f"{contact} op {due}."
    told = [_line(held, line) for line in sorted(lines.values(), key=_by_start)]
    told += [_month(m) for found in held.documents["settlement"] for m in found["periods"]]
    intro = "Wat u krijgt of wat er voor u betaald wordt. De hub betaalt zelf niets."
    return Section("Wie er betaalt", intro, (*(told or [NOTHING]), *filter(None, [contact])))


def _line(held: Held, line: Json) -> str:
    stream = dutch.STREAMS.get(line["stream"], line["stream"])
    per = Per(line["amount_per"]) if "amount_per" in line else None
    at = f"bij {held.organisation(line['provider'])}" if "provider" in line else ""
    often = dutch.volume(Volume(**line["volume"])) if "volume" in line else ""
    parts = (dutch.word(line["instrument"]), at, often, dutch.money(line.get("amount_cents"), per))
    return f"{dutch.sentence((*parts, _term(line)))}: uit {stream}."


def _month(settled: Json) -> str:
    earned, free, off = (
        dutch.money(settled.get(f"{name}_cents")) for name in ("earned", "free", "set_off")
    )
    known = f"vrij is {free}, verrekend met uw uitkering wordt {off}" if free else ""
    unknown = "" if known else "wat daarvan vrij is, is niet bekend"
    month = dutch.day(settled["start"][:7])
    return f"{dutch.sentence((f'in {month} verdiende u {earned}', known, unknown))}."


def _signalled(held: Held) -> Section:
    lines = tuple(
        f"{_term(told)}: {told['explanation']} Bron: {told['law']}."
        for told in sorted(held.documents["signal"], key=_by_start)
    )
    intro = (
        "Een signaal zegt dat iemand ergens naar moet kijken. Het is geen besluit en houdt niets"
        " tegen. De uitleg is geschreven voor een medewerker."
    )
    return Section("Signalen die nu openstaan", intro, lines or ("Er staat geen signaal open.",))


def _transferred(held: Held) -> Section:
    lines = []
    for told in sorted(held.documents["transfer"], key=lambda t: (t["begins"], t["transfer"])):
        left, entered = dutch.STREAMS[told["left"]], dutch.STREAMS[told["entered"]]
        lines.append(f"Van {left} naar {entered}, vanaf {dutch.day(told['begins'])}. Al bekend is:")
        for known in told["known"]:
            what, source = dutch.KNOWN[known["what"]], dutch.SOURCES[known["source"]]
            lines.append(f"— {what}, van {source}, {dutch.day(known['on'])}.")
    intro = (
        "Wat er bij een overgang van de ene wet naar de andere al bekend is, zodat u het niet nog"
        " eens hoeft te vertellen. Alleen dat het er is wordt gemeld, niet wat erin staat."
    )
    return Section("Overgang naar een andere wet", intro, tuple(lines) or (NOTHING,))


def _told(held: Held, events: Iterable[Json]) -> Section:
    mine: set[str] = set()
    counted: Counter[tuple[str, str]] = Counter()
    for event in events:
        name = event["type"].removeprefix("nl.samenloop.").removesuffix(".v1")
        if name in dutch.EVENTS and _is_about(held, event, mine):
            mine.add(event["subject"])
            counted[event["time"][:10], dutch.EVENTS[name]] += 1
    lines = tuple(
        f"{dutch.day(on)}: {what}{f' ({times} keer)' if times > 1 else ''}."
        for (on, what), times in sorted(counted.items())
    )
    intro = (
        "Dit is gemeld aan de systemen die de gemeente op de hub heeft aangesloten, onder uw code"
        " en zonder uw naam of BSN. Wie wat gelezen heeft houdt de hub nog niet bij."
    )
    return Section("Wat de hub over u gemeld heeft", intro, lines or (NOTHING,))


def _is_about(held: Held, event: Json, mine: set[str]) -> bool:
    """Under the person's id now, or under one they had; never of what is another person's now."""
    data: dict[str, Any] = event["data"]
    named = {*data.get("records", ()), *([data["record"]] if "record" in data else ())}
    if named and named <= held.of_others:
        return False
    ids = {held.who.person, *held.who.aliases} - held.of_others
    records = {record["record"] for record in held.who.records}
    about = {data.get("person"), *(person["person"] for person in data.get("after", ()))}
    placed = "person" not in data and event["subject"] in mine
    return placed or not ids.isdisjoint(about) or data.get("record") in records


def _by_start(told: Json) -> tuple[str, str]:
    return told["start"], told.get("line", told.get("signal", ""))


def _term(told: Json) -> str:
    end = told.get("end")
    return dutch.term(date.fromisoformat(told["start"]), date.fromisoformat(end) if end else None)
