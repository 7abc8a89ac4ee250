"""The way from a message to its events, or back, as a tree for a terminal."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from rich.markup import escape
from rich.tree import Tree

from deploy.tally import short

Json = dict[str, Any]
COLOURS = {
    "concluded": "green",
    "passed": "green",
    "pending": "yellow",
    "superseded": "dim",
    "without-effect": "dim",
    "dead-lettered": "red",
}


def tree(way: Json) -> Tree:
    return _of_message(way) if "outcome" in way else _of_event(way)


def _of_message(way: Json) -> Tree:
    top = Tree(f"[bold]message {way['message']}[/] {way['source']}, received {way['received']}")
    top.add(f"{_outcome(way['outcome'])} {escape(way['detail'])}")
    for letter in way["dead_letters"]:
        state = "[red]dead letter[/]" if letter["open"] else "[dim]dead letter, settled[/]"
        found = f", found {letter['found']}" if letter["found"] else ""
        reason = f"{letter['fault']} at {letter['place']}: expected {letter['expected']}{found}"
        top.add(f"{state} {letter['record']}: {escape(reason)}")
    for record in way["records"]:
        branch = top.add(f"record {record['record']} {_place(record)}: {_fate(record)}")
        for step in record["steps"]:
            detail = f" ({step['detail']})" if step["detail"] else ""
            branch.add(f"{step['step']}{_about(step)}: {_outcome(step['outcome'])}{escape(detail)}")
    _add_events(top, "caused", [e for e in way["events"] if e["caused"]])
    _add_events(top, "later, with a part in it", [e for e in way["events"] if not e["caused"]])
    return top


def _of_event(way: Json) -> Tree:
    top = Tree(f"[bold]event {way['event']}[/] {_name(way)} of {way['subject']}, {way['time']}")
    top.add(escape(said(way["data"])))
    if rule := way["rule"]:
        branch = top.add(f"[bold]rule {rule['rule']}[/] ({rule['confidence']})")
        branch.add(f"law: {escape(rule['law'])} ({escape(rule['text_version'])})")
        branch.add(escape(rule["explanation"]))
    for line in way["lines"]:
        top.add(f"line {line['line']}: {_line(line)}, of record {line['record']}")
    for record in way["records"]:
        branch = top.add(f"record {record['record']} {record['source']}")
        for version in record["versions"]:
            later = ", after this event" if version["later"] else ""
            by = f"told by message {version['message']} {_place(version)}{later}"
            branch.add(f"{by}: {_fate(version)}")
    for message in way["messages"]:
        cause = "[bold]caused by[/] " if message["message"] == way["cause"] else ""
        if "source" in message:
            about = f"{message['source']}, received {message['received']}"
            top.add(f"{cause}message {message['message']} {about}")
        else:
            top.add(f"{cause}{message['message']}")
    return top


def _add_events(top: Tree, title: str, events: list[Json]) -> None:
    if not events:
        return
    branch = top.add(f"[bold]events {title}[/]")
    for event in events:
        one = branch.add(f"{_name(event)} of {event['subject']}: {escape(said(event['data']))}")
        one.add(f"[dim]event {event['id']}, number {int(event['sequence'])}[/]")


def said(data: Json) -> str:
    """What an event says, in a few words.  Last days are inclusive."""
    if "rule" in data:
        return f"{data['rule']}, {span(data)}"
    if "activity" in data:
        return f"{data['activity']} at {data['place']}, {span(data)}"
    if "contact" in data and not data["periods"]:
        return f"spoken to on {data['contact']['held']}, again by {data['contact']['next_due']}"
    if "periods" in data:
        return "; ".join(f"{span(period)}: {_period(period)}" for period in data["periods"]) or "-"
    if "change" in data:
        return (
            ", ".join(f"{doc['person']} of {len(doc['members'])}" for doc in data["after"]) or "-"
        )
    if "doubts" in data:
        return ", ".join(doubt["reason"] for doubt in data["doubts"]) or "settled"
    return "-"


def span(period: Json) -> str:
    """Days as people say them: up to and including the last.

    >>> span({"start": "2026-01-01", "end": "2026-02-01"})
    '2026-01-01 t/m 2026-01-31'
    """
    if "end" not in period:
        return f"{period['start']} and on"
    last = date.fromisoformat(period["end"]) - timedelta(days=1)
    return f"{period['start']} t/m {last}"


def _period(period: Json) -> str:
    """What it says, as words:

    >>> _period({"results": [{"percentage": -15, "result_cents": -400}]})
    '-400 cents left at the tariff -15 %'
    """
    return ", ".join(_parts(period)) or "nothing"


def _parts(period: Json) -> Iterator[str]:
    if "state" in period:
        yield period["state"]
    if "occupancy" in period:
        yield f"{period['occupancy']} of {period.get('capacity', '?')} seats"
    for result in period.get("results", ()):
        other = f" at the tariff {result['percentage']:+} %" if result["percentage"] else ""
        yield f"{result['result_cents']} cents left{other}"
    if period.get("suppressed"):
        yield "suppressed"
    for line in (*period.get("lines", ()), *period.get("own", ()), *period.get("of_place", ())):
        yield f"{line['stream']} {line['instrument']}"
    for kind, number in period.get("placements", {}).items():
        yield f"{kind} {number}"


def _line(line: Json) -> str:
    fields = ("stream", "instrument", "payer", "payee", "provider", "place", "employer", "ground")
    known = [str(line[field]) for field in fields if field in line]
    if "minutes_per_week" in line:
        known.append(f"{line['minutes_per_week']} minutes a week")
    return escape(", ".join(known))


def _name(event: Json) -> str:
    return short(event["type"])


def _place(of: Json) -> str:
    return escape(f"({of['place']})") if of["place"] else ""


def _about(step: Json) -> str:
    return "" if step["subject"] == "-" else escape(f" about {step['subject']}")


def _fate(of: Json) -> str:
    return _outcome(of["outcome"] or "LOST: no outcome")


def _outcome(outcome: str) -> str:
    return f"[{COLOURS.get(outcome, 'bold red')}]{outcome}[/]"
