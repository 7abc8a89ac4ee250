"""Whether what came out holds what the story says: a path into it, and the value there as text.

`periods.0.state` is one value; `periods.*.state` those of all, joined by commas; what stands
together within one period is joined by `+`.  Nothing there is `-`, an empty list is `none`.
"""

from typing import Any

from tests.stories.telling import Wanted

# other lists have an order that says nothing
IN_ORDER = {"periods", "progress", "known", "offers", "results"}


def fits(bound: dict[str, str], wanted: Wanted, data: Any) -> bool:
    """Whether *data* holds what is wanted; binds the @names that are new."""
    now = dict(bound)
    for path, value in wanted.pairs:
        found = _text(_at(data, path.split(".")))
        named = value.startswith("@") and found != "-"
        if found != (now.setdefault(value, found) if named else value):
            return False
    bound.update(now)
    return True


def _at(data: Any, path: list[str], name: str = "") -> Any:
    if not path or data is None:
        return data
    first, *rest = path
    match data:
        case list() if first == "*":
            items = [_at(item, rest) for item in data]
            return items if name in IN_ORDER else sorted(items, key=_text)
        case list():
            return _at(data[int(first)], rest) if -len(data) <= int(first) < len(data) else None
        case dict():
            return _at(data.get(first), rest, first)
        case _:
            return None


def _text(found: Any) -> str:
    match found:
        case None:
            return "-"
        case bool():
            return str(found).lower()
        case list():
            return ",".join(map(_together, found)) or "none"
        case _:
            return str(found)


def _together(item: Any) -> str:
    """What stands together in one period: joined by `+`."""
    return ("+".join(map(_text, item)) or "none") if isinstance(item, list) else _text(item)
