"""Linking in a few plain words: why somebody should look, and what was compared."""

from typing import get_args

from streams.linking.nodes import Reason

REASONS: dict[str, str] = {
    "uncertain": "alike, but not enough",
    "several-persons": "fits more than one person",
    "same-system": "twice in one register",
    "two-bsns": "alike, with two BSNs",
    "bsn-disagrees": "one BSN, but name or birth date disagree",
    "names-differ": "alike, but given names differ (family?)",
    "names-only": "nothing but the names agrees",
    "decisions-clash": "decisions about them contradict each other",
    "evidence-changed": "decided, but the evidence has changed since",
}
assert REASONS.keys() == set(get_args(Reason))

_FIELDS = {
    "surname_f": "surname (women)",
    "born": "birth date",
    "given": "given names",
    "street_same_code": "street (same postcode)",
    "street_no_code": "street",
    "street_other_code": "street (other postcode)",
    "house_there": "house number (same place)",
    "house_elsewhere": "house number (elsewhere)",
    "place_there": "place (same place)",
    "place_elsewhere": "place (elsewhere)",
    "prior": "before anything is compared",
    "family": "may be a relative",
}


def field_named(field: str) -> str:
    return _FIELDS.get(field, field)
