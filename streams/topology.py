"""The data flow, as one table.  The shells run it, README draws it, tests check it."""

from collections.abc import Iterator, Mapping

from schemas import messages, topics
from schemas.facts import Source
from schemas.keys import Keys
from schemas.messages import Raw
from schemas.policy import Policy
from schemas.reading import Reader
from schemas.values import Municipality
from streams import account, combine, oversee
from streams.deliveries import delivering
from streams.identify import identify
from streams.normalise import normalise
from streams.step import Step


def topology(
    readers: Mapping[Source, Reader], policies: Mapping[Municipality, Policy], keys: Keys
) -> tuple[Step, ...]:
    """Every step in the order of the flow, with what the two first ones need to be told.

    Args:
        readers: per source, what its messages say (the doors' `messages.read`).
        policies: per municipality, for the column names of its CSV files.
        keys: per municipality, the HMAC key of its pseudonyms.
    """
    identity = identify(keys)
    steps = (
        Step(
            "normalise",
            reads=tuple(topics.RAW.values()),
            message=Raw,
            decide=normalise(readers, policies, keys),
            writes=(topics.FACTS, topics.DEAD_LETTERS, topics.OUTCOMES),
        ),
        Step(
            "identify",
            reads=(topics.FACTS,),
            message=messages.FactsMessage,
            decide=identity.decide,
            sweep=identity.sweep,
            writes=(
                topics.PERSON_FACTS,
                topics.PLACE_FACTS,
                topics.ACCOUNT_FACTS,
                topics.PERSONS,
                topics.DELIVERIES,
                topics.REVIEWS,
                topics.OUTCOMES,
            ),
            documents=("person", "doubt"),
        ),
        Step(
            "combine",
            reads=(topics.PERSON_FACTS,),
            message=messages.PersonMessage,
            decide=combine.decide,
            sweep=combine.sweep,
            writes=(
                topics.PLACE_FACTS,
                topics.ACCOUNT_FACTS,
                topics.FUNDING_MIXES,
                topics.PLACEMENTS,
                topics.FUNDING_SIGNALS,
                topics.TRANSFERS,
                topics.SETTLEMENTS,
                topics.DELIVERIES,
                topics.OUTCOMES,
            ),
            documents=("mix", "placement", "signal", "transfer", "settlement"),
        ),
        Step(
            "oversee",
            reads=(topics.PLACE_FACTS,),
            message=messages.PlaceMessage,
            decide=oversee.decide,
            sweep=oversee.sweep,
            writes=(
                topics.ACCOUNT_FACTS,
                topics.PLACE_OFFERS,
                topics.COVERAGES,
                topics.PLACES,
                topics.FUNDING_SIGNALS,
                topics.DELIVERIES,
                topics.OUTCOMES,
            ),
            documents=(
                *("coverage", "place", "overbooked", "offer", "result"),
                *("waiting-list", "signal"),
            ),
        ),
        Step(
            "account",
            reads=(topics.ACCOUNT_FACTS,),
            message=messages.AccountMessage,
            decide=account.decide,
            sweep=account.sweep,
            writes=(
                *(topics.PROVIDERS, topics.COHORTS, topics.PROGRAMMES, topics.BUDGETS),
                *(topics.FUNDING_SIGNALS, topics.DELIVERIES, topics.OUTCOMES),
            ),
            documents=(
                *("provider", "development", "cohort", "target", "budget", "eligibility"),
                *("awaiting-assessment", "eligible-waiting", "signal"),
            ),
        ),
    )
    return tuple(delivering(s, keys) if topics.DELIVERIES in s.writes else s for s in steps)


STATEFUL_INPUTS = (topics.FACTS, topics.PERSON_FACTS, topics.PLACE_FACTS, topics.ACCOUNT_FACTS)


def mermaid() -> Iterator[str]:
    """The picture of the flow that stands in README.  Public topics have a double edge."""
    yield "flowchart LR"
    yield f'    raw["{" · ".join(topic.name for topic in topics.RAW.values())}"]'
    steps = topology({}, {}, {})
    for topic in dict.fromkeys(topic for step in steps for topic in step.writes):
        label = f'[["{topic.name}"]]' if topic.public else f'["{topic.name}"]'
        yield f"    {_node(topic)}{label}"
    for step in steps:
        yield f"    {step.name}({step.name})"
        for source in dict.fromkeys(_node(topic) for topic in step.reads):
            yield f"    {source} --> {step.name}"
        for topic in step.writes:
            yield f"    {step.name} --> {_node(topic)}"


def _node(topic: topics.Topic) -> str:
    return "raw" if topic.name.startswith("raw.") else topic.name.replace(".", "-")
