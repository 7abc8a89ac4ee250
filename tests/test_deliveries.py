"""What each subscriber is told, over every story and a simulated town: all it may see, no more."""

import json
import re
from datetime import date
from functools import cache

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import streams.deliveries
from deploy.folder import raw_of, read_manifest
from deploy.rerun import Order
from schemas import topics, wire
from schemas.events import EVENT_MAX
from schemas.generate import FOLDER as GENERATED
from schemas.messages import Raw
from schemas.policy import Policy
from streams.driver import Driver
from streams.topology import topology
from tests.fold import fold
from tests.simulated import READERS, folder, replayed, serving
from tests.stories import runner, telling
from tests.stories.telling import FOLDER
from tests.told import CARE, EVERYBODY, PROVIDERS, WORK, deliveries, stands, subscribed

STORIES = sorted(FOLDER.glob("*.story"))
AT_THE_END = "2030-01-01T00:00:00.000000+00:00"
IN_TOWN = {"name": "aanbieder", "provider": "kvk:00034000"}
BEGIN_OF_TOWN, HALFWAY = (f"{year}-02-01T00:00:00.000000+00:00" for year in (2025, 2026))
NAMES = [subscriber["name"] for subscriber in EVERYBODY]
CARE_WORDS = re.compile(
    r"\b(wmo|wlz|jeugdwet|jeugdhulp|zvw|zorg|dagbesteding|algemene_voorziening|wmo-\w+|R0[1-5]|R28)\b",
    re.IGNORECASE,
)
WORK_WORDS = re.compile(
    r"\b(participatiewet|uwv|bijstand|wajong|beschut_werk|loonkostensubsidie|regulier_werk|ww)\b",
    re.IGNORECASE,
)
PSEUDONYM = re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b")
every_story = pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)


def begin(story, partitions=1):
    policies = runner.policies_of(story, runner.SETTINGS | {"subscribers": EVERYBODY})
    driver = Driver(topology(runner.READERS, policies, runner.KEYS), partitions)
    for policy in policies.values():
        driver.set_policy(policy, runner.BEGIN)
    return driver


def play(story, turns, partitions=1, decided=None):
    settings = runner.SETTINGS | {"subscribers": EVERYBODY}
    played = runner.Played(story, begin(story, partitions), settings, decided=dict(decided or {}))
    for happens in turns:
        if not _subscribes(happens):
            runner.happen(played, happens)
    return played


def _subscribes(happens):
    """A story's own subscribers would take the place of these."""
    return isinstance(happens, telling.Setting) and happens.pairs[0][0] == "subscribers"


@cache
def played(path):
    story = telling.read(path)
    return play(story, [turn.happens for turn in story.turns])


def texts(driver, name):
    """What was sent, envelope and all, as text."""
    return [json.dumps(event, ensure_ascii=False) for event in deliveries(driver, name)]


@every_story
def test_whoever_applies_what_it_is_told_agrees_with_the_hub_about_what_it_may_see(path):
    """
    Law 4, for each subscriber: without loss, without a repeat, and with digests of its own.
    """
    driver = played(path).driver

    for name in NAMES:
        assert stands(driver, name) == fold(deliveries(driver, name))


@every_story
def test_told_backwards_each_subscriber_is_left_with_the_same(path):
    """
    Law 1: what stands told follows from the facts, not from the order in which they came.
    """
    story, forwards = telling.read(path), played(path)
    turns = [turn.happens for turn in story.turns]
    policies = [happens for happens in turns if isinstance(happens, telling.Setting)]
    others = [happens for happens in turns if not isinstance(happens, telling.Setting)]
    backwards = play(story, [*policies, *reversed(others)], 3, forwards.decided)

    for name in NAMES:
        assert stands(forwards.driver, name) == stands(backwards.driver, name)


@every_story
def test_the_work_side_reads_no_word_of_the_care_side(path):
    """
    Nor care one of work: streams, instruments, activities, rules, sources.
    """
    driver = played(path).driver

    assert [] == [text for text in texts(driver, "werk") if CARE_WORDS.search(text)]
    assert [] == [text for text in texts(driver, "zorg") if WORK_WORDS.search(text)]


def _nobody_decides(path):
    """What somebody decided they saw from both sides."""
    return not any(isinstance(t.happens, telling.Verdict) for t in telling.read(path).turns)


UNDECIDED = [path for path in STORIES if _nobody_decides(path)]
OTHER_SIDE = {"werk": {"wmo", "wlz", "jeugdwet"}, "zorg": {"uwv", "participatiewet"}}


