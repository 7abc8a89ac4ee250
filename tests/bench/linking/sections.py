"""What a case's section tells below the table: which links are lost or false, and why."""

from collections import Counter

from tests.bench import report
from tests.bench.linking import kinds
from tests.bench.linking.cases import FIELDS, OURS
from tests.bench.linking.score import false_pairs, lost_pairs
from tests.bench.linking.tables import Result
from tests.bench.linking.why import compared, counted, lost_table, reason

FALSE_SHOWN = 20
NEAR_WANTED = 1 / 1000  # of the pairs of twins and households whose given names leave a doubt


def section(result: Result) -> str:
    parts = _by_kind(result) if result.case.households else _by_pair(result)
    return "\n\n".join((f"## {result.case.title}", *parts))


def _by_pair(result):
    """The true pairs that we lost, each with why and with what the others saw."""
    run, records, person = result.runs[OURS], result.records, result.person
    fields = [f for f in FIELDS if any(row[f] for row in records.values())]
    lost = list(lost_pairs(run.clusters, person))
    yield f"Pairs we lost: {len(lost)}."
    if lost:
        peers = {title: other.clusters for title, other in result.runs.items() if title != OURS}
        yield lost_table(lost, records, fields, run.weights, peers, result.weigh)
    false = list(false_pairs(run.clusters, person))
    yield f"False links of ours: {len(false)}."
    if false:
        shown = false[:FALSE_SHOWN]
        why = (reason(compared(records[a], records[b], fields)) for a, b in shown)
        yield "\n".join(f"- {a} and {b}: {told}" for (a, b), told in zip(shown, why, strict=True))


def _by_kind(result):
    """The false links of all by kind; the lost ones of ours."""
    records, truth = result.records, result.truth
    there = kinds.near_pairs(records, truth)
    false = {title: _false_kinds(result, title) for title in result.runs}
    rows = [
        (
            kind,
            f"{there[kind]:,}" if kind in there else "",
            *(f"{f[kind]:,}" for f in false.values()),
        )
        for kind in kinds.KINDS
    ]
    yield report.table(("False links ", "such pairs", *false), rows)

    share = false[OURS][kinds.NEAR] / max(there[kinds.NEAR], 1)
    yield (
        f"- {kinds.WRITTEN}: {false[OURS][kinds.WRITTEN]:,} (wanted 0)\n"
        f"- {kinds.NEAR}: {share:.5f} of such pairs (wanted at most {NEAR_WANTED})"
    )

    lost = list(lost_pairs(result.runs[OURS].clusters, result.person))
    yield f"Pairs we lost, of {result.scores[OURS].true:,}, by what stands in the way:"
    yield counted(kinds.lost_kind(records[a], records[b]) for a, b in lost)
    yield "By what the truth says makes one of both hard (a pair counts for each):"
    yield counted(kind for a, b in lost for kind in kinds.noted(truth[a], truth[b]))


def _false_kinds(result, title):
    records, truth = result.records, result.truth
    false = false_pairs(result.runs[title].clusters, result.person)
    return Counter(kinds.false_kind(records[a], records[b], truth[a], truth[b]) for a, b in false)
