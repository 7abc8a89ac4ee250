"""Figures as Markdown."""

import datetime as dt
import platform


def heading():
    """When and on what."""
    day = dt.datetime.now(dt.UTC).strftime("%d %B %Y")
    return f"Measured on {day}, {platform.machine()}, Python {platform.python_version()}.  "


def table(columns, rows):
    """*columns*: the name in a row, and what stands above it."""
    yield "| " + " | ".join(columns.values()) + " |"
    yield "|" + "---:|" * len(columns)
    for row in rows:
        cells = [row.get(name, "") for name in columns]
        yield "| " + " | ".join(f"{c:,}" if isinstance(c, int) else str(c) for c in cells) + " |"
