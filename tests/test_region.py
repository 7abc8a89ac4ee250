"""Several simulated municipalities as one folder, which the bench of the hub plays."""

from collections import Counter, defaultdict
from datetime import datetime

import pytest

from deploy.folder import read_manifest
from tests.simulated import region

TOWNS = 3


@pytest.fixture(scope="module")
def path():
    return region(TOWNS, 20, 7)


def test_the_weeks_of_a_regions_towns_do_not_end_on_one_evening(path):
    """
    What is gathered by the week comes in turn, as all post comes in order of receipt.
    """
    lines = read_manifest(path)
    evenings = defaultdict(Counter)
    for line in lines:
        if "-W" in line.file:
            evenings[line.municipality][datetime.fromisoformat(line.received).weekday()] += 1

    assert sorted(lines, key=lambda line: line.received) == lines
    assert TOWNS == len(evenings)
    assert TOWNS == len({week.most_common(1)[0][0] for week in evenings.values()})
