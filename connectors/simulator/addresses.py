"""Where a telling goes, from whom, and whether it waits for the week's file."""

from typing import Literal, NamedTuple, assert_never

from connectors.simulator.telling import (
    Allocations,
    Claims,
    Content,
    Decision,
    Deliveries,
    Incomes,
    Insurance,
    List,
    Listed,
    LongTermCare,
    Reintegration,
    Reported,
)
from schemas.facts import Source

# Fictitious OINs: numbers with this prefix are for tests.
UWV, BKWI, WLZ_REGISTER = (f"oin:00000099{number:012}" for number in (900_001, 900_002, 900_003))


SOURCES: dict[List, Source] = {
    "aanmeldingen": Source.PARTICIPATIEWET,
    "contracten": Source.WMO,
    "jeugdhulp": Source.JEUGDWET,
    "voorzieningen": Source.UWV,
}


class Address(NamedTuple):
    source: Source
    stem: str
    sender: str
    suffix: Literal["xml", "csv", "json"]
    weekly: bool = False


def municipal_oin(municipality: str) -> str:
    return f"00000099{municipality:0>12}"


def address_of(content: Content, municipality: str) -> Address:
    office = f"oin:{municipal_oin(municipality)}"
    match content:
        case Allocations():
            return Address(Source.WMO, "wmo301", office, "xml")
        case Deliveries(message=message, provider=provider):
            return Address(Source.WMO, f"wmo{message}", f"agb:{provider.agb}", "xml")
        case Claims(provider=provider):
            return Address(Source.WMO, "wmo323", f"agb:{provider.agb}", "xml")
        case Incomes():
            return Address(Source.UWV, "inkomsten", UWV, "xml")
        case Insurance():
            return Address(Source.UWV, "werknemersverzekeringen", UWV, "xml")
        case Reintegration():
            return Address(Source.PARTICIPATIEWET, "reintegratie", BKWI, "xml")
        case Decision():
            return Address(Source.PARTICIPATIEWET, "besluiten", office, "csv", weekly=True)
        case Listed(table=table):
            return Address(SOURCES[table], table, office, "csv", weekly=True)
        case LongTermCare():
            return Address(Source.WLZ, "wlz", WLZ_REGISTER, "csv", weekly=True)
        case Reported():
            return _from_provider(content)
        case _:
            assert_never(content)


def _from_provider(reported: Reported) -> Address:
    provider, here = reported.provider, Source.PROVIDERS
    match provider.channel:
        case "csv":  # a table holds one thing
            stem = f"{provider.kvk}-{reported.thing}"
            return Address(here, stem, provider.id, "csv", weekly=True)
        case "batch":
            return Address(here, f"{provider.kvk}-events", provider.id, "json", weekly=True)
        case "single":
            return Address(here, f"{provider.kvk}-event", provider.id, "json")
        case _:
            assert_never(provider.channel)
