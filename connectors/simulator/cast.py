"""Who gets which life course.

One deck of cards, shuffled anew each time it is dealt; from about two hundred persons on,
every card has been played.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from connectors.simulator import (
    courses_care,
    courses_claimed,
    courses_corrected,
    courses_identity,
    courses_onward,
    courses_outcomes,
    courses_places,
    courses_planted,
    courses_practice,
    courses_provider_planted,
    courses_rewarded,
    courses_rules_planted,
    courses_waiting,
    courses_work,
)
from connectors.simulator.life import Life, Stage
from connectors.simulator.people import Human, People

Cast = Callable[[People], tuple[Human, ...]]


def _anybody(people: People) -> tuple[Human, ...]:
    return (people.somebody(),)


def _plain(people: People) -> tuple[Human, ...]:
    return (people.somebody(plain=True),)


def _pensioner(people: People) -> tuple[Human, ...]:
    return (people.somebody(born=(1938, 1957)),)


def _grown(people: People) -> tuple[Human, ...]:
    """At least 27, as a participatieplaats asks."""
    return (people.somebody(born=(1955, 1997)),)


def _young(people: People) -> tuple[Human, ...]:
    return (people.somebody(born=(1999, 2008)),)


def _minor(people: People) -> tuple[Human, ...]:
    """Under 18 for all the days that are told of."""
    return (people.somebody(born=(2010, 2010), plain=True),)


def _two(people: People) -> tuple[Human, ...]:
    return people.somebody(), people.somebody()


def _under_27(people: People) -> tuple[Human, ...]:
    """On every day that is told of, and known to be."""
    return (people.somebody(born=(2001, 2005), plain=True),)


def _misspelt(people: People) -> tuple[Human, ...]:
    return (people.misspelt(),)


def _married(people: People) -> tuple[Human, ...]:
    return (people.married(),)


def _initials_at_wmo(people: People) -> tuple[Human, ...]:
    return (replace(people.somebody(plain=True), initials_only=True),)


def _several(people: People, number: int) -> tuple[Human, ...]:
    return tuple(people.somebody() for _ in range(number))


_three, _four, _five, _seven = (partial(_several, number=number) for number in (3, 4, 5, 7))


def _twins(people: People) -> tuple[Human, ...]:
    return people.twins(alike=False)


def _twins_alike(people: People) -> tuple[Human, ...]:
    return people.twins(alike=True)


@dataclass(frozen=True, slots=True)
class Card:
    """A course, played by those whom `cast` brings.  `times`: how often it is in the deck."""

    play: Callable[..., None]
    times: int = 1
    cast: Cast = _anybody
    size: int = 1
    name: str = ""

    @property
    def course(self) -> str:
        return self.name or self.play.__name__


def _flawed(way: str, cast: Cast = _plain) -> Card:
    play = partial(courses_identity.flawed, way=way)
    return Card(play, 2, cast=cast, name=f"flawed_{way.replace('-', '_')}")


CARDS = (
    Card(courses_care.walk_in, 9),
    Card(courses_care.decision_later, 7),
    Card(courses_care.wmo, 12),
    Card(courses_care.other_provider, 4),
    Card(courses_care.works_elsewhere, 2),
    Card(courses_care.wajong, 6),
    Card(courses_care.wlz_later, 4),
    Card(courses_care.pause, 2),
    Card(courses_work.wmo_to_participatiewet, 5, _grown),
    Card(courses_work.participatiewet_to_wmo, 2, _grown),
    Card(courses_work.beschut_werk, 6),
    Card(courses_work.job_coach, 3),
    Card(courses_work.volunteer, 4, _pensioner),
    Card(courses_work.insured_volunteer, 2),
    Card(courses_work.cooperative, 3),
    Card(courses_work.learner, 3, _young),
    Card(courses_work.trial_place, 2),
    Card(courses_practice.half_and_half, cast=_grown),
    Card(courses_practice.side_by_side, 1, _two, size=2),
    Card(courses_practice.to_work, 2),
    Card(courses_practice.learning_track, 1, _four, size=4),
    Card(courses_practice.helped_under_the_jeugdwet, cast=_minor),
    Card(courses_claimed.claims_within),
    Card(courses_claimed.claims_above),
    Card(courses_claimed.claims_without),
    Card(courses_claimed.claims_on_removed),
    Card(courses_waiting.awaits_assessment, 2),
    Card(courses_waiting.assessed),
    Card(courses_waiting.eligible),
    Card(courses_corrected.start_corrected),
    Card(courses_corrected.start_told_anew),
    Card(courses_corrected.prolonged),
    Card(courses_corrected.allocated_by_mistake),
    Card(courses_corrected.stopped_for_good),
    Card(courses_corrected.stop_corrected),
    Card(courses_corrected.placement_corrected),
    Card(courses_corrected.placement_withdrawn),
    Card(courses_corrected.decided_by_mistake, cast=_grown),
    Card(courses_identity.late_bsn, 3),
    Card(courses_identity.linked_by_name, 2, _plain),
    Card(courses_identity.twins_by_name, 1, _twins, size=2),
    Card(courses_identity.twins_one_bsn, 1, _twins, size=2),
    Card(courses_identity.twins_alike, 1, _twins_alike, size=2),
    Card(courses_identity.initials_at_wmo, 1, _initials_at_wmo),
    _flawed("initial-only"),
    _flawed("other-spelling", _misspelt),
    _flawed("other-postcode"),
    _flawed("partner-name", _married),
    _flawed("no-bsn-no-birth-date"),
    Card(courses_planted.two_products),
    Card(courses_planted.two_laws, cast=_grown),
    Card(courses_planted.allocation_ended),
    Card(courses_planted.allocations_apart),
    Card(courses_planted.too_few_hours),
    Card(courses_planted.provision_ended, cast=_grown),
    Card(courses_planted.undecided, 2),
    Card(courses_planted.wlz_beside_wmo, 2),
    Card(courses_planted.two_wage_subsidies, 2),
    Card(courses_planted.not_spoken_to),
    Card(courses_planted.soon_to_be_spoken_to),
    Card(courses_onward.trainee, cast=_young),
    Card(courses_onward.goes_on, 3),
    Card(courses_onward.two_labels, cast=_young),
    Card(courses_onward.developed_meanwhile, 2),
    Card(courses_onward.relieved_employer),
    Card(courses_provider_planted.stands_still, 2),
    Card(courses_rewarded.rewarded),
    Card(courses_provider_planted.rewarded_too_much, 2),
    Card(courses_places.freed_seat, 1, _five, size=5),
    Card(courses_places.post_with_a_volunteer, 1, _three, size=3),
    Card(courses_outcomes.seven_who_develop, 1, _seven, size=7),
    Card(courses_outcomes.four_of_whom_nothing_is_told, 1, _four, size=4),
    Card(courses_planted.four_on_three_seats, 1, _four, size=4),
    Card(courses_rules_planted.earns_within),
    Card(courses_rules_planted.earns_above),
    Card(courses_rules_planted.day_care_beside_sheltered_work),
    Card(courses_rules_planted.wage_subsidy_for_wsw),
    Card(courses_rules_planted.wage_subsidy_beside_wajong, cast=_grown),
    Card(courses_rules_planted.too_young, cast=_under_27),
    Card(courses_rules_planted.trial_too_long),
    Card(courses_rules_planted.bijstand_beside_ww),
    Card(courses_rules_planted.sheltered_work_beside_wsw),
)


def deal(stage: Stage, persons: int) -> list[Life]:
    """Play cards until there are as many lives as *persons*."""
    deck = [card for card in CARDS for _ in range(card.times)]
    lives: list[Life] = []
    while len(lives) < persons:
        for card in stage.chance.shuffled(deck):
            if card.size <= persons - len(lives):
                lives += _played(stage, card)
    return lives


def _played(stage: Stage, card: Card) -> list[Life]:
    humans = card.cast(stage.people)
    assert len(humans) == card.size, card.course
    lives = [Life(human, stage, card.course) for human in humans]
    card.play(*lives)
    return lives
