"""What a register's table holds, and what stands in the truth about each of its records."""

from typing import NamedTuple


class Row(NamedTuple):
    """Empty: the register does not know it.

    `birth_date`: YYYY-MM-DD, or YYYY-MM or YYYY where the rest is unknown.  `sex`: male, female.
    """

    id: str
    source: str
    bsn: str
    given_names: str
    initials: str
    prefix: str
    surname: str
    partner_name: str
    birth_date: str
    sex: str
    street: str
    house_number: str
    postcode: str
    place: str
    phone: str
    email: str


class Truth(NamedTuple):
    """Whose record *id* is.

    `twin_of`, `namesake_of`: a person, or empty.  `kinds`: what the record has that makes it hard,
    separated by semicolons; see README.md.
    """

    id: str
    person: str
    household: str
    twin_of: str
    namesake_of: str
    kinds: str
