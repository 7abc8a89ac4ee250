"""Who may know that a thing is there: of a document, or of an item in one of its lists.

Each looks at what the hub says of it, and at what it is part of.  A provider hears of its own
placements, places and lines; others by the streams they are entitled to.
"""

from schemas.sides import AT_A_PLACE, AT_A_PROVIDER, EVERY, TOLD_BY_RULE
from streams.deliveries.reader import Reader
from streams.step import Json


def anybody(_reader: Reader, _said: Json, _whole: Json) -> bool:
    return True


def nobody(_reader: Reader, _said: Json, _whole: Json) -> bool:
    return False


def of_stream(reader: Reader, said: Json, _whole: Json) -> bool:
    """What a stream pays, or a provider itself is paid."""
    return said["stream"] in reader.streams or reader.is_own(said.get("provider"))


def of_source(reader: Reader, said: Json, _whole: Json) -> bool:
    return said["source"] in reader.streams


def of_member(reader: Reader, said: Json, _whole: Json) -> bool:
    """A person as a source knows them: by the source, or by a provider's own code for them."""
    if reader.provider:
        return reader.participant(said["record"]) is not None
    return said["source"] in reader.streams


def of_note(reader: Reader, said: Json, _whole: Json) -> bool:
    return TOLD_BY_RULE.get(said["rule"], EVERY) <= reader.streams


def of_signal(reader: Reader, said: Json, _whole: Json) -> bool:
    rule = said["rule"]
    if not reader.provider:
        return TOLD_BY_RULE.get(rule, EVERY) <= reader.streams
    account = said.get("account", "").partition("/")[2]
    at_provider = reader.is_own(said.get("provider")) or reader.is_own(account)
    at_place = reader.is_own_place(said.get("place"))
    return (rule in AT_A_PLACE and at_place) or (rule in AT_A_PROVIDER and at_provider)


def of_placement(reader: Reader, said: Json, _whole: Json) -> bool:
    if reader.provider:
        return reader.is_own(said["provider"])
    return reader.may_know(said["activity"])


def of_progress(reader: Reader, said: Json, whole: Json) -> bool:
    """A certificate may be of any law, and so may be what it is called; a step up in kind of work
    tells what came before, and where somebody else had them.
    """
    match said["what"]:
        case "activity":
            return not reader.provider and all(map(reader.may_know, said["text"].split(" > ")))
        case "ladder" if not reader.provider:
            return "participatiewet" in reader.streams
        case _:
            return bool(reader.provider and said["record"] == whole["record"])


def of_own_place(reader: Reader, said: Json, _whole: Json) -> bool:
    return reader.is_own_place(said["place"])


def of_place(reader: Reader, said: Json, _whole: Json) -> bool:
    return not reader.provider or reader.is_own_place(said["place"])


def of_own_provider(reader: Reader, said: Json, _whole: Json) -> bool:
    return reader.is_own(said["provider"])


def of_provider(reader: Reader, said: Json, _whole: Json) -> bool:
    return not reader.provider or reader.is_own(said["provider"])


def of_cohort(reader: Reader, said: Json, _whole: Json) -> bool:
    """It does not say what people do in it, so it may be of either side."""
    return reader.is_own(said.get("provider"))


def of_transfer(reader: Reader, said: Json, _whole: Json) -> bool:
    return {said["left"], said["entered"]} <= reader.streams


def of_settlement(reader: Reader, _said: Json, _whole: Json) -> bool:
    return {"participatiewet", "uwv", "revenue"} <= reader.streams


def of_programme(reader: Reader, _said: Json, _whole: Json) -> bool:
    return "programme" in reader.streams


def of_budget(reader: Reader, _said: Json, _whole: Json) -> bool:
    """A budget of places for beschut werk, of the Participatiewet."""
    return "participatiewet" in reader.streams


def of_municipality(reader: Reader, said: Json, _whole: Json) -> bool:
    """A place that municipalities share shows each its own persons."""
    return bool(said["municipality"] == reader.municipality)
