"""Tellings as messages: one person per XML, the rest gathered by week or sent one by one.

`received` is when the hub would have got the message; nothing in it is of a later day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from connectors.simulator import events, iwmo, suwinet, tables
from connectors.simulator.addresses import Address, address_of, municipal_oin
from connectors.simulator.chance import Chance
from connectors.simulator.declarations import write_claims
from connectors.simulator.telling import (
    Allocations,
    Claims,
    Decision,
    Deliveries,
    Incomes,
    Insurance,
    Listed,
    LongTermCare,
    Reintegration,
    Reported,
    Telling,
)
from schemas.facts import Source

XML, SOAP, CSV = "application/xml", "text/xml", "text/csv"
EVENT, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"


class Message(NamedTuple):
    source: Source
    name: str
    received: datetime
    sender: str
    media_type: str
    body: bytes

    @property
    def file(self) -> str:
        return f"{self.source}/{self.name}"


@dataclass
class PostOffice:
    """`until`: the last day on which post is delivered."""

    municipality: str
    until: date
    chance: Chance
    _sent: dict[str, int] = field(default_factory=dict)

    @property
    def office(self) -> str:
        """The municipality, as payer and sender."""
        return f"oin:{municipal_oin(self.municipality)}"

    def send(self, tellings: Iterable[Telling]) -> list[Message]:
        """Every telling in a message, in order of receipt."""
        weekly: dict[tuple[Address, date], list[Telling]] = {}
        messages: list[Message] = []
        for telling in sorted(tellings, key=lambda telling: telling.at):
            address, day = address_of(telling.content, self.municipality), telling.at.date()
            if address.weekly:
                sunday = day + timedelta(days=6 - day.weekday())
                weekly.setdefault((address, sunday), []).append(telling)
            else:
                messages.append(self._at_once(address, telling))
        messages += [self._weekly(*key, told) for key, told in weekly.items()]
        return sorted(messages, key=lambda message: (message.received, message.file))

    def _at_once(self, address: Address, telling: Telling) -> Message:
        number = self._sent[address.stem] = self._sent.get(address.stem, 0) + 1
        media_type, body = self._alone(telling, number)
        received = telling.at + timedelta(microseconds=self.chance.between(1, 900_000_000))
        name = f"{telling.at:%Y-%m-%d}-{address.stem}-{number:06}.{address.suffix}"
        return Message(address.source, name, received, address.sender, media_type, body)

    def _weekly(self, address: Address, sunday: date, told: Sequence[Telling]) -> Message:
        """On Sunday evening, or on the last evening."""
        evening = datetime.combine(min(sunday, self.until), time(20), UTC)
        received = evening + timedelta(microseconds=self.chance.between(1, 3_000_000_000))
        media_type, body = self._together(address, told)
        year, week, _ = sunday.isocalendar()
        name = f"{year}-W{week:02}-{address.stem}.{address.suffix}"
        return Message(address.source, name, received, address.sender, media_type, body)

    def _alone(self, telling: Telling, number: int) -> tuple[str, bytes]:
        human, content, day = telling.human, telling.content, telling.at.date()
        if isinstance(content, Reported):
            return EVENT, events.write_event(telling, content, self.chance)
        assert human is not None, "only providers tell of nobody in particular"
        match content:
            case Allocations():
                return XML, iwmo.write_allocations(human, content, number, day, self.municipality)
            case Deliveries():
                return XML, iwmo.write_deliveries(human, content, number, day, self.municipality)
            case Claims():
                return XML, write_claims(human, content, number, day, self.municipality)
            case Decision() | Listed() | LongTermCare():
                raise AssertionError("told in tables alone")
            case _:
                return self._suwinet(content, telling, day)

    def _suwinet(
        self, content: Incomes | Insurance | Reintegration, telling: Telling, day: date
    ) -> tuple[str, bytes]:
        """As the broker gives it, or as a system kept it: with or without the SOAP envelope."""
        assert telling.human is not None
        envelope = self.chance.uuid() if self.chance.one_in(2) else None
        media_type = SOAP if envelope else XML
        match content:
            case Incomes():
                return media_type, suwinet.write_incomes(telling.human, content, day, envelope)
            case Insurance():
                return media_type, suwinet.write_insurance(telling.human, content, envelope)
            case Reintegration():
                return media_type, suwinet.write_reintegration(telling.human, content, envelope)

    def _together(self, address: Address, told: Sequence[Telling]) -> tuple[str, bytes]:
        if isinstance(told[0].content, Listed):
            return CSV, tables.write_list(told)
        if address.source is Source.WLZ:
            return CSV, tables.write_long_term_care(told)
        if address.source is Source.PARTICIPATIEWET:
            return CSV, tables.write_decisions(told)
        if address.suffix == "csv":
            return CSV, tables.write_reported(told)
        return BATCH, events.write_batch(told, self.chance)
