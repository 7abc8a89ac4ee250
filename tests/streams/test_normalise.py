"""From bytes to facts in our words: what goes on, what is refused, what travels with it."""

from schemas import topics
from schemas.errors import Rejected
from schemas.facts import ContactHeld, PersonDescribed, Record, Sex, Source
from schemas.messages import Raw
from schemas.policy import Policy
from schemas.reading import REFUSED_MAX, Notice, Reading, Refused
from streams.memory import MemoryState
from streams.normalise import normalise
from tests.streams.identities import BSN, JAN, OTHER_BSN

TOWN, ELSEWHERE = "9901", "9902"
POLICY = Policy(
    municipality=TOWN, name="Voorbeeldstad", oin="00000099000000000001", in_force="2026-01-01"
)
RAW = Raw(
    message="m1",
    source=Source.PROVIDERS,
    received="2026-01-02T00:00:00.000000+00:00",
    municipality=TOWN,
    partition=3,
    offset=14,
    body=b"{}",
)


def record(key, town=TOWN, **more):
    told = {"facts": (ContactHeld(on="2026-01-01"),), "who": PersonDescribed(bsn="999900006")}
    return Record(
        municipality=town, source=Source.PROVIDERS, key=key, place=key, **{**told, **more}
    )


def emitted(reading):
    """What normalise sends, by topic, when the door reads *reading* (or refuses)."""

    def read(raw, context):
        if isinstance(reading, Rejected):
            raise reading
        return reading

    keys = {TOWN: b"k" * 32}
    decision = normalise({Source.PROVIDERS: read}, {TOWN: POLICY}, keys)(MemoryState(), RAW)
    sent = {}
    for emit in decision.emits:
        sent.setdefault(emit.topic, []).append(emit)
    return sent


def of_message(sent):
    return next(
        e.value for e in sent[topics.OUTCOMES] if e.value.record == f"message:{RAW.message}"
    )


def test_each_good_record_goes_on_and_says_which_message_it_came_from():
    """
    A record is one fact further, and can be walked back to its bytes.
    """
    sent = emitted(Reading((record("a"), record("b"))))

    assert [("m1", "a"), ("m1", "b")] == [
        (e.value.cause.message, e.value.cause.place) for e in sent[topics.FACTS]
    ]
    assert "passed" == of_message(sent).outcome


def test_a_bad_record_is_set_aside_and_the_good_ones_go_on():
    """
    One wrong row of a file may not hold up a town.
    """
    reason = Rejected("bsn", place="row 3, column bsn", expected="nine digits", found="8 digits")
    sent = emitted(Reading((record("a"),), refused=(Refused("row 3", reason),)))

    letter = sent[topics.DEAD_LETTERS][0].value
    assert ("row 3", "bsn", "8 digits") == (letter.record, letter.fault, letter.found)
    assert ("raw.providers", 3, 14) == (letter.raw_topic, letter.raw_partition, letter.raw_offset)
    assert 1 == len(sent[topics.FACTS])
    assert ("row 3",) == of_message(sent).refused


def test_of_many_bad_records_the_outcome_names_the_first():
    """
    Each has its dead letter; the outcome stays small, and knows that there are more.
    """
    reason = Rejected("bsn", place="row 3", expected="nine digits")
    bad = tuple(Refused(str(number), reason) for number in range(250))
    notices = tuple(Notice("list", str(code)) for code in range(250))
    sent = emitted(Reading((record("a"),), refused=bad, notices=notices))
    outcome = of_message(sent)

    assert (100, 250, 250) == (
        len(outcome.refused),
        outcome.refused_total,
        len(sent[topics.DEAD_LETTERS]),
    )
    assert outcome.refuses("249")
    assert outcome.detail.endswith(" and 150 more")


def test_a_message_with_too_many_bad_records_is_set_aside_whole():
    """
    A file for towns that are not served: one letter, not ten thousand.
    """
    elsewhere = (record(str(number), town=ELSEWHERE) for number in range(REFUSED_MAX + 1))
    sent = emitted(Reading((record("a"), *elsewhere)))

    assert topics.FACTS not in sent
    assert ["too-many-refused"] == [e.value.fault for e in sent[topics.DEAD_LETTERS]]


