"""What the linkers came to, as Markdown and as figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.bench import report
from tests.bench.linking.cases import OURS, Case
from tests.bench.linking.score import Score
from tests.bench.linking.systems import Run

COLUMNS = (
    *("data ", "linker ", "precision", "recall", "F1", "pairs lost", "false"),
    *("largest cluster", "s", "CPU s", "MB"),
)


@dataclass(frozen=True)
class Result:
    """A case, and per linker what it did with it; `weigh`: the weight that we give a pair."""

    case: Case
    records: Mapping[str, Mapping[str, str]]
    truth: Mapping[str, Mapping[str, str]]
    runs: Mapping[str, Run]
    scores: Mapping[str, Score]
    weigh: Callable[[str, str], float] | None = None

    @property
    def person(self) -> Mapping[str, str]:
        """Which person each record truly is of."""
        return {name: row["person"] for name, row in self.truth.items()}


def one_table(results) -> str:
    rows = [row for result in results for row in _rows(result)]
    verdicts = "\n".join(f"- {result.case.title}: {_verdict(result)}" for result in results)
    return f"{report.table(COLUMNS, rows)}\n\n{verdicts}"


def figures_of(results):
    return {
        result.case.name: {
            title: {
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "lost": score.lost,
                "false": score.false,
                "largest": score.largest,
                "seconds": round(result.runs[title].seconds, 1),
                "cpu": round(result.runs[title].cpu, 1),
                "peak_mb": result.runs[title].peak,
            }
            for title, score in result.scores.items()
        }
        for result in results
    }


def _rows(result):
    for title, score in result.scores.items():
        run = result.runs[title]
        yield (
            *(result.case.title, title),
            *(f"{part:.4f}" for part in (score.precision, score.recall, score.f1)),
            *(f"{part:,}" for part in (score.lost, score.false, score.largest)),
            *(f"{part:,.0f}" for part in (run.seconds, run.cpu, run.peak)),
        )


def _verdict(result):
    """What was wanted, and whether it is so."""
    case, mine = result.case, result.scores[OURS]
    told = [
        f"{name} {found:.5f}, wanted {wanted}{'' if found >= wanted else ': **missed**'}"
        for name, wanted in case.wanted.items()
        for found in (getattr(mine, name),)
    ]
    for title, other in result.scores.items():
        if title != OURS:
            how = "above" if mine.f1 > other.f1 else "equal to" if mine.f1 == other.f1 else "below"
            told.append(f"F1 {how} {title}")
    return "; ".join(told)
