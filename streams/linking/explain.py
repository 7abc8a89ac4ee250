"""Why two descriptions are one person's or not, and what would have changed it.

explain(model, one, other) -> the weight, its parts, and what turns on which field
"""

from typing import NamedTuple

from streams.linking.compare import FIELDS, compare
from streams.linking.model import Model, Part, parts, weight
from streams.linking.traits import Traits


class Turn(NamedTuple):
    """A field on which it turns: `without` what it says, or if it said the `same`, the weight."""

    field: str
    what: str
    weight: float


class Explained(NamedTuple):
    """`parts` add up to `weight` (log2 of the odds); from `link` on it is enough to link two."""

    weight: float
    link: float
    review: float
    parts: tuple[Part, ...]
    turns: tuple[Turn, ...]

    @property
    def chance(self) -> float:
        """That they are one person, if nothing else is known."""
        return float(1 / (1 + 2.0**-self.weight))


def explain(model: Model, one: Traits, other: Traits) -> Explained:
    levels = compare(one, other)
    found = weight(model, one, other, levels)
    turns: list[Turn] = []
    for number, level in enumerate(levels):
        instead = 0 if level else 1
        if not level and not _both_could(number, one, other):
            continue
        changed = weight(model, one, other, (*levels[:number], instead, *levels[number + 1 :]))
        if (changed >= model.link) != (found >= model.link):
            what = "without it" if level else "if both had the same"
            turns.append(Turn(FIELDS[number].name, what, changed))
    return Explained(
        found, model.link, model.review, parts(model, one, other, levels), tuple(turns)
    )


# Fields that one record may come to have, with the trait that holds it.
_COULD = {"bsn": "bsn", "identifier": "identifier", "born": "born", "phone": "phone",
          "email": "email", "postcode": "postcode"}  # fmt: skip


def _both_could(number: int, one: Traits, other: Traits) -> bool:
    """Whether a field that was not compared could be, if one of the two had it."""
    trait = _COULD.get(FIELDS[number].name)
    return trait is not None and (not getattr(one, trait) or not getattr(other, trait))
