"""Weights from the records themselves, without being told which are the same (EM).

    train(records, pairs) -> Model

What strangers have in common by chance is counted among pairs drawn at random; how often the
records of one person agree, and how many such pairs there are, follows from the pairs that share a
key (`keys`), by expectation and maximisation: Dempster, Laird and Rubin 1977, as Winkler 1988
applies it.  All is done in order, so that the same records give the same model, in whatever order
they come.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple

from streams.linking.compare import (
    BORN,
    BSN,
    EMAIL,
    FIELDS,
    GIVEN,
    HOUSE_ELSEWHERE,
    HOUSE_THERE,
    IDENTIFIER,
    INITIALS,
    PHONE,
    PLACE_ELSEWHERE,
    PLACE_THERE,
    POSTCODE,
    SEX,
    STREET_NO_CODE,
    STREET_OTHER_CODE,
    STREET_SAME_CODE,
    SURNAME,
    SURNAME_F,
    Levels,
    compare,
)
from streams.linking.model import Chances, Model
from streams.linking.traits import Traits

SAMPLE = 250_000  # pairs drawn at random
ROUNDS = 30
COMMON_MIN = 3  # records that have a name, for it to be counted as known

# What is believed before anything is counted, per field and level: chances among matches, and among
# strangers.  As much as `BELIEF_MATCH` pairs, and `BELIEF_RANDOM` pairs, of evidence.
BELIEF_MATCH, BELIEF_RANDOM = 20, 2_000
_BEFORE: dict[int, tuple[tuple[float, float], ...]] = {
    BSN: ((0.985, 1e-8), (0.005, 1e-6), (0.01, 1)),
    IDENTIFIER: ((0.9, 1e-7), (0.07, 1e-5), (0.03, 1)),
    GIVEN: (
        (0.80, 0.01), (0.02, 0.004), (0.06, 0.004), (0.05, 0.002), (0.03, 0.02), (0.01, 1e-5),
        (0.005, 1e-3), (0.01, 2e-3), (0.02, 0.96),
    ),
    INITIALS: ((0.80, 0.04), (0.17, 0.08), (0.03, 0.88)),
    SURNAME: ((0.90, 0.003), (0.02, 0.001), (0.04, 0.002), (0.03, 0.01), (0.01, 0.98)),
    SURNAME_F: ((0.75, 0.003), (0.12, 0.001), (0.04, 0.002), (0.03, 0.01), (0.06, 0.98)),
    BORN: (
        (0.95, 4e-5), (0.005, 2e-6), (0.005, 3e-5), (0.02, 8e-4), (0.01, 1e-3), (0.005, 0.01),
        (0.01, 0.99),
    ),
    SEX: ((0.995, 0.5), (0.005, 0.5)),
    PHONE: ((0.80, 1e-5), (0.20, 1)),
    EMAIL: ((0.70, 1e-6), (0.30, 1)),
    POSTCODE: ((0.80, 1e-4), (0.04, 5e-4), (0.06, 0.01), (0.10, 0.98)),
    STREET_SAME_CODE: ((0.90, 0.5), (0.08, 0.01), (0.02, 0.49)),
    STREET_NO_CODE: ((0.85, 1e-3), (0.08, 5e-3), (0.07, 0.99)),
    STREET_OTHER_CODE: ((0.20, 1e-3), (0.05, 5e-3), (0.75, 0.99)),
    HOUSE_THERE: ((0.95, 0.03), (0.02, 3e-3), (0.01, 0.1), (0.02, 0.87)),
    HOUSE_ELSEWHERE: ((0.05, 0.03), (0.95, 0.97)),
    PLACE_THERE: ((0.90, 0.5), (0.08, 0.01), (0.02, 0.49)),
    PLACE_ELSEWHERE: ((0.70, 0.2), (0.05, 0.01), (0.25, 0.79)),
}  # fmt: skip
# Chances among relatives in which they are neither like strangers nor learned.
TWINS = 0.01  # of all pairs of one household
NAMESAKES = 0.002  # the same: a parent and a child of one name
_RELATIVES = {
    SURNAME: (0.75, 0.05, 0.01, 0.01, 0.18),
    SURNAME_F: (0.65, 0.10, 0.01, 0.01, 0.23),
    PHONE: (0.5, 0.5),
    EMAIL: (0.1, 0.9),
    POSTCODE: (0.95, 0.03, 0.01, 0.01),
    STREET_SAME_CODE: (0.97, 0.02, 0.01),
    STREET_NO_CODE: (0.97, 0.02, 0.01),
    STREET_OTHER_CODE: (0.50, 0.10, 0.40),
    HOUSE_THERE: (0.95, 0.02, 0.01, 0.02),
    HOUSE_ELSEWHERE: (0.05, 0.95),
    PLACE_THERE: (0.97, 0.02, 0.01),
    PLACE_ELSEWHERE: (0.90, 0.02, 0.08),
}
SHARED = {BORN: TWINS, GIVEN: NAMESAKES}
LEARNED = frozenset(_RELATIVES)
# Known of strangers only where something before it agrees: learned from pairs that share a key.
GIVEN_THAT = frozenset((STREET_SAME_CODE, STREET_NO_CODE, PLACE_THERE))
# No two strangers share less often: there are so many days, addresses, numbers.
_LEAST = {BSN: 1e-9, IDENTIFIER: 1e-8, BORN: 1 / 30_000, POSTCODE: 5e-5, PHONE: 1e-6, EMAIL: 1e-6}
LEAST = 1e-6
# Relatives are believed in where there are more such pairs than this for each record: a handful are
# better explained as one person's records with several errors.
FEW = 0.002
MATCH_MAX, RELATIVES_MAX = 0.5, 0.25  # of all pairs, which tables of a few records come near
NONE = 1e-3  # pairs, in whose place nought stands in the end
# However little of it was seen: people have two telephones, and clerks make errors of their own.
SURPRISE = 0.003
Table = list[list[float]]


class Seen(NamedTuple):
    """What there is to learn from: how often each pattern of levels came among pairs that share a
    key, how many pairs there are in all, and what was seen among pairs drawn at random.
    """

    patterns: Mapping[Levels, int]
    total: float
    random: Table
    records: int

    @property
    def drawn_of(self) -> float:
        """How many of all pairs could be one person's: not those of one register."""
        return min(1.0, self.total / max(self.records * (self.records - 1) / 2, 1))


