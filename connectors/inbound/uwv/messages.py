"""Answers of UWV over Suwinet: income from the polisadministratie, employee insurance, and the
doelgroepregister; and what UWV grants, as a table (see `voorzieningen`).

An answer is a dossier: all UWV knows of one person for one question.  It is one record, replaced
by the next answer as a whole.  It bears no stamp, so the later received is the later version.
"""

from connectors.inbound import suwi
from connectors.inbound.suwi import Service
from connectors.inbound.uwv import income, insurance, register, voorzieningen
from connectors.inbound.xml import is_xml
from schemas.facts import PersonDescribed, Record, Source
from schemas.reading import Context, Reading

INCOME = Service(
    "UWVDossierInkomstenGSD", "v0200", answer="UWVPersoonsIkvInfoResponse", label="inkomsten"
)
INSURANCE = Service(
    "UWVDossierWerknemersverzekeringenGSD",
    "v0200",
    answer="UWVPersoonsWvInfoResponse",
    label="verzekeringen",
)
REGISTER = Service(
    "UWVDossierQuotumArbeidsbeperktenGSD",
    "v0300",
    answer="UWVPersoonsArbeidsbeperktenInfoResponse",
    label="register",
)
DOSSIERS = {
    INCOME: ("inkomsten", income.facts),
    INSURANCE: ("wv", insurance.facts),
    REGISTER: ("register", register.facts),
}


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    return _dossier(raw, context) if is_xml(raw, context) else voorzieningen.read(raw, context)


def _dossier(raw: bytes, context: Context) -> Reading:
    answer = suwi.answer(raw, *DOSSIERS)
    if answer.client is None or answer.service is None:
        return Reading((), notices=answer.notices)
    word, facts_of = DOSSIERS[answer.service]
    facts, notices = facts_of(answer.client)
    bsn = answer.client.text("Burgerservicenr")
    record = Record(
        municipality=suwi.municipality(context),
        source=Source.UWV,
        key=f"{word}|{bsn}",
        who=PersonDescribed(bsn=bsn),
        facts=facts,
        place=answer.client.place(),
    )
    return Reading((record,), notices=(*answer.notices, *notices))
