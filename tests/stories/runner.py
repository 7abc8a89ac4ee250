"""Plays a story through the real doors and every step, and holds what comes out against it."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from connectors.inbound.doors import DOORS
from deploy.commands.overview import text
from deploy.overview import STEPS, overview_of
from schemas import topics, wire
from schemas.messages import Cause, LinkDecided, Outcome, Raw
from schemas.policy import Policy
from schemas.reviews import Review
from streams.driver import Driver
from streams.fates import fates
from streams.topology import topology
from tests.fold import fold
from tests.stories import finding
from tests.stories.matching import fits
from tests.stories.telling import (
    FOLDER,
    Day,
    Happens,
    Message,
    Setting,
    Story,
    Turn,
    Verdict,
    Wanted,
)
from tests.told import deliveries

POLICY = FOLDER.parent.parent / "deploy/policy/example.toml"
SETTINGS = tomllib.loads(POLICY.read_text(encoding="utf-8"))
TOWN = SETTINGS["municipality"]
NEXT = "9902"  # a town that shares places with it; a message names it
KEYS = {TOWN: b"a fictitious key of a fictitious town", NEXT: b"the key of the town next to it"}
READERS = {source: door.read for source, door in DOORS.items()}
MEDIA_TYPES = {"xml": "application/xml", "csv": "text/csv", "json": "application/json"}
BEGIN = "2026-01-01T00:00:00.000000+00:00"
# Events that follow from others or come with everybody new; a story may leave them out.  All
# others must be told: what the story does not say may not happen.
MAY_BE_LEFT_OUT = {
    *(
        "persons.linked",
        "persons.unlinked",
        "funding-mixes.changed",
        "coverages.changed",
        "placements.changed",
    ),
    *("places.mix-changed", "places.waiting-list-changed", "providers.outcomes-reported"),
    "places.offer-changed",
    *("cohorts.changed", "programmes.target-changed", "programmes.budget-changed"),
    *(
        "providers.development-reported",
        "budgets.eligibility-changed",
        "budgets.awaiting-assessment-changed",
        "budgets.eligible-waiting-changed",
    ),
}


class Differs(AssertionError):
    """What came out is not what the story says."""


@dataclass
class Played:
    """The hub after (part of) a story.  `bound`: what the story's @names stand for."""

    story: Story
    driver: Driver
    settings: dict[str, Any] = field(default_factory=lambda: dict(SETTINGS))
    bound: dict[str, str] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[str, LinkDecided] = field(default_factory=dict)

    @property
    def events(self) -> list[Any]:
        public = {topic.name for topic in topics.PUBLIC}
        told = (emit for emit in self.driver.emitted if emit.topic.name in public)
        return [wire.loads(wire.write(emit.value)) for emit in told]


def begin(story: Story, partitions: int = 1, driver: Driver | None = None) -> Played:
    settings = SETTINGS | ({"subscribers": story.subscribers} if story.subscribers else {})
    policies = policies_of(story, settings)
    driver = driver or Driver(topology(READERS, policies, KEYS), partitions)
    for policy in policies.values():
        driver.set_policy(policy, BEGIN)
    return Played(story, driver, settings)


def policies_of(story: Story, settings: Mapping[str, Any] = SETTINGS) -> dict[str, Policy]:
    """The town's, and of each town that shares a place with it the shipped one, told to nobody."""
    of_all = SETTINGS | {"subscribers": []}
    of_others = (
        of_all | {"municipality": town, "oin": f"0000009900000000{town}"} for town in story.towns
    )
    told = (settings, *of_others)
    return {policy["municipality"]: Policy.model_validate(policy) for policy in told}


def play(story: Story, driver: Driver | None = None) -> Played:
    """*driver*: what the story happens to, nothing having happened to it before.

    Raises:
        Differs: at the first line of the story that did not come out.
    """
    played = begin(story, driver=driver)
    for turn in story.turns:
        before, emitted = len(played.events), len(played.driver.emitted)
        happen(played, turn.happens)
        _check_letters(played, turn)
        _check_events(played, turn.happens.line, turn.published, played.events[before:])
        _check_deliveries(played, turn, emitted)
        for wanted in turn.stands:
            _check_state(played, turn, wanted)
        for wanted in turn.became:
            _check_outcome(played, wanted)
    return played


def backwards(story: Story) -> Played:
    """The same, the last first, on several partitions: nothing is checked on the way."""
    played = begin(story, partitions=3)
    if any(isinstance(turn.happens, Verdict) for turn in story.turns):
        played.decided = play(story).decided  # on what was known when it was decided
    policies = [turn.happens for turn in story.turns if isinstance(turn.happens, Setting)]
    others = [turn.happens for turn in story.turns if not isinstance(turn.happens, Setting)]
    for happens in [*policies, *reversed(others)]:
        happen(played, happens)
    return played