def train(
    version: str,
    records: Sequence[Traits],
    patterns: Mapping[Levels, int],
    total: float,
    progress: Callable[[str], None] = lambda _: None,
) -> Model:
    """
    Args:
        version: the name of the model.
        records: what is linked.
        patterns: levels of the pairs that share a key, and how many pairs have them.
        total: how many pairs could be one person's.
    """
    records, total = sorted(records), max(total, 1.0)
    seen = Seen(dict(sorted(patterns.items())), total, _random(records), len(records))
    match, relatives = _beliefs()
    one_each = max(len(records), 1) / total
    share = [min(MATCH_MAX, one_each), min(RELATIVES_MAX, one_each / 4)]
    random = _strangers(seen, match, relatives, share)
    rounds = 0
    for rounds in range(1, ROUNDS + 1):
        before = share[0]
        share, match, relatives, met = _learn(seen, match, random, relatives, share)
        random = _strangers(seen, match, relatives, share)
        for field in GIVEN_THAT:
            random[field] = met[field]
        progress(f"round {rounds}: {share[0] * total:,.0f} pairs are one person's")
        if abs(share[0] - before) < 1e-4 * before:
            break
    common, rare = _common(records)
    return Model(
        version=version,
        match=share[0],
        relatives=share[1] if share[1] * total > NONE else 0.0,
        chances=tuple(
            tuple(Chances(*three) for three in zip(*of_field, strict=True))
            for of_field in zip(match, random, _as_relatives(random, relatives), strict=True)
        ),
        common=common,
        rare=rare,
        diagnostics={
            "records": len(records),
            "pairs": sum(patterns.values()),
            "rounds": rounds,
            "matches": round(share[0] * total),
            "relatives": round(share[1] * total),
        },
    )


def _beliefs() -> tuple[Table, Table]:
    match = [[m for m, _ in _BEFORE[field]] for field in range(len(FIELDS))]
    relatives = [list(_RELATIVES.get(field, ())) for field in range(len(FIELDS))]
    return match, relatives


def _random(records: Sequence[Traits]) -> Table:
    """Chances of each level among pairs drawn at random; of the same value, counted in full."""
    counts = [[0] * (len(field.levels) + 1) for field in FIELDS]
    number = len(records)
    for one, other in _drawn(number, SAMPLE if number > 1 else 0):
        if one != other:
            for field, level in enumerate(compare(records[one], records[other])):
                counts[field][level] += 1
    exact = _exact(records)
    found: Table = []
    for field, of_field in enumerate(counts):
        known = sum(of_field[1:])
        believed = [u for _, u in _BEFORE[field]]
        rate = [
            (count + BELIEF_RANDOM * u) / (known + BELIEF_RANDOM)
            for count, u in zip(of_field[1:], believed, strict=True)
        ]
        for level, same in exact.get(field, {}).items():
            rate[level] = same
        found.append(_whole(rate))
    return found