@pytest.mark.parametrize("path", UNDECIDED, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", OTHER_SIDE)
def test_without_what_the_other_side_sent_a_side_is_left_with_the_same(path, name):
    """
    So nothing of it can be read from what is told.  Only which pseudonym a person has may follow
    from it: a BSN may come from either side.
    """
    turns = [turn.happens for turn in telling.read(path).turns]
    own = [happens for happens in turns if not _is_from(happens, OTHER_SIDE[name])]
    without = play(telling.read(path), own)

    assert _nameless(stands(played(path).driver, name)) == _nameless(stands(without.driver, name))


def _is_from(happens, sources):
    return isinstance(happens, telling.Message) and happens.source in sources


def _nameless(documents):
    """Documents by kind, without the names of persons and what is theirs."""
    return {
        kind: sorted(PSEUDONYM.sub("…", wire.canonical(document)) for document in of.values())
        for kind, of in documents.items()
    }


@every_story
def test_subscribers_share_no_pseudonym_with_one_another_or_with_the_hub(path):
    """
    Two of them cannot put what they know together by name, and neither can who reads the hub.
    """
    driver = played(path).driver
    sent = {name: _pseudonyms(texts(driver, name)) for name in NAMES}
    ours = _pseudonyms(
        f"{emit.key} {emit.part} {wire.write(emit.value).decode() if emit.value else ''}"
        for emit in driver.emitted
        if emit.topic is not topics.DELIVERIES
    )

    for name in NAMES:
        others = set().union(*(sent[other] for other in NAMES if other != name))
        assert set() == sent[name] & (others | ours)


def _pseudonyms(texts):
    """Of a digest of nothing, or of numbers alone, anybody could make the same."""
    without = (re.sub(r'"digest": ?"\w+"', "", text) for text in texts)
    return {found for text in without for found in PSEUDONYM.findall(text)}


@every_story
def test_a_provider_hears_of_its_own_places_and_lines_alone(path):
    """
    Not of who pays beside it, nor of other providers.
    """
    driver = played(path).driver
    for subscriber in PROVIDERS:
        for event in deliveries(driver, subscriber["name"]):
            own = {line["provider"] for line in _lines(event)}

            assert own <= {subscriber["provider"]}
            assert _places(event) <= {subscriber["provider"]}
            assert not {"own", "of_place", "shares", "money", "notes"} & _words(event["data"])


def _words(data):
    """Every name of a field in it."""
    if isinstance(data, list):
        return set().union(*map(_words, data))
    return (
        data.keys() | set().union(*map(_words, data.values())) if isinstance(data, dict) else set()
    )


def _lines(event):
    return [line for p in event["data"].get("periods", []) for line in p.get("lines", [])]


def _places(event):
    place = event["data"].get("place")
    return {place.split("/")[0]} if place else set()


@every_story
def test_who_subscribes_late_is_left_with_the_same_as_who_did_from_the_start(path):
    """
    The sweep after a change of policy tells what stands; and all of it is gone for who is left out.
    """
    story = telling.read(path)
    late = runner.begin(story)
    late.decided = dict(played(path).decided)
    for turn in story.turns:
        if not _subscribes(turn.happens):
            runner.happen(late, turn.happens)
    before = late.driver.state()
    with_all = Policy.model_validate(late.settings | {"subscribers": EVERYBODY})
    late.driver.set_policy(with_all, AT_THE_END)

    assert before == played(path).driver.state()  # subscribers change nothing of what it concludes
    for name in NAMES:
        assert stands(played(path).driver, name) == stands(late.driver, name)

    late.driver.set_policy(Policy.model_validate(late.settings | {"subscribers": []}), AT_THE_END)

    for name in NAMES:
        assert fold([]) == fold(deliveries(late.driver, name))
    kept = [k for state in late.driver.states.values() for k, _ in state.scan("shown//")]
    assert [] == kept


@every_story
def test_who_may_see_less_is_told_that_the_rest_is_gone(path):
    """
    Another list of streams, under the same name: what is left is what such a subscriber would have.
    """
    driver = played(path).driver
    care_now = {**CARE, "name": "werk"}
    fresh = play(telling.read(path), [t.happens for t in telling.read(path).turns])
    fresh.driver.set_policy(
        Policy.model_validate(fresh.settings | {"subscribers": [care_now]}), AT_THE_END
    )

    assert fold(deliveries(fresh.driver, "werk")) == stands(fresh.driver, "werk")
    assert _counts(stands(fresh.driver, "werk")) == _counts(stands(driver, "zorg"))


def _counts(documents):
    return {kind: len(of) for kind, of in documents.items()}


LIKE_A_BSN = ("999900067", "9999.00.067", "9999-00-067", "12345672")  # the last lacks its nought


@pytest.mark.parametrize("code", ["A17", *LIKE_A_BSN])
def test_a_provider_that_calls_people_by_their_bsn_gets_another_name_back(code):
    """
    Whatever a provider uses as its own code, and however it writes it, no BSN leaves the hub.
    """
    story = telling.read(FOLDER / "p3_een_naam_van_de_aanbieder_zelf.story")
    body = (story.messages / "a17_begint.json").read_bytes().replace(b"A17", code.encode())
    told = play(story, [])
    raw = {"source": "providers", "received": HALFWAY, "municipality": runner.TOWN}
    told.driver.take(Raw(message="m", media_type="application/json", body=body, **raw))

    sent = texts(told.driver, "aanbieder-3")
    assert 1 == sum("placements.started" in text for text in sent)
    assert any(code in text for text in sent) == (code not in LIKE_A_BSN)


@pytest.fixture(scope="module")
def town():
    """A simulated municipality with subscribers, one of them late, and a sweep in small chunks."""
    path = folder(60, 3)
    of = serving(path)
    (policy,) = of.policies.values()
    driver = Driver(topology(READERS, of.policies, of.keys), 2)
    driver.set_policy(subscribed(policy, [WORK, IN_TOWN]), BEGIN_OF_TOWN)
    lines = read_manifest(path)
    for line in lines[: len(lines) // 2]:
        driver.take(raw_of(path, line))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(streams.deliveries, "CHUNK", 7)
        driver.set_policy(subscribed(policy, [CARE, WORK, IN_TOWN]), HALFWAY)
    for line in lines[len(lines) // 2 :]:
        driver.take(raw_of(path, line))
    return driver


@pytest.mark.parametrize("name", ["werk", "zorg", "aanbieder"])
def test_in_a_town_each_subscriber_agrees_with_the_hub(town, name):
    """
    With all that goes wrong in one: late, wrong, twice, linked and unlinked.
    """
    told = deliveries(town, name)

    assert len(told) > 50
    assert stands(town, name) == fold(told)


def test_in_a_town_no_word_of_care_reaches_work(town):
    """
    Nor of work care; nor a pseudonym of the hub's anybody.
    """
    ours = _pseudonyms(
        f"{emit.key} {wire.write(emit.value).decode() if emit.value else ''}"
        for emit in town.emitted
        if emit.topic is not topics.DELIVERIES
    )

    assert [] == [text for text in texts(town, "werk") if CARE_WORDS.search(text)]
    assert [] == [text for text in texts(town, "zorg") if WORK_WORDS.search(text)]
    for name in ("werk", "zorg", "aanbieder"):
        assert set() == _pseudonyms(texts(town, name)) & ours


@pytest.mark.parametrize("name", ["werk", "zorg", "aanbieder"])
def test_in_a_town_each_delivery_is_of_its_published_schema(town, name):
    """
    The one in which any field may be left out; and no larger than intermediaries must forward.
    """
    for event in deliveries(town, name):
        assert [] == list(_schema(event["type"]).iter_errors(event))
        assert len(wire.write(event)) <= EVENT_MAX


@pytest.mark.parametrize("seed", [1, 2])
def test_in_any_order_and_twice_a_town_leaves_each_subscriber_with_the_same(seed):
    """
    Law 1 again, with all messages of a town shuffled.
    """
    path = folder(60, 3)
    policies = {m: subscribed(p, [WORK, CARE, IN_TOWN]) for m, p in serving(path).policies.items()}

    listed = replayed(path, policies=policies)
    shuffled = replayed(path, policies=policies, order=Order(shuffle=seed, duplicate=True))

    assert len(_shown(listed)) > 100
    assert _shown(listed) == _shown(shuffled)


@pytest.mark.parametrize("name", OTHER_SIDE)
def test_in_a_town_what_the_other_side_sent_leaves_no_trace(name):
    """
    The same town, once with and once without it.
    """
    path = folder(60, 3)
    of = serving(path)
    (policy,) = of.policies.values()
    left = {}
    for without in (set(), OTHER_SIDE[name]):
        driver = Driver(topology(READERS, of.policies, of.keys))
        driver.set_policy(subscribed(policy, [WORK, CARE]), BEGIN_OF_TOWN)
        for line in read_manifest(path):
            if line.source not in without:
                driver.take(raw_of(path, line))
        driver.pass_day(date(2027, 1, 1))
        left[len(without)] = _nameless(stands(driver, name))

    with_all, without_it = left.values()
    assert len(with_all["mixes"]) > 10
    assert with_all == without_it


def _shown(rerun):
    """What stands told, by subscriber, kind and subject."""
    views = [view for of_step in rerun.views.values() for view in of_step]
    return {key: document for view in views for key, document in view.scan("shown//")}


@cache
def _schema(kind):
    name = kind.removeprefix("nl.samenloop.").removesuffix(".v1")
    text = (GENERATED / f"{name}.delivered.v1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker())
