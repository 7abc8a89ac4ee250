"""What a fact bears on, so that nothing else is concluded anew."""

from typing import get_args

from schemas.facts import PersonFact
from streams.bearing import CONCERNED, NEEDED, OF_KIND, Part


def test_of_every_fact_about_a_person_it_is_known_what_it_bears_on():
    """
    Who adds a kind of fact says what it can change; else what it changes would not be told.
    """
    kinds = {fact.model_fields["kind"].default for fact in get_args(PersonFact)}

    assert kinds == OF_KIND.keys()
    assert set(get_args(Part)) == NEEDED.keys() == CONCERNED.keys()