def _drawn(number: int, pairs: int) -> Iterator[tuple[int, int]]:
    """Pairs of numbers below *number*, all over: the same ones each time (D.E. Knuth's MMIX)."""
    at = 20_260_101
    for _ in range(pairs):
        at = (at * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        yield (at >> 32) % number, (at & 0xFFFFFFFF) * number >> 32


def _exact(records: Sequence[Traits]) -> dict[int, dict[int, float]]:
    """How often two records have the same value, by field and level (from 0)."""
    january = [r.born for r in records if len(r.born) == 8]
    by_value: dict[tuple[int, int], list[object]] = {
        (BSN, 0): [r.bsn for r in records if r.bsn],
        (IDENTIFIER, 0): [r.identifier for r in records if r.identifier],
        (GIVEN, 0): [r.given[0] for r in records if r.given],
        (INITIALS, 0): [r.initials for r in records if r.initials],
        (SURNAME, 0): [r.surnames for r in records if r.surnames],
        (SURNAME_F, 0): [r.surnames for r in records if r.surnames],
        (POSTCODE, 0): [r.postcode for r in records if r.postcode],
        (HOUSE_THERE, 0): [r.house[0] for r in records if r.house[0]],
        (PHONE, 0): [r.phone for r in records if r.phone],
        (EMAIL, 0): [r.email for r in records if r.email],
    }
    found: dict[int, dict[int, float]] = {}
    for (field, level), values in by_value.items():
        if len(values) > 1:
            found.setdefault(field, {})[level] = _same(values)
    if len(january) > 1:
        first = [b for b in january if b[4:] == "0101"]
        found[BORN] = {
            0: _same([b for b in january if b[4:] != "0101"], of=len(january)),
            1: _same(first, of=len(january)),
        }
    return found


def _same(values: Sequence[object], of: int = 0) -> float:
    number = of or len(values)
    pairs = sum(n * (n - 1) for n in Counter(values).values())
    return pairs / (number * (number - 1))


def _strangers(seen: Seen, match: Table, relatives: Table, share: Sequence[float]) -> Table:
    """What is seen at random, without the pairs of one person and of relatives among it."""
    of_match, of_relatives = (part * seen.drawn_of for part in share)
    left = max(1 - of_match - of_relatives, 0.1)
    found: Table = []
    for field, rates in enumerate(seen.random):
        least = _LEAST.get(field, LEAST)
        related = relatives[field] or rates
        found.append(
            _whole(
                [
                    max((rate - of_match * m - of_relatives * r) / left, min(rate, least), 1e-9)
                    for rate, m, r in zip(rates, match[field], related, strict=True)
                ]
            )
        )
    return found


def _as_relatives(random: Table, relatives: Table) -> Table:
    """Relatives are like strangers where nothing else is known, but for twins and namesakes."""
    found: Table = []
    for field, rates in enumerate(random):
        if field in LEARNED:
            found.append(relatives[field])
        elif field in SHARED:
            part = SHARED[field]
            found.append([part * (level == 0) + (1 - part) * u for level, u in enumerate(rates)])
        else:
            found.append(list(rates))
    return found


def _learn(
    seen: Seen, match: Table, random: Table, relatives: Table, share: Sequence[float]
) -> tuple[list[float], Table, Table, Table]:
    """One round: whose is each pattern, and what do the levels of each kind come to then?"""
    relatives = _as_relatives(random, relatives)
    logs = [
        [[0.0, *(log2(value) for value in levels)] for levels in table]
        for table in (match, random, relatives)
    ]
    priors = [log2(share[0]), log2(max(1 - sum(share), 0.1)), log2(share[1])]
    sums = [
        [[BELIEF_MATCH * m for m, _ in _BEFORE[field]] for field in range(len(FIELDS))],
        [[BELIEF_MATCH * r for r in _RELATIVES.get(field, (0.0,) * len(FIELDS[field].levels))]
         for field in range(len(FIELDS))],
        [[BELIEF_MATCH * u for _, u in _BEFORE[field]] for field in range(len(FIELDS))],
    ]  # fmt: skip
    totals = [0.0, 0.0, 0.0]
    for levels, count in seen.patterns.items():
        kinds = [
            2.0 ** (prior + sum(of[level] for of, level in zip(table, levels, strict=True)))
            for prior, table in zip(priors, logs, strict=True)
        ]
        whole = sum(kinds)
        for kind, at in ((0, 0), (1, 2), (2, 1)):
            part = count * kinds[at] / whole
            totals[kind] += part
            if part > 1e-9:
                of_kind = sums[kind]
                for field, level in enumerate(levels):
                    if level:
                        of_kind[field][level - 1] += part
    few = FEW * seen.records
    shares = [
        min(MATCH_MAX, max(totals[0], 1.0) / seen.total),
        min(RELATIVES_MAX, max(totals[1] - few, NONE) / seen.total),
    ]
    learned = [_whole(max(part / sum(of), SURPRISE) for part in of) for of in sums[0]]
    related = [
        _whole(levels) if field in LEARNED else relatives[field]
        for field, levels in enumerate(sums[1])
    ]
    return shares, learned, related, [_whole(levels) for levels in sums[2]]


def _whole(rates: Iterable[float]) -> list[float]:
    rates = list(rates)
    whole = sum(rates)
    return [max(rate, 1e-9) / whole for rate in rates]


def _common(records: Sequence[Traits]) -> tuple[dict[str, dict[str, float]], float]:
    given = Counter(name for r in records for name in r.given[:1])
    surname = Counter(name for r in records for name in r.surnames)
    letters = Counter(r.initials for r in records if r.initials)
    tables = {"given": given, "surname": surname, "initials": letters}
    common = {
        name: {
            value: round(count / of, 7)
            for value, count in sorted(table.items())
            if count >= COMMON_MIN
        }
        for name, table in tables.items()
        if (of := max(table.total(), 1))
    }
    return common, 1.5 / max(len(records), 1_000)
