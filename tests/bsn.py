"""A search for every BSN of a run: plain, or as a hash that can be undone by trying."""

import csv
import hashlib
import re
from uuid import NAMESPACE_DNS, NAMESPACE_OID, NAMESPACE_URL, NAMESPACE_X500, uuid3, uuid5

NAMESPACES = (NAMESPACE_DNS, NAMESPACE_OID, NAMESPACE_URL, NAMESPACE_X500)
ALGORITHMS = ("md5", "sha1", "sha256", "sha512", "blake2b")
PLANTED = "999900006"
NUMBERS = {
    "a subsidy": (rb'("nummer": ")[^"]+', rb"\g<1>%s"),
    "a decision": (rb"(?m)^B[0-9]{6};", rb"%s;"),
    "an employer at a provider or in a decision": (rb"lhn:[0-9]{9}L01", rb"lhn:%sL01"),
    "an employer at the UWV": (rb"(<Loonheffingennr>)[0-9]{9}", rb"\g<1>%s"),
}


def planted(body):
    """*body* with a BSN wherever a number of the sender's own choice, or of an employer, stands."""
    for number, instead in NUMBERS.values():
        body = re.sub(number, instead % PLANTED.encode(), body)
    return body


def in_town(path):
    """The BSNs of a simulated town."""
    with (path / "truth/persons.csv").open(encoding="utf-8") as file:
        return {row["bsn"] for row in csv.DictReader(file) if row["bsn"]}


def traces_of(bsns):
    """Every form in which one of *bsns* could stand somewhere."""
    return {form for bsn in bsns for form in forms(bsn)}


def forms(bsn):
    yield bsn
    for algorithm in ALGORITHMS:
        yield hashlib.new(algorithm, bsn.encode()).hexdigest()[:32]
    for namespace in NAMESPACES:
        yield from (str(uuid5(namespace, bsn)), uuid5(namespace, bsn).hex)
        yield from (str(uuid3(namespace, bsn)), uuid3(namespace, bsn).hex)


WORDS = (
    re.compile(r"(?=([0-9]{9}))"),
    re.compile(r"(?=([0-9a-f]{32}))"),
    re.compile(r"(?=([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))"),
)


def found(traces, texts):
    """The traces that stand in *texts*, also inside a longer number or word, in either case."""
    return {hit for text in texts for word in WORDS for hit in word.findall(text.lower())} & traces
