"""What a rule is: its name, its legal source, how sure the text is, and what to tell people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.events import NAMED_MAX, NOTED_MAX, NOTES_MAX
from schemas.values import digest
from streams.step import Json

Verdict = Literal[
    "allowed",
    "forbidden",
    "excluded",
    "exclusive",
    "may-refuse",
    "subsidiary",
    "other-law-first",
    "other-route",
    "by-age",
    "by-agreement",
    "required",
    "sequential",
    "conditional",
    "highest-only",
    "settle",
    "not-as-cofinancing",
    "open-point",
]
Confidence = Literal[
    "confirmed",
    "confirmed-in-part",
    "confirmed-old-text",
    "interpretation",
    "open",
    "memory",
    "from-facts",
]
# What a signal says of its own ground, if its law's text does not bear it out in full.
CAVEATS: dict[Confidence, str] = {
    "confirmed": "",
    "confirmed-in-part": "Let op: dit is niet in alles aan de wettekst getoetst.",
    "confirmed-old-text": (
        "Let op: dit is gelezen in een oude wettekst ({text_version}); ga na wat nu geldt."
    ),
    "interpretation": "Let op: dit staat niet met zoveel woorden in de wet; het is een lezing.",
    "open": "Let op: of dit zo is staat niet vast.",
    "memory": "Let op: de wettekst is hiervoor niet gelezen.",
    "from-facts": "",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`text_version`: the date of the law text that was read.  `explanation`: plain Dutch.

    `part` tells apart what one rule may find; `reservation` says what of it is not confirmed;
    `parameters` names the ages, terms and amounts it asks for, and `mended_by` who can mend what
    it finds, where that is one of them.
    """

    id: str
    law: str
    text_version: str
    verdict: Verdict
    confidence: Confidence
    explanation: str
    part: str = ""
    between: tuple[str, str] = ("", "")
    reservation: str = ""
    parameters: tuple[str, ...] = ()
    mended_by: Literal["", "provider", "municipality"] = ""

    @property
    def told(self) -> str:
        """What people read: the explanation, and what is not sure about it."""
        caveat = CAVEATS[self.confidence].format(text_version=self.text_version)
        return " ".join(filter(None, (self.explanation, caveat, self.reservation)))


@dataclass(frozen=True, slots=True)
class Fired:
    """One time that a rule fired: for whom, when, and the lines and records that caused it.

    `stretch` counts the stretches of one cause that days between them keep apart; `about` tells
    apart what begins on one day.
    """

    rule: Rule
    subject_kind: Literal["person", "placement", "place", "account"]
    subject: str
    municipality: str
    start: date
    end: date | None
    lines: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    person: str | None = None
    placement: str | None = None
    place: str | None = None
    provider: str | None = None
    account: str | None = None
    about: str = ""
    number: int | None = None
    maximum: int | None = None
    minutes: int | None = None
    stretch: int = 0

    @property
    def allowed(self) -> bool:
        return self.rule.verdict == "allowed"

    @property
    def signal(self) -> str:
        """The same cause gives the same signal: by rule, subject and lines, else by first day."""
        cause = self.lines if self.rule.id.startswith("R") else (self.start.isoformat(),)
        more = filter(None, (self.rule.part, str(self.stretch or ""), self.provider, self.about))
        return digest("signal", self.rule.id, self.subject, *cause, *more)

    def document(self) -> Json:
        document = {
            "signal": self.signal,
            "rule": self.rule.id,
            "municipality": self.municipality,
            "subject_kind": self.subject_kind,
            "person": self.person,
            "placement": self.placement,
            "place": self.place,
            "provider": self.provider,
            "account": self.account,
            "start": self.start.isoformat(),
            "end": self.end.isoformat() if self.end else None,
            "minutes_per_week": self.minutes,
            "number": self.number,
            "maximum": self.maximum,
            "mended_by": self.rule.mended_by or None,
            "verdict": self.rule.verdict,
            "law": self.rule.law,
            "text_version": self.rule.text_version,
            "confidence": self.rule.confidence,
            "explanation": self.rule.told,
            "lines": list(self.lines[:NAMED_MAX]),
            "records": list(self.records[:NAMED_MAX]),
        }
        return {key: value for key, value in document.items() if value is not None}

    def note(self) -> Json:
        """As it stands on a mix, if the rule allows what it found."""
        names = ("rule", "start", "end", "verdict", "law", "text_version", "confidence")
        document = self.document()
        note = {name: document[name] for name in (*names, "explanation") if name in document}
        return note | {"lines": document["lines"][:NOTED_MAX]}


def at_provider(
    rule: Rule,
    account: str,
    about: str,
    days: tuple[date, date | None],
    records: Iterable[str],
    *,
    number: int | None = None,
    maximum: int | None = None,
) -> Fired:
    """At the account that a provider has with a municipality (`<municipality>/<provider>`)."""
    municipality, _, provider = account.partition("/")
    return Fired(
        rule,
        subject_kind="account",
        subject=account,
        municipality=municipality,
        account=account,
        provider=provider,
        about=about,
        start=days[0],
        end=days[1],
        number=number,
        maximum=maximum,
        records=tuple(records),
    )


def notes_of(fired: Iterable[Fired]) -> list[Json]:
    """The first notes, in order of rule and day: a document stays one event."""
    allowed = [f for f in fired if f.allowed]
    allowed.sort(key=lambda f: (f.rule.id, f.start, f.lines, f.stretch))
    return [f.note() for f in allowed[:NOTES_MAX]]
