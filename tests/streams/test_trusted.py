"""A model made of valid values is the same as one that looked at them."""

from schemas import wire
from schemas.facts import Source
from schemas.messages import Cause, Outcome, Version
from schemas.values import trusted

SAID = {
    "record": "r",
    "version": "v",
    "step": "normalise",
    "subject": "0344",
    "source": Source.WMO,
    "outcome": "passed",
    "cause": Cause(message="m", received="2026-01-01T00:00:00.000000+00:00"),
}


def test_it_is_the_same_and_is_written_the_same():
    made, checked = trusted(Outcome, **SAID), Outcome(**SAID)
    assert made == checked
    assert wire.write(made) == wire.write(checked)
    assert wire.read(Outcome, wire.write(made)) == made


def test_the_order_in_which_values_are_given_does_not_show():
    turned = dict(reversed(SAID.items()))
    assert wire.write(trusted(Outcome, **turned)) == wire.write(Outcome(**SAID))


def test_a_copy_is_one_of_its_own():
    made = trusted(Version, stamp="1", received="2", digest="3")
    other = made.model_copy(update={"stamp": "0"})
    assert (made.stamp, other.stamp) == ("1", "0")
    assert made == trusted(Version, stamp="1", received="2", digest="3")