def test_a_message_that_cannot_be_read_is_set_aside_whole():
    """
    The bytes stay in raw; the letter says where.
    """
    sent = emitted(Rejected("not-json", place="message", expected="a JSON object"))

    assert topics.FACTS not in sent
    assert "*" == sent[topics.DEAD_LETTERS][0].value.record
    assert "dead-lettered" == of_message(sent).outcome


def test_a_record_of_a_municipality_that_is_not_served_is_refused_alone():
    """
    A provider who works for two towns may tell both in one file.
    """
    sent = emitted(Reading((record("a"), record("b", town=ELSEWHERE))))

    assert ["a"] == [e.value.cause.place for e in sent[topics.FACTS]]
    assert ["b"] == [e.value.record for e in sent[topics.DEAD_LETTERS]]
    assert "municipality" == sent[topics.DEAD_LETTERS][0].value.fault


def test_a_message_without_records_has_an_outcome_too():
    """
    "Nothing found" is an answer.
    """
    sent = emitted(Reading((), notices=(Notice("suwi", "NietsGevonden"),)))

    assert "without-effect" == of_message(sent).outcome


def test_the_same_content_has_the_same_name_and_another_key_gives_another():
    """
    Names are made under the municipality's key, and of nothing that changes by itself.
    """
    one, other = (emitted(Reading((record(key),)))[topics.FACTS][0].value for key in ("a", "b"))
    again = emitted(Reading((record("a"),)))[topics.FACTS][0].value

    assert one.record == again.record
    assert one.version == again.version
    assert one.record != other.record


def test_records_with_the_source_s_own_name_for_a_person_are_about_one_node():
    """
    A participant id ties a placement to a person without saying who that is.
    """
    who = PersonDescribed(local="kvk:90000001|D1")
    a, b, other = nodes(who, who, PersonDescribed(local="kvk:90000001|D2"))

    assert a == b
    assert a != other


def test_records_of_one_register_that_describe_a_bsn_alike_are_about_one_node():
    """
    Else a person with many decisions would be many nodes.  Another description is another:
    linking says whether they are one person, and another system may know the former address.
    """
    jan = JAN.model_copy(update={"bsn": BSN})
    a, again, otherwise = nodes(jan, jan, jan.model_copy(update={"house_number": "2"}))
    others = nodes(
        jan.model_copy(update={"bsn": OTHER_BSN}),
        jan.model_copy(update={"birth_date": None}),
        jan.model_copy(update={"postcode": "4321BA"}),
    )

    assert a == again == otherwise
    assert len({a, *others}) == 4


def test_records_of_one_register_without_bsn_are_about_one_node_if_described_just_the_same():
    """
    So a second decision does not undo what the first was linked to.
    """
    a, again, *others = nodes(
        JAN,
        JAN.model_copy(update={"surname": "De Vries", "prefix": None}),
        JAN.model_copy(update={"given_names": "Piet"}),
        JAN.model_copy(update={"birth_date": "1980-02-04"}),
        JAN.model_copy(update={"postcode": "4321BA"}),
        JAN.model_copy(update={"sex": Sex.MALE}),
        JAN.model_copy(update={"postcode": None}),
        JAN.model_copy(update={"postcode": None}),
    )

    assert a == again
    assert len({a, *others}) == 7


def test_the_same_person_at_another_register_is_another_node():
    """
    Whether they are one is for linking to say, and only with a ground.
    """
    jan = JAN.model_copy(update={"bsn": BSN})
    one, other = (
        emitted(Reading((record("a", who=jan, system=system),)))[topics.FACTS][0].value.node
        for system in ("suwinet", "besluiten")
    )

    assert one != other


def nodes(*people):
    """The nodes of records about *people*, one each."""
    records = tuple(record(f"{number}", who=who) for number, who in enumerate(people))
    return [emit.value.node for emit in emitted(Reading(records))[topics.FACTS]]


def test_a_deleted_record_brings_no_facts():
    """
    A deletion is a version that says nothing.
    """
    sent = emitted(Reading((record("a", deleted=True),)))

    assert () == sent[topics.FACTS][0].value.facts
