"""What a change of periods replaces."""

from datetime import date

from schemas.values import Frozen


class Window(Frozen):
    """What this change replaces: every period that begins in it goes, those given come instead.

    A large change comes in parts (`complete` is false in all but the last), of which only the
    first has a window.  A period that is there already is continued: its lists are put together.
    """

    start: date
    end: date | None = None
