"""Names that people in the Netherlands use for one another: a call name and what it is short for.

Each line of `callnames.txt` holds names that may be one person's.  A name may stand on several
lines; two names are variants if they share one.  From general knowledge of Dutch usage, with the
transliterations of the largest migrant names.
"""

from functools import cache
from importlib.resources import files

from streams.linking.traits import plain


def are_variants(name: str, other: str) -> bool:
    """Whether two plain names may be one person's.

    >>> are_variants("kees", "cornelis"), are_variants("kees", "jan")
    (True, False)
    """
    lines = _lines_of().get(name)
    return lines is not None and not lines.isdisjoint(_lines_of().get(other, ()))


@cache
def _lines_of() -> dict[str, frozenset[int]]:
    text = (files("streams.linking") / "callnames.txt").read_text(encoding="utf-8")
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        for name in line.split():
            lines.setdefault(plain(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in lines.items()}
