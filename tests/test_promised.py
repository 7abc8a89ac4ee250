"""What the simulator plants of a practice is found by what carries it, and by nothing else."""

from pkgutil import resolve_name

import pytest

from tests.promised import BULLETS, promised_and_found
from tests.test_acceptance import CARRIERS
from tests.test_truth import seen_in_town

TOWN = 1, 200  # seed, and as many people as play every course


@pytest.mark.parametrize("bullet", sorted(BULLETS))
def test_without_what_carries_a_bullet_something_planted_of_it_is_missed(bullet, monkeypatch):
    """
    Else the planted situation would show something else, or nothing.
    """
    of, _, name = CARRIERS[bullet]["function"].rpartition(".")
    returned = CARRIERS[bullet].get("returns")
    monkeypatch.setattr(resolve_name(of), name, lambda *_, **__: returned)

    kept = promised_and_found(seen_in_town(*TOWN))
    assert any(row["bullet"] == bullet and not found for row, found in kept)
