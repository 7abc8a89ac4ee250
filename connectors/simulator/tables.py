"""What comes as a table: decisions, Wlz statuses, and the things of providers without events."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from connectors.simulator.telling import Decision, Listed, LongTermCare, Reported, Telling

VERSION = ("gewijzigd_op", "vervallen")


def write_decisions(told: Iterable[Telling]) -> bytes:
    return _table([_decision(telling) for telling in told])


def write_long_term_care(told: Iterable[Telling]) -> bytes:
    return _table([_long_term_care(telling) for telling in told])


def write_reported(told: Iterable[Telling]) -> bytes:
    """Things of one sort from one provider, with a BOM as spreadsheets write it."""
    return b"\xef\xbb\xbf" + _table([_reported(telling) for telling in told])


def write_list(told: Iterable[Telling]) -> bytes:
    """Rows of one list that the municipality keeps."""
    return _table([_listed(telling) for telling in told])


def _listed(telling: Telling) -> dict[str, Any]:
    row, human = telling.content, telling.human
    assert isinstance(row, Listed)
    about = {"bsn": human.bsn} if human else {}
    version = {
        "gewijzigd_op": telling.at.isoformat(),
        "vervallen": "ja" if row.void else "nee",
    }
    return about | row.data | version


def _decision(telling: Telling) -> dict[str, Any]:
    human, decision = telling.human, telling.content
    assert human is not None
    assert isinstance(decision, Decision)
    return {
        "besluitnummer": decision.number,
        "bsn": human.bsn,
        "geboortedatum": human.birth.year if human.year_only else human.birth,
        "achternaam": human.surname,
        "voorvoegsel": human.prefix,
        "voornamen": human.given,
        "voorletters": human.initials,
        "geslacht": human.sex,
        "postcode": human.postcode,
        "huisnummer": human.house,
        "soort": decision.kind,
        "besluitdatum": decision.decided,
        "ingangsdatum": decision.start,
        "einddatum": decision.last,
        "aanbieder": decision.provider,
        "werkgever": decision.employer,
        "werkplek": decision.place,
        "uren_per_week": decision.hours,
        "loonwaarde": decision.wage_value,
        "bedrag_per_maand": decision.amount and f"{decision.amount},00",
        "bedrag": decision.once and f"{decision.once // 100},{decision.once % 100:02}",
        "gewijzigd_op": decision.stamp.isoformat(),
        "vervallen": "ja" if decision.void else "nee",
    }


def _long_term_care(telling: Telling) -> dict[str, Any]:
    human, care = telling.human, telling.content
    assert human is not None
    assert isinstance(care, LongTermCare)
    return {
        "bsn": human.bsn,
        "status": care.status,
        "afgiftedatum": care.issued,
        "ingangsdatum": care.start,
        "einddatum": care.last,
    }


def _reported(telling: Telling) -> dict[str, Any]:
    said = telling.content
    assert isinstance(said, Reported)
    return (
        {"soort": said.thing, "aanbieder": said.provider.id}
        | {name: _cell(value) for name, value in said.data.items()}
        | {"gewijzigd_op": telling.at.isoformat(), "vervallen": "ja" if said.void else "nee"}
    )


def _table(rows: Sequence[dict[str, Any]]) -> bytes:
    """Every column that any row has, in the order in which they first appear."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    ahead = [name for name in names if name not in VERSION]
    text = io.StringIO(newline="")
    table = csv.DictWriter(
        text, [*ahead, *(n for n in VERSION if n in names)], delimiter=";", restval=""
    )
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    """Several values in one cell are separated by a bar."""
    return "|".join(map(str, value)) if isinstance(value, list | tuple) else value