def happen(played: Played, happens: Happens) -> None:
    match happens:
        case Verdict():
            if happens.line not in played.decided:
                played.decided[happens.line] = _decided(played, happens)
            played.driver.decide(played.decided[happens.line])
        case Message():
            played.driver.take(raw_of(played.story, happens))
            played.sent[happens.file].append(_message_id(played.story, happens))
        case Day(day=day):
            played.driver.pass_day(date.fromisoformat(day))
        case Setting(received=received, pairs=pairs):
            for path, value in pairs:
                played.settings = _with(played.settings, path.split("."), value)
            played.driver.set_policy(Policy.model_validate(played.settings), received)


def raw_of(story: Story, message: Message) -> Raw:
    return Raw(
        message=_message_id(story, message),
        source=message.source,
        received=message.received,
        municipality=TOWN,
        media_type=MEDIA_TYPES[message.file.rsplit(".", 1)[1]],
        body=(story.messages / message.file).read_bytes(),
    )


VERDICTS = {"one": "same", "two": "different", "open": "withdrawn"}


def _decided(played: Played, verdict: Verdict) -> LinkDecided:
    """As `samenloop reviews` would tell it: about what is looked at, on what is known then."""
    one, other = sorted(_node(played, file) for file in verdict.files)
    review = next(
        (r for r in reviews(played) if {r.one.record, r.other.record} == {one, other}), None
    )
    return LinkDecided(
        municipality=TOWN,
        one=one,
        other=other,
        verdict=VERDICTS[verdict.verdict],
        by="een medewerker",
        at=verdict.received,
        evidence=review.evidence if review else "",
        cause=Cause(message=f"decision:{verdict.received}", received=verdict.received),
    )


def _node(played: Played, file: str) -> str:
    """The person, as its source knows them, that a message tells of."""
    told = [emit.value for emit in played.driver.sent[topics.FACTS.name]]
    ours = [t for t in told if t.cause.message in played.sent[file] and t.node]
    return str(ours[-1].node)


def reviews(played: Played) -> list[Review]:
    """What waits for somebody to decide."""
    last = {emit.key: emit.value for emit in played.driver.sent[topics.REVIEWS.name]}
    return [review for review in last.values() if review]


def _message_id(story: Story, message: Message) -> str:
    return str(uuid5(NAMESPACE_URL, f"{story.name} {message.line}"))


def _with(settings: dict[str, Any], path: list[str], value: str) -> dict[str, Any]:
    first, *rest = path
    known = {"true": True, "false": False}
    if rest:
        new = _with(settings[first], rest, value)
    else:
        is_json = value.startswith("[") or value.isdecimal()
        new = json.loads(value) if is_json else known.get(value, value)
    return settings | {first: new}


def _check_letters(played: Played, turn: Turn) -> None:
    """What cannot be read must be told: `? <file> dead-lettered`."""
    letters = [emit.value for emit in played.driver.sent[topics.DEAD_LETTERS.name]]
    told = any("dead-lettered" in wanted.line for wanted in turn.became)
    ours = turn.happens.file if isinstance(turn.happens, Message) else ""
    refused = [letter for letter in letters if letter.message in played.sent[ours][-1:]]
    if refused and not told:
        reasons = "; ".join(f"{letter.place}: {letter.expected}" for letter in refused)
        raise Differs(f"{turn.happens.line}: refused at {reasons}")


def _check_events(played: Played, line: str, wanted: list[Wanted], told: list[Any]) -> None:
    left = [(name_of(event), event["data"]) for event in told]
    if [one.words for one in wanted] == [("nothing",)]:
        wanted = []
        unsaid = left
    else:
        for one in wanted:
            left.remove(_first(played, one, left))
        unsaid = [(name, data) for name, data in left if name not in MAY_BE_LEFT_OUT]
    if unsaid:
        raise Differs("\n".join([f"{line}: not in the story:", *map(_shown, unsaid)]))


def _check_deliveries(played: Played, turn: Turn, since: int) -> None:
    """What each subscriber is told that the story names here; and of `without`, never was."""
    for name in dict.fromkeys(wanted.words[0] for wanted in turn.delivered):
        wanted = [w._replace(words=w.words[1:]) for w in turn.delivered if w.words[0] == name]
        told = deliveries(played.driver, name, since)
        _check_events(played, turn.happens.line, [w for w in wanted if w.words], told)
        ever = "".join(map(wire.canonical, deliveries(played.driver, name)))
        for one in wanted:
            found = [word for path, word in one.pairs if path == "without" and word in ever]
            if found:
                raise Differs(f"{one.line}: was told {', '.join(found)}")


