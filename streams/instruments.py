"""What the instruments of each law are for: which activities they pay, help at, or not."""

from schemas.facts import Kind

PARTICIPATIEWET_LAWS = {"bijstand", "ioaw", "ioaz", "bbz"}
UWV_LAWS = {"ww", "zw", "wao", "wia", "iva", "wga", "waz", "wajong", "iow", "tw"}
SUPPORT = {  # help at the work, or relieve its employer: they cover no hours of it
    *("jobcoach", "werkplekaanpassing", "no_risk"),
    *("wia35_jobcoach", "wia35_werkplekaanpassing", "wia35_vervoer"),
    *("lkv_oudere_werknemer", "lkv_arbeidsgehandicapte", "lkv_banenafspraak", "lkv_herplaatsen"),
}
NEEDS_COVER = frozenset(
    {
        Kind.DAGBESTEDING,
        Kind.BESCHUT_WERK,
        Kind.PARTICIPATIEPLAATS,
        Kind.PROEFPLAATS,
        Kind.LEERWERKTRAJECT,
    }
)
COVERS = {
    "beschut_werk": frozenset({Kind.BESCHUT_WERK}),
    "participatieplaats": frozenset({Kind.PARTICIPATIEPLAATS}),
    "proefplaats": frozenset({Kind.PROEFPLAATS}),
    "uwv_proefplaatsing": frozenset({Kind.PROEFPLAATS}),
    "wsw": frozenset({Kind.REGULIER_WERK, Kind.BESCHUT_WERK}),
    "begeleid_werken": frozenset({Kind.REGULIER_WERK}),
    "tijdelijke_loonkostensubsidie": frozenset({Kind.REGULIER_WERK}),
    "no_risk": frozenset({Kind.REGULIER_WERK, Kind.BESCHUT_WERK}),
    "jobcoach": frozenset({Kind.REGULIER_WERK, Kind.BESCHUT_WERK, Kind.PROEFPLAATS}),
    "werkplekaanpassing": frozenset({Kind.REGULIER_WERK, Kind.BESCHUT_WERK, Kind.PROEFPLAATS}),
    "loonkostensubsidie": frozenset({Kind.REGULIER_WERK, Kind.BESCHUT_WERK}),
    "wlz": frozenset({Kind.DAGBESTEDING}),
}


def payer_of(stream: str, instrument: str) -> str:
    """A loonkostenvoordeel is worked out by UWV and paid by the tax office."""
    if instrument.startswith("lkv_"):
        return "belastingdienst"
    return "uwv" if stream == "uwv" else "gemeente"


def kinds_of(instrument: str, reach: str) -> frozenset[Kind]:
    """A job coach helps at any work; hours are for activities that need them paid."""
    if reach == "kind":
        return COVERS.get(instrument, frozenset())
    return frozenset() if instrument in SUPPORT or reach == "employer" else NEEDS_COVER
