"""A view with the writes of a decision under way laid over it."""

from streams.memory import MemoryState
from streams.step import Draft


def test_a_draft_gives_what_stands_under_a_prefix_with_its_own_writes_in_order():
    """
    A decision reads its own writes, and what it concludes does not depend on who wrote first.
    """
    state = MemoryState()
    state.apply({"a//1": 1, "a//3": 3, "a//4": 4, "b//1": "another"})
    draft = Draft(state)
    draft.put("a//3", None)
    draft.put("a//2", 2)
    draft.put("a//4", "new")
    draft.put("b//2", "another")

    assert [("1", 1), ("2", 2), ("4", "new")] == list(draft.under("a//").items())
    assert [("1", "another"), ("2", "another")] == list(draft.under("b//").items())
