from hypothesis import given, settings
from hypothesis import strategies as st

from streams.engine.stores import MemoryStore
from streams.engine.view import View

keys = st.text(alphabet="abé€𝄞", max_size=3)
writes = st.dictionaries(keys, st.one_of(st.none(), st.integers(1, 3)), max_size=8)


@settings(deadline=None)  # other tests run beside it
@given(writes, writes, writes, writes, keys, keys)
def test_a_step_sees_what_it_put_as_if_it_were_kept_already(kept, closed, put, more, prefix, after):
    """
    Reading back its own writes, a step need not know what is committed and what is not.
    """
    view = View(MemoryStore())
    view._store.apply(kept)
    write(view, closed)
    view.close()
    write(view, put)
    list(view.scan(""))
    write(view, more)
    all_of_it = kept | closed | put | more
    there = {key: value for key, value in all_of_it.items() if value is not None}
    expected = [(k, there[k]) for k in sorted(there) if k.startswith(prefix) and k > after]

    assert expected == list(view.scan(prefix, after))
    assert [there.get(key) for key in all_of_it] == [view.get(key) for key in all_of_it]


def write(view, values):
    for key, value in values.items():
        view.delete(key) if value is None else view.put(key, value)


@settings(deadline=None)
@given(writes)
def test_keys_come_in_the_order_of_their_utf8(kept):
    """
    The same order whatever the store, so that a sweep goes the same way after a restart.
    """
    view = View(MemoryStore())
    view._store.apply(kept)
    found = [key for key, _ in view.scan("")]

    assert found == sorted(found, key=str.encode)


def test_a_step_may_write_while_it_goes_through_its_keys():
    """
    What it puts meanwhile is seen by the next scan, not by this one.
    """
    view = View(MemoryStore())
    view._store.apply({"a": 1, "c": 1})
    view.put("b", 1)
    seen = []
    for key, _ in view.scan(""):
        seen.append(key)
        view.put(f"{key}{key}", 2)

    assert ["a", "b", "c"] == seen
    assert ["a", "aa", "b", "bb", "c", "cc"] == [key for key, _ in view.scan("")]


def test_a_sweep_that_never_began_writes_no_cursor():
    """
    A step that says "no sweep" each time does not fill the changelog with it.
    """
    view = View(MemoryStore())
    view.cursor = None
    before = dict(view.writes)
    view.cursor = "here"
    view.cursor = None

    assert {} == before
    assert {"~cursor": None} == view.writes
