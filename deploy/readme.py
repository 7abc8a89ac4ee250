"""Draws the data flow into README: `python -m deploy.readme`.  A test keeps the two equal."""

import re
from pathlib import Path

from streams.topology import mermaid

README = Path(__file__).parent.parent / "README.md"


def main() -> None:
    picture = "\n".join(["```mermaid", *mermaid(), "```"])
    marked = f"<!-- topology: begin -->\n{picture}\n<!-- topology: end -->"
    text = README.read_text(encoding="utf-8")
    drawn = re.sub(
        r"<!-- topology: begin -->.*?<!-- topology: end -->",
        lambda _: marked,
        text,
        flags=re.DOTALL,
    )
    README.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
