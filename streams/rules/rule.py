"""What a rule is: its name, its legal source, how sure the text is, and what to tell people."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.events import NAMED_MAX
from schemas.values import digest
from streams.step import Json


@dataclass(frozen=True, slots=True)
class Rule:
    """`text_version`: the date of the law text that was read.  `explanation`: plain Dutch."""

    id: str
    law: str
    text_version: str
    confidence: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Fired:
    """One time that a rule fired: for whom, when, and the lines and records that caused it."""

    rule: Rule
    subject_kind: Literal["person", "placement", "place"]
    subject: str
    municipality: str
    start: date
    end: date | None
    lines: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    person: str | None = None
    placement: str | None = None
    place: str | None = None
    minutes: int | None = None

    @property
    def signal(self) -> str:
        """The same cause gives the same signal: by rule, subject and lines, else by first day."""
        cause = self.lines if self.rule.id.startswith("R") else (self.start.isoformat(),)
        return digest("signal", self.rule.id, self.subject, *cause)

    def document(self) -> Json:
        document = {
            "signal": self.signal,
            "rule": self.rule.id,
            "municipality": self.municipality,
            "subject_kind": self.subject_kind,
            "person": self.person,
            "placement": self.placement,
            "place": self.place,
            "start": self.start.isoformat(),
            "end": self.end.isoformat() if self.end else None,
            "minutes_per_week": self.minutes,
            "law": self.rule.law,
            "text_version": self.rule.text_version,
            "confidence": self.rule.confidence,
            "explanation": self.rule.explanation,
            "lines": list(self.lines[:NAMED_MAX]),
            "records": list(self.records[:NAMED_MAX]),
        }
        return {key: value for key, value in document.items() if value is not None}
