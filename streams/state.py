"""What the hub concludes, put together from the state of its steps (`replay --state`)."""

from collections.abc import Mapping, Sequence

from streams.step import Json, Step, View

NAMES = {
    "person": "persons",
    "doubt": "doubts",
    "mix": "mixes",
    "placement": "placements",
    "coverage": "coverages",
    "signal": "signals",
    "transfer": "transfers",
    "settlement": "settlements",
    "place": "places",
    "overbooked": "overbooked",
    "offer": "offers",
    "result": "results",
    "waiting-list": "waiting-lists",
    "provider": "providers",
    "cohort": "cohorts",
    "target": "targets",
    "budget": "budgets",
    "development": "developments",
    "eligibility": "eligibilities",
    "awaiting-assessment": "awaiting-assessment",
    "eligible-waiting": "eligible-waiting",
}


def hub_state(steps: Sequence[Step], views: Mapping[str, Sequence[View]]) -> Json:
    """Documents by kind and subject.  Sequences are no part of it: they count what was told."""
    state: dict[str, dict[str, Json]] = {name: {} for name in NAMES.values()}
    for step in steps:
        for view in views[step.name]:
            for kind in step.documents:
                for key, document in view.scan(f"doc//{kind}//"):
                    state[NAMES[kind]][key.rsplit("//", 1)[1]] = document
    return {name: dict(sorted(documents.items())) for name, documents in state.items()}
