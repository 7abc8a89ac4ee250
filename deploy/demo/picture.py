"""A timeline drawn as bars, for a terminal.  Last days are inclusive (*t/m*)."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.text import Text

from deploy.demo.timeline import Bar, Row, Timeline

LABEL, DATES, LEAST = 38, 28, 20  # columns: what a row is, when it is, the least for its bar
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
BACK, AHEAD = timedelta(days=640), timedelta(days=180)
# how each kind of bar is drawn: the character tells it apart without colour
DRAWN = {
    "wmo": ("█", "blue"),
    "participatiewet": ("█", "magenta"),
    "uwv": ("█", "cyan"),
    "wlz": ("█", "bright_yellow"),
    "placement": ("▓", "white"),
    "covered": ("█", "green"),
    "gap": ("░", "bold red"),
    "provisional": ("▒", "yellow"),
    "not-needed": ("─", "dim"),
}
OTHER = ("█", "white")
SIGNAL = ("!", "bold red")


def picture(timeline: Timeline, today: date, width: int) -> list[Text]:
    """The rows of a picture that is *width* columns wide."""
    scale = Scale(today - BACK, today + AHEAD, max(LEAST, width - LABEL - DATES))
    return list(_rows(timeline, scale, today))


class Scale:
    """Days as columns."""

    def __init__(self, first: date, last: date, columns: int) -> None:
        self.first, self.last, self.columns = first, last, columns

    def column(self, day: date) -> int:
        """The column of a day, the last one for what lies behind."""
        done = (day - self.first) / (self.last - self.first)
        return max(0, min(self.columns, round(done * self.columns)))

    def of(self, bar: Bar) -> tuple[int, int]:
        """From which column up to which; what can be seen at all is at least one wide."""
        start = self.column(bar.start)
        end = self.columns if bar.end is None else self.column(bar.end)
        seen = bar.start < self.last and (bar.end is None or bar.end > self.first)
        if not seen:
            return 0, 0
        start = min(start, self.columns - 1)
        return start, max(end, start + 1)


def _rows(timeline: Timeline, scale: Scale, today: date) -> Iterator[Text]:
    yield _axis(scale, today)
    yield Text("Wie betaalt", style="bold")
    for row in timeline.lines:
        yield _row(row, scale)
    yield Text("Waar", style="bold")
    for placement, coverage in timeline.placements:
        yield _row(placement, scale)
        if coverage is not None:
            yield _row(coverage, scale, dates=_missing(coverage))
    yield Text("Signalen", style="bold")
    if not timeline.signals:
        yield Text("  geen", style="dim")
    for row in timeline.signals:
        yield _row(row, scale)
    yield _legend()


def _axis(scale: Scale, today: date) -> Text:
    """The quarters, and where today is."""
    axis = [" "] * scale.columns
    day = date(scale.first.year, 1, 1)
    while day < scale.last:
        at = scale.column(day)
        name = str(day.year) if day.month == 1 else MONTHS[day.month - 1]
        if day >= scale.first and at + len(name) < scale.columns and axis[max(0, at - 1)] == " ":
            axis[at : at + len(name)] = name
        day = _quarter(day)
    text = Text(" " * LABEL) + Text("".join(axis), style="dim")
    at = LABEL + min(scale.column(today), scale.columns - 1)
    text.stylize("reverse", at, at + 1)
    return text


def _quarter(day: date) -> date:
    """The first day of the next quarter."""
    return date(day.year + day.month // 10, (day.month + 2) % 12 + 1, 1)


def _row(row: Row, scale: Scale, dates: str | None = None) -> Text:
    text = Text(f"{_cut(f'  {row.label}', LABEL - 1):{LABEL}}")
    cells = [(" ", "")] * scale.columns
    for bar in row.bars:
        start, end = scale.of(bar)
        cells[start:end] = [drawn(bar.kind)] * (end - start)
    for character, style in cells:
        text.append(character, style=style or None)
    return text.append(f"  {span(row.start, row.end) if dates is None else dates}", style="dim")


def drawn(kind: str) -> tuple[str, str]:
    return SIGNAL if kind.startswith("signal-") else DRAWN.get(kind, OTHER)


def span(start: date, end: date | None) -> str:
    """Days as people say them.

    >>> span(date(2026, 1, 1), date(2026, 2, 1))
    '2026-01-01 t/m 2026-01-31'
    """
    if end is None:
        return f"vanaf {start}"
    return f"{start} t/m {end - timedelta(days=1)}"


def _missing(coverage: Row) -> str:
    """Since when nobody pays, if that is so at the end."""
    last = coverage.bars[-1]
    if last.kind in ("gap", "provisional"):
        return f"niet {span(last.start, last.end)}"
    return "ja" if all(bar.kind in ("covered", "not-needed") for bar in coverage.bars) else "deels"


def _legend() -> Text:
    text = Text("  ", style="dim")
    names = ("covered", "betaald"), ("gap", "gat"), ("provisional", "voorlopig")
    for kind, name in names:
        character, style = drawn(kind)
        text.append(character * 2, style=style).append(f" {name}   ", style="dim")
    return text


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
