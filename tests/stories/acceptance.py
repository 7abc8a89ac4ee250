"""The acceptance table in README: `python -m tests.stories.acceptance`; a test keeps both equal.

Of each bullet what it asks and which stories show it, or why it is not met.
"""

import re
import tomllib
from pathlib import Path

from tests.stories import telling
from tests.stories.telling import FOLDER

NAMED_MAX = 6  # stories in a row
README = Path(__file__).parents[2] / "README.md"
MARKED = re.compile(r"(?<=<!-- acceptance: begin -->\n).*?(?=<!-- acceptance: end -->)", re.DOTALL)


def table():
    stories = [telling.read(path) for path in sorted(FOLDER.glob("*.story"))]
    bullets, not_met = (
        tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
        for name in ("bullets.toml", "not_met.toml")
    )
    yield "| | what is asked | stories |"
    yield "|---|---|---|"
    for bullet, asked in bullets.items():
        showing = [
            f"[{story.name.partition('_')[2].replace('_', ' ')}](tests/stories/{story.name}.story)"
            for story in stories
            if bullet in story.shows
        ]
        if more := showing[NAMED_MAX:]:
            showing[NAMED_MAX:] = [f"and {len(more)} more"]
        shown = ", ".join(showing) or f"not met: {not_met[bullet]}"
        yield f"| {bullet} | {asked} | {shown} |"


def stands():
    return MARKED.search(README.read_text(encoding="utf-8"))[0]


def main():
    text = "".join(f"{line}\n" for line in table())
    README.write_text(MARKED.sub(lambda _: text, README.read_text(encoding="utf-8")), "utf-8")


if __name__ == "__main__":
    main()
