"""Any facts that could arrive about a few persons, one place and one provider (hypothesis)."""

from typing import NamedTuple

from hypothesis import strategies as st

from schemas.costs import CostKind
from schemas.facts import Kind, Source
from schemas.funds import Fund
from tests import given as g

MONTHS = [f"{month:02d}-01" for month in range(1, 13)]
SECOND_TOWN = "9902"
TARGET = f"{g.TOWN}/programme:{g.KVK}/P"
TOGETHER = f"{g.TOWN}/programmes"
COHORT = f"{g.TOWN}/cohort:{g.KVK}/EA"
POLICIES = {
    g.TOWN: [
        g.POLICY,
        g.POLICY.model_copy(update={"minutes_per_dagdeel": 210, "label": "medewerker"}),
        g.POLICY.model_copy(update={"free_amounts": g.FREE}),
        g.POLICY.model_copy(
            update={
                "tariffs": (g.tariff(5_000), g.tariff(4_100, "04-01"), g.tariff(90, product="07B")),
                "tariff_scenarios": (-15, -20),
                "small_group": 2,
            }
        ),
        g.POLICY.model_copy(
            update={
                "small_group": 2,
                "place_budgets": (g.places(1, "01-01", "06-30"), g.places(0, "07-01")),
            }
        ),
        g.POLICY.model_copy(update={"organisations": (), "signals": {"gap": False}}),
    ],
    SECOND_TOWN: [
        g.POLICY.model_copy(update={"municipality": SECOND_TOWN, "oin": "00000099000000000002"}),
        g.POLICY.model_copy(
            update={
                "municipality": SECOND_TOWN,
                "oin": "00000099000000000002",
                "products": (),
                "signals": {"provisional": False, "R01": False},
            }
        ),
    ],
}

towns = st.sampled_from([g.TOWN, SECOND_TOWN])
hours = st.sampled_from([None, 4, 8, 16])
places = st.sampled_from([g.PLACE, f"{g.KVK}/groen"])
days = st.sampled_from(MONTHS).map(g.day_passed)


@st.composite
def terms(draw):
    """A first day, and the first day without, or none."""
    start = draw(st.sampled_from(MONTHS[:-1]))
    end = draw(st.sampled_from([None, *MONTHS[MONTHS.index(start) + 1 :]]))
    return start, end


def dated(make, **more):
    return st.builds(lambda term, given: make(*term, **given), terms(), st.fixed_dictionaries(more))


claims = st.one_of(
    st.builds(
        g.claim,
        st.sampled_from(["01-01", "03-01"]),
        st.just("04-01"),
        st.sampled_from([40_000, 60_000]),
        st.sampled_from(["c1", "c2"]),
        allocation=st.sampled_from(["1001", "1002"]),
        product=st.sampled_from(["07B12", "07A01"]),
    ),
    st.builds(g.credit, st.sampled_from(["c1", "c2"])),
)
stops = st.builds(
    lambda term, temporary: g.stopped(term[0], term[1] or "12-31", temporary=temporary),
    terms(),
    st.booleans(),
)
person_facts = st.one_of(
    dated(g.allocation, hours=hours, provider=st.sampled_from([g.AGB, g.HOLDER])),
    dated(g.provision, hours=hours),
    dated(
        g.provision,
        instrument=st.sampled_from(
            [
                "jobcoach",
                "participatieplaats",
                "proefplaats",
                "wsw",
                "tijdelijke_loonkostensubsidie",
            ]
        ),
        employer=st.sampled_from([None, g.EMPLOYER]),
    ),
    dated(
        g.granted,
        instrument=st.sampled_from(
            ["no_risk", "wia35_jobcoach", "lkv_banenafspraak", "lkv_herplaatsen"]
        ),
        employer=st.sampled_from([None, g.EMPLOYER]),
    ),
    dated(g.granted, instrument=st.just("jeugdhulp"), stream=st.just("jeugdwet")),
    dated(g.employed, contract=st.sampled_from(["wsw", "beschut_werk", "arbeidsovereenkomst"])),
    dated(g.registered),
    dated(g.received, what=st.sampled_from(["premie", "onkostenvergoeding", "eigen_inkomsten"])),
    dated(g.aged, age=st.sampled_from(["under-18", "from-18", "under-27"])),
    dated(g.subsidised_wage),
    dated(g.allocation, budget=st.just(100_001)),
    st.builds(lambda term: g.reimbursed(term[0], term[1] or "12-31"), terms()),
    dated(g.benefit, law=st.sampled_from(["bijstand", "wajong", "ww"])),
    dated(g.long_term_care),
    dated(
        g.placement,
        hours=hours,
        activity=st.sampled_from([Kind.DAGBESTEDING, Kind.BESCHUT_WERK, Kind.REGULIER_WERK]),
        place=places,
        holder=st.sampled_from([None, g.HOLDER]),
        employer=st.sampled_from([None, g.EMPLOYER]),
        cohort=st.sampled_from([None, f"{g.KVK}/EA", f"{g.KVK}/EB"]),
        programme=st.sampled_from([None, f"{g.KVK}/P"]),
        result=st.sampled_from([None, "finished", "dropped-out"]),
    ),
    st.builds(g.started, st.sampled_from(MONTHS)),
    stops,
    st.builds(g.contact, st.sampled_from(MONTHS)),
    st.builds(g.waits, st.sampled_from(MONTHS), places),
    st.builds(g.asked, st.sampled_from(MONTHS)),
    dated(g.eligible, yes=st.booleans(), decided=st.sampled_from([None, "01-15"])),
    st.builds(g.ladder, st.integers(1, 6), st.sampled_from(MONTHS)),
    st.builds(g.attended, st.sampled_from([f"2026-{m[:2]}" for m in MONTHS]), st.just(30)),
)
place_facts = st.one_of(
    dated(g.offer, capacity=st.sampled_from([0, 1, 2]), work=st.sampled_from([None, "hout"])),
    dated(g.subsidy, amount=st.sampled_from([None, 100_000])),
    dated(g.subsidy, instrument=st.sampled_from(["programma", "algemene_voorziening"])),
    dated(g.subsidy, fund=st.sampled_from(Fund), cost_item=st.sampled_from(["a", None])),
    st.builds(lambda term: g.revenue(term[0], term[1] or "12-31"), terms()),
    st.builds(
        lambda term, kind, over: g.cost(term[0], term[1] or "12-31", 100_001, kind, over=over),
        terms(),
        st.sampled_from(CostKind),
        st.sampled_from([1, 3]),
    ),
)


