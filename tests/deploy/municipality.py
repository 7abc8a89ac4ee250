"""A municipality small enough to know by heart: one person, one place, seven messages.

Noor is placed before anything is decided, gets beschut werk from February, and a Wlz status.  One
message cannot be read, and one row of another cannot either.
"""

import csv
import json

NOOR, WIM = "999900006", "999900018"
KEY = "5a" * 32
POLICY = """
municipality = "0999"
name = "Voorbeeldstad"
oin = "00000099000000001000"
in_force = 2026-01-01
[[grounds]]
sources = ["wmo", "participatiewet", "uwv", "wlz", "providers"]
basis = "fictief: toestemming voor deze oefening"
"""
COLUMNS = ("file", "source", "message", "received", "municipality", "sender", "media_type")
PLACE = {
    "code": "groen-1",
    "naam": "Groenploeg",
    "capaciteit": 1,
    "activiteiten": ["beschut_werk"],
    "vanaf": "2026-01-01",
}
PERSON = {"deelnemer": "D-17", "bsn": NOOR, "geboortedatum": "1987-05-12"}
PLACEMENT = {
    "plaatsing": "P-1",
    "deelnemer": "D-17",
    "werkplek": "groen-1",
    "activiteit": "beschut_werk",
    "vanaf": "2026-01-05",
    "uren_per_week": 16,
}
DECISIONS = (
    "besluitnummer;bsn;geboortedatum;soort;besluitdatum;ingangsdatum;einddatum;aanbieder;"
    "uren_per_week;gewijzigd_op\n"
    f"2026/1;{NOOR};1987-05-12;beschut_werk;2026-02-01;2026-02-01;2026-06-30;kvk:00010001;"
    "{hours};2026-0{month}-01T10:00:00\n"
    "2026/2;999900007;1990-01-01;bijstand;2026-02-01;2026-02-01;;;;2026-02-01T10:00:00\n"
)
WLZ = f"bsn;status;afgiftedatum;ingangsdatum;einddatum\n{WIM};Ja;2026-01-10;2026-02-01;\n"


def told(thing, data, day):
    return {
        "specversion": "1.0",
        "id": f"{thing}-{day}",
        "source": "urn:nld:hr:kvknummer:00010001",
        "type": f"nl.aanbieders.{thing}.gemeld.v1",
        "time": f"{day}T10:00:00+01:00",
        "data": data,
    }


MESSAGES = (
    ("providers", "place.json", "2026-01-03", told("werkplekken", PLACE, "2026-01-03")),
    ("providers", "person.json", "2026-01-05", told("deelnemers", PERSON, "2026-01-05")),
    ("providers", "placement.json", "2026-01-06", told("plaatsingen", PLACEMENT, "2026-01-06")),
    ("wlz", "signals.csv", "2026-01-12", WLZ),
    ("wmo", "broken.xml", "2026-01-20", "<no"),
    ("participatiewet", "first.csv", "2026-02-02", DECISIONS.format(hours=16, month=2)),
    ("participatiewet", "second.csv", "2026-03-02", DECISIONS.format(hours=12, month=3)),
)


def message(number):
    """The id of the message with this number, as the manifest has it."""
    return f"00000000-0000-4000-8000-{number:012d}"


def write(folder):
    """The folder as `samenloop replay` reads it."""
    rows = []
    for number, (source, name, day, content) in enumerate(MESSAGES):
        (folder / source).mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / source / name).write_text(text)
        received = f"{day}T12:00:00.00000{number}+00:00"
        rows.append((f"{source}/{name}", source, message(number), received, "0999", "test", ""))
    with (folder / "manifest.csv").open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    (folder / "policy.toml").write_text(POLICY)
    (folder / "hmac.key").write_text(KEY)
    return folder
