"""How likely two descriptions are one person's: Fellegi and Sunter's weights, frozen and versioned.

    weight(model, one, other, levels) -> log2 of the odds that they are one person

Three kinds of pairs are told apart: one person's (*match*), two strangers' (*random*), and two of
one household or family (*relatives*: they share a surname, an address and a telephone, and twins a
birth date, but each has a given name).  Per field the model knows how often each level of agreement
comes among pairs of each kind; what is missing says nothing.

I.P. Fellegi and A.B. Sunter, A theory for record linkage, JASA 64 (1969); frequencies of values as
W.E. Winkler.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from math import inf, log2
from typing import Any, NamedTuple

from streams.linking.compare import (
    FIELDS,
    GIVEN,
    INITIALS,
    SURNAME,
    SURNAME_F,
    Levels,
)
from streams.linking.traits import Traits

Json = Any


class WrongModel(ValueError):
    """A model that cannot be used."""


class Chances(NamedTuple):
    """How often a level comes among pairs of which the field is known on both sides."""

    match: float
    random: float
    relatives: float


@dataclass(frozen=True)
class Model:
    """`match` and `relatives`: how many of all pairs are of that kind.

    `common`: how many of all people have a value, by field, of those that many have; others are as
    rare as `rare`.  A pair from `link` (log2 of the odds) on is linked, from `review` on doubted.
    """

    version: str
    match: float
    relatives: float
    chances: tuple[tuple[Chances, ...], ...]
    common: Mapping[str, Mapping[str, float]]
    rare: float
    link: float = 4.25
    review: float = 0.0
    diagnostics: Any = None

    @cached_property
    def prior(self) -> float:
        return log2(self.match / (1 - self.match - self.relatives))

    @cached_property
    def family(self) -> float:
        return self.relatives / (1 - self.match - self.relatives)

    @property
    def has_relatives(self) -> bool:
        """Whether the people it describes live with others of their family."""
        return self.relatives > 0

    @cached_property
    def weights(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Per field and level: log2 of match against random, and of relatives against random."""
        return tuple(
            (
                (0.0, 0.0),
                *((log2(c.match / c.random), log2(c.relatives / c.random)) for c in levels),
            )
            for levels in self.chances
        )

    @cached_property
    def sums(self) -> Callable[[Levels], tuple[float, float]]:
        """What levels weigh in all, for match and for relatives; most pairs agree as others do."""
        return lru_cache(maxsize=1 << 16)(partial(_summed, self.prior, self.weights))

    @cached_property
    def usual(self) -> tuple[float, ...]:
        """Per field: how often two strangers have the same value."""
        return tuple(levels[0].random for levels in self.chances)


def with_thresholds(model: Model, link: float | None, review: float | None) -> Model:
    """The same model with other thresholds, given as probabilities."""
    return replace(
        model,
        link=model.link if link is None else log2(link / (1 - link)),
        review=model.review if review is None else log2(review / (1 - review)),
    )


def plain(model: Model) -> Json:
    """As JSON can say it; `read` makes the same model of it."""
    return {
        "version": model.version,
        "pairs": {"match": model.match, "relatives": model.relatives},
        "thresholds": {"link": model.link, "review": model.review},
        "chances": {
            field.name: {
                level: [_short(chance) for chance in chances]
                for level, chances in zip(field.levels, of_field, strict=True)
            }
            for field, of_field in zip(FIELDS, model.chances, strict=True)
        },
        "rare": model.rare,
        "common": {name: dict(values) for name, values in model.common.items()},
        "diagnostics": model.diagnostics,
    }


