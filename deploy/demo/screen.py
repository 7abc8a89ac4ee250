"""What an onlooker sees: how far the hub is, what it told, and one person's timeline."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from deploy.demo.onlooker import Onlooker
from deploy.demo.picture import picture
from deploy.demo.stage import Stage
from deploy.demo.timeline import named, timeline
from deploy.tally import Tally

OUTCOMES = {
    "concluded": "verwerkt in een conclusie",
    "superseded": "vervangen door een latere versie",
    "without-effect": "zonder gevolg in deze versie",
    "pending": "wacht op een ander bericht",
}
COLUMNS = 3  # of counts side by side
WIDEST = 132


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to see at one moment."""

    title: str
    total: int
    sent: int
    read: int
    events: Counter[str]
    signals: Counter[str]
    letters: Counter[str]
    person: tuple[Text, ...]

    @property
    def line(self) -> str:
        """The numbers in one line, where there is no terminal to draw on."""
        return (
            f"{number(self.sent)} van {number(self.total)} berichten aangeboden,"
            f" {number(self.read)} gelezen,"
            f" {number(self.events.total())} gebeurtenissen gemeld,"
            f" {number(self.signals.total())} open signalen,"
            f" {number(self.letters.total())} niet te lezen"
        )


def scene(
    onlooker: Onlooker, record: str, today: date, *, title: str, total: int, sent: int, width: int
) -> Scene:
    return Scene(
        title,
        total,
        sent,
        onlooker.read,
        Counter(onlooker.counts),
        Counter(named(signal["rule"]) for signal in onlooker.signals.values()),
        Counter(f"{letter.source}: {letter.fault}" for letter in onlooker.letters.values()),
        tuple(_person(onlooker, record, today, min(width, WIDEST))),
    )


def summary(numbers: Tally) -> Iterator[str]:
    """What became of everything, at the end."""
    yield f"Berichten verwerkt: {number(numbers.messages)}"
    for outcome, times in sorted(numbers.records.items()):
        yield f"  registraties: {OUTCOMES.get(outcome, outcome)}: {number(times)}"
    yield f"Gebeurtenissen gemeld: {number(numbers.events.total())}"
    for name, times in sorted(numbers.events.items()):
        yield f"  {name}: {number(times)}"
    yield f"Niet te lezen: {number(numbers.dead_letters.total())}"
    for fault, times in sorted(numbers.dead_letters.items()):
        yield f"  {fault}: {number(times)}"
    if numbers.lost:
        yield f"VERLOREN, zonder uitkomst: {number(len(numbers.lost))}"
        yield from (f"  {name}" for name in numbers.lost)
    else:
        yield "Elke registratie van elk bericht heeft een uitkomst."


def invitation(stage: Stage, address: str, bootstrap: str) -> str:
    """What to do next, in lines that can be copied."""
    door = f"{address}/v1/messages/wmo"
    samenloop = sys.argv[0] if Path(sys.argv[0]).name == "samenloop" else "samenloop"
    return f"""
Alles is verwerkt. De hub blijft draaien; Ctrl-C stopt alles.
Stuur nu zelf een bericht: dit WMO307 meldt dat de dagbesteding van de getoonde persoon is
gestopt, met als laatste dag {stage.last_day}. De balken veranderen meteen.

curl -sS -H 'Content-Type: application/xml' --data-binary @{stage.ready} {door}

Het antwoord noemt het bericht; zo ziet u de weg naar de gebeurtenissen:

{samenloop} trace --bootstrap {bootstrap} BERICHT

Welke werkplekken met nog plaats zijn er binnen vijf kilometer, hemelsbreed, van een postcode?

curl -sS '{address}/v1/offers?postcode={stage.postcode}&within=5&free=true'

Eén bericht is met opzet niet te lezen; waarom, staat hier:

{samenloop} dead-letters list --bootstrap {bootstrap}
"""


def drawn(seen: Scene) -> RenderableType:
    return Group(
        Rule(seen.title, align="left"),
        _progress(seen),
        Text(),
        _counts("Gebeurtenissen", seen.events),
        _counts("Open signalen", seen.signals),
        _counts("Niet te lezen", seen.letters),
        Rule("Eén persoon, zoals een afnemer die ziet", align="left"),
        *seen.person,
    )


def number(value: int) -> str:
    """With the Dutch point for thousands.

    >>> number(12345)
    '12.345'
    """
    return f"{value:,}".replace(",", ".")


def _person(onlooker: Onlooker, record: str, today: date, width: int) -> Iterator[Text]:
    person = onlooker.person(record)
    if person is None:
        yield Text("nog niet gezien", style="dim")
        return
    yield Text(f"pseudoniem {person}", style="dim")
    yield from picture(timeline(onlooker, person), today, width)


def _progress(seen: Scene) -> RenderableType:
    row = Table.grid(padding=(0, 2))
    bar = ProgressBar(total=max(1, seen.total), completed=seen.read, width=30)
    said = (
        f"{number(seen.sent)} van {number(seen.total)} berichten aangeboden,"
        f" {number(seen.read)} gelezen"
    )
    row.add_row(bar, said)
    return row


def _counts(title: str, counts: Counter[str]) -> RenderableType:
    """Names with their numbers, column by column."""
    table = Table.grid(padding=(0, 2))
    table.add_column(width=16)
    for _ in range(COLUMNS):
        table.add_column()
        table.add_column(justify="right")
    cells = [(name, number(times)) for name, times in sorted(counts.items())] or [("geen", "")]
    rows = -(-len(cells) // COLUMNS)
    for at in range(rows):
        row = [cell for one in cells[at::rows] for cell in one]
        table.add_row(Text(title if at == 0 else "", style="bold"), *row)
    return table
