"""What can be wrong with a message, told apart by who must act.

A reason names the place in the message, what was expected and the *kind* of value found,
never the value itself: reasons are read by people and kept in logs, and values are personal data.
"""


class Rejected(Exception):
    """The source must correct this message, or this one record of it.

    Args:
        fault: one word for statistics, such as `missing`, `bsn` or `not-xml`.
        place: where in the message: an XML path, `row 7, column bsn`, or a JSON path.
        expected: what should have stood there.
        found: the kind of value that stood there (see `kind_of`), empty if nothing did.
    """

    def __init__(self, fault: str, *, place: str, expected: str, found: str = "") -> None:
        self.fault, self.place, self.expected, self.found = fault, place, expected, found
        super().__init__(str(self))

    def __str__(self) -> str:
        found = f", found {self.found}" if self.found else ""
        return f"{self.fault} at {self.place}: expected {self.expected}{found}"


class WrongConfiguration(Exception):
    """The operator must correct the configuration.  Holds every fault at once."""

    def __init__(self, what: str, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([f"{what}:", *(f"  - {fault}" for fault in faults)]))


def kind_of(value: object) -> str:
    """What sort of thing *value* is, without saying what it is.

    >>> kind_of("999900007"), kind_of(" "), kind_of(3.5), kind_of(None)
    ('9 digits', 'blank text', 'a number', 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return _kind_of_text(value)
        case bytes():
            return f"{len(value)} bytes"
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return "an object"
        case _:
            return f"a {type(value).__name__}"


def _kind_of_text(text: str) -> str:
    if not text.strip():
        return "blank text" if text else "empty text"
    if text.isascii() and text.isdigit():
        return f"{len(text)} digits"
    return f"text of {len(text)} characters"
