"""UWVDossierQuotumArbeidsbeperktenGSD v0300: whether somebody stands in the doelgroepregister.

The answer says until when the registration holds, and since when each ground for it does; that the
person stands in the register at all is told by the element LdrRegistratieWbQa being there.  So the
registration is taken from the first day of its first ground.  The codes of the grounds are not
published, and no rule asks for them: they are not taken.
"""

from connectors.inbound import suwi_dates
from connectors.inbound.node import Node
from schemas.facts import Fact
from schemas.reading import Notice
from schemas.standings import RegistrationHeld
from schemas.values import day_after


def facts(client: Node) -> tuple[tuple[Fact, ...], tuple[Notice, ...]]:
    registration = client.maybe_node("LdrRegistratieWbQa")
    if registration is None:
        return (), ()
    grounds = [
        suwi_dates.term(
            ground, "DatBGrondslagArbeidsbeperktheid", "DatEGrondslagArbeidsbeperktheid"
        )
        for ground in client.nodes("GrondslagArbeidsbeperktheid")
    ]
    if not grounds:
        return (), (Notice("GrondslagArbeidsbeperktheid", "none"),)
    start = min(start for start, _ in grounds)
    end = day_after(suwi_dates.day_or_none(registration, "DatELdrRegistratieWbQa"))
    return (RegistrationHeld(start=start, end=end),), ()