account_facts = st.one_of(
    st.just(g.subsidy("01-01")),
    claims,
    st.builds(g.removed),
    st.builds(g.removed),
    st.builds(g.allocation, st.just("01-01"), number=st.sampled_from(["1001", "1002"])),
    st.builds(g.started, st.sampled_from(MONTHS), number=st.sampled_from(["1001", "1002"])),
    stops,
    dated(
        g.contract,
        maximum=st.sampled_from([3_000, 5_000]),
        product=st.sampled_from([None, "07B12"]),
    ),
)


@st.composite
def person_messages(draw, record, person):
    """The versions of one record under one person; it may go, and come back."""
    town = {"p1": g.TOWN, "p2": SECOND_TOWN}[person]
    return [
        g.of_person(
            *(() if gone else draw(st.lists(person_facts, min_size=1, max_size=2))),
            record=record,
            person=person,
            version=str(number),
            municipality=town,
            source=draw(st.sampled_from(Source)),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def place_messages(draw, record):
    town = draw(towns)
    return [
        g.of_place(
            *(() if gone else draw(st.lists(place_facts, min_size=1, max_size=2))),
            record=record,
            version=str(number),
            municipality=town,
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def brought_messages(draw, who):
    """What one placement brings, as it changes; it may go."""
    town = draw(towns)
    messages = []
    for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3))):
        start, end = draw(terms())
        paid = draw(
            st.lists(
                st.sampled_from(
                    [
                        g.paid("l1", 8, product="07B"),
                        g.paid("l2", 4),
                        g.paid("l3"),
                        g.paid("l4", stream="wlz"),
                        g.paid("l5", sum=g.part_of_sum(50_001, "01-01", "12-31", 1, 2)),
                    ]
                ),
                unique=True,
            )
        )
        message = g.brought(
            start,
            end,
            draw(hours),
            [g.stretch(start, end, *paid)],
            who=who,
            municipality=town,
            record=draw(st.sampled_from([f"r{who}", "shared"])),
            needs_cover=draw(st.booleans()),
            provider=draw(st.sampled_from([g.KVK, g.HOLDER])),
            gone=gone,
            cause=g.cause(number),
        )
        messages.append(message)
    return messages


@st.composite
def waiting_messages(draw, who):
    """Somebody who waits, perhaps one of those who have a seat; they may be taken off the list."""
    town = draw(towns)
    return [
        g.waiting(
            draw(st.sampled_from(MONTHS)),
            who=who,
            person=draw(st.sampled_from(["p1", "p2", f"w{who}"])),
            record=draw(st.sampled_from([f"w{who}", "listed"])),
            municipality=town,
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def counted_messages(draw, who):
    return [
        g.counted(
            *draw(terms()),
            who=who,
            activity=draw(st.sampled_from([Kind.DAGBESTEDING, Kind.STAGE])),
            record=draw(st.sampled_from([f"r{who}", "shared"])),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def enrolled_messages(draw, who):
    """A placement as it counts in a cohort; the day of a job follows from no order."""
    return [
        g.counted(
            *draw(terms()),
            who=who,
            account=COHORT,
            record=draw(st.sampled_from([f"r{who}", "shared"])),
            result=draw(st.sampled_from([None, "finished", "dropped-out"])),
            job=draw(st.sampled_from([None, g.day("06-01")])),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def cohort_messages(draw, record):
    return [
        g.of_account(
            *([] if gone else [g.cohort(end=draw(st.sampled_from(MONTHS[4:8])))]),
            account=COHORT,
            record=record,
            version=str(number),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


targets = st.sampled_from([None, 0, 500])
spans = st.sampled_from([("01-01", "12-31"), ("02-01", "2028-01-01")])
planned = st.builds(
    lambda code, span, target, per, excludes: g.programme(
        code, *span, budget=150_000, target=target, target_per=per, excludes=excludes
    ),
    st.sampled_from(["P", "Q"]),
    spans,
    targets,
    st.sampled_from(["year", "total"]),
    st.sampled_from([(), (f"{g.KVK}/Q",), (f"{g.KVK}/P", f"{g.KVK}/Q")]),
)
costs = dated(
    g.subsidy,
    amount=st.sampled_from([None, 100_000]),
    instrument=st.just("programma"),
    cost_item=st.sampled_from(["a", "b", None]),
    programme=st.sampled_from([f"{g.KVK}/P", f"{g.KVK}/Q"]),
)


@st.composite
def programme_messages(draw, record, account, facts):
    return [
        g.of_account(
            *([] if gone else [draw(facts)]),
            account=account,
            record=record,
            version=str(number),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def begun_messages(draw, who):
    """A placement as it counts towards a target."""
    return [
        g.counted(
            *draw(terms()),
            who=who,
            account=TARGET,
            record=draw(st.sampled_from([f"r{who}", "shared"])),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=2)))
    ]


@st.composite
def candidate_messages(draw, who):
    """Somebody who awaits an assessment, is eligible or waits; they may be no candidate again."""
    messages = []
    for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3))):
        stretch = g.since(*draw(terms()))
        message = g.candidate(
            who,
            draw(st.sampled_from([None, *MONTHS])),
            draw(st.sampled_from([(), (stretch,)])),
            draw(st.sampled_from([None, stretch])),
            record=draw(st.sampled_from([f"e{who}", "shared"])),
            gone=gone,
            cause=g.cause(number),
        )
        messages.append(message)
    return messages


@st.composite
def developed_messages(draw, who):
    """How somebody developed at a provider, as it becomes known; they may not have been there."""
    return [
        g.developed(
            who,
            first=draw(st.sampled_from([2025, 2026])),
            last=draw(st.sampled_from([None, 2026, 2027])),
            years=draw(
                st.sampled_from(
                    [{}, {"2026": {"vertical": 1, "change": 250}}, {"2027": {"dropped_out": 1}}]
                )
            ),
            record=draw(st.sampled_from([f"r{who}", "shared"])),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


@st.composite
def account_messages(draw, record):
    return [
        g.of_account(
            *([] if gone else draw(st.lists(account_facts, min_size=1, max_size=2))),
            record=record,
            version=str(number),
            gone=gone,
            cause=g.cause(number),
        )
        for number, gone in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]


class Telling(NamedTuple):
    """The same messages in two orders, and of each thing only what was told of it last."""

    told: list
    retold: list
    last: list


@st.composite
def tellings(draw, *keys):
    """Each key keeps its own order, as its partition does.

    Every policy is known before the first message; a later one may come anywhere.
    """
    first = [g.policy_set(draw(st.sampled_from(of_town))) for of_town in POLICIES.values()]
    policies = [
        [g.policy_set(policy) for policy in draw(st.permutations(of_town))]
        for of_town in POLICIES.values()
    ]
    histories = [draw(key) for key in keys]
    passed = draw(st.lists(days, max_size=3))
    queues = [*policies, *histories, *([day] for day in passed)]
    turns = [number for number, queue in enumerate(queues) for _ in queue]
    told, retold = (_in_turn(queues, draw(st.permutations(turns))) for _ in range(2))
    last = [*(of_town[-1] for of_town in policies), *sorted(passed, key=lambda d: d.day)[-1:]]
    last += [history[-1] for history in histories if not history[-1].gone]
    return Telling([*first, *told], [*first, *retold], last)


def _in_turn(histories, turns):
    queues = [list(history) for history in histories]
    return [queues[number].pop(0) for number in turns]


WORLDS = {
    "combine": tellings(
        person_messages("r1", "p1"),
        person_messages("r2", "p1"),
        person_messages("r3", "p1"),
        person_messages("r1", "p2"),
    ),
    "oversee": tellings(
        place_messages("o1"),
        place_messages("o2"),
        brought_messages("1"),
        brought_messages("2"),
        brought_messages("3"),
        waiting_messages("1"),
        waiting_messages("2"),
    ),
    "account": tellings(
        account_messages("a1"),
        account_messages("a2"),
        account_messages("a3"),
        *(counted_messages(str(number)) for number in range(4)),
        *(candidate_messages(str(number)) for number in range(3)),
        *(developed_messages(str(number)) for number in range(3)),
        *(cohort_messages(record) for record in ("c1", "c2")),
        *(enrolled_messages(str(number)) for number in range(3)),
        programme_messages("t1", TARGET, planned.filter(lambda p: p.programme.endswith("P"))),
        *(begun_messages(str(number)) for number in range(2)),
        *(programme_messages(record, TOGETHER, planned) for record in ("m1", "m2")),
        *(programme_messages(record, TOGETHER, costs) for record in ("k1", "k2", "k3")),
    ),
}
