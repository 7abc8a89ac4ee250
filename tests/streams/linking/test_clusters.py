"""Which items are put together: by hand, and as laws that hold for any weights."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.linking.clusters import Way, cluster

LINK = 4.0


def way(weight, **known):
    return Way(total=weight, number=1, best=weight, **known)


BARRED = way(9, barred=True)


def grouped(number, link=LINK, **ways):
    """The groups, as words; `ab=way(5)`: what lies between items a and b."""
    found = cluster(number, {_pair(name): of for name, of in ways.items()}, link)
    return [_word(group) for group in found.groups], sorted(map(_word, found.undecided))


def _pair(name):
    return "abcdefgh".index(name[0]), "abcdefgh".index(name[1])


def _word(items):
    return "".join("abcdefgh"[item] for item in items)


class TestTwo:
    @pytest.mark.parametrize(
        ("between", "groups"),
        [
            (way(LINK), ["ab"]),
            (way(LINK - 0.01), ["a", "b"]),
            (way(9, barred=True), ["a", "b"]),
            (way(9, never=True), ["a", "b"]),
            (way(-9, sure=True), ["ab"]),
            (way(-9, sure=True, barred=True), ["ab"]),
            (way(9, sure=True, never=True), ["a", "b"]),
            (way(3, known=True), ["a", "b"]),
        ],
    )
    def test_are_one_from_the_threshold_on_unless_something_forbids_it(self, between, groups):
        """
        What somebody decided holds; that they are not one holds above all.
        """
        assert (groups, []) == grouped(2, ab=between)

    def test_of_which_nothing_is_known_stay_two(self):
        """
        No way between them is no evidence.
        """
        assert (["a", "b"], []) == grouped(2)


class TestAverageLinkage:
    def test_lets_two_strong_ways_carry_a_weak_one(self):
        """
        a and c differ in what each has with b: (6 - 4) / 2 is above 0.
        """
        assert (["abc"], []) == grouped(3, ab=way(7), bc=way(6), ac=way(-4))

    def test_does_not_let_one_strong_way_carry_a_weaker_one(self):
        """
        (6 - 7) / 2 is below 0: c fits b and not a, so it stays outside.
        """
        assert (["ab", "c"], []) == grouped(3, ab=way(7), bc=way(6), ac=way(-7))

    def test_takes_the_two_that_are_most_alike_first(self):
        """
        b fits c better than a, so a is left: (5 - 6) / 2.
        """
        assert (["a", "bc"], []) == grouped(3, ab=way(5), bc=way(6), ac=way(-6))

    def test_counts_each_pair_of_two_groups(self):
        """
        Four pairs between {a, b} and {c, d}: 5 + 1 - 2 - 3 is above 0; with -4 it is even, and one.
        """
        ways = {"ab": way(9), "cd": way(9), "ac": way(5), "ad": way(1), "bc": way(-2)}

        assert (["abcd"], []) == grouped(4, **ways, bd=way(-3))
        assert (["abcd"], []) == grouped(4, **ways, bd=way(-4))
        assert (["ab", "cd"], []) == grouped(4, **ways, bd=way(-5))

    def test_asks_of_one_pair_that_it_is_enough_by_itself(self):
        """
        Much that is a little alike is not one: nobody said so.
        """
        assert (["ab", "c"], []) == grouped(3, ab=way(9), ac=way(3.9), bc=way(3.9))

    def test_does_not_count_a_pair_of_which_nothing_can_be_compared(self):
        """
        b is known by a BSN alone; it says nothing of c.
        """
        nothing = Way(total=0.0, number=0, best=-15.8)

        assert (["abc"], []) == grouped(3, ab=way(14, known=True), ac=way(5), bc=nothing)
        assert (["a", "b"], []) == grouped(2, ab=nothing)

    def test_puts_those_who_share_a_number_together_first(self):
        """
        c is more like a than b is, but b has a's number.
        """
        ways = {"ab": way(5, known=True), "ac": way(8), "bc": BARRED}

        assert (["ab", "c"], []) == grouped(3, **ways)

    def test_puts_those_together_last_of_whom_somebody_said_so(self):
        """
        That two are one is said of the persons that they are: c goes along with a.
        """
        ways = {"ab": way(-5, sure=True), "ac": way(8), "bc": BARRED}

        assert (["abc"], []) == grouped(3, **ways)


class TestWhatIsBarred:
    def test_bars_the_groups_that_they_are_in(self):
        """
        a and c may not be one, so whoever is one with a may not be one with c.
        """
        assert (["ab", "c"], []) == grouped(3, ab=way(18), bc=way(6), ac=BARRED)

    def test_leaves_open_who_fits_two_about_as_well(self):
        """
        b is a's or c's, and nobody can say whose: it stays alone, and both are undecided.
        """
        assert (["a", "b", "c"], ["ab", "bc"]) == grouped(3, ab=way(8), bc=way(7), ac=BARRED)

    def test_leaves_open_whom_somebody_keeps_apart_as_well(self):
        """
        That somebody decided it, and not a BSN, makes no difference.
        """
        apart = way(9, never=True)

        assert (["a", "b", "c"], ["ab", "bc"]) == grouped(3, ab=way(8), bc=way(7), ac=apart)

    def test_decides_where_one_fits_better_by_as_much_as_a_link(self):
        """
        One is then as much likelier than the other as a link is likelier than none.
        """
        ways = {"ac": BARRED, "bc": way(5)}

        assert (["a", "b", "c"], ["ab", "bc"]) == grouped(3, ab=way(8.9), **ways)
        assert (["ab", "c"], []) == grouped(3, ab=way(9), **ways)

    def test_decides_once_a_rival_is_none_any_more(self):
        """
        d takes c away (they share a number), so that b is a's after all.
        """
        ways = {"ab": way(8), "bc": way(7), "ac": BARRED, "bd": BARRED}

        assert (["ab", "cd"], []) == grouped(4, cd=way(5, known=True), **ways)

    def test_does_not_make_rivals_of_those_that_it_concerns_itself(self):
        """
        c is barred from b, so it does not rival a for b.
        """
        assert (["ab", "c"], []) == grouped(3, ab=way(8), bc=BARRED, ac=BARRED)


def test_never_outweighs_every_other_way():
    """
    a is b and b is c, but a is never c: c stays outside, whatever is sure.
    """
    ways = {"ab": way(1, sure=True), "bc": way(1, sure=True), "ac": way(20, never=True)}
    groups, _ = grouped(3, **ways)

    assert groups in (["ab", "c"], ["a", "bc"])


ways = st.builds(
    Way,
    total=st.integers(-12, 12).map(float),
    number=st.just(1),
    best=st.just(0.0),
    known=st.sampled_from([False] * 5 + [True]),
    barred=st.sampled_from([False] * 3 + [True]),
    sure=st.sampled_from([False] * 9 + [True]),
    never=st.sampled_from([False] * 9 + [True]),
).map(lambda w: w._replace(best=w.total))


@st.composite
def tables(draw):
    """A number of items, and what lies between some of them."""
    number = draw(st.integers(0, 7))
    pairs = [(a, b) for b in range(number) for a in range(b)]
    some = [pair for pair in pairs if draw(st.integers(0, 3))]
    return number, {pair: draw(ways) for pair in some}


def between(ways, one, other):
    return [
        way
        for (a, b), way in ways.items()
        if (a in one and b in other) or (a in other and b in one)
    ]


@given(tables())
@settings(max_examples=200)
def test_everything_is_in_one_group(table):
    """
    Each item once; groups and members stand in order.
    """
    number, of = table
    groups = cluster(number, of, LINK).groups

    assert list(range(number)) == sorted(item for group in groups for item in group)
    assert list(groups) == sorted(tuple(sorted(group)) for group in groups)


@given(tables())
@settings(max_examples=200)
def test_what_is_barred_is_never_in_one_group(table):
    """
    Unless somebody decided about those groups; and what is never one, not even then.
    """
    number, of = table
    for group in cluster(number, of, LINK).groups:
        inside = [of[a, b] for b in group for a in group if (a, b) in of]

        assert not any(way.never for way in inside)
        assert not any(way.barred for way in inside) or any(way.sure for way in inside)


@given(tables())
@settings(max_examples=200)
def test_what_is_sure_is_one_group_unless_it_is_never(table):
    """
    Two groups between which somebody's word lies are apart only by another word.
    """
    number, of = table
    groups = cluster(number, of, LINK).groups
    for one in groups:
        for other in groups:
            if one < other and (lies := between(of, one, other)) and any(w.sure for w in lies):
                assert any(w.never for w in lies)


@given(tables())
@settings(max_examples=200)
def test_groups_that_stay_apart_are_not_alike_enough_or_undecided(table):
    """
    Nothing is left that could be put together, but what is too close to call.
    """
    number, of = table
    found = cluster(number, of, LINK)
    for one in found.groups:
        for other in found.groups:
            lies = between(of, one, other) if one < other else []
            may = lies and not any(w.never or w.barred for w in lies)
            alike = may and max(w.best for w in lies) >= LINK
            if alike and sum(w.total for w in lies) >= 0:
                apart = {(min(a, b), max(a, b)) for a in one for b in other}

                assert apart <= found.undecided


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_in_which_the_ways_are_given_does_not_matter(table, chance):
    """
    That of the items does, to break a tie: they stand in order of name.
    """
    number, of = table
    shuffled = dict(chance.sample(list(of.items()), len(of)))

    assert cluster(number, of, LINK) == cluster(number, shuffled, LINK)


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_without_ties_the_order_of_the_items_does_not_matter_either(table, chance):
    """
    Under other numbers the same items are together.
    """
    number, of = table
    of = {p: w._replace(total=w.total + 2.0 ** -(n + 5)) for n, (p, w) in enumerate(of.items())}
    of = {pair: w._replace(best=w.total) for pair, w in of.items()}
    called = chance.sample(range(number), number)
    other = {(min(called[a], called[b]), max(called[a], called[b])): w for (a, b), w in of.items()}
    ours, theirs = cluster(number, of, LINK), cluster(number, other, LINK)

    renamed = sorted(tuple(sorted(called[item] for item in group)) for group in ours.groups)
    assert renamed == list(theirs.groups)
