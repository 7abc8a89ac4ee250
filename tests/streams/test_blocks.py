"""Who shares a key: what blocks keep, beside the rule that they keep it for."""

import random
from typing import NamedTuple

import pytest

from streams.identify import blocks
from streams.identify.blocks import Place
from streams.linking.far import LOOK
from streams.memory import MemoryState
from streams.step import Draft


def named(number):
    """A mate: the name of a content, and what a look at it shows."""
    return f"{number:0{blocks.CONTENT}x}" + chr(ord("a") + number % 26) * LOOK


def contents(mates):
    return {mate[: blocks.CONTENT] for mate in mates}


def parts(*letters):
    return tuple(letter * blocks.PART for letter in letters)


class Working(NamedTuple):
    """Of a decision under way, what blocks ask for."""

    draft: Draft


def do(state, what, *arguments):
    draft = Draft(state)
    found = what(Working(draft), *arguments)
    state.apply(draft.writes)
    return found


def there(everybody, place):
    """Who stands in the block of a place, in the finer one, and in the finest."""
    for depth in range(3):
        yield {who for who, of in everybody.items() if of.finer[:depth] == place.finer[:depth]}


def mates(everybody, place):
    """The rule: who stands in the first of the blocks that is not over-full."""
    return next((those for those in there(everybody, place) if len(those) <= place.most), set())


def crossing(everybody, place):
    """The rule: who is in a block that one more makes over-full."""
    return set().union(*(those for those in there(everybody, place) if len(those) == place.most))


@pytest.mark.parametrize("seed", range(50), ids="seed-{}".format)
def test_blocks_keep_the_rule_however_many_come_and_go(seed):
    """
    Whoever came first: who is compared with whom follows from who stands there.
    """
    chance, state, everybody = random.Random(seed), MemoryState(), {}
    most, leaving = chance.choice((1, 2, 3, 5)), chance.choice((0.3, 0.5))
    for number in range(100):
        if everybody and chance.random() < leaving:
            who = chance.choice(sorted(everybody))
            place = everybody.pop(who)

            left = do(state, blocks.leave, place, who[: blocks.CONTENT])
            assert contents(crossing(everybody, place)) == set(left)
        else:
            who, place = (
                named(number),
                Place("b", parts(chance.choice("abc"), chance.choice("xy-")), most, by="k"),
            )
            around = do(state, blocks.stand, place, who)

            assert contents(crossing(everybody, place)) == set().union(*around.parted)
            everybody[who] = place
            assert mates(everybody, place) - {who} == set(around.mates)
        for place in everybody.values():
            assert mates(everybody, place) == set(do(state, blocks.mates, place))


def test_what_is_kept_does_not_tell_who_came_first():
    """
    A state that is rebuilt in another order is the same, over-full blocks and all.
    """
    chance = random.Random(1)
    everybody = {
        named(n): Place("b", parts(chance.choice("ab"), chance.choice("xy")), 3, by="k")
        for n in range(20)
    }
    kept = []
    for _ in range(2):
        state, names = MemoryState(), list(everybody)
        chance.shuffle(names)
        for who in names:
            do(state, blocks.stand, everybody[who], who)
        kept.append(dict(state.scan("")))

    assert kept[0] == kept[1]


def test_a_block_of_ten_thousand_grows_in_no_value():
    """
    However many share all parts of a key, what one more writes stays small.
    """
    state, place = MemoryState(), Place("b", parts("a", "x"), 100, by="k")
    for number in range(10_000):
        do(state, blocks.stand, place, named(number))

    assert max(len(str(value)) for _, value in state.scan("")) < 100


def test_what_too_many_share_is_noted_by_the_name_of_its_key():
    """
    Once for a block that is divided, and for each that no finer key tells from the others.
    """
    state, place, noted = MemoryState(), Place("b", parts("a", "x"), 3, by="phone"), []
    for number in range(6):
        draft = Draft(state)
        blocks.stand(Working(draft), place, named(number))
        state.apply(draft.writes)
        noted.append([(note.what, note.of) for note in draft.decision().notes])

    alone = ("not-compared", "phone")
    assert [[], [], [], [("divided", "phone"), alone], [alone], [alone]] == noted