def read(found: Json) -> Model:
    """
    Raises:
        WrongModel: with the first thing that is wrong, and where.
    """
    try:
        model = Model(
            version=str(found["version"]),
            match=float(found["pairs"]["match"]),
            relatives=float(found["pairs"]["relatives"]),
            chances=tuple(
                tuple(
                    Chances(*map(float, found["chances"][field.name][level]))
                    for level in field.levels
                )
                for field in FIELDS
            ),
            common={
                name: {str(value): float(chance) for value, chance in values.items()}
                for name, values in found["common"].items()
            },
            rare=float(found["rare"]),
            link=float(found["thresholds"]["link"]),
            review=float(found["thresholds"]["review"]),
            diagnostics=found.get("diagnostics"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WrongModel(f"{type(error).__name__}: {error}") from error
    pairs = model.match + model.relatives
    if not (0 < model.match <= pairs < 1 and 0 < model.rare <= 1):
        raise WrongModel("pairs and rare are parts of one")
    if not -inf < model.review <= model.link < inf:
        raise WrongModel("thresholds: what is linked weighs no less than what is doubted")
    for field, of_field in zip(FIELDS, model.chances, strict=True):
        if any(not 0 < chance <= 1 for chances in of_field for chance in chances):
            raise WrongModel(f"chances of {field.name} are between 0 and 1")
    if missing := {"given", "initials", "surname"} - model.common.keys():
        raise WrongModel(f"common lacks {', '.join(sorted(missing))}")
    if any(not 0 < chance <= 1 for names in model.common.values() for chance in names.values()):
        raise WrongModel("common: how many have a name is between 0 and 1")
    return model


def _short(chance: float) -> float:
    """Six digits are more than is known."""
    return float(f"{chance:.6g}")


class Part(NamedTuple):
    """What one field says: its level, and the log2 of how much more often it comes among matches
    than among strangers, of which `rarity` because the value is a rare or a common one.
    """

    field: str
    level: str
    weight: float
    rarity: float


def weight(model: Model, one: Traits, other: Traits, levels: Levels) -> float:
    """Log2 of the odds that the two are one person."""
    match, relatives = model.sums(levels)
    given, surname = rarity(model, one, other, levels)
    relatives += surname
    if relatives < -20:  # no household at all
        return match + given + surname
    return match + given + surname - log2(1 + model.family * 2.0**relatives)


def _summed(
    prior: float, weights: tuple[tuple[tuple[float, float], ...], ...], levels: Levels
) -> tuple[float, float]:
    match, relatives = prior, 0.0
    for level, of_field in zip(levels, weights, strict=True):
        if level:
            matching, related = of_field[level]
            match += matching
            relatives += related
    return match, relatives


def rarity(model: Model, one: Traits, other: Traits, levels: Levels) -> tuple[float, float]:
    """What it adds that the given name (or initials), and the surname, they share are rare."""
    given = surname = 0.0
    if levels[GIVEN] in {1, 2}:
        given = _rarity(model, GIVEN, _shared(one.given, other.given))
    elif levels[INITIALS] == 1:
        given = _rarity(model, INITIALS, (one.initials,))
    level, field = levels[SURNAME], SURNAME
    if not level:
        level, field = levels[SURNAME_F], SURNAME_F
    if level in {1, 2}:
        surname = _rarity(model, field, _shared(one.surnames, other.surnames))
    return given, surname


def parts(model: Model, one: Traits, other: Traits, levels: Levels) -> tuple[Part, ...]:
    """The weight, taken apart: with the prior and `family`, the parts add up to it."""
    given, surname = rarity(model, one, other, levels)
    rare = {GIVEN: given, INITIALS: given, SURNAME: surname, SURNAME_F: surname}
    found = []
    relatives = surname
    for number, level in enumerate(levels):
        if level:
            matching, related = model.weights[number][level]
            relatives += related
            extra = rare.get(number, 0.0)
            name = FIELDS[number].levels[level - 1]
            found.append(Part(FIELDS[number].name, name, matching + extra, extra))
    family = -log2(1 + model.family * 2.0**relatives)
    return (
        Part("prior", "", model.prior, 0.0),
        *found,
        Part("family", "may be a relative", family, 0.0),
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return one if one == other else tuple(name for name in one if name in other)


_TABLE = {GIVEN: "given", INITIALS: "initials", SURNAME: "surname", SURNAME_F: "surname"}


def _rarity(model: Model, field: int, values: tuple[str, ...]) -> float:
    common, rare = model.common[_TABLE[field]], model.rare
    chance = min([common.get(value, rare) for value in values], default=0.0)
    return log2(model.usual[field] / chance) if chance else 0.0
