"""A question to the read API in a story: what is offered near a postcode, on the day of the turn.

It goes through the same functions as `GET /v1/offers`, with the table of postcodes that is shipped
as an example.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from multidict import MultiDict

from connectors.outbound import postcodes
from connectors.outbound.nearby import ASKABLE, answer, asked_by
from streams.step import Emit
from tests.stories.telling import FOLDER, Day, Happens, Wanted

POSTCODES = postcodes.load(FOLDER.parent.parent / "deploy/postcodes/example.csv")


def answered(wanted: Wanted, sent: Iterable[Emit], happens: Happens) -> dict[str, Any]:
    """What the API answers, from what the hub sent it."""
    stands = {emit.key: emit.value for emit in sent}
    asked = asked_by(MultiDict(pair for pair in wanted.pairs if pair[0] in ASKABLE))
    there = [standing for standing in stands.values() if standing]
    return answer(there, asked, POSTCODES, _day(happens))


def without_question(wanted: Wanted) -> Wanted:
    return wanted._replace(pairs=tuple(p for p in wanted.pairs if p[0] not in ASKABLE))


def _day(happens: Happens) -> date:
    text = happens.day if isinstance(happens, Day) else happens.received[:10]
    return date.fromisoformat(text)
