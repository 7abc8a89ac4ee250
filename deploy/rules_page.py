"""Writes the page of rules: `python -m deploy.rules_page`.  A test keeps page and rules equal.

All on it comes from the rules, their parameters and their stories (`fires R05`, `silent R05`).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from schemas.policy import FROM_MEMORY
from streams.rules.catalogue import CATALOGUE
from streams.rules.parameters import PARAMETERS, Value
from streams.rules.rule import Confidence, Rule, Verdict

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "streams/rules/README.md"
STORIES = ROOT / "tests/stories"
MARKS = ("> ", "| ", "~ ", "< ", "= ", "? ")
VERDICTS: dict[Verdict, str] = {
    "allowed": "mag",
    "forbidden": "mag niet",
    "excluded": "uitgesloten",
    "exclusive": "sluiten elkaar uit",
    "may-refuse": "gemeente mag weigeren",
    "subsidiary": "pas als de andere niet volstaat",
    "other-law-first": "de andere wet gaat voor",
    "other-route": "via een andere wet",
    "by-age": "hangt af van de leeftijd",
    "by-agreement": "alleen met een afspraak",
    "required": "voorwaarde",
    "sequential": "na elkaar, niet tegelijk",
    "conditional": "onder voorwaarden",
    "highest-only": "alleen de hoogste telt",
    "settle": "verrekenen",
    "not-as-cofinancing": "telt niet als cofinanciering",
    "open-point": "open punt",
}
CONFIDENCES: dict[Confidence, str] = {
    "confirmed": "bevestigd in de wettekst",
    "confirmed-in-part": "bevestigd, op een punt na",
    "confirmed-old-text": "bevestigd in een oude wettekst",
    "interpretation": "een lezing: staat niet met zoveel woorden in de wet",
    "open": "staat niet vast",
    "memory": "niet bevestigd: de tekst is niet gelezen",
    "from-facts": "volgt uit de feiten alleen",
}
HEAD = """\
# De regels

Wat de hub signaleert, met de wet, hoe zeker dat is, en een voorbeeld. Deze pagina wordt gemaakt uit
de regels zelf (`python -m deploy.rules_page`); een test bewaakt dat zij gelijk zijn.

- Een **signaal** informeert en houdt niets tegen. Het noemt de regels van de mix en de registraties
  die het veroorzaken, en wordt ingetrokken zodra de oorzaak weg is.
- Een **opmerking** staat bij de mix van een persoon of bij wat een plaatsing betaalt: de wet staat
  toe wat daar samenloopt.
- Elke regel kan in het beleid van de gemeente uit (`[signals]`). Een regel waarvan de tekst niet
  gelezen is, staat uit tot de gemeente haar aanzet.
- **Tekst** is de datum van de wettekst die gelezen is. Is een regel niet geheel bevestigd, dan zegt
  elk signaal dat erbij.
"""


class Story(NamedTuple):
    name: str
    fires: frozenset[str]
    silent: frozenset[str]
    prose: str


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    stories = [_story(path) for path in sorted(STORIES.glob("*.story"))]
    by_id = [(name, list(rules)) for name, rules in groupby(CATALOGUE, key=lambda rule: rule.id)]
    parts = [HEAD, _table(by_id), "## Alle regels\n"]
    parts += ["\n".join(_section(name, rules, stories)) for name, rules in by_id]
    return "\n".join(parts)


def _table(by_id: Iterable[tuple[str, list[Rule]]]) -> str:
    rows = ["| Regel | Tussen | Oordeel | Zekerheid |", "|---|---|---|---|"]
    for name, rules in by_id:
        for rule in rules:
            between = " en ".join(filter(None, rule.between)) or "–"
            said = VERDICTS[rule.verdict], CONFIDENCES[rule.confidence]
            rows.append(f"| [{name}](#{name.lower()}) | {between} | {' | '.join(said)} |")
    return "\n".join([*rows, ""])


def _section(name: str, rules: list[Rule], stories: list[Story]) -> Iterator[str]:
    yield f"### {name}\n"
    for rule in rules:
        yield f"> {rule.told}\n"
        yield f"- **Oordeel**: {VERDICTS[rule.verdict]} (`{rule.verdict}`), {_form(rule)}"
        yield f"- **Wet**: {rule.law}. **Tekst**: {rule.text_version}"
        yield f"- **Zekerheid**: {CONFIDENCES[rule.confidence]} (`{rule.confidence}`)"
        for parameter in rule.parameters:
            yield from (f"- **Getal**: {_said(value)}" for value in PARAMETERS[parameter])
        yield ""
    yield from _examples(name, stories)


def _form(rule: Rule) -> str:
    form = "een opmerking" if rule.verdict == "allowed" else "een signaal"
    return f"{form}; staat uit tot de gemeente haar aanzet" if rule.id in FROM_MEMORY else form


def _said(value: Value) -> str:
    return f"{value.value} {value.unit} vanaf {value.since}: {value.says} ({value.source})"


def _examples(name: str, stories: list[Story]) -> Iterator[str]:
    for word, chosen in (("Voorbeeld", "fires"), ("Geen signaal", "silent")):
        for story in stories:
            if name in getattr(story, chosen):
                path = f"../../tests/stories/{story.name}.story"
                yield f"*[{word}]({path})*: {story.prose}\n"


def _story(path: Path) -> Story:
    lines = path.read_text(encoding="utf-8").splitlines()
    told: dict[str, list[str]] = {"fires": [], "silent": []}
    prose: list[str] = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in told:
            told[word] += rest.split()
        elif line.startswith(MARKS):
            break
        elif word not in {"shows", "part-of", "subscriber"}:
            prose.append(line)
    text = " ".join(" ".join(prose).split())
    return Story(path.stem, frozenset(told["fires"]), frozenset(told["silent"]), text)


if __name__ == "__main__":
    main()
