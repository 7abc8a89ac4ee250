"""The practices' stories as folders of messages: `samenloop replay` says what they promise."""

import pytest
from click.testing import CliRunner

from deploy.cli import main
from schemas import wire
from tests.fold import fold
from tests.stories import folders, runner, telling
from tests.stories.matching import fits

STORIES = [telling.read(path) for path in sorted(telling.FOLDER.glob("*.story"))]
OF_PRACTICES = [s for s in STORIES if any(b.startswith("P") for b in s.shows + s.in_part)]


@pytest.mark.parametrize("story", OF_PRACTICES, ids=lambda story: story.name)
def test_a_replay_of_a_storys_folder_gives_the_events_that_it_promises(story, tmp_path):
    """
    One for each line that promises one, in whatever order; and they fold to the state it writes.
    """
    until = folders.write(story, tmp_path)
    out, state = tmp_path / "events.ndjson", tmp_path / "state.json"
    options = ["--every-day", "--until", until, "--out", str(out), "--state", str(state)]

    done = CliRunner().invoke(main, ["replay", str(tmp_path), *options])

    assert done.exit_code == 0, done.output
    events = [wire.loads(line) for line in out.read_bytes().splitlines()]
    assert [] == not_told(story, events)
    assert wire.loads(state.read_bytes()) == fold(events)


def not_told(story, events):
    """The lines that promise an event which is not among these; @names stand for one thing each."""
    left = [(runner.name_of(event), event["data"]) for event in events]
    bound, missing = {}, []
    for wanted in (line for turn in folders.turns_of(story) for line in turn.published):
        if wanted.words == ("nothing",):
            continue
        found = (n for n, told in enumerate(left) if _is_it(bound, wanted, told))
        if (number := next(found, None)) is None:
            missing.append(wanted.line)
        else:
            del left[number]
    return missing


def _is_it(bound, wanted, told):
    name, data = told
    return (name,) == wanted.words and fits(bound, wanted, data)


def test_a_promise_that_is_not_kept_is_seen():
    """
    With one event less, a line is left over.
    """
    story = telling.read(telling.FOLDER / "p1_overdracht.story")
    events = runner.play(story).events
    transfers = [event for event in events if "transfers" not in event["type"]]

    assert [] == not_told(story, events)
    assert ["transfers.prepared"] * 2 == [line.split()[1] for line in not_told(story, transfers)]
