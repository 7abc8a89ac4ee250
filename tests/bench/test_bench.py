"""What makes a figure of the bench a figure."""

from collections import Counter

import pytest
from orjson import dumps

from tests.bench import material
from tests.bench.gauge import Sample, figures
from tests.bench.material import PARTITIONS, Expected, Wrong, check_changelog, check_outputs
from tests.bench.peers.job import fold, output

EVENTS = [
    {"id": "e1", "person": "p1", "volume": 5, "text": ""},
    {"id": "e2", "person": "p1", "volume": 7, "text": ""},
    {"id": "e3", "person": "p2", "volume": 1, "text": ""},
]
EXPECTED = Expected(3, Counter(p1=2, p2=1), Counter(p1=12, p2=1))


def outputs(events):
    states = {}
    for event in events:
        states[event["person"]] = fold(states.get(event["person"]), event)
        yield output(event, states[event["person"]])


def topic_of(monkeypatch, values):
    records = [(0, n, value.get("person", "").encode(), dumps(value)) for n, value in values]
    monkeypatch.setattr(material, "read_all", lambda bootstrap, topic: iter(records))


def at(second, stable, workers):
    return Sample(second, [stable, *[0] * (PARTITIONS - 1)], workers, 0.0, workers)


def test_a_rate_counts_from_the_first_commit_to_the_last_output():
    """
    Neither the start of a worker nor the wait after its work makes it slower or faster, nor that
    the first look saw half a commit.  Marks of transactions, which take offsets too, are no
    outputs.
    """
    offsets = [[0, 1, 3, 4, 6, 7], *[[]] * (PARTITIONS - 1)]  # 2 and 5 are marks
    samples = [at(0, 0, 9), at(9, 1, 9), at(10, 3, 10), at(11, 6, 11), at(12, 9, 12), at(60, 9, 99)]

    found = figures(samples, offsets)

    assert (4, 2, 2.0) == (found.events, found.seconds, found.rate)
    assert 50_000 == found.cpu
    assert 1.0 == found.workers_busy


def test_a_run_whose_outputs_are_right_is_a_figure(monkeypatch):
    """
    It tells where its outputs stand.
    """
    topic_of(monkeypatch, enumerate(outputs(EVENTS)))

    assert [0, 1, 2] == check_outputs("", "out", EXPECTED)[0]


@pytest.mark.parametrize(
    "events",
    [EVENTS[:2], [*EVENTS, EVENTS[2]], [EVENTS[0], {**EVENTS[1], "volume": 8}, EVENTS[2]]],
    ids=["one lost", "one twice", "a wrong sum"],
)
def test_a_fast_wrong_run_is_no_figure(monkeypatch, events):
    """
    An engine that loses, repeats or miscounts ends the bench, however fast it was.
    """
    topic_of(monkeypatch, enumerate(outputs(events)))

    with pytest.raises(Wrong):
        check_outputs("", "out", EXPECTED)


def test_outputs_in_the_wrong_order_are_no_figure(monkeypatch):
    """
    A person's outputs follow their events.
    """
    topic_of(monkeypatch, enumerate(reversed(list(outputs(EVENTS)))))

    with pytest.raises(Wrong):
        check_outputs("", "out", EXPECTED)


def test_a_changelog_that_misses_a_change_is_no_figure(monkeypatch):
    """
    State that cannot be restored was not kept.
    """
    kept = [(n, {k: o[k] for k in ("n", "volume", "last")}) for n, o in enumerate(outputs(EVENTS))]
    records = [
        (0, n, event["person"].encode(), dumps(state))
        for (n, state), event in zip(kept, EVENTS, strict=True)
    ]

    monkeypatch.setattr(material, "read_all", lambda bootstrap, topic: iter(records))
    check_changelog("", "changelog", EXPECTED)
    monkeypatch.setattr(material, "read_all", lambda bootstrap, topic: iter(records[::2]))

    with pytest.raises(Wrong):
        check_changelog("", "changelog", EXPECTED)