def _first(played: Played, wanted: Wanted, told: list[Any]) -> Any:
    for name, data in told:
        if (name,) == wanted.words and fits(played.bound, wanted, data):
            return name, data
    raise Differs("\n".join([f"{wanted.line}: did not happen; what did:", *map(_shown, told)]))


def _check_state(played: Played, turn: Turn, wanted: Wanted) -> None:
    kind, *rest = wanted.words
    if kind == "reviews":
        _check_reviews(played, wanted)
        return
    if kind == "found":
        _check_found(played, turn, wanted)
        return
    if kind == "overview":
        _check_overview(played, wanted)
        return
    if kind == "told":
        name, kind, *rest = rest
        documents = fold(deliveries(played.driver, name))[kind]
    else:
        documents = played.driver.state()[kind]
    if wanted.pairs:
        (name,) = rest
        document = documents.get(played.bound.get(name, name))
        if document is None or not fits(played.bound, wanted, document):
            raise Differs(f"{wanted.line}\nbut it is\n{_shown((kind, document))}")
    elif kind == "signals":
        found = sorted(document["rule"] for document in documents.values())
        if found != sorted(rest[0].split(",") if rest != ["none"] else []):
            raise Differs(f"{wanted.line}\nbut it is {found}")
    elif len(documents) != int(rest[0]):
        raise Differs(f"{wanted.line}\nbut there are {len(documents)}")


def _check_reviews(played: Played, wanted: Wanted) -> None:
    """`= reviews uncertain`: why each waits; `= reviews none`; with pairs: the one there is."""
    found = reviews(played)
    reasons = sorted(review.reason for review in found)
    if wanted.pairs:
        if len(found) != 1 or not fits(played.bound, wanted, found[0].model_dump(mode="json")):
            raise Differs(f"{wanted.line}\nbut it is {[r.model_dump_json() for r in found]}")
    elif reasons != sorted(wanted.words[1].split(",") if wanted.words[1] != "none" else []):
        raise Differs(f"{wanted.line}\nbut it is {reasons}")


def _check_overview(played: Played, wanted: Wanted) -> None:
    """`= overview @noor "this stands in it" without="this does not"`, whatever its lines."""
    _, name, *there = wanted.words
    of = played.driver
    views = {s: [of.states[s, n] for n in range(of.partitions)] for s in STEPS}
    found = overview_of(views, KEYS, played.bound[name], played.events)
    said = " ".join(" ".join(text(found)).split()) if found else ""
    missing = [words for words in there if words not in said]
    found_too = [words for path, words in wanted.pairs if path == "without" and words in said]
    if missing or found_too:
        raise Differs(f"{wanted.line}\nmissing {missing}, there {found_too}, in\n{said}")


def _check_found(played: Played, turn: Turn, wanted: Wanted) -> None:
    """`= found postcode=4411 within=10 offers.0.place=@kas`: what the API answers, that day."""
    found = finding.answered(wanted, played.driver.sent[topics.PLACE_OFFERS.name], turn.happens)
    said = finding.without_question(wanted)
    if not fits(played.bound, said, found):
        raise Differs(f"{wanted.line}\nbut it is\n{wire.canonical(found)}")


def _check_outcome(played: Played, wanted: Wanted) -> None:
    file, said = wanted.words
    outcomes: dict[str, Outcome] = {}
    for emit in played.driver.sent[topics.OUTCOMES.name]:
        if emit.value is None:
            outcomes.pop(emit.key, None)
        else:
            outcomes[emit.key] = emit.value
    told = [o for o in outcomes.values() if o.cause.message in played.sent[file]]
    whole = {o.outcome for o in told if o.record.startswith("message:")}
    known = fates(o for o in outcomes.values() if (o.record, o.version) in _versions(told))
    found = sorted(str(fate) for fate in known.values())
    if found != sorted(said.split(",")) and not (whole == {said} and not found):
        raise Differs(f"{wanted.line}\nbut it is {','.join(found)} (message: {whole})")


def _versions(told: list[Outcome]) -> set[tuple[str, str]]:
    return {(o.record, o.version) for o in told if not o.record.startswith("message:")}


def name_of(event: Any) -> str:
    return str(event["type"]).removeprefix("nl.samenloop.").removesuffix(".v1")


def _shown(told: tuple[str, Any]) -> str:
    return f"  {told[0]} {wire.canonical(told[1])}"
