"""The doors, one per source: what each takes, and its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from connectors.inbound.door import Port
from connectors.inbound.jeugdwet import messages as jeugdwet
from connectors.inbound.jeugdwet.port import PORT as JEUGDWET
from connectors.inbound.participatiewet import messages as participatiewet
from connectors.inbound.participatiewet.port import PORT as PARTICIPATIEWET
from connectors.inbound.providers import messages as providers
from connectors.inbound.providers.port import PORT as PROVIDERS
from connectors.inbound.uwv import messages as uwv
from connectors.inbound.uwv.port import PORT as UWV
from connectors.inbound.wlz import messages as wlz
from connectors.inbound.wlz.port import PORT as WLZ
from connectors.inbound.wmo import messages as wmo
from connectors.inbound.wmo.port import PORT as WMO
from schemas.facts import Source
from schemas.reading import Reader


@dataclass(frozen=True, slots=True)
class Door:
    port: Port
    read: Reader


DOORS: Mapping[Source, Door] = MappingProxyType(
    {
        Source.WMO: Door(WMO, wmo.read),
        Source.UWV: Door(UWV, uwv.read),
        Source.PARTICIPATIEWET: Door(PARTICIPATIEWET, participatiewet.read),
        Source.WLZ: Door(WLZ, wlz.read),
        Source.JEUGDWET: Door(JEUGDWET, jeugdwet.read),
        Source.PROVIDERS: Door(PROVIDERS, providers.read),
    }
)
