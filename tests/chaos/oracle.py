"""What a storm may not change: judged from what stands on the broker when it is over.

* *lost*: a message or record without an outcome, a wrong record without a dead letter, something
  that a step should have sent or written and did not;
* *repeated*: an event told twice, something sent once too often;
* *divergent*: a state, an order or an outcome that is not what it should be.

Three judges look at the same records: a `replay` of the same messages, a subscriber who folds the
public events, and the steps themselves, driven once more over what stands on their topics.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import orjson

from deploy.tally import tally
from schemas import wire
from schemas.messages import DeadLetter, Outcome
from schemas.topics import DEAD_LETTERS, OUTCOMES, PUBLIC, TOPICS
from streams.driver import decisions
from streams.engine.partition import MARK, Mark
from streams.engine.step import Refused
from streams.engine.view import CURSOR
from streams.fates import fates
from streams.memory import MemoryState
from streams.shell import dead_letter, decoder, keeps_state, record_of
from streams.state import hub_state
from tests.chaos.reading import read
from tests.fold import Disagreement, fold

NAMED_MAX = 5


@dataclass
class Verdict:
    """What is wrong, in words; `counts` is what there was."""

    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    divergent: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def numbers(self):
        return len(self.lost), len(self.repeated), len(self.divergent)

    def lines(self):
        for kind in ("lost", "repeated", "divergent"):
            found = getattr(self, kind)
            for one in found[:NAMED_MAX]:
                yield f"{kind}: {one}"
            if len(found) > NAMED_MAX:
                yield f"{kind}: and {len(found) - NAMED_MAX} more"


def look(settings, steps):
    """What stands on the topics of the hub, changelogs included."""
    changelogs = [settings.changelog(step.name) for step in steps if keeps_state(step)]
    return read(settings, *map(settings.topic, TOPICS), *changelogs)


def judge(settings, steps, found, listed, replayed, poisoned):
    """
    Args:
        found: what stands on the topics.
        listed: the messages that came in; *replayed*: what a replay makes of them.
        poisoned: where the wrong records lie.
    """
    changelogs = {s.name: settings.changelog(s.name) for s in steps if keeps_state(s)}
    verdict = Verdict()
    states = {name: _restored(found[changelog]) for name, changelog in changelogs.items()}
    _judge_outcomes(verdict, settings, found, listed, replayed)
    _judge_poison(verdict, settings, found, poisoned)
    _judge_events(verdict, settings, found, replayed)
    _judge_state(verdict, steps, states, replayed)
    _judge_steps(verdict, settings, steps, found, states, poisoned)
    return verdict


def _judge_outcomes(verdict, settings, found, listed, replayed):
    """Law 3: each record of each message has one current outcome, the one a replay gives it."""
    outcomes = _current(found[settings.topic(OUTCOMES)], Outcome)
    letters = _current(found[settings.topic(DEAD_LETTERS)], DeadLetter)
    counted = tally((line.message for line in listed), outcomes, letters, ())
    verdict.lost += counted.lost
    verdict.counts |= {"messages": counted.messages, "records": sum(counted.records.values())}
    ours = {of: fate for of, fate in fates(outcomes).items() if "/" not in of[0]}
    theirs = fates(replayed.outcomes)
    verdict.divergent += [
        f"outcome of {of}: {ours.get(of)}, in a replay {theirs.get(of)}"
        for of in sorted(ours.keys() | theirs.keys())
        if ours.get(of) != theirs.get(of)
    ]


def _current(records, kind):
    last = {record.key(): record.value() for record in records}
    return [kind.model_validate_json(value) for value in last.values() if value is not None]


def _judge_poison(verdict, settings, found, poisoned):
    letters = Counter()
    for record in found[settings.topic(DEAD_LETTERS)]:
        letter = DeadLetter.model_validate_json(record.value())
        letters[letter.raw_topic, letter.raw_partition, letter.raw_offset] += 1
    for place, wrong in poisoned.items():
        if letters[place] == 0:
            verdict.lost.append(f"no dead letter for {wrong.what} at {place}")
        elif letters[place] > 1:
            verdict.repeated.append(f"{letters[place]} dead letters for {wrong.what} at {place}")
    verdict.counts["poison"] = len(poisoned)


def _judge_events(verdict, settings, found, replayed):
    records = [record for topic in PUBLIC for record in found[settings.topic(topic)]]
    events = [orjson.loads(record.value()) for record in records]
    verdict.counts["events"] = len(events)
    ids = Counter(event["id"] for event in events)
    verdict.repeated += [f"event {name} told {n} times" for name, n in ids.items() if n > 1]
    told = defaultdict(list)
    for event in events:
        told[event["type"], event["subject"]].append(int(event["sequence"]))
    verdict.divergent += [
        f"sequence of {of}: {numbers[:20]}"
        for of, numbers in told.items()
        if numbers != list(range(1, len(numbers) + 1))
    ]
    try:
        folded = fold(events)
    except Disagreement as wrong:
        verdict.divergent.append(f"events do not fold: {wrong}")
        return
    _compare(verdict, "the folded events", folded, replayed.state)


def _judge_state(verdict, steps, states, replayed):
    views = {step.name: [s.view for s in states.get(step.name, {}).values()] for step in steps}
    _compare(verdict, "the state", hub_state(steps, views), replayed.state)
    verdict.counts["keys"] = sum(len(s.view) for of in states.values() for s in of.values())


def _compare(verdict, what, ours, theirs):
    """Byte for byte; what differs is named by its kind and subject."""
    if wire.canonical(ours) == wire.canonical(theirs):
        return
    for kind in theirs:
        for subject in sorted(ours[kind].keys() | theirs[kind].keys()):
            if ours[kind].get(subject) != theirs[kind].get(subject):
                verdict.divergent.append(f"{what}: {kind} {subject} is not as in a replay")


@dataclass
class Restored:
    """A partition of a step, from its changelog: values as text of JSON, and as values."""

    next: int = 0
    cursor: bool = False
    values: dict[str, bytes] = field(default_factory=dict)
    view: MemoryState = field(default_factory=MemoryState)


def _restored(changelog):
    partitions = defaultdict(Restored)
    for record in changelog:
        state, key, value = partitions[record.partition()], record.key().decode(), record.value()
        if key == MARK:
            state.next = Mark.decode(value).next
        elif key == CURSOR:
            state.cursor = value is not None
        elif value is None:
            state.values.pop(key, None)
        else:
            state.values[key] = value
    for state in partitions.values():
        state.view.apply({key: orjson.loads(value) for key, value in state.values.items()})
    return partitions


def _judge_steps(verdict, settings, steps, found, states, poisoned):
    """Each step driven over its topics: what it sends and keeps must be what was sent and kept."""
    wanted = defaultdict(Counter)
    there = {
        place: records
        for topic in TOPICS
        for place, records in _by_partition(found[settings.topic(topic)]).items()
    }
    sent = {
        place: [_content(record) for record in records if not _is_ours(settings, record, poisoned)]
        for place, records in there.items()
    }
    for step in steps:
        for topic in step.reads:
            for number in range(settings.partitions):
                records = there.get((settings.topic(topic), number), [])
                told, kept, end = _driven(settings, step, records)
                for place, contents in told.items():
                    wanted[place].update(contents)
                    if not _in_order(contents, sent.get(place, ())):
                        verdict.divergent.append(f"{step.name} {number} to {place}: another order")
                if keeps_state(step):
                    _judge_changelog(verdict, step, number, states[step.name][number], kept, end)
    raw = {settings.topic(topic) for topic in TOPICS if topic.name.startswith("raw.")}
    for place in wanted.keys() | {place for place in sent if place[0] not in raw}:
        is_there = Counter(sent.get(place, ()))
        for content, n in (wanted[place] - is_there).items():
            verdict.lost.append(f"{n} times key {content[0]} on {place}")
        for content, n in (is_there - wanted[place]).items():
            verdict.repeated.append(f"{n} times too often key {content[0]} on {place}")


def _driven(settings, step, records):
    """What it sends by place, its state, and the offset after the last record."""
    state, told, end = MemoryState(), defaultdict(list), 0
    decode, refuse = decoder(step, settings), dead_letter(settings)
    for record in records:
        end = record.offset() + 1
        try:
            message = decode(record)
        except Refused as refused:
            for letter in refuse(record, refused):
                content = letter.key, letter.value, tuple(letter.headers)
                told[letter.topic, letter.partition].append(content)
            continue
        for decision in decisions(step, state, message):
            for emit in decision.emits:
                name, key, value, partition, headers = record_of(emit, settings)
                told[name, partition].append((key, value, headers))
    return told, state, end


def _judge_changelog(verdict, step, number, restored, kept, end):
    where = f"{step.name} {number}"
    if restored.cursor:
        verdict.divergent.append(f"{where}: a sweep is not finished")
    if restored.next != end:
        verdict.lost.append(f"{where}: its state goes up to {restored.next}, its topic to {end}")
    ours = {key: wire.write(value) for key, value in kept.scan("") if key != "~sweep"}
    differing = [
        key
        for key in sorted(ours.keys() | restored.values.keys())
        if ours.get(key) != restored.values.get(key)
    ]
    verdict.divergent += [
        f"{where}: key {key} is not what its topic makes of it" for key in differing
    ]


def _by_partition(records):
    by_partition = defaultdict(list)
    for record in records:
        by_partition[record.topic(), record.partition()].append(record)
    return by_partition


def _content(record):
    return record.key(), record.value(), tuple(record.headers() or ())


def _is_ours(settings, record, poisoned):
    """Told by the storm, not by a step: days, policies, wrong records."""
    place = record.topic().removeprefix(settings.prefix), record.partition(), record.offset()
    return place in poisoned or (record.key() or b"").startswith((b"policy|", b"day|"))


def _in_order(contents, among):
    remaining = iter(among)
    return all(content in remaining for content in contents)
