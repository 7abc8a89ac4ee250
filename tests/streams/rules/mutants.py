"""Every rule broken in what it has, and which story catches it.

    python -m tests.streams.rules.mutants        writes mutants.md anew

`test_mutants.py` breaks each again and holds what catches it against `mutants.md`.
"""

import tomllib
from functools import cache
from pathlib import Path

from tests.stories import runner, telling
from tests.stories.telling import FOLDER
from tests.streams.rules.broken import Text, broken, of_every_rule

KEPT = Path(__file__).with_name("mutants.md")
BROKEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["mutant"]


def of_one_rule():
    """Those of `mutants.toml`."""
    for told in BROKEN:
        for rule in told["rules"]:
            what = f"{rule}: {told['what']}"
            yield Text(rule, what, told["module"], told["old"], told["new"])


def mutants():
    return [*of_every_rule(), *of_one_rule()]


@cache
def _stories():
    return [telling.read(path) for path in sorted(FOLDER.glob("*.story"))]


def caught_by(mutant):
    """The first story that comes out otherwise: of those about the rule, else of the others."""
    about = [s for s in _stories() if mutant.rule in s.fires + s.silent]
    with broken(mutant):
        for story in (*about, *(s for s in _stories() if s not in about)):
            try:
                runner.play(story)
            except Exception:  # noqa: BLE001 -- whatever the broken rule does
                return story.name
    return None


def kept():
    """What caught each, as it is kept."""
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    return dict(rows)


def main():
    for story in _stories():
        runner.play(story)  # of rules that are whole, or any story would catch anything
    head = [
        "# Broken rules, and the story that catches each",
        "",
        "Made by `python -m tests.streams.rules.mutants`; `test_mutants.py` breaks each again.",
        "",
        "| Broken | Caught by |",
        "|---|---|",
    ]
    found = {mutant.what: caught_by(mutant) for mutant in mutants()}
    rows = [f"| {what} | {story or '**nothing**'} |" for what, story in found.items()]
    KEPT.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")
    print(f"{len(found)} mutants; survivors: {[w for w, s in found.items() if not s]}")


if __name__ == "__main__":
    main()
