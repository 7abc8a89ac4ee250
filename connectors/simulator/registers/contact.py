"""Phone numbers and e-mail addresses that are nobody's, and how systems write them.

A number begins with 060, which as far as we know is given to nobody; the domains are the ones
reserved for examples.
"""

from random import Random

from connectors.simulator.registers.spelling import plain
from connectors.simulator.registers.surnames import Surname

DOMAINS = ("example.nl", "example.org", "example.com", "example.net")
FORMS = ("06{0}", "06-{0}", "+316{0}", "06 {0}", "+31 6 {0}", "00316{0}")


def phone(chance: Random) -> str:
    """Eight digits, to stand behind 06."""
    return f"0{chance.randrange(10_000_000):07}"


def written(chance: Random, number: str) -> str:
    return chance.choice(FORMS).format(number)


def email(chance: Random, call: str, surname: Surname, year: int) -> str:
    first, last = _letters(call), _letters(str(surname))
    name = chance.choice((f"{first}.{last}", f"{first[:1]}.{last}", f"{first}{last}", first))
    number = chance.choice(("", "", str(year), str(year % 100), str(chance.randrange(1000))))
    return f"{name}{number}@{chance.choice(DOMAINS)}"


def _letters(text: str) -> str:
    return "".join(letter for letter in plain(text).lower() if letter.isalnum())
